/**
 * The user's synonym table (DMSINA, DMSSYN; SY20-0884): entries of 24 bytes in free storage: command 8, synonym 8,
 * shortest form 1 (0: it has none).
 */
import {addressMask} from '../../../base/architecture.js';
import {byte, characters, Layout} from '../../../base/layout.js';
import {table} from '../../../guest/bounded/readers.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from './free-storage.js';
import {nucon} from './nucon.js';

export type Synonym = {
	readonly command: string;
	readonly synonym: string;
	/** Least number of characters; those of the whole synonym where it cannot be shortened. */
	readonly minimum: number;
};

export const entry = new Layout(24, {command: characters(0, 8), synonym: characters(8, 8), minimum: byte(16)});
/** More than the longest SYNONYM file has lines. */
const most = 65_535;

export class SynonymTable {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	get entries(): readonly Synonym[] {
		return this.#addresses().map(address => {
			const {command, synonym, minimum} = entry.decode(this.storage.fetch(address, entry.length));
			return {command, synonym, minimum: minimum === 0 ? synonym.length : minimum};
		});
	}

	/** Puts a table in place of the one in effect; an empty one clears it. */
	replace(entries: readonly Synonym[]): void {
		const {storage, free} = this;
		const [old] = this.#addresses();
		if (old !== undefined) {
			free.release(old, storage.word(nucon.synonymCount) * entry.length);
			this.forget();
		}

		if (entries.length === 0) {
			return;
		}

		const bytes = Buffer.concat(entries.map(({command, synonym, minimum}) =>
			entry.encode({command, synonym, minimum: minimum === synonym.length ? 0 : minimum})));
		const address = free.allocate(bytes.length);
		storage.store(address, bytes);
		storage.setWord(nucon.synonyms, address);
		storage.setWord(nucon.synonymCount, entries.length);
	}

	/** Throws `GuestFault` where the table cannot be one. */
	check(): void {
		this.#addresses();
	}

	/** No synonyms; the table is not given back. */
	forget(): void {
		this.storage.setWord(nucon.synonymCount, 0);
		this.storage.setWord(nucon.synonyms, 0);
	}

	#addresses(): number[] {
		const {storage} = this;
		return table(storage, storage.word(nucon.synonyms) & addressMask, storage.word(nucon.synonymCount), {
			structure: 'SYNONYM', length: entry.length, most,
		});
	}
}
