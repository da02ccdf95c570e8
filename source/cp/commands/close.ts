/** CLOSE (GC20-1820; DMKCSP): ends what a spooled device writes or reads; a spool file is there, or gone. */
import {Failure} from '../../base/failure.js';
import type {UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {devicesNamed} from '../spool/spooled-devices.js';
import type {CloseOptions} from '../spool/unit.js';

export const close: UserCommand = {
	name: 'CLOSE', minimum: 5, classes: 'G',
	syntax: [
		'CLOSE {Reader|RDR|vaddr} [HOld|NOHold]',
		'CLOSE {CONsole|Printer|PRT|PUnch|PCH|vaddr} [PUrge|HOld|NOHold]',
		'      [DIst distcode] [Name {fn [ft]|dsname}]',
	],
	summary: 'end spooling on a device: its output becomes a spool file, its input file goes',
	description: [
		'Output goes where SPOOL says: to the reader of another user, or to the system\'s printer or punch. With SPOOL '
		+ 'CONT in force CLOSE does nothing.',
		'A reader\'s file is purged, unless HOLD is said here or in SPOOL. NAME comes last.',
	],
	returnCodes: [
		'3   INVALID OPTION - option',
		'6   INVALID DEVICE TYPE - vaddr',
		'13  CONFLICTING OPTION - option',
		'22  VADDR MISSING OR INVALID',
		'29  FILENAME MISSING OR INVALID',
		'40  DEV vaddr DOES NOT EXIST',
	],
	run(context) {
		const [word, ...words] = context.words;
		const devices = devicesNamed(context, word);
		if (devices instanceof Failure) {
			return devices.returnCode;
		}

		const options = parse(context, words, devices.some(({kind}) => kind === 'RDR'));
		if (options instanceof Failure) {
			return options.returnCode;
		}

		for (const {unit} of devices) {
			unit.close(options);
		}

		return 0;
	},
};

function parse(context: UserContext, words: readonly string[], isReader: boolean): CloseOptions | Failure {
	let options: CloseOptions = {};
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		const isHold = isAbbreviation(word, 'HOLD', 2);
		const isPurge = !isReader && isAbbreviation(word, 'PURGE', 2);
		if (isHold || isPurge || isAbbreviation(word, 'NOHOLD', 3)) {
			if (options.hold !== undefined || options.purge) {
				return new Failure(fail(context, messages.DMKCSP013E, {option: word}));
			}

			options = isPurge ? {...options, purge: true} : {...options, hold: isHold};
		} else if (!isReader && isAbbreviation(word, 'DIST', 2)) {
			const distribution = words[++at];
			if (distribution === undefined || distribution.length > 8) {
				return new Failure(fail(context, messages.DMKCSP032E));
			}

			options = {...options, distribution};
		} else if (!isReader && isAbbreviation(word, 'NAME', 1)) {
			const name = fileName(words.slice(at + 1));
			return name ? {...options, ...name} : new Failure(fail(context, messages.DMKCSP029E));
		} else {
			return new Failure(fail(context, messages.DMKCSP003E, {option: word}));
		}
	}

	return options;
}

/** `fn [ft]`, or a data set name of up to 24 characters. */
export function fileName(words: readonly string[]): {readonly name: string; readonly type: string} | undefined {
	const [name, type = ''] = words;
	const isFile = name !== undefined && name.length <= 8 && type.length <= 8 && words.length <= 2;
	const isDataSet = name !== undefined && name.length <= 24 && words.length === 1;
	return isFile || isDataSet ? {name, type} : undefined;
}
