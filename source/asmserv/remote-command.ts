/**
 * `REMOTE ASSEMBLE`: ASSEMBLE in another machine (GC20-1818, "ASSEMBLE"). Source and macro libraries go to ASMSERV, the
 * deck and the listing come to the disk where ASSEMBLE would write them, and what it types is typed.
 */
import type {Cms, CmsCommand} from '../cms/cms.js';
import type {AccessedDisk, FileStatus} from '../cms/file-system/disk/disk.js';
import {optionTokens, parseOptions} from '../cms/commands/assemble/options.js';
import {outputDisk} from '../cms/commands/assemble/files.js';
import {messages} from '../cms/messages/index.js';
import {librariesOf} from '../cms/nucleus/storage/libraries.js';
import {cardLength} from '../base/unit-record.js';
import {isAbbreviation} from '../base/command.js';
import {Failure} from '../base/failure.js';
import type {Step} from '../guest/action.js';
import type {CarriedFile} from '../service/block.js';
import {failureBlock, typeAnswer} from '../service/answers.js';
import {ask} from '../service/client.js';
import {fileOnDisk, type FileSource} from '../service/parts.js';
import {requireServiceProfile} from '../service/service-profile.js';
import {remoteMessages} from './messages.js';
import {asmservName} from './program.js';

const sourceType = 'ASSEMBLE';
const libraryType = 'MACLIB';

/** The source, and the macro libraries that GLOBAL named, as they are now. */
function * inputFiles(cms: Cms, disk: AccessedDisk, status: FileStatus): Step<FileSource[]> {
	const files = [yield * fileOnDisk(cms.disks, disk, status)];
	for (const name of librariesOf(cms.guest.storage, libraryType)) {
		const found = cms.disks.find(name, libraryType, '*');
		if (found) {
			files.push(yield * fileOnDisk(cms.disks, found.disk, found.status));
		}
	}

	return files;
}

function * store(cms: Cms, disk: AccessedDisk, files: readonly CarriedFile[]): Step<number> {
	for (const file of files) {
		const code = yield * cms.disks.write(disk, {...file, modeNumber: '1'});
		if (code !== 0) {
			const fileid = `${file.name} ${file.type} ${disk.letter}1`;
			return yield * cms.message(messages.DMSASM105S, {code, file: fileid});
		}
	}

	return 0;
}

export const remote: CmsCommand = {
	name: 'REMOTE',
	minimum: 6,
	syntax: [
		'REMOTE ASSEMBLE fn [( options [)]]',
	],
	summary: 'have another machine assemble a program',
	description: [
		'The source, fn ASSEMBLE, and the libraries of GLOBAL MACLIB are sent to a machine of the service ASMSERV, '
		+ 'whose time is charged to you. fn TEXT and fn LISTING come to the disk of the source, the disk it extends, '
		+ 'or the A-disk, whichever is read/write first.',
		'Options: ALIGN NOALIGN, ESD NOESD, RLD NORLD, XREF (FULL|SHORT) NOXREF, LINECOUN (nn), SYSPARM (string), '
		+ 'FLAG (nnn), OBJECT NOOBJECT, DISK NOPRINT, TERM NOTERM, NUMBER NONUM, STMT NOSTMT.',
	],
	returnCodes: [
		'0-16  highest severity of what the assembler found, or as MNOTE says',
		'24    an operand or option is missing or not valid',
		'28    no such source, or no service',
		'32    the source is not fixed, 80 characters',
		'36    no disk is read/write',
		'100   output cannot be written',
		'104   the service does not answer, or gave up',
	],
	origin: 'Yorktown',
	module: {name: 'REMOTE', bytes: 9800},
	* run({cms, call: {tokens}, operands: [word = '', name, ...more]}): Step<number> {
		if (!isAbbreviation(word, sourceType, sourceType.length)) {
			return yield * cms.message(remoteMessages.DMSREM014E, {function: word});
		}

		if (name === undefined) {
			return yield * cms.message(messages.DMSASM001E);
		}

		if (more.length > 0) {
			return yield * cms.message(messages.DMSASM070E, {parameter: more[0]});
		}

		const words = optionTokens(tokens);
		const options = parseOptions(words, false);
		if ('invalid' in options) {
			return yield * cms.message(messages.DMSASM003E, {option: options.invalid});
		}

		const found = cms.disks.find(name, sourceType, '*');
		if (!found) {
			return yield * cms.message(messages.DMSASM002E, {file: `${name} ${sourceType}`});
		}

		const {disk, status} = found;
		if (status.recordFormat !== 'F' || status.recordLength !== cardLength) {
			return yield * cms.message(messages.DMSASM007E, {file: `${name} ${sourceType}`});
		}

		const target = outputDisk(cms, disk);
		if (!target) {
			return yield * cms.message(messages.DMSASM006E);
		}

		const profile = yield * requireServiceProfile(cms, asmservName);
		if (profile instanceof Failure) {
			return profile.returnCode;
		}

		const files = yield * inputFiles(cms, disk, status);
		const outcome = yield * ask(cms, profile, {words: [sourceType, name, ...words], files});
		if ('failed' in outcome) {
			return yield * typeAnswer(cms, failureBlock(outcome, profile));
		}

		const code = yield * store(cms, target, outcome.files);
		const returnCode = yield * typeAnswer(cms, outcome);
		return code === 0 ? returnCode : code;
	},
	complete: (cms, words) => words.length === 2
		? [sourceType]
		: [...new Set(cms.disks.disks.flatMap(disk => disk.list())
			.filter(({type}) => type === sourceType)
			.map(file => file.name))].toSorted(),
};
