/**
 * What SPOOL and CHANGE say for a 3800 printer (GC20-1820, SPOOL): FLASH, CHARS, FCB, MODIFY. Files carry it, QUERY
 * PRINTER TBL shows it; the printers that there are ignore it, as the manual has it of all others. NULL takes it back.
 */
import {isAbbreviation} from '../../base/command.js';
import {Failure} from '../../base/failure.js';
import {fail, messages, type MessageSink} from '../messages/index.js';
import type {PrintingOptions} from './spool-file.js';

const operands = [
	['FLASH', 2, 'flash'],
	['CHARS', 3, 'characters'],
	['FCB', 3, 'forms'],
	['MODIFY', 3, 'modify'],
] as const;

/** Most copies that an overlay is flashed on. */
const mostFlashed = 99;

/**
 * Reads such an operand at `words[at]`. `undefined`: it is none; a failure, with its message: what follows it is no
 * name. `used`: words read.
 */
export function printingOption(
	context: MessageSink,
	words: readonly string[],
	at: number,
): {readonly set: PrintingOptions; readonly used: number} | Failure | undefined {
	const operand = operands.find(([name, minimum]) => isAbbreviation(words[at], name, minimum));
	if (!operand) {
		return undefined;
	}

	const name = words[at + 1];
	if (name === undefined || !/^[A-Z\d$#@]{1,4}$/.test(name)) {
		return new Failure(fail(context, messages.DMKCSP026E));
	}

	const key = operand[2];
	const set = {[key]: name === 'NULL' ? undefined : name};
	const count = words[at + 2] ?? '';
	return key === 'flash' && /^\d{1,2}$/.test(count) && Number(count) <= mostFlashed
		? {set: {...set, flashCount: Number(count)}, used: 3}
		: {set, used: 2};
}

/** The heading of what QUERY PRINTER TBL shows beside the basic information. */
export const printingHeading = ' FLASH CHARS FCB  MDFY FLSHC';

export function printingColumns({printing = {}}: {readonly printing?: PrintingOptions}): string {
	const {flash = '', characters = '', forms = '', modify = '', flashCount = 0} = printing;
	return ` ${flash.padEnd(5)} ${characters.padEnd(5)} ${forms.padEnd(4)} ${modify.padEnd(4)} `
		+ String(flashCount).padStart(2, '0');
}
