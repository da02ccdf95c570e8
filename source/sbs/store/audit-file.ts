/** The audit file, `SBS AUDIT`: lines of 80 characters. One that is full is kept by a number and begun anew. */
import {toEbcdic} from '../../base/ebcdic.js';
import {greatest} from '../../base/sequences.js';
import type {LocalDisk, Rename} from '../../cms/file-system/disk/local-disk.js';
import type {RecordUpdate} from '../../cms/file-system/files/record-update.js';
import {fitted} from '../../cms/file-system/files/records.js';
import type {Step} from '../../guest/action.js';
import {
	auditFile, modeNumber, numberIn, oldAuditFile,
} from './library-files.js';
import {auditLinks, pageKey, type PageCache} from './page-cache.js';
import {slotSize} from './slots.js';

const lineLength = 80;
const perBlock = slotSize / lineLength;

export type AuditUpdate = {
	readonly updates: readonly RecordUpdate[];
	readonly renames: readonly Rename[];
	/** Keeps the file's end, once it is on the disk. */
	keep(): void;
};

/** What becomes of the file where lines are added, of which it has `most`. Throws `DiskError`. */
export function * auditUpdate(
	disk: LocalDisk,
	cache: PageCache,
	lines: readonly string[],
	most: number,
): Step<AuditUpdate> {
	const status = disk.find(auditFile.name, auditFile.type);
	const isFull = status !== undefined && status.records + lines.length > most;
	const before = isFull ? 0 : status?.records ?? 0;
	const end = before % perBlock;
	const links = auditLinks(cache);
	const tail = end === 0 ? [] : yield * readTail(disk, cache, before - end, end);
	const added = lines.map(line => fitted(toEbcdic(line), lineLength));
	// Those of the last block come along, so that it need not be read.
	const all = [...tail, ...added];
	const first = before - end;
	return {
		renames: isFull ? [{from: auditFile, to: {...oldAuditFile(nextNumber(disk)), modeNumber}}] : [],
		updates: [{
			...auditFile,
			modeNumber,
			recordFormat: 'F',
			recordLength: lineLength,
			records: new Map(all.map((record, index) => [first + index + 1, record])),
			links,
		}],
		keep() {
			const rest = all.slice(all.length - (all.length % perBlock));
			cache.set(pageKey.auditEnd, fitted(Uint8Array.from(Buffer.concat(rest)), slotSize));
		},
	};
}

/** The records of the last block, which is not full. */
function * readTail(disk: LocalDisk, cache: PageCache, before: number, count: number): Step<Uint8Array[]> {
	const kept = cache.get(pageKey.auditEnd);
	if (kept) {
		return Array.from({length: count}, (_, index) => kept.subarray(index * lineLength, (index + 1) * lineLength));
	}

	const numbers = Array.from({length: count}, (_, index) => before + index + 1);
	return yield * disk.direct(auditFile, auditLinks(cache)).read(numbers);
}

const nextNumber = (disk: LocalDisk): number =>
	greatest(disk.list().map(file => numberIn(file, 'AUDIT') ?? 0), 0) + 1;
