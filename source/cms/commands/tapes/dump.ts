/** DUMP of TAPE and VMFPLC2 (GC20-1818, TAPE). */
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {Failure} from '../../../base/failure.js';
import {DiskError, fileCode} from '../../file-system/disk/disk.js';
import {packRecords} from '../../file-system/files/records.js';
import type {TapeUnit} from '../../tape/tape-unit.js';
import {fileId, matchingFiles, type FoundFile} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';
import type {FileList} from './file-list.js';
import {tapeError, type TapeProgram} from './tape-program.js';

/** What stands for every name, type or disk. */
export const every = '*';

const matches = (pattern: string, text: string): boolean => pattern === every || pattern === text;

/** The files that operands mean: of a disk and of its extensions, or of all disks. */
export function filesToDump(cms: Cms, name: string, type: string, mode: string): FoundFile[] {
	return matchingFiles(cms, name, type, every, matches).filter(({disk, status}) =>
		(mode === every || disk.letter === mode[0] || disk.extensionOf === mode[0])
		&& (mode[1] === undefined || status.mode[1] === mode[1]));
}

/** Writes a file; 0, or the return code of a message. */
function * dumpFile(cms: Cms, program: TapeProgram, tape: TapeUnit, {disk, status}: FoundFile): Step<number> {
	const records = yield * cms.disks.readAll(disk, status);
	yield * cms.charge('record', records.length);
	const packed = packRecords({...status, records});
	if (packed instanceof Failure) {
		throw new DiskError(fileCode.inputOutput, 0, `${fileId(status)} is damaged`);
	}

	for (const block of program.format.encode(status, packed.blocks)) {
		const end = yield * tape.write(block);
		if (end !== 'ok') {
			return yield * tapeError(cms, program, tape.device, end, 'writing');
		}
	}

	return 0;
}

/** Writes so many tape marks; behind the end-of-tape marker there is still room for them. */
function * writeMarks(cms: Cms, program: TapeProgram, tape: TapeUnit, count: number): Step<number> {
	for (let mark = 0; mark < count; mark++) {
		const end = yield * tape.control('WTM');
		if (end !== 'ok' && end !== 'endOfTape') {
			return yield * tapeError(cms, program, tape.device, end, 'writing');
		}
	}

	return 0;
}

/** Two tape marks at the end, of which what is dumped next overwrites both, or with WTM the second. */
function * endTape(cms: Cms, program: TapeProgram, tape: TapeUnit, back: number): Step<number> {
	const rc = yield * writeMarks(cms, program, tape, 2);
	if (rc !== 0) {
		return rc;
	}

	for (let mark = 0; mark < back; mark++) {
		const end = yield * tape.control('BSF');
		if (end !== 'ok') {
			return yield * tapeError(cms, program, tape.device, end, 'reading');
		}
	}

	return 0;
}

/** Dumps the files one behind the other. A disk or tape that fails ends it where it is. */
export function * dump(
	cms: Cms,
	program: TapeProgram,
	tape: TapeUnit,
	{files, marks, list}: {readonly files: readonly FoundFile[]; readonly marks: boolean; readonly list: FileList},
): Step<number> {
	yield * list.add(' DUMPING.....');
	for (const [index, file] of files.entries()) {
		try {
			const rc = yield * dumpFile(cms, program, tape, file);
			if (rc !== 0) {
				return rc;
			}
		} catch (error) {
			if (!(error instanceof DiskError)) {
				throw error;
			}

			const {code} = error;
			return yield * cms.message(messages[`${program.module}104S`], {code, file: fileId(file.status)});
		}

		const {name, type, mode} = file.status;
		yield * list.add(` ${name.padEnd(8)} ${type.padEnd(8)} ${mode}`);
		if (marks && index < files.length - 1) {
			const rc = yield * writeMarks(cms, program, tape, 1);
			if (rc !== 0) {
				return rc;
			}
		}
	}

	return yield * endTape(cms, program, tape, marks ? 1 : 2);
}
