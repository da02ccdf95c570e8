/**
 * TRACE (GC20-1820): what happens in a machine, typed at its terminal or printed as it happens (`debugging/` sees it).
 * IMC, intermachine communication, is ours.
 */
import {hex} from '../../base/hex.js';
import {isAbbreviation} from '../../base/command.js';
import type {UserCommand, UserContext} from '../command.js';
import {activityNamed, type Activity, type Outlet} from '../debugging/trace-settings.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {fail, messages} from '../messages/index.js';
import type {SystemEvent} from '../system-events.js';

export const trace: UserCommand = {
	name: 'TRACE', minimum: 2, classes: 'G',
	syntax: [
		'TRace {SVC|I/O|PROgram|EXTernal|PRIV|SIO|CCW|BRanch|INSTruct|ALL|CSW}... [PRINter|TERMinal|BOTH] '
		+ '[NORun|RUN] [OFf]',
		'TRace IMC [OFF]',
		'TRace END',
	],
	summary: 'type or print what happens in your virtual machine as it happens',
	description: [
		'SVC, I/O, PROGRAM, EXTERNAL: interruptions. PRIV: privileged operations but I/O. SIO: I/O instructions; SIO '
		+ 'and SIOF of consoles and spooled devices not. CCW: channel programs, with SIO and TIO. BRANCH: branches '
		+ 'taken, interruptions and what changes the PSW. INSTRUCT: all instructions, with those. ALL: everything but '
		+ 'CCW and CSW, which is the channel status word of I/O interruptions.',
		'Lines go to the terminal unless PRINTER (the virtual printer of the lowest address) or BOTH is said. The '
		+ 'machine stops in CP behind each line at the terminal, and BEGIN goes on, unless RUN is said. OFF ends the '
		+ 'tracing of what it is said with, END of everything.',
		'IMC: signals, replies, transfers and ends of exchanges with other machines; the machine does not stop.',
	],
	returnCodes: [
		'3   INVALID OPTION - option', '13  CONFLICTING OPTION - option', '26  OPERAND MISSING OR INVALID',
	],
	run(context) {
		const {words: [word]} = context;
		switch (word) {
			case undefined: {
				return fail(context, messages.DMKTRA026E);
			}

			case 'END': {
				return end(context);
			}

			case 'IMC': {
				return traceExchanges(context);
			}

			default: {
				return change(context);
			}
		}
	},
};

/** Modifiers, with the shortest form of each and what it says. */
const modifiers = [
	{name: 'PRINTER', minimum: 5, says: {place: 'printer'}},
	{name: 'TERMINAL', minimum: 4, says: {place: 'terminal'}},
	{name: 'BOTH', minimum: 4, says: {place: 'both'}},
	{name: 'NORUN', minimum: 3, says: {run: false}},
	{name: 'RUN', minimum: 3, says: {run: true}},
	{name: 'OFF', minimum: 2, says: {off: true}},
] as const satisfies ReadonlyArray<{name: string; minimum: number; says: Modifiers}>;

type Modifiers = {
	readonly place?: 'printer' | 'terminal' | 'both';
	readonly run?: boolean;
	readonly off?: boolean;
};

function change(context: UserContext): number {
	const {vm: {debugging}, words, reply} = context;
	const chosen = new Set<Activity>();
	let said: Modifiers = {};
	for (const word of words) {
		const activity = activityNamed(word);
		if (activity) {
			chosen.add(activity);
			continue;
		}

		const modifier = modifiers.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		if (!modifier) {
			return fail(context, messages.DMKTRA003E, {option: word});
		}

		if (conflicts(said, modifier.says)) {
			return fail(context, messages.DMKTRA013E, {option: word});
		}

		said = {...said, ...modifier.says};
	}

	if (chosen.size === 0) {
		return fail(context, messages.DMKTRA026E);
	}

	const {traces} = debugging;
	const wasActive = traces.isActive;
	for (const activity of chosen) {
		if (said.off) {
			traces.drop(activity);
		} else {
			traces.set(activity, outletOf(said));
		}
	}

	debugging.tracesChanged();
	if (traces.isActive !== wasActive) {
		reply(wasActive ? 'TRACE ENDED' : 'TRACE STARTED');
	}

	return 0;
}

/** Two that say the same in different ways; and the printer stops nobody. */
function conflicts(said: Modifiers, more: Modifiers): boolean {
	const both = {...said, ...more};
	return (said.place !== undefined && more.place !== undefined && said.place !== more.place)
		|| (said.run !== undefined && more.run !== undefined && said.run !== more.run)
		|| (both.place === 'printer' && both.run !== undefined);
}

function outletOf({place = 'terminal', run = false}: Modifiers): Outlet {
	return {terminal: place !== 'printer', printer: place !== 'terminal', run: run || place === 'printer'};
}

function end({vm: {debugging, settings}, reply}: UserContext): number {
	const {traces} = debugging;
	const wasActive = traces.isActive;
	traces.end();
	debugging.tracesChanged();
	for (const stop of settings.traces.values()) {
		stop();
	}

	if (wasActive) {
		reply('TRACE ENDED');
	}

	return 0;
}

type ExchangeEvent = Extract<SystemEvent, {readonly kind: 'exchange'}>;

const exchanges = 'IMC';

function traceExchanges(context: UserContext): number {
	const {vm: {settings}, words: [, how]} = context;
	if (how !== undefined && !isAbbreviation(how, 'OFF', 2)) {
		return fail(context, messages.DMKTRA003E, {option: how});
	}

	settings.traces.get(exchanges)?.();
	if (how === undefined) {
		typeExchanges(context);
	}

	return 0;
}

/** Types a line for each event from now on, until it is stopped or the machine goes. */
function typeExchanges({cp, vm}: UserContext): void {
	const {traces: running} = vm.settings;
	const ignore = cp.events.observe(happened => {
		const text = exchangeLine(happened, vm);
		if (text !== undefined) {
			vm.type(text);
		}

		if (happened.kind === 'logoff' && happened.vm === vm) {
			running.get(exchanges)?.();
		}
	});
	running.set(exchanges, () => {
		running.delete(exchanges);
		ignore();
	});
}

/** The line for an event that concerns the machine; `undefined`: none. */
function exchangeLine(happened: SystemEvent, vm: VirtualMachine): string | undefined {
	if (happened.kind !== 'exchange' || (happened.vm !== vm && happened.partner !== vm)) {
		return undefined;
	}

	const {action, exchange, partner} = happened;
	const isOurs = happened.vm === vm;
	const other = `${isOurs ? 'TO  ' : 'FROM'} ${(isOurs ? partner : happened.vm).userid.padEnd(8)}`;
	const step = `${action.toUpperCase().padEnd(8)} ${String(exchange).padStart(6, '0')}`;
	return `IMC ${step} ${other} ${detail(happened)}`.trimEnd();
}

/** What is said behind the number and the other machine. */
function detail({message, bytes, reason}: ExchangeEvent): string {
	if (message) {
		return [...message].map(byte => hex(byte, 2)).join('');
	}

	return bytes === undefined ? (reason === undefined ? '' : `REASON ${reason}`) : `${bytes} BYTES`;
}
