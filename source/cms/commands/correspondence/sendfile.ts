/**
 * SENDFILE (SC19-6209, which could not be had): files for the readers of other users, as decks of DISK DUMP (option
 * OLD, the only form here). Not here: NETDATA (NEW) and what needs it (ACK), NOTE, and the panel that is shown without
 * operands.
 */
import {Failure} from '../../../base/failure.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {encodeDeck} from '../../unit-record/disk-deck.js';
import {messages} from '../../messages/index.js';
import {deviceAddress, fileId, guarded, type FoundFile} from '../files/file-operands.js';
import {findFile, sendFile} from '../unit-record/unit-commands.js';
import {checkLog, moment, writeLog} from './net-log.js';
import {parseRecipients, resolveRecipients, type Recipient} from './recipients.js';
import {withPunch} from './temporary-punch.js';

const module = 'DMSSFD';

const optionNames = [
	['OLD', 1], ['NOACK', 3], ['TYPE', 1], ['NOTYPE', 3], ['LOG', 1], ['NOLOG', 3], ['FILELIST', 1], ['NOFILELIST', 3],
] as const;
type Option = typeof optionNames[number][0];

type Request = {
	readonly file: readonly string[];
	readonly recipients: readonly Recipient[];
	readonly options: ReadonlySet<Option>;
};

/** Options; of two that contradict each other the last counts. */
function * parseOptions(cms: Cms, words: readonly string[]): Step<Set<Option> | Failure> {
	const chosen = new Set<Option>();
	for (const word of words) {
		const known = optionNames.find(([name, minimum]) => isAbbreviation(word, name, minimum));
		if (!known) {
			return new Failure(yield * cms.message(messages.DMSSFD003E, {option: word}));
		}

		const [name] = known;
		for (const [other] of optionNames) {
			if (name === `NO${other}` || other === `NO${name}`) {
				chosen.delete(other);
			}
		}

		chosen.add(name);
	}

	return chosen;
}

/** `fn ft [fm] [TO] name [AT node] ...`: without TO the third word is the mode. */
function * parse(cms: Cms, operands: readonly string[], words: readonly string[]): Step<Request | Failure> {
	const options = yield * parseOptions(cms, words);
	if (options instanceof Failure) {
		return options;
	}

	const [name, type, third, fourth] = operands;
	if (name === undefined || type === undefined || third === undefined) {
		return new Failure(yield * cms.message(messages.DMSSFD054E));
	}

	const isWithoutMode = third === 'TO';
	const behind = isWithoutMode || fourth !== 'TO' ? 3 : 4;
	const recipients = parseRecipients(operands.slice(behind));
	return recipients && recipients.length > 0
		? {file: [name, type, isWithoutMode ? '*' : third], recipients, options}
		: new Failure(yield * cms.message(messages.DMSSFD545E));
}

/** The files that a list names, as LISTFILE EXEC makes them: `&1 &2 fn ft fm` in each line. */
function * listed(cms: Cms, {disk, status}: FoundFile): Step<FoundFile[] | Failure> {
	const files: FoundFile[] = [];
	for (const record of yield * cms.disks.readAll(disk, status)) {
		const words = fromEbcdic(record).split(' ').filter(word => word !== '');
		if (words.length > 0) {
			const behind = words[0] === '&1' && words[1] === '&2' ? 2 : 0;
			const found = yield * findFile(cms, module, words.slice(behind, behind + 3));
			if (found instanceof Failure) {
				return found;
			}

			files.push(found);
		}
	}

	return files;
}

/** One file to one user. A return code; the line that tells of it goes into `done`. */
function * sendOne(
	cms: Cms,
	punch: number,
	{file: {disk, status}, userid, done}: {
		readonly file: FoundFile;
		readonly userid: string;
		readonly done: string[];
	},
): Step<number> {
	const {rc} = yield * cms.cp(`SPOOL ${deviceAddress(punch)} TO ${userid} CLASS A NOCONT NOHOLD`, true);
	if (rc !== 0) {
		return yield * cms.message(messages.DMSSFD648E, {userid});
	}

	const records = yield * cms.disks.readAll(disk, status);
	yield * cms.charge('record', records.length);
	const end = yield * sendFile(cms, punch, status, encodeDeck(status, records), card =>
		cms.unitRecords.punch(card, punch));
	if (end !== 'ok') {
		return yield * cms.message(messages.DMSSFD118S, {file: fileId(status)});
	}

	done.push(`FILE ${fileId(status)} SENT TO ${userid} AT * ${yield * moment(cms)}`);
	return 0;
}

function * sendAll(
	cms: Cms,
	punch: number,
	{files, userids, done}: {
		readonly files: readonly FoundFile[];
		readonly userids: readonly string[];
		readonly done: string[];
	},
): Step<number> {
	for (const file of files) {
		for (const userid of userids) {
			const returnCode = yield * sendOne(cms, punch, {file, userid, done});
			if (returnCode !== 0) {
				return returnCode;
			}
		}
	}

	return 0;
}

function * send(cms: Cms, {file, recipients, options}: Request): Step<number> {
	const found = yield * findFile(cms, module, file);
	if (found instanceof Failure) {
		return found.returnCode;
	}

	const files = options.has('FILELIST') ? yield * listed(cms, found) : [found];
	if (files instanceof Failure) {
		return files.returnCode;
	}

	const userids = yield * resolveRecipients(cms, module, recipients);
	if (userids instanceof Failure) {
		return userids.returnCode;
	}

	const isLogged = !options.has('NOLOG');
	const refused = isLogged ? yield * checkLog(cms, module) : 0;
	if (refused !== 0) {
		return refused;
	}

	const done: string[] = [];
	const returnCode = yield * withPunch(cms, punch => sendAll(cms, punch, {files, userids, done}));
	if (!options.has('NOTYPE')) {
		for (const line of done) {
			yield * cms.console.type(line);
		}
	}

	const logCode = isLogged ? yield * writeLog(cms, module, done) : 0;
	return returnCode === 0 ? logCode : returnCode;
}

export const sendfile: CmsCommand = {
	name: 'SENDFILE',
	minimum: 5,
	synonyms: ['SFILE'],
	syntax: [
		'SENDFile fn ft [fm|*] [TO] {userid|name} [AT node] [...] [(options[)]]',
		'options: [OLD] [Type|NOType] [Log|NOLog] [Filelist|NOFilelist] [NOAck]',
	],
	summary: 'Sends a file to the readers of other users.',
	description: [
		'Names are userids, or names of userid NAMES (see NAMEFIND) with their :userid. or :list.; they begin behind '
		+ 'the mode, or behind TO where the mode is left out. The node can be this system alone, by its name or *.',
		'The file goes as a deck of DISK DUMP (OLD), which RECEIVE and DISK LOAD read. The form of NETDATA (NEW), an '
		+ 'acknowledgment (ACK) and notes (NOTE) are refused.',
		'FILELIST: the file names the files to be sent, a line each, as LISTFILE with EXEC makes it. LOG (without '
		+ 'NOLOG) adds a line for each to userid NETLOG A0; NOTYPE does not type these lines.',
		'A punch is defined for the cards and detached again: what SPOOL says of your own does not matter.',
	],
	returnCodes: [
		'20   Invalid character in the file identifier.',
		'24   Invalid or missing operand or option.',
		'28   File not found.',
		'32   There is no such user, or the node cannot be reached; what went before is sent.',
		'36   Disk not accessed, A-disk (for the log) not accessed or read-only, or no punch.',
		'100  Error of the punch or the disk, or the log could not be written: what the lines typed tell is sent.',
	],
	origin: 'VM/SP',
	* run({cms, operands, options}) {
		const request = yield * parse(cms, operands, options);
		return request instanceof Failure
			? request.returnCode
			: yield * guarded(cms, module, request.file.join(' '), send(cms, request));
	},
};
