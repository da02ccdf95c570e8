/**
 * GRANT, REVOKE and QUERY GRANTS: who may use files of a disk of this machine from another one (R14). Ours; the words
 * are those of later systems' shared file commands.
 */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {AccessedDisk, Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {
	encodeGrants, grantLength, grantLine, grantsFile, includes, type Grant, type Granted, type Right,
} from '../../remote-files/grant.js';
import {isGrantable} from '../../remote-files/remote-files.js';
import {messages} from '../../messages/index.js';
import {diskId, writeError} from '../files/file-operands.js';

type Request = {readonly disk: AccessedDisk; readonly files: Granted};

/** `fn ft fm WORD userid`, or a failure, with its message. The disk: one of this machine's that can be written on. */
function * parse({cms, operands}: CmsContext, word: 'TO' | 'FROM'): Step<Request | Failure> {
	const [name, type, mode, preposition, userid, extra] = operands;
	if (userid === undefined) {
		return new Failure(yield * cms.message(messages.DMSGRT054E));
	}

	const parameter = preposition === word ? extra : preposition;
	if (parameter !== undefined) {
		return new Failure(yield * cms.message(messages.DMSGRT070E, {parameter}));
	}

	for (const token of [name, type, userid]) {
		const character = invalidCharacter(token.replace(/\*$/, ''));
		if (character !== undefined && token !== '*') {
			return new Failure(yield * cms.message(messages.DMSGRT062E, {character, file: `${name} ${type}`}));
		}
	}

	if (!/^[A-Z][0-5*]?$/.test(mode)) {
		return new Failure(yield * cms.message(messages.DMSGRT048E, {mode}));
	}

	const disk = cms.disks.disk(mode[0]);
	if (!disk) {
		return new Failure(yield * cms.message(messages.DMSGRT069E, {mode: mode[0]}));
	}

	if (!isGrantable(disk)) {
		return new Failure(yield * cms.message(messages.DMSGRT037E, {disk: diskId(disk)}));
	}

	return {
		disk, files: {
			name, type, number: mode[1] ?? '*', userid,
		},
	};
}

/** Keeps the grants of a disk on it and lets those ask whom they name. */
function * keep(cms: Cms, disk: AccessedDisk, grants: readonly Grant[]): Step<number> {
	const {name, type} = grantsFile;
	const code = grants.length > 0
		? yield * cms.disks.write(disk, {
			...grantsFile, recordFormat: 'F', recordLength: grantLength, records: encodeGrants(grants, disk.letter),
		})
		: yield * cms.disks.erase(disk, name, type);
	if (code !== fileCode.ok) {
		return yield * writeError(cms, 'DMSGRT', `${name} ${type} ${disk.letter}${grantsFile.modeNumber}`, code);
	}

	yield * cms.remoteFiles.authorize();
	return 0;
}

export const grant: CmsCommand = {
	name: 'GRANT',
	minimum: 5,
	syntax: ['GRANT fn|* ft|* fm TO userid|* [(READ|WRITE[)]]'],
	summary: 'Lets another user use files of one of your disks from his own machine',
	description: [
		'The user then says ACCESS cuu mode (REMOTE and your userid, cuu being the address of the disk in your '
		+ 'machine. READ is the default; WRITE includes it. A name, type or userid may end with *; fm is the '
		+ 'letter of a disk that you write on, with a number where it is to count.',
		'By default nobody may anything. A file that is not granted is not there for others. Your machine answers '
		+ 'while you work; it must be logged on, with CMS running and the disk accessed.',
		'The grants are kept on the disk, in $GRANTS FILE with mode number 0, which nobody else can have. Ours.',
	],
	returnCodes: [
		'20   Invalid character.',
		'24   Invalid or missing operand.',
		'36   Disk not accessed, read-only, or another machine\'s.',
		'100  Error of the disk.',
	],
	* run(context) {
		const {cms, options} = context;
		let right: Right = 'READ';
		for (const option of options) {
			const known = (['READ', 'WRITE'] as const).find(name => isAbbreviation(option, name, 1));
			if (!known) {
				return yield * cms.message(messages.DMSGRT003E, {option});
			}

			right = known;
		}

		const request = yield * parse(context, 'TO');
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const {disk, files} = request;
		// A grant of the same files to the same user is replaced: READ takes WRITE back.
		const others = (yield * cms.remoteFiles.grants(disk)).filter(each => !isSame(each, files));
		return yield * keep(cms, disk, [...others, {...files, right}]);
	},
};

const isSame = (one: Granted, other: Granted): boolean => includes(one, other) && includes(other, one);

export const revoke: CmsCommand = {
	name: 'REVOKE',
	minimum: 6,
	syntax: ['REVOKE fn|* ft|* fm FROM userid|*'],
	summary: 'Takes back what GRANT gave',
	description: [
		'Every grant goes whose files and user are among those named: * means all. A grant that covers more stays as '
		+ 'it is. What another user has under way is refused from then on. Ours.',
	],
	returnCodes: [
		'20   Invalid character.',
		'24   Invalid or missing operand.',
		'28   There is no such grant.',
		'36   Disk not accessed, read-only, or another machine\'s.',
		'100  Error of the disk.',
	],
	* run(context) {
		const {cms, options} = context;
		if (options.length > 0) {
			return yield * cms.message(messages.DMSGRT003E, {option: options[0]});
		}

		const request = yield * parse(context, 'FROM');
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const {disk, files} = request;
		const grants = yield * cms.remoteFiles.grants(disk);
		const left = grants.filter(each => !includes(files, each));
		return left.length === grants.length
			? yield * cms.message(messages.DMSGRT582E)
			: yield * keep(cms, disk, left);
	},
};

/** `QUERY GRANTS`: a line for each grant of every disk. */
export function * queryGrants(cms: Cms): Step<number> {
	let some = false;
	for (const disk of cms.disks.disks) {
		for (const each of yield * cms.remoteFiles.grants(disk)) {
			some = true;
			yield * cms.console.type(grantLine(each, disk.letter));
		}
	}

	if (!some) {
		yield * cms.console.type('NO GRANTS');
	}

	return 0;
}
