/**
 * The user's synonym table (DMSINA, DMSSYN; SY20-0884): entries of 24 bytes in free storage: command 8, synonym 8,
 * shortest form 1 (0: it has none).
 */
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from './free-storage.js';
import {nucon} from './nucon.js';

export type Synonym = {
	readonly command: string;
	readonly synonym: string;
	/** Least number of characters; those of the whole synonym where it cannot be shortened. */
	readonly minimum: number;
};

const entrySize = 24;
const offset = {command: 0, synonym: 8, minimum: 16} as const;

export class SynonymTable {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	get entries(): readonly Synonym[] {
		const {storage} = this;
		return Array.from({length: storage.word(nucon.synonymCount)}, (_, index) => {
			const at = storage.word(nucon.synonyms) + (index * entrySize);
			const synonym = storage.text(at + offset.synonym, 8).trimEnd();
			const minimum = storage.byte(at + offset.minimum);
			return {
				command: storage.text(at + offset.command, 8).trimEnd(),
				synonym,
				minimum: minimum === 0 ? synonym.length : minimum,
			};
		});
	}

	/** Puts a table in place of the one in effect; an empty one clears it. */
	replace(entries: readonly Synonym[]): void {
		const {storage, free} = this;
		const count = storage.word(nucon.synonymCount);
		if (count > 0) {
			free.release(storage.word(nucon.synonyms), count * entrySize);
		}

		storage.setWord(nucon.synonymCount, entries.length);
		storage.setWord(nucon.synonyms, entries.length === 0 ? 0 : free.allocate(entries.length * entrySize));
		for (const [index, {command, synonym, minimum}] of entries.entries()) {
			const at = storage.word(nucon.synonyms) + (index * entrySize);
			storage.setText(at + offset.command, command, 8);
			storage.setText(at + offset.synonym, synonym, 8);
			storage.setByte(at + offset.minimum, minimum === synonym.length ? 0 : minimum);
		}
	}
}
