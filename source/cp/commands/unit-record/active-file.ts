/** BACKSPAC, FLUSH, REPEAT and SPACE (GC20-1806; DMKCSO): what a real printer or punch does with the file it has. */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {UserCommand, UserContext} from '../../command.js';
import {fail, messages} from '../../messages/index.js';
import {isHold, outputUnitAt, replyOf, unitReturnCodes} from './units.js';

const returnCodes = [...unitReturnCodes, '141 NO ACTIVE FILE, type raddr'];

export const backspac: UserCommand = {
	name: 'BACKSPAC', minimum: 2, classes: 'D',
	syntax: ['BAckspac raddr [File|pages [EOF]]'],
	summary: 'have a real printer or punch go back in the file it has',
	description: [
		'So many pages back from what is being printed, one unless told; with EOF from the end of the file. Pages are '
		+ 'counted by skips to channel 1, from the end of the spool buffer under way. FILE begins the copy anew, as '
		+ 'does a file without pages. A punch goes back to the beginning always.',
	],
	returnCodes: [...returnCodes, '26  OPERAND MISSING OR INVALID'],
	run(context) {
		const [address, word, end, ...more] = context.words;
		const unit = outputUnitAt(context, address);
		if (unit instanceof Failure) {
			return unit.returnCode;
		}

		const isFile = word === undefined ? unit.queue === 'PUN' : isAbbreviation(word, 'FILE', 1);
		const pages = word ?? '1';
		if (!isFile && (!/^\d{1,3}$/.test(pages) || unit.queue === 'PUN')) {
			return fail(context, messages.DMKCSO026E);
		}

		const surplus = isFile ? end : (end === 'EOF' ? more[0] : end);
		return surplus === undefined
			? replyOf(context, unit, unit.backspace(isFile ? 'file' : Number(pages), end === 'EOF'))
			: fail(context, messages.DMKCSO003E, {option: surplus});
	},
};

export const flush: UserCommand = {
	name: 'FLUSH', minimum: 2, classes: 'D',
	syntax: ['FLush raddr [ALL] [HOld]'],
	summary: 'end the file that a real printer or punch has',
	description: [
		'The copy under way ends; with ALL all copies. HOLD: the file stays in its queue, held by the system until '
		+ 'CHANGE says NOHOLD.',
	],
	returnCodes,
	run(context) {
		const options = flags(context, {ALL: word => word === 'ALL', HOLD: isHold});
		return typeof options === 'number'
			? options
			: onUnit(context, unit => unit.flush({all: options.has('ALL'), holds: options.has('HOLD')}));
	},
};

export const repeat: UserCommand = {
	name: 'REPEAT', minimum: 3, classes: 'D',
	syntax: ['REPeat raddr [nn] [HOld]'],
	summary: 'have a real printer or punch make more copies of the file it has',
	description: ['One more, or nn. HOLD: afterwards the file stays in its queue, held by the system.'],
	returnCodes: [...returnCodes, '30  COPIES MISSING OR INVALID'],
	run(context) {
		const [, ...words] = context.words;
		const [word, next, ...more] = words;
		const isNumber = word !== undefined && !isHold(word);
		const hold = isNumber ? next : word;
		const surplus = hold !== undefined && !isHold(hold) ? hold : (isNumber ? more[0] : next);
		const copies = isNumber ? Number(word) : (hold === undefined ? 1 : 0);
		if (isNumber && (!/^\d{1,2}$/.test(word) || copies === 0)) {
			return fail(context, messages.DMKCSO030E);
		}

		return surplus === undefined
			? onUnit(context, unit => unit.repeat(copies, hold !== undefined))
			: fail(context, messages.DMKCSO003E, {option: surplus});
	},
};

export const space: UserCommand = {
	name: 'SPACE', minimum: 3, classes: 'D',
	syntax: ['SPAce raddr'],
	summary: 'have a real printer print the rest of its file single spaced',
	description: ['Skips and spaces of the file are one line each from then on; for a printer only.'],
	returnCodes,
	run(context) {
		const [address, surplus] = context.words;
		const unit = outputUnitAt(context, address);
		if (unit instanceof Failure) {
			return unit.returnCode;
		}

		if (unit.queue === 'PUN') {
			return fail(context, messages.DMKCSO006E, {device: address});
		}

		return surplus === undefined
			? replyOf(context, unit, unit.space())
			: fail(context, messages.DMKCSO003E, {option: surplus});
	},
};

/** Does something to the file of the device that the first word names. */
function onUnit(
	context: UserContext,
	action: (unit: Exclude<ReturnType<typeof outputUnitAt>, Failure>) => string | readonly string[] | undefined,
): number {
	const unit = outputUnitAt(context, context.words[0]);
	return unit instanceof Failure ? unit.returnCode : replyOf(context, unit, action(unit));
}

/** The words behind the address, each one of some options; a return code, with its message, where one is none. */
function flags<Name extends string>(
	context: UserContext,
	options: Readonly<Record<Name, (word: string) => boolean>>,
): ReadonlySet<Name> | number {
	const found = new Set<Name>();
	for (const word of context.words.slice(1)) {
		const option = (Object.keys(options) as Name[]).find(name => options[name](word));
		if (option === undefined) {
			return fail(context, messages.DMKCSO003E, {option: word});
		}

		found.add(option);
	}

	return found;
}
