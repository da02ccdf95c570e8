/** START and DRAIN (GC20-1806; DMKCSO): real readers, printers and punches begin to work, and end. */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {UserCommand, UserContext} from '../../command.js';
import {fail, messages} from '../../messages/index.js';
import {RealOutputUnit} from '../../spool/real/real-output-unit.js';
import type {RealUnit} from '../../spool/real/real-units.js';
import {unitReturnCodes, unitsNamed} from './units.js';

type StartOptions = {readonly classes?: string; readonly separates?: boolean};

const isStartOption = (word: string): boolean =>
	isAbbreviation(word, 'CLASS', 2) || isAbbreviation(word, 'NOSEP', 3) || word === 'SEP';

export const start: UserCommand = {
	name: 'START', minimum: 3, classes: 'D',
	syntax: [
		'STArt {raddr...|ALL|Reader|RDR|Printer|PRT|PUnch|PCH}',
		'      [CLass c[c[c[c]]]|*] [SEP|NOSep]',
	],
	summary: 'have a real reader, printer or punch work, or work with other classes',
	description: [
		'A printer or punch takes files of its classes from the queue, those of the first class first; CLASS * those '
		+ 'of all. It keeps its classes until it is started with others. What it makes goes into the folder output/ of '
		+ 'the data folder, a file for each spool file.',
		'SEP puts separator pages, or cards, before each file; a printer does so unless told NOSEP.',
		'A reader takes decks from the folder reader/ of the data folder. Their first card says whose they are: ID '
		+ 'userid [CLASS c] [NAME fn ft].',
		'Devices are drained when the system starts, unless the STARTUP file of its profile starts them.',
	],
	returnCodes: [...unitReturnCodes, '13  CONFLICTING OPTION - option', '28  CLASS MISSING OR INVALID'],
	run(context) {
		const named = unitsNamed(context, isStartOption);
		const options = named instanceof Failure ? named : startOptions(context, named.options);
		if (named instanceof Failure || options instanceof Failure) {
			return (named instanceof Failure ? named : options as Failure).returnCode;
		}

		for (const unit of named.units) {
			startUnit(unit, options);
			context.reply(unit.status);
		}

		return 0;
	},
};

function startUnit(unit: RealUnit, options: StartOptions): void {
	if (unit instanceof RealOutputUnit) {
		unit.start(options);
	} else {
		unit.start();
	}
}

function startOptions(context: UserContext, words: readonly string[]): StartOptions | Failure {
	let options: StartOptions = {};
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		if (isAbbreviation(word, 'CLASS', 2)) {
			// Written together or apart.
			const end = words.findIndex((each, index) => index > at && (each.length > 4 || isSeparator(each)));
			const classes = words.slice(at + 1, end === -1 ? undefined : end).join('');
			if (!/^(?:\*|[A-Z\d]{1,4})$/.test(classes)) {
				return new Failure(fail(context, messages.DMKCSO028E));
			}

			options = {...options, classes: [...new Set(classes)].join('')};
			at = (end === -1 ? words.length : end) - 1;
		} else if (isSeparator(word)) {
			if (options.separates !== undefined && options.separates !== (word === 'SEP')) {
				return new Failure(fail(context, messages.DMKCSO013E, {option: word}));
			}

			options = {...options, separates: word === 'SEP'};
		} else {
			return new Failure(fail(context, messages.DMKCSO003E, {option: word}));
		}
	}

	return options;
}

const isSeparator = (word: string): boolean => word === 'SEP' || isAbbreviation(word, 'NOSEP', 3);

export const drain: UserCommand = {
	name: 'DRAIN', minimum: 2, classes: 'D',
	syntax: ['DRain {raddr...|ALL|Reader|RDR|Printer|PRT|PUnch|PCH}'],
	summary: 'have a real reader, printer or punch stop when what it does is done',
	description: [
		'A device that does nothing is drained at once; another one when its file has ended, which is told then. START '
		+ 'before that takes it back.',
	],
	returnCodes: unitReturnCodes,
	run(context) {
		const named = unitsNamed(context, () => false);
		if (named instanceof Failure) {
			return named.returnCode;
		}

		if (named.options.length > 0) {
			return fail(context, messages.DMKCSO003E, {option: named.options[0]});
		}

		for (const unit of named.units) {
			unit.drain();
			context.reply(unit.status);
		}

		return 0;
	},
};
