/**
 * A new file that comes bit by bit. Its blocks are written while the disk may change for others; they are reserved
 * meanwhile, so that nobody else takes them, and what is dropped leaves nothing behind. One step at the end enters it.
 */
import {Failure} from '../../../base/failure.js';
import {append} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Directory} from '../directory/directory.js';
import {failureCode, fileCode, type NewForm} from '../disk/disk.js';
import {FileWriter, type StoredFile} from './file-writer.js';
import {batchBytes} from './record-source.js';

export class StagedFile {
	readonly #directory: Directory;
	readonly #writer: FileWriter;
	readonly #blocks: number[] = [];
	#form: NewForm;

	/** `form`: with its record length where its records are fixed. */
	constructor(directory: Directory, form: NewForm) {
		this.#directory = directory;
		this.#form = form;
		this.#writer = new FileWriter({
			device: directory.blockDevice, gathered: batchBytes, supply: count => this.#reserve(count),
		}, form.recordFormat, form.recordLength, form.written);
	}

	/** What it will be. */
	get form(): NewForm {
		return this.#form;
	}

	/** Gives it another name: it need not be known before the end. */
	rename(name: string, type: string): void {
		this.#form = {...this.#form, name, type};
	}

	/** Every block it has on the disk. */
	get blocks(): readonly number[] {
		return this.#blocks;
	}

	/** Adds records; answers a `fileCode`. */
	* add(records: readonly Uint8Array[]): Step<number> {
		return yield * this.#guarded(this.#writer.add(records));
	}

	/** Adds bytes of records packed elsewhere; answers a `fileCode`. */
	* addPacked(data: Uint8Array): Step<number> {
		return yield * this.#guarded(this.#writer.addPacked(data));
	}

	/** Writes what is left; answers the file as the directory will have it, or a `fileCode`. */
	* end(): Step<StoredFile | number> {
		const stored = yield * this.#guarded(this.#writer.end());
		return stored instanceof Failure ? stored.returnCode : stored;
	}

	/** Gives the blocks back: they are the file's by now, or nobody's. */
	drop(): void {
		for (const block of this.#blocks.splice(0)) {
			this.#directory.reserved.delete(block);
		}
	}

	* #guarded<T>(work: Step<T>): Step<T | number> {
		if (this.#directory.released) {
			return fileCode.diskNotAccessed;
		}

		try {
			return yield * work;
		} catch (error) {
			return failureCode(error, fileCode.inputOutput);
		}
	}

	#reserve(count: number): number[] | undefined {
		const {reserved} = this.#directory;
		const {map} = this.#directory.readMap();
		for (const block of reserved) {
			map.use(block);
		}

		const numbers = map.allocateMany(count);
		append(this.#blocks, numbers ?? []);
		for (const block of numbers ?? []) {
			reserved.add(block);
		}

		return numbers;
	}
}
