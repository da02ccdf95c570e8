/** LOAD, SCAN and SKIP of TAPE and VMFPLC2 (GC20-1818, TAPE): one walk along the tape, file by file. */
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {fileCode, type AccessedDisk} from '../../file-system/disk/disk.js';
import {blockSize} from '../../file-system/disk/geometry.js';
import {newFile, type DumpedFile, type DumpReader} from '../../tape/dump-format.js';
import type {TapeUnit} from '../../tape/tape-unit.js';
import {writeError} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';
import {every} from './dump.js';
import type {FileList} from './file-list.js';
import {tapeError, type TapeProgram} from './tape-program.js';

export type ReadRequest = {
	readonly function: 'LOAD' | 'SCAN' | 'SKIP';
	readonly name: string;
	readonly type: string;
	/** Tape marks that it goes over; infinite: to two in a row. */
	readonly files: number;
	/** LOAD only: where to, and the mode number of those wanted where there is one. */
	readonly target?: {readonly disk: AccessedDisk; readonly modeNumber: string | undefined};
};

type Job = {
	readonly cms: Cms;
	readonly program: TapeProgram;
	readonly tape: TapeUnit;
	readonly request: ReadRequest;
	readonly list: FileList;
};

const headings = {LOAD: ' LOADING.....', SCAN: ' SCANNING.....', SKIP: ' SKIPPING.....'} as const;

/** Work files of LOAD, and what one is called that a tape has. */
const workType = 'CMSUT1';
const dumpedWorkType = 'CMSUT2';

const isWanted = ({name, type, target}: ReadRequest, {entry}: DumpedFile): boolean =>
	(name === every || name === entry.name) && (type === every || type === entry.type)
	&& (target?.modeNumber === undefined || target.modeNumber === entry.mode[1]);

/** Whether the request is for one file. */
const isOne = ({name, type}: ReadRequest): boolean => name !== every && type !== every;

/** What the file that is being read is called in messages. */
function fileName({program, request}: Job, reader: DumpReader): string {
	return reader.name ?? (isOne(request) ? `${request.name} ${request.type}` : `${program.mapName} ${workType}`);
}

/** The work file of VM/370's own LOAD, which has all of a file before it is known what file it is. */
const workFile = ({program, request}: Job): string =>
	`${program.mapName} ${workType} ${request.target?.disk.letter ?? 'A'}1`;

/** Puts a file on the disk; 0, or the return code of a message. */
function * load({cms, program, list}: Job, file: DumpedFile, disk: AccessedDisk): Step<number> {
	const {module, mapName} = program;
	const {name, type} = file.entry;
	if (file.dataBlocks === 0) {
		return yield * cms.message(messages.DMSTPF701I);
	}

	const found = file.isCounted ? newFile(file) : undefined;
	if (!found) {
		return yield * cms.message(messages[`${module}096E`], {file: `${name} ${type}`});
	}

	const isWork = name === mapName && type === workType;
	const loaded = isWork ? {...found, type: dumpedWorkType} : found;
	yield * cms.charge('record', loaded.records.length);
	const mode = `${disk.letter}${loaded.modeNumber}`;
	const code = yield * cms.disks.write(disk, loaded);
	if (code !== fileCode.ok) {
		return yield * writeError(cms, module, `${loaded.name} ${loaded.type} ${mode}`, code);
	}

	yield * list.add(` ${loaded.name.padEnd(8)} ${loaded.type.padEnd(8)} ${mode}`);
	return 0;
}

/** Back to the first block of a file. */
function * backOver({cms, program, tape}: Job, {tapeBlocks}: DumpedFile): Step<number> {
	for (let block = 0; block < tapeBlocks; block++) {
		const end = yield * tape.control('BSR');
		if (end !== 'ok') {
			return yield * tapeError(cms, program, tape.device, end, 'reading');
		}
	}

	return 0;
}

/** What a file that was read means for the command: its return code, or nothing where it goes on. */
function * took(job: Job, file: DumpedFile): Step<number | undefined> {
	const {request, list} = job;
	const {entry: {name, type, mode}} = file;
	const wanted = isWanted(request, file);
	if (request.target) {
		const rc = wanted ? yield * load(job, file, request.target.disk) : 0;
		if (rc !== 0) {
			return rc;
		}

		return wanted && isOne(request) ? yield * passSurplus(job) : undefined;
	}

	yield * list.add(` ${name.padEnd(8)} ${type.padEnd(8)} ${mode}`);
	if (!wanted || !isOne(request)) {
		return undefined;
	}

	return request.function === 'SCAN' ? yield * backOver(job, file) : yield * passSurplus(job);
}

/** Over blocks that the tape has behind a file and the file does not need, to the next file or tape mark. */
function * passSurplus({cms, program, tape}: Job): Step<number> {
	const {isSurplus} = program.format;
	if (!isSurplus) {
		return 0;
	}

	for (;;) {
		const {end, block} = yield * tape.read();
		if (end === 'ok' && isSurplus(block)) {
			continue;
		}

		if (end !== 'ok' && end !== 'mark') {
			// Nothing is behind the file: whoever reads on will see.
			return 0;
		}

		const back = yield * tape.control('BSR');
		return back === 'ok' || back === 'mark'
			? 0
			: yield * tapeError(cms, program, tape.device, back, 'reading');
	}
}

/**
 * Reads blocks up to the end of a file, a tape mark, or what ends the command with a return code. `isBehind`: there was
 * a file directly before.
 */
function * nextFile(job: Job, reader: DumpReader, isBehind: boolean): Step<DumpedFile | 'mark' | number> {
	const {cms, program, tape} = job;
	const {module} = program;
	for (;;) {
		const {end, block} = yield * tape.read();
		if (end === 'mark') {
			return reader.inFile
				? yield * cms.message(messages[`${module}010E`], {file: fileName(job, reader)})
				: 'mark';
		}

		if (end !== 'ok') {
			return yield * tapeError(cms, program, tape.device, end, 'reading');
		}

		if (isBehind && !reader.inFile && program.format.isSurplus?.(block)) {
			continue;
		}

		const file = fileName(job, reader);
		const taken = reader.take(block);
		switch (taken) {
			case 'part': {
				break;
			}

			case 'invalid': {
				return yield * cms.message(messages[`${module}057E`]);
			}

			case 'short': {
				return yield * cms.message(messages[`${module}096E`], {file});
			}

			case 'full': {
				return yield * writeError(cms, module, workFile(job), fileCode.diskFull);
			}

			default: {
				return taken;
			}
		}
	}
}

/** Goes along the tape; answers the return code. */
export function * readFiles(job: Job): Step<number> {
	const {cms, program, request, list} = job;
	const {target} = request;
	yield * list.add(headings[request.function]);
	let marks = 0;
	let before: 'start' | 'file' | 'mark' = 'start';
	let isFound = false;
	while (marks < request.files) {
		const reader = program.format.reader(target && target.disk.blocks.left * blockSize);
		const file = yield * nextFile(job, reader, before === 'file');
		if (typeof file === 'number') {
			return file;
		}

		if (file === 'mark') {
			yield * list.add('END-OF-FILE OR END-OF-TAPE');
			marks = before === 'mark' && request.files === Number.POSITIVE_INFINITY ? request.files : marks + 1;
			before = 'mark';
			continue;
		}

		before = 'file';
		isFound ||= isWanted(request, file);
		const rc = yield * took(job, file);
		if (rc !== undefined) {
			return rc;
		}
	}

	return isFound || (request.name === every && request.type === every)
		? 0
		: yield * cms.message(messages[`${program.module}002E`], {file: `${request.name} ${request.type}`});
}
