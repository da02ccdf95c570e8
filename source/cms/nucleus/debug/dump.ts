/** DUMP of DEBUG (GC20-1818): registers, control words and storage on the printer. */
import {fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import {hex, hexBytes} from '../../../base/hex.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {carriage} from '../../unit-record/carriage.js';
import type {DebugState} from './debug-state.js';

const bytesOfLine = 32;

const spaced = (digits: string): string => digits.replaceAll(/(.{8})(?=.)/g, '$1 ');
const words = (values: Iterable<number>): string => Array.from(values, value => hex(value >>> 0, 8)).join(' ');

/** The lines before storage. */
function * heading(cms: Cms, state: DebugState, title: string): Generator<string> {
	yield title;
	yield `GPR 0-7  ${words(state.registers.slice(0, 8))}`;
	yield `GPR 8-15 ${words(state.registers.slice(8))}`;
	yield `FPR 0-6  ${words(cms.guest.fpr)}`;
	yield `PSW ${words(state.psw)}   CSW ${words(state.csw)}   CAW ${words([state.caw])}`;
}

/** Prints storage from `first` to `last`. `title`: what it is called. False: the printer does not work. */
export function * printDump(
	cms: Cms,
	state: DebugState,
	{first, last, title}: {readonly first: number; readonly last: number; readonly title: string},
): Step<boolean> {
	const {storage} = cms.guest;
	const print = (line: string): Step<boolean> => printed(cms, line);
	for (const line of heading(cms, state, `${title} FROM ${hex(first, 6)} TO ${hex(last, 6)}`.trimStart())) {
		if (!(yield * print(line))) {
			return false;
		}
	}

	for (let at = first - (first % bytesOfLine); at <= last; at += bytesOfLine) {
		if (!storage.contains(at, bytesOfLine)) {
			continue;
		}

		const bytes = storage.fetch(at, bytesOfLine);
		const text = fromEbcdic(bytes).replaceAll(/[^ -~]/g, '.');
		if (!(yield * print(`${hex(at, 6)}  ${spaced(hexBytes(bytes))}  *${text}*`))) {
			return false;
		}
	}

	yield * cms.cp('CLOSE 00E', true);
	return true;
}

function * printed(cms: Cms, line: string): Step<boolean> {
	return (yield * cms.unitRecords.print(toEbcdic(line), carriage.writeAndSpace)) === 'ok';
}
