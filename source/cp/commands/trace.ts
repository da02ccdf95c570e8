/**
 * TRACE (GC20-1820): what happens in a machine, typed at its terminal as it happens. IMC, intermachine communication,
 * is ours. Not here: IBM's operands, which stop the machine at instructions and interruptions.
 */
import {hex} from '../../base/hex.js';
import {isAbbreviation} from '../../base/command.js';
import type {UserCommand, UserContext} from '../command.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {fail, messages} from '../messages/index.js';
import type {SystemEvent} from '../system-events.js';

/** What can be traced: a new one is a row. */
type Traced = {
	readonly name: string;
	readonly minimum: number;
	readonly syntax: string;
	/** The line for an event that concerns the machine; `undefined`: none. */
	line(happened: SystemEvent, vm: VirtualMachine): string | undefined;
};

type ExchangeEvent = Extract<SystemEvent, {readonly kind: 'exchange'}>;

/** What is said behind the number and the other machine. */
function detail({message, bytes, reason}: ExchangeEvent): string {
	if (message) {
		return [...message].map(byte => hex(byte, 2)).join('');
	}

	return bytes === undefined ? (reason === undefined ? '' : `REASON ${reason}`) : `${bytes} BYTES`;
}

const traces: readonly Traced[] = [
	{
		name: 'IMC', minimum: 3, syntax: 'TRace IMC [OFF]',
		line(happened, vm) {
			if (happened.kind !== 'exchange' || (happened.vm !== vm && happened.partner !== vm)) {
				return undefined;
			}

			const {action, exchange, partner} = happened;
			const isOurs = happened.vm === vm;
			const other = `${isOurs ? 'TO  ' : 'FROM'} ${(isOurs ? partner : happened.vm).userid.padEnd(8)}`;
			const step = `${action.toUpperCase().padEnd(8)} ${String(exchange).padStart(6, '0')}`;
			return `IMC ${step} ${other} ${detail(happened)}`.trimEnd();
		},
	},
];

export const trace: UserCommand = {
	name: 'TRACE', minimum: 2, classes: 'G',
	syntax: [...traces.map(({syntax}) => syntax), 'TRace END'],
	summary: 'type what happens in your virtual machine as it happens',
	description: ['IMC: signals, replies, transfers and ends of exchanges with other machines. END ends every trace.'],
	returnCodes: ['3   INVALID OPTION - option', '26  OPERAND MISSING OR INVALID'],
	run(context) {
		const {vm: {settings}, words: [word, how]} = context;
		if (word === undefined) {
			return fail(context, messages.DMKTRA026E);
		}

		if (word === 'END') {
			for (const stop of settings.traces.values()) {
				stop();
			}

			return 0;
		}

		const traced = traces.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		if (!traced || (how !== undefined && how !== 'OFF')) {
			return fail(context, messages.DMKTRA003E, {option: traced ? how : word});
		}

		settings.traces.get(traced.name)?.();
		if (how !== 'OFF') {
			begin(context, traced);
		}

		return 0;
	},
};

/** Types a line for each event from now on, until it is stopped or the machine goes. */
function begin({cp, vm}: UserContext, {name, line}: Traced): void {
	const {traces: running} = vm.settings;
	const ignore = cp.events.observe(happened => {
		const text = line(happened, vm);
		if (text !== undefined) {
			vm.type(text);
		}

		if (happened.kind === 'logoff' && happened.vm === vm) {
			running.get(name)?.();
		}
	});
	running.set(name, () => {
		running.delete(name);
		ignore();
	});
}
