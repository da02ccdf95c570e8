/**
 * Steps at random hardly ever fit together: most are aimed at an exchange or message under way, and done by who can do
 * them. Some stay as they are.
 */
import type {ModelMachine} from './model-machine.js';
import type {Model} from './model.js';
import type {Step} from './steps.js';
import type {VmcfModel} from './vmcf-model.js';

/** What a step means, where it was aimed. */
export type Aimed = Step & {readonly exchange?: number; readonly message?: number; readonly userid?: string};

/** Who may do it next, and about what. */
type Target = {readonly machine: ModelMachine} & Pick<Aimed, 'exchange' | 'message' | 'userid'>;

export function aimed(step: Step, model: Model, vmcf: VmcfModel): Aimed {
	const targets = step.flags % 8 === 7 ? [] : targetsOf(step, model, vmcf);
	if (targets.length === 0) {
		return step;
	}

	const {machine, ...about} = targets[step.which % targets.length];
	return {...step, ...about, by: model.machines.indexOf(machine)};
}

function targetsOf({op}: Step, model: Model, vmcf: VmcfModel): Target[] {
	const exchanges = [...model.exchanges.values()];
	switch (op) {
		case 'reply': {
			return exchanges.filter(({replied}) => !replied)
				.map(({target, number}) => ({machine: target, exchange: number}));
		}

		case 'approve': {
			return exchanges.filter(({replied}) => replied).flatMap(({signaller, target, approvals, number}) =>
				[signaller, target].filter(machine => !approvals.has(machine))
					.map(machine => ({machine, exchange: number})));
		}

		case 'lend': {
			return exchanges.map(({signaller, number}) => ({machine: signaller, exchange: number}));
		}

		case 'workFor':
		case 'loanQuery': {
			return [...model.loans.values()].map(({borrower, exchange}) => ({machine: borrower, exchange}));
		}

		case 'work': {
			return model.machines.filter(({loan}) => loan).map(machine => ({machine}));
		}

		case 'vmcfReceive':
		case 'vmcfReject':
		case 'vmcfReply': {
			return vmcf.messages.filter(({state}) => state === 'presented' || state === 'received')
				.map(({sink, source, asked}) => ({machine: sink, userid: source.userid, message: asked.message}));
		}

		case 'vmcfCancel': {
			return vmcf.messages
				.map(({sink, source, asked}) => ({machine: source, userid: sink.userid, message: asked.message}));
		}

		case 'take': {
			return model.machines.filter(({events}) => events.length > 0).map(machine => ({machine}));
		}

		case 'vmcfTake': {
			return model.machines.filter(({notices}) => notices.length > 0).map(machine => ({machine}));
		}

		case 'logon': {
			return model.machines.filter(({loggedOn}) => !loggedOn).map(machine => ({machine}));
		}

		case 'slaveCreate':
		case 'slaveAssign':
		case 'slaveDelete':
		case 'slaveRelease': {
			return [{machine: model.machines[0]}];
		}

		case 'slaveStart':
		case 'slaveStop':
		case 'slaveReadStorage':
		case 'slaveWriteStorage':
		case 'slaveReadRegisters':
		case 'slaveWriteRegisters':
		case 'slavePrepare': {
			return model.machines.flatMap(({creator, owner}) => [creator, owner])
				.flatMap(machine => machine ? [{machine}] : []);
		}

		default: {
			return [];
		}
	}
}
