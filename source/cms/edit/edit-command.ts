/**
 * EDIT on a typewriter terminal (GC20-1818, section 2 "EDIT" and section 4; GC20-1819, section 5). Lines come from the
 * console stack first, so that an EXEC can edit. Not here: the display subcommands (FORMAT, SCROLL, CHANGE without
 * operands), which a typewriter does not have either.
 */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import type {CmsCommand, CmsContext, Cms} from '../cms.js';
import {fileId, readLines, renamed} from './file-access.js';
import {createEditor, editMode} from './session.js';
import {longestLine, settingsFor} from './settings.js';
import {subcommands} from './subcommands/index.js';
import {messages} from '../messages/index.js';

/** What the options say, or a failure, with its message. */
function * recordLengthOption(
	cms: Cms,
	options: readonly string[],
): Step<{readonly length: number | undefined} | Failure> {
	let length: number | undefined;
	for (let index = 0; index < options.length; index++) {
		const option = options[index];
		if (option === 'LRECL') {
			index++;
			const value = options[index] ?? '';
			length = /^\d{1,5}$/.test(value) ? Number(value) : 0;
			if (length === 0) {
				return new Failure(yield * cms.message(messages.DMSEDI029E, {parameter: value, option: 'LRECL'}));
			}

			if (length > longestLine) {
				return new Failure(yield * cms.message(messages.DMSEDI044E));
			}
		} else if (option !== 'NODISP') {
			return new Failure(yield * cms.message(messages.DMSEDI003E, {option}));
		}
	}

	return {length};
}

function * run({cms, operands, options}: CmsContext): Step<number> {
	const [name, type, mode = 'A1'] = operands;
	if (name === undefined || type === undefined) {
		return yield * cms.message(messages.DMSEDI054E);
	}

	const asked = renamed({
		name, type, letter: 'A', number: '1',
	}, mode === '*' ? [name, type] : [name, type, mode, ...operands.slice(3)]);
	if (!asked) {
		return yield * cms.message(messages.DMSEDI048E, {mode: operands[3] ?? mode});
	}

	const given = yield * recordLengthOption(cms, options);
	if (given instanceof Failure) {
		return given.returnCode;
	}

	const {length} = given;
	const found = cms.disks.find(name, type, mode === '*' ? '*' : asked.letter);
	if (!found && !cms.disks.disk(asked.letter)) {
		return yield * cms.message(messages.DMSEDI069E, {mode: asked.letter});
	}

	if (!found) {
		yield * cms.console.type('NEW FILE:');
		return yield * editMode(createEditor(cms, asked, settingsFor(name, type, undefined, length), []));
	}

	const file = {
		...asked,
		letter: mode === '*' ? found.disk.letter : asked.letter,
		number: found.status.mode[1] ?? '1',
	};
	if (length !== undefined && found.status.recordLength > length) {
		return yield * cms.message(messages.DMSEDI076E);
	}

	if (found.status.recordLength > longestLine) {
		return yield * cms.message(messages.DMSEDI044E);
	}

	const lines = yield * readLines(cms, found);
	if (lines instanceof Failure) {
		return yield * cms.message(messages.DMSEDI104S, {code: lines.returnCode, file: fileId(file)});
	}

	return yield * editMode(createEditor(cms, file, settingsFor(name, type, found.status, length), lines));
}

export const edit: CmsCommand = {
	name: 'EDIT',
	minimum: 1,
	syntax: ['Edit fn ft [fm|*] [(LRECL nn NODISP)]'],
	summary: 'Create a file, or change one, line by line.',
	description: [
		'INPUT takes lines up to a null line; FILE writes the file and ends; QUIT ends without writing.',
		...subcommands.map(({syntax, summary}) => `${syntax[0]} - ${summary}`),
	],
	returnCodes: [
		'24  Invalid operand or option.',
		'32  Records too long.',
		'36  Disk not accessed.',
		'40  Records longer than LRECL.',
		'100  The file cannot be read.',
	],
	run,
};
