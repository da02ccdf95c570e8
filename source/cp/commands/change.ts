/**
 * CHANGE (GC20-1820, GC20-1806; DMKCSU): other attributes for closed spool files: of one's own; class D of anybody, and
 * then HOLD and NOHOLD are the system's.
 */
import {Failure} from '../../base/failure.js';
import type {UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {
	noRoom, queueNamed, replyCount, selectFiles,
} from '../spool/file-selection.js';
import {isSpoolClass} from '../spool/spool-class.js';
import {printingOption} from '../spool/printing-options.js';
import type {SpoolAttributes, SpoolFile, SpoolQueue} from '../spool/spool-file.js';
import {filesInReach, whose} from '../spool/whose.js';
import {fileName} from './close.js';

export const change: UserCommand = {
	name: 'CHANGE', minimum: 2, classes: 'DG',
	syntax: [
		'CHange {Reader|RDR|Printer|PRT|PUnch|PCH} {ALL|CLass c|spoolid}',
		'       [CLass c] [HOld|NOHold] [COpy [*]nn] [DIst distcode]',
		'       [FLash name [nn]] [CHArs name] [FCB name] [MODify name]',
		'       [Name {fn [ft]|dsname}]',
		'CHange {userid|SYSTEM} ...        (class D)',
	],
	summary: 'change class, hold, copies, distribution or name of closed spool files',
	description: [
		'NAME comes last. COPY is for printer and punch files. The second line of options is for the 3800 printer.',
		'Class D may name whose files are changed, SYSTEM for everybody\'s, or give the number of anybody\'s file. '
		+ 'HOLD and NOHOLD of somebody else\'s file are the system\'s hold, which its user cannot take away; a file '
		+ 'that both hold waits for both.',
	],
	returnCodes: [
		'3   INVALID OPTION - option',
		'26  OPERAND MISSING OR INVALID',
		'27  SPOOLID MISSING OR INVALID',
		'28  CLASS MISSING OR INVALID',
		'29  FILENAME MISSING OR INVALID',
		'30  COPIES MISSING OR INVALID',
		'32  DIST MISSING OR INVALID',
		'35  DEVICE TYPE MISSING OR INVALID',
		'42  SPOOLID spoolid DOES NOT EXIST',
		'427 SPOOL SPACE FULL; FILE spoolid NOT CHANGED',
	],
	run(context) {
		const {cp: {spooler}} = context;
		const reach = whose(context, context.words, each => queueNamed(each) !== undefined);
		const [word, ...words] = reach.words;
		const queue = queueNamed(word);
		if (!queue) {
			return fail(context, messages.DMKCSU035E);
		}

		let attributes: Partial<SpoolAttributes> = {};
		const files = filesInReach(context, reach, words[0], owner => spooler.filesOf(owner, queue));
		const selection = selectFiles(context, files, words, rest => {
			const parsed = rest.length === 0
				? new Failure(fail(context, messages.DMKCSU026E))
				: parse(context, queue, rest);
			if (parsed instanceof Failure) {
				return parsed.returnCode;
			}

			attributes = parsed;
			return 0;
		});
		if (selection instanceof Failure) {
			return selection.returnCode;
		}

		const refused = selection.files.filter(file =>
			!spooler.change(file, asHolder(context, reach.asOperator, file, attributes)));
		replyCount(context, selection.files.length - refused.length, 'CHANGED');
		return noRoom(context, refused, messages.DMKCSU427E) ?? selection.returnCode;
	},
};

/** What CHANGE does to one file: whose hold it is depends on who says it. */
function asHolder(
	{vm}: UserContext,
	asOperator: boolean,
	file: SpoolFile,
	{hold, printing, ...attributes}: Partial<SpoolAttributes>,
): Partial<SpoolAttributes> {
	const isOperator = asOperator || file.owner !== vm.userid;
	const isBoth = hold === false && vm.classes.includes('D') && file.owner === vm.userid;
	return {
		...attributes,
		...(printing && {printing: {...file.printing, ...printing}}),
		...(hold !== undefined && (!isOperator || isBoth) && {hold}),
		...(hold !== undefined && (isOperator || isBoth) && {systemHold: hold}),
	};
}

function parse(
	context: UserContext,
	queue: SpoolQueue,
	words: readonly string[],
): Partial<SpoolAttributes> | Failure {
	const attributes: Partial<SpoolAttributes> = {};
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		const value = words[at + 1] ?? '';
		if (isAbbreviation(word, 'HOLD', 2) || isAbbreviation(word, 'NOHOLD', 3)) {
			attributes.hold = word.startsWith('H');
			continue;
		}

		const printing = queue === 'PRT' ? printingOption(context, words, at) : undefined;
		if (printing instanceof Failure) {
			return printing;
		}

		if (printing) {
			attributes.printing = {...attributes.printing, ...printing.set};
			at += printing.used - 1;
			continue;
		}

		at++;
		if (isAbbreviation(word, 'CLASS', 2)) {
			if (!isSpoolClass(value)) {
				return new Failure(fail(context, messages.DMKCSU028E));
			}

			attributes.class = value;
		} else if (isAbbreviation(word, 'COPY', 2) && queue !== 'RDR') {
			const copies = copiesOf(value, queue);
			if (copies === undefined) {
				return new Failure(fail(context, messages.DMKCSU030E));
			}

			attributes.copies = copies;
		} else if (isAbbreviation(word, 'DIST', 2)) {
			if (value === '' || value.length > 8) {
				return new Failure(fail(context, messages.DMKCSU032E));
			}

			attributes.distribution = value;
		} else if (isAbbreviation(word, 'NAME', 1)) {
			const name = fileName(words.slice(at));
			return name ? {...attributes, ...name} : new Failure(fail(context, messages.DMKCSU029E));
		} else {
			return new Failure(fail(context, messages.DMKCSU003E, {option: word}));
		}
	}

	return attributes;
}

/** `nn`, for a printer `*nn`: a 3800 copies each page by itself. `undefined`: no number from 1 to 99. */
export function copiesOf(word: string | undefined, queue: SpoolQueue): number | undefined {
	const digits = (queue === 'PRT' ? /^\*?(\d{1,2})$/ : /^(\d{1,2})$/).exec(word ?? '')?.[1];
	return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}
