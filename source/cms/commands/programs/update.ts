/** UPDATE (GC20-1818, "UPDATE"; SY20-0885): a source with updates applied to it. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {AccessedDisk, Cms, CmsCommand} from '../../cms.js';
import {readControlFile} from '../../update/control-file.js';
import {
	diskId, fileId, guarded, type FoundFile,
} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';
import {cardsOf, UpdateWork, workFile} from './update-work.js';
import {updateRequest, type FileTriple, type UpdateRequest} from './update-options.js';

const module = 'DMSUPD';

function * find(cms: Cms, [name, type, mode]: FileTriple): Step<FoundFile | Failure> {
	return cms.disks.find(name, type, mode[0])
		?? new Failure(yield * cms.message(messages.DMSUPD002E, {file: `${name} ${type} ${mode}`}));
}

/** Where the result goes: the source's disk, the one that it extends, or A; the first that can be written. */
function * outputDisk(cms: Cms, source: AccessedDisk): Step<AccessedDisk | Failure> {
	const letters = [source.letter, source.extensionOf, 'A'].filter(letter => letter !== undefined);
	const writable = letters.map(letter => cms.disks.disk(letter)).find(disk => disk && !disk.readOnly);
	if (writable) {
		return writable;
	}

	const a = cms.disks.disk('A');
	return new Failure(a
		? yield * cms.message(messages.DMSUPD037E, {disk: diskId(a)})
		: yield * cms.message(messages.DMSUPD069E, {mode: 'A'}));
}

function * control(cms: Cms, work: UpdateWork, found: FoundFile, stacks: boolean): Step<number> {
	const cards = yield * cardsOf(cms, found);
	if (cards instanceof Failure) {
		return cards.returnCode;
	}

	const file = readControlFile(cards);
	if (file === 'macs') {
		return yield * cms.message(messages.DMSUPD179E, {file: fileId(found.status)});
	}

	if (file === 'invalid') {
		return yield * cms.message(messages.DMSUPD183E, {which: 'CONTROL'});
	}

	const rc = yield * work.applyAll(file.levels);
	if (stacks && (rc === 0 || rc === messages.DMSUPD181E.returnCode)) {
		cms.console.stack(`* ${work.level || file.level}`, 'FIFO');
		cms.console.stack(['*', ...file.libraries].join(' '), 'FIFO');
	}

	return rc;
}

function * run(cms: Cms, request: UpdateRequest): Step<number> {
	const source = yield * find(cms, request.source);
	if (source instanceof Failure) {
		return source.returnCode;
	}

	const update = yield * find(cms, request.update);
	if (update instanceof Failure) {
		return update.returnCode;
	}

	const output = yield * outputDisk(cms, source.disk);
	if (output instanceof Failure) {
		return output.returnCode;
	}

	const {name, type} = workFile;
	if (output.find(name, type)) {
		return yield * cms.message(messages.DMSUPD024E, {file: `${name} ${type} ${output.letter}1`});
	}

	const lines = yield * cardsOf(cms, source);
	if (lines instanceof Failure) {
		return lines.returnCode;
	}

	const work = new UpdateWork(cms, request, {source, output, lines});
	const rc = request.isControlled
		? yield * control(cms, work, update, request.stacks)
		: yield * work.apply(update);
	return rc === 0 ? yield * work.end() : rc;
}

export const update: CmsCommand = {
	name: 'UPDATE',
	minimum: 1,
	syntax: [
		'Update fn1 [ft1|ASSEMBLE [fm1|A1 [fn2 [ft2 [fm2]]]]] [(options[)]]',
		'options: [REP|NOREP] [SEQ8|NOSEQ8] [INC|NOINC] [CTL|NOCTL] [STK|NOSTK] [TERM|NOTERM] [DISK|PRINT] '
		+ '[STOR|NOSTOR]',
	],
	summary: 'Applies updates to a source, by the sequence numbers of its records',
	description: [
		'The result is $fn1, or with REP fn1 itself, unless there were warnings; fn1 UPDLOG tells what was done, '
		+ 'printed with PRINT. fn2 is the update, fn1 UPDATE A1 unless told: statements ./ S [start [step [label]]] '
		+ '(numbers the result anew), ./ I number [$ [start [step]]], ./ D first [last], ./ R first [last] [$ [start '
		+ '[step]]], ./ * comment; records to be inserted come behind I and R, and are numbered where there is a $. '
		+ 'NOSEQ8 says that columns 73 to 75 have a label. Without INC inserted records have asterisks in place of '
		+ 'numbers.',
		'With CTL fn2 is a control file, fn1 CNTRL A1 unless told: level MACS [library...], then level [UPDT]type of '
		+ 'an update, or level AUXtype of a file that lists types of updates. They are worked off from the last '
		+ 'record up, on all disks, INC and STOR in effect; fn1 UPDATES lists what was applied. STK stacks the last '
		+ 'level and the libraries. STOR keeps the source in storage from one update to the next.',
	],
	returnCodes: [
		'4    Numbers of the source do not ascend.',
		'8    Numbers of the result do not ascend, or are too great.',
		'12   A statement was left out, or a listed update is not there.',
		'20   Invalid character in a file identifier.',
		'24   Invalid operand or option.',
		'28   File not found, or the work file is there.',
		'32   A file is no source, update or control file.',
		'36   Disk not accessed or read-only.',
		'40   No update was there.',
		'100  Error of the disk or the printer.',
	],
	* run(context) {
		const request = yield * updateRequest(context);
		return request instanceof Failure
			? request.returnCode
			: yield * guarded(context.cms, module, request.source.join(' '), run(context.cms, request));
	},
};
