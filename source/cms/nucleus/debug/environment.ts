/**
 * The debug environment (DMSDBG; GC20-1818, section 4): subcommands from the terminal, until one leaves it. It is
 * entered by the command, at a breakpoint, and by an external interruption that nobody else takes.
 */
import {isAbbreviation} from '../../../base/command.js';
import {hex} from '../../../base/hex.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {Abend} from '../abend.js';
import {tokenize} from '../command/scan.js';
import type {DebugArea} from './debug-area.js';
import type {DebugState} from './debug-state.js';
import {printDump} from './dump.js';
import {
	locate, requests, type Answer, type DebugContext,
} from './requests.js';

export type DebugEntry = 'command' | 'external' | {readonly breakpoint: number; readonly address: number};

/** `go` on where the program was, or at an address; `return`: the command is over. */
export type DebugExit = 'return' | 'go' | {readonly address: number};

const incorrectExit = 'INCORRECT DEBUG EXIT';
const standardDump = 32;

function entered(entry: DebugEntry): string[] {
	const why = typeof entry === 'object'
		? [`BREAKPOINT ${String(entry.breakpoint).padStart(2, '0')} AT ${hex(entry.address, 6)}`]
		: [];
	return ['DEBUG ENTERED.', ...why];
}

/**
 * Runs subcommands on `state`, which they may change, until one leaves. HX is an abend that types nothing but `CMS`.
 */
export function * debugEnvironment(
	cms: Cms,
	area: DebugArea,
	entry: DebugEntry,
	state: DebugState,
): Step<DebugExit> {
	const context = {storage: cms.guest.storage, area, state};
	for (const line of entered(entry)) {
		yield * cms.console.type(line);
	}

	for (;;) {
		yield * cms.console.type('');
		const [word = '', ...operands] = tokenize(yield * cms.console.read({terminalOnly: true}));
		if (word === 'HX') {
			throw new Abend('000', 'DMSDBG', 'quiet');
		}

		const exit = isAbbreviation(word, 'RETURN', 3)
			? leave(entry)
			: (word === 'GO' ? go(context, entry, operands) : undefined);
		if (typeof exit === 'object' || exit === 'return' || exit === 'go') {
			return exit;
		}

		const answer = exit ?? (isAbbreviation(word, 'DUMP', 2)
			? yield * dump(cms, context, operands)
			: perform(context, word, operands));
		for (const line of typeof answer === 'string' ? [answer] : answer) {
			yield * cms.console.type(line);
		}
	}
}

/** The words that HELP has a page of (`commands/session/debug-help.ts`). */
export const debugWords: readonly string[] = [...requests.keys(), 'DUMP', 'GO', 'HX', 'RETURN'];

function perform(context: DebugContext, word: string, operands: readonly string[]): Answer | 'INVALID DEBUG REQUEST' {
	const found = [...requests].find(([name, {minimum}]) => isAbbreviation(word, name, minimum));
	if (!found) {
		return 'INVALID DEBUG REQUEST';
	}

	const [, {least, most, run}] = found;
	return operands.length < least
		? 'MISSING OPERAND'
		: (operands.length > most ? 'TOO MANY OPERANDS' : run(context, operands));
}

/** RETURN goes back to the command that entered: at a breakpoint there is none. */
const leave = (entry: DebugEntry): DebugExit | typeof incorrectExit => entry === 'command' ? 'return' : incorrectExit;

/** GO goes on where it was entered; where a command did it, an address must be given. */
function go(
	context: DebugContext,
	entry: DebugEntry,
	[where, more]: readonly string[],
): DebugExit | typeof incorrectExit | 'INVALID OPERAND' | 'TOO MANY OPERANDS' {
	if (more !== undefined) {
		return 'TOO MANY OPERANDS';
	}

	if (where === undefined) {
		return entry === 'command' ? incorrectExit : 'go';
	}

	const place = locate(context, where);
	return place && place.address % 2 === 0 && context.storage.contains(place.address, 2)
		? {address: place.address}
		: 'INVALID OPERAND';
}

function * dump(cms: Cms, context: DebugContext, operands: readonly string[]): Step<Answer | 'PRINTER NOT READY'> {
	const [from = '0', to = hex(standardDump, 2), title = '', more] = operands;
	const end = context.storage.size - 1;
	const first = locate(context, from)?.address;
	const last = to === '*' ? end : locate(context, to)?.address;
	if (more !== undefined) {
		return 'TOO MANY OPERANDS';
	}

	const isRange = first !== undefined && last !== undefined && first <= last && last <= end;
	if (!isRange || !context.storage.contains(first, 1)) {
		return 'INVALID OPERAND';
	}

	return (yield * printDump(cms, context.state, {first, last, title})) ? [] : 'PRINTER NOT READY';
}
