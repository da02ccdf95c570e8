/**
 * RECEIVE (SC19-6209, which could not be had): files that others sent, from the virtual reader onto a disk. It takes
 * decks of DISK DUMP and of PUNCH with its control cards, other cards, and lines of printers and consoles. Not here:
 * files of NETDATA, prompting (FULLPROMPT, MINPROMPT), notebooks (NOTEBOOK), and the list that is shown by RDRLIST.
 */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {fileCode, type AccessedDisk, type NewFile} from '../../file-system/disk/disk.js';
import {centuryOf} from '../../file-system/directory/fst.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {messages} from '../../messages/index.js';
import type {ReaderFile} from '../../unit-record/reader-files.js';
import {filesOfDeck, kindOf, type SentFile} from '../../unit-record/sent-files.js';
import {unit} from '../../unit-record/unit-records.js';
import {
	guarded, isMode, writableDisk, writeError,
} from '../files/file-operands.js';
import {
	checkCardId, checkUnit, closeReader, readError,
} from '../unit-record/unit-commands.js';
import {checkLog, moment, writeLog} from './net-log.js';
import {isSpoolId, takeNext} from './next-file.js';

const module = 'DMSRCV';

const optionNames = [
	['REPLACE', 3], ['NOREPLACE', 5], ['OLDDATE', 3], ['NEWDATE', 3], ['LOG', 3], ['NOLOG', 3], ['PURGE', 3],
	['NOPROMPT', 4],
] as const;
type Option = typeof optionNames[number][0];

const conflicts = [
	['REPLACE', 'NOREPLACE'], ['OLDDATE', 'NEWDATE'], ['LOG', 'NOLOG'], ['PURGE', 'REPLACE'], ['PURGE', 'OLDDATE'],
] as const;

type Request = {
	readonly id: number | undefined;
	/** Of the first file; `=` keeps what it has. */
	readonly name: string;
	readonly type: string;
	readonly mode: string;
	readonly options: ReadonlySet<Option>;
};

function * parseOptions(cms: Cms, words: readonly string[]): Step<Set<Option> | Failure> {
	const options = new Set<Option>();
	for (const word of words) {
		const known = optionNames.find(([name, minimum]) => isAbbreviation(word, name, minimum));
		if (!known) {
			return new Failure(yield * cms.message(messages.DMSRCV003E, {option: word}));
		}

		options.add(known[0]);
	}

	for (const [one, other] of conflicts) {
		if (options.has(one) && options.has(other)) {
			return new Failure(yield * cms.message(messages.DMSRCV066E, {one, other}));
		}
	}

	return options;
}

function * parse(cms: Cms, operands: readonly string[], words: readonly string[]): Step<Request | Failure> {
	const isNumbered = isSpoolId(operands[0] ?? '');
	const [name = '=', type = '=', mode = 'A', extra] = operands.slice(isNumbered ? 1 : 0);
	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSRCV070E, {parameter: extra}));
	}

	for (const token of [name, type]) {
		const character = token === '=' ? undefined : invalidCharacter(token);
		if (character !== undefined) {
			return new Failure(yield * cms.message(messages.DMSRCV062E, {character, file: `${name} ${type}`}));
		}
	}

	if (mode !== '=' && !isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSRCV048E, {mode}));
	}

	const options = yield * parseOptions(cms, words);
	return options instanceof Failure
		? options
		: {
			id: isNumbered ? Number(operands[0]) : undefined, name, type, mode: mode === '=' ? 'A' : mode, options,
		};
}

function * readCards(cms: Cms): Step<Uint8Array[] | Failure> {
	const cards: Uint8Array[] = [];
	for (;;) {
		const {end, card} = yield * cms.unitRecords.read();
		if (end === 'endOfFile') {
			return cards;
		}

		if (end !== 'ok') {
			return new Failure(yield * readError(cms, module, end, cards.length));
		}

		cards.push(card);
	}
}

/** What the deck holds; a failure, with its message, where it cannot be read. */
function * decode(cms: Cms, deck: ReaderFile, request: Request): Step<SentFile[] | Failure> {
	const cards = yield * readCards(cms);
	if (cards instanceof Failure) {
		return cards;
	}

	const kind = deck.isOfCards && cards.length > 0 ? kindOf(cards[0]) : 'plain';
	if (kind === 'netdata') {
		return new Failure(yield * cms.message(messages.DMSRCV902E, {id: deck.id}));
	}

	const name = deck.name === '' ? request.name : deck.name;
	const type = deck.type === '' ? request.type : deck.type;
	const isNameless = (name === '=' && request.name === '=') || (type === '=' && request.type === '=');
	if (kind === 'plain' && cards.length > 0 && isNameless) {
		return new Failure(yield * cms.message(messages.DMSRCV054E));
	}

	const [month, day, year] = deck.date.split('/');
	const files = filesOfDeck(cards, {
		name, type, date: `${centuryOf(year)}${year}-${month}-${day}`, time: deck.time.slice(0, 5),
	});
	return files ?? new Failure(yield * cms.message(messages.DMSRCV078E));
}

/** The file as it is to be written: names by the command for the first one, its date as the options say. */
function renamed({file}: SentFile, isFirst: boolean, {name, type, mode, options}: Request): NewFile {
	const {date, time, ...rest} = file;
	return {
		...rest,
		...(options.has('OLDDATE') ? {date, time} : {}),
		name: isFirst && name !== '=' ? name : file.name,
		type: isFirst && type !== '=' ? type : file.type,
		modeNumber: mode[1] ?? file.modeNumber,
	};
}

const idOn = ({letter}: AccessedDisk, {name, type, modeNumber}: NewFile): string =>
	`${name} ${type} ${letter}${modeNumber}`;

/** Looks at everything before anything is written. A return code. */
function * check(cms: Cms, disk: AccessedDisk, files: readonly NewFile[], options: Request['options']): Step<number> {
	if (files.length === 0) {
		return yield * cms.message(messages.DMSRCV701I);
	}

	for (const file of files) {
		const rc = yield * checkCardId(cms, module, file);
		if (rc !== 0) {
			return rc;
		}

		if (!options.has('REPLACE') && disk.find(file.name, file.type)) {
			return yield * cms.message(messages.DMSRCV024E, {file: idOn(disk, file)});
		}
	}

	return 0;
}

function * write(
	cms: Cms,
	{disk, deck, sent, request}: {
		readonly disk: AccessedDisk;
		readonly deck: ReaderFile;
		readonly sent: readonly SentFile[];
		readonly request: Request;
	},
	done: string[],
): Step<number> {
	const files = sent.map((each, index) => renamed(each, index === 0, request));
	const refused = yield * check(cms, disk, files, request.options);
	if (refused !== 0) {
		return refused;
	}

	for (const [index, file] of files.entries()) {
		const id = idOn(disk, file);
		yield * cms.charge('record', file.records.length);
		const code = yield * cms.disks.write(disk, file);
		if (code !== fileCode.ok) {
			return yield * writeError(cms, module, id, code);
		}

		const line = `FILE ${id} RECEIVED FROM ${deck.originator} AT * SENT AS ${sent[index].sentAs}`;
		yield * cms.console.type(line);
		done.push(`${line} ${yield * moment(cms)}`);
	}

	return 0;
}

/** The deck leaves the reader only where all of it is on the disk. */
function * receiveFile(cms: Cms, deck: ReaderFile, request: Request, done: string[]): Step<number> {
	const disk = yield * writableDisk(cms, module, request.mode[0]);
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	const sent = yield * decode(cms, deck, request);
	const rc = sent instanceof Failure
		? sent.returnCode
		: yield * guarded(cms, module, `${deck.name} ${deck.type}`, write(cms, {
			disk, deck, sent, request,
		}, done));
	return yield * closeReader(cms, rc);
}

function * purgeFile(cms: Cms, {id, originator, name, type}: ReaderFile, done: string[]): Step<number> {
	const {rc} = yield * cms.cp(`PURGE READER ${id}`, true);
	if (rc !== 0) {
		return yield * cms.message(messages.DMSRCV904E, {id});
	}

	const line = `FILE ${`${name} ${type}`.trim()} FROM ${originator} AT * HAS BEEN PURGED`;
	yield * cms.console.type(line);
	done.push(`${line} ${yield * moment(cms)}`);
	return 0;
}

function * receiveNext(cms: Cms, request: Request): Step<number> {
	const {options} = request;
	const isLogged = !options.has('NOLOG');
	const refused = isLogged ? yield * checkLog(cms, module) : 0;
	if (refused !== 0) {
		return refused;
	}

	const deck = yield * takeNext(cms, module, {id: request.id});
	if (deck instanceof Failure) {
		return deck.returnCode;
	}

	const done: string[] = [];
	const returnCode = options.has('PURGE')
		? yield * purgeFile(cms, deck, done)
		: yield * receiveFile(cms, deck, request, done);
	const logCode = isLogged ? yield * writeLog(cms, module, done) : 0;
	return returnCode === 0 ? logCode : returnCode;
}

export const receive: CmsCommand = {
	name: 'RECEIVE',
	minimum: 7,
	syntax: [
		'RECEIVE [spoolid] [fn|= [ft|= [fm]]] [(options[)]]',
		'options: [REPlace|NOREPlace] [OLDdate|NEWdate] [LOG|NOLog] [PURge] [NOPRompt]',
	],
	summary: 'Reads a file that somebody sent from the virtual reader onto a disk.',
	description: [
		'The first file that the reader may read is taken, or the one of that number. It may be a deck of DISK DUMP '
		+ '(as SENDFILE makes them), cards of PUNCH with a control card before each file, other cards, or lines of a '
		+ 'printer or console. Files have the names that they were sent with; fn, ft and the mode number rename the '
		+ 'first. What has no name of its own is called as its spool file.',
		'A file that is there already is replaced with REPLACE only. The date is that of now; with OLDDATE the one '
		+ 'that was sent along. PURGE does away with the reader file unread.',
		'LOG (without NOLOG) adds a line for each file to userid NETLOG A0.',
		'The deck leaves the reader when all of it is on the disk. Files of NETDATA, FULLPROMPT, MINPROMPT and '
		+ 'NOTEBOOK are refused; nothing is prompted for.',
	],
	returnCodes: [
		'8    No file waits that the reader may read.',
		'20   Invalid character in a file identifier.',
		'24   Invalid operand or option, or a file without a name.',
		'28   The file is there already, or there is no reader file of that number.',
		'32   The deck is damaged, a part of one, or of NETDATA.',
		'36   Disk not accessed or read-only, no reader, or the reader file is held.',
		'100  Error of the reader or the disk, or the log could not be written: what the lines typed tell is done.',
	],
	origin: 'VM/SP',
	* run({cms, operands, options}) {
		const request = yield * parse(cms, operands, options);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const rc = yield * checkUnit(cms, module, unit.reader, 'input');
		return rc === 0 ? yield * receiveNext(cms, request) : rc;
	},
};
