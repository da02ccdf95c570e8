/** What the machine panel shows of CP: read from its tables when asked, nothing kept. */
import type {ControlProgram} from '../../cp/control-program.js';
import type {VirtualMachine} from '../../cp/machine/virtual-machine.js';

export type MachineState = {
	readonly userid: string;
	readonly state: string;
	readonly queue: string;
	readonly cpu: number;
	readonly pages: number;
	readonly io: number;
	readonly note: string;
};

function note(cp: ControlProgram, vm: VirtualMachine): string {
	if (vm.assignment.creator === undefined) {
		return vm.session.disconnected ? 'DISCONNECTED' : (vm.session.line?.address ?? '');
	}

	return vm.assignment.owner ? `WORKS FOR ${cp.slaves.owner(vm)}` : `SLAVE OF ${vm.assignment.creator}`;
}

function state(vm: VirtualMachine): string {
	if (vm.runnable) {
		return 'RUN';
	}

	if (vm.cpMode.active) {
		return 'CP READ';
	}

	return vm.console.reading ? 'VM READ' : 'WAIT';
}

/** One row for each machine logged on. */
export function machineRows(cp: ControlProgram): MachineState[] {
	return [...cp.machines.values()].map(vm => {
		const queue = cp.dispatcher.scheduler.queueOf(vm);
		return {
			userid: vm.userid,
			state: state(vm),
			queue: queue === 0 ? '' : `Q${queue}`,
			cpu: vm.account.usage.virtualCpu,
			pages: vm.storage.pages.filter(frame => frame >= 0).length,
			io: vm.account.usage.sio,
			note: note(cp, vm),
		};
	});
}
