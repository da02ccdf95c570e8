/**
 * Names of the files in which a library lies, and the disks that have them. The index and the audit file are on the
 * first of its disks; containers are on any.
 */
import {DiskError, fileCode, type DiskTable} from '../../cms/file-system/disk/disk.js';
import {LocalDisk} from '../../cms/file-system/disk/local-disk.js';

export const modeNumber = '1';

type Named = {readonly name: string; readonly type: string};

/** What files of a library have at most. */
export type LibraryBounds = {
	/** Records in each file of the index. */
	readonly indexRecords: number;
	/** Lines in the audit file: one that is full is kept by a number. */
	readonly auditLines: number;
};

/** As CMS allows: a file has at most 16,060 blocks and 65,533 records, a disk 65,531 blocks. */
export const bounds: LibraryBounds = {indexRecords: 16_000, auditLines: 65_000};
export const mostIndexFiles = 4;

export const indexFile = (file: number): Named => ({name: 'SBS', type: file === 0 ? 'INDEX' : `INDEX${file + 1}`});

export const auditFile: Named = {name: 'SBS', type: 'AUDIT'};

const numbered = (number: number): string => `SBS${String(number).padStart(4, '0')}`;

/** An audit file that was full. */
export const oldAuditFile = (number: number): Named => ({name: numbered(number), type: 'AUDIT'});

export const containerFile = (container: number): Named => ({name: numbered(container), type: 'DATA'});

/** The number in such a name; `undefined` where it is another file's. */
export function numberIn({name, type}: Named, wanted: 'DATA' | 'AUDIT'): number | undefined {
	const digits = type === wanted ? /^SBS(\d{4})$/.exec(name)?.[1] : undefined;
	return digits === undefined || digits === '0000' ? undefined : Number(digits);
}

/** The disks of a library, as this machine has them accessed. */
export class LibraryDisks {
	readonly #table: Pick<DiskTable, 'disk'>;
	readonly letters: readonly string[];

	constructor(table: Pick<DiskTable, 'disk'>, letters: readonly string[]) {
		this.#table = table;
		this.letters = letters;
	}

	/** Throws `DiskError` where one is not accessed by this machine itself. */
	get all(): readonly LocalDisk[] {
		return this.letters.map(letter => {
			const disk = this.#table.disk(letter);
			if (!(disk instanceof LocalDisk)) {
				throw new DiskError(fileCode.diskNotAccessed, 0, `disk ${letter} is not accessed`);
			}

			return disk;
		});
	}

	/** The disk of the index. */
	get first(): LocalDisk {
		return this.all[0];
	}

	/** The disk that has a container. */
	holder(container: number): LocalDisk | undefined {
		const {name, type} = containerFile(container);
		return this.all.find(disk => disk.find(name, type) !== undefined);
	}

	/** Numbers of all containers, in order. */
	containers(): number[] {
		return this.all
			.flatMap(disk => disk.list().map(file => numberIn(file, 'DATA')))
			.filter(number => number !== undefined)
			.toSorted((one, other) => one - other);
	}
}
