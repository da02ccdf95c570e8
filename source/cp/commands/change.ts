/** CHANGE (GC20-1820; DMKCSU): other attributes for closed spool files of one's own. */
import {Failure} from '../../base/failure.js';
import type {UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {
	isSpoolClass, noRoom, queueNamed, replyCount, selectFiles,
} from '../spool/file-selection.js';
import type {SpoolAttributes} from '../spool/spool-file.js';
import {fileName} from './close.js';

export const change: UserCommand = {
	name: 'CHANGE', minimum: 2, classes: 'G',
	syntax: [
		'CHange {Reader|RDR|Printer|PRT|PUnch|PCH} {ALL|CLass c|spoolid}',
		'       [CLass c] [HOld|NOHold] [COpy nn] [DIst distcode]',
		'       [Name {fn [ft]|dsname}]',
	],
	summary: 'change class, hold, copies, distribution or name of closed spool files',
	description: ['NAME comes last.'],
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
		const {cp: {spooler}, vm: {userid}, words: [word, ...words]} = context;
		const queue = queueNamed(word);
		if (!queue) {
			return fail(context, messages.DMKCSU035E);
		}

		let attributes: Partial<SpoolAttributes> = {};
		const selection = selectFiles(context, spooler.filesOf(userid, queue), words, rest => {
			const parsed = rest.length === 0 ? new Failure(fail(context, messages.DMKCSU026E)) : parse(context, rest);
			if (parsed instanceof Failure) {
				return parsed.returnCode;
			}

			attributes = parsed;
			return 0;
		});
		if (selection instanceof Failure) {
			return selection.returnCode;
		}

		const refused = selection.files.filter(file => !spooler.change(file, attributes));
		replyCount(context, selection.files.length - refused.length, 'CHANGED');
		return noRoom(context, refused, messages.DMKCSU427E) ?? selection.returnCode;
	},
};

function parse(context: UserContext, words: readonly string[]): Partial<SpoolAttributes> | Failure {
	const attributes: Partial<SpoolAttributes> = {};
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		const value = words[at + 1] ?? '';
		if (isAbbreviation(word, 'HOLD', 2) || isAbbreviation(word, 'NOHOLD', 3)) {
			attributes.hold = word.startsWith('H');
			continue;
		}

		at++;
		if (isAbbreviation(word, 'CLASS', 2)) {
			if (!isSpoolClass(value)) {
				return new Failure(fail(context, messages.DMKCSU028E));
			}

			attributes.class = value;
		} else if (isAbbreviation(word, 'COPY', 2)) {
			if (!/^\d{1,2}$/.test(value) || Number(value) === 0) {
				return new Failure(fail(context, messages.DMKCSU030E));
			}

			attributes.copies = Number(value);
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
