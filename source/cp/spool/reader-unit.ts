/**
 * A virtual card reader: cards of the files in its user's queue, one after the other (GC20-1820, "SPOOL", "CLOSE";
 * DMKVSP). A file that was read to its end goes when the reader is closed or read again: until then who read it may
 * still find that he has no room for it, and keep it by CLOSE HOLD.
 */
import {blank} from '../../base/ebcdic.js';
import {columnBinary, cardLength} from '../../base/unit-record.js';
import type {BinaryCard, CardSource} from '../../machine/devices/unit-record/2540-reader.js';
import type {SpoolOptions} from '../devices/virtual-device.js';
import type {SpoolFile} from './spool-file.js';
import {bufferOf} from './spool-block.js';
import type {Spooler} from './spooler.js';
import type {SpoolingMachine} from './spooling-machine.js';
import type {CloseOptions, SpooledUnit} from './unit.js';

export class ReaderUnit implements SpooledUnit, CardSource {
	isReady = true;
	/** The file whose block a program was given last (DIAGNOSE X'14'), until it reads. */
	described: {readonly ofCards: boolean; readonly sequence: number} | undefined;
	/** Present device end: the hopper was empty and is not. */
	onReady: (() => void) | undefined;
	#file: SpoolFile | undefined;
	#next = 0;
	/** Records that its buffers begin with, up to the one to be read; `undefined` at the end. */
	#buffers: Array<number | undefined> = [0];
	/** Files read to their end and not yet let go. */
	#finished: SpoolFile[] = [];
	readonly #vm: SpoolingMachine;
	readonly #spooler: Spooler;
	readonly #options: SpoolOptions;

	constructor(vm: SpoolingMachine, spooler: Spooler, options: SpoolOptions) {
		this.#vm = vm;
		this.#spooler = spooler;
		this.#options = options;
	}

	next(): Uint8Array | BinaryCard | 'endOfFile' | undefined {
		if (!this.isReady) {
			return undefined;
		}

		if (!this.#file) {
			this.close();
			if (!this.#open()) {
				return undefined;
			}
		}

		for (;;) {
			const card = this.#card();
			if (card) {
				this.#vm.account.count('spoolReads');
				return card;
			}

			this.#finish(this.#file!);
			// SPOOL CONT: the next file without an end between.
			if (!this.#options.continuous || !this.#open()) {
				return this.#options.eof ? 'endOfFile' : undefined;
			}
		}
	}

	/** A file was read to its end: SPOOL HOLD puts it back, else it waits to be let go. */
	#finish(file: SpoolFile): void {
		this.#file = undefined;
		if (this.#options.hold) {
			this.#spooler.putBack(file, this.#options.continuous);
		} else {
			this.#finished.push(file);
		}
	}

	close({purge = false, hold}: CloseOptions = {}): undefined {
		for (const file of this.#takeAll()) {
			if (!purge && (hold ?? this.#options.hold)) {
				this.#spooler.putBack(file, this.#options.continuous);
			} else {
				this.#spooler.purge(file);
			}
		}
	}

	/** The file that is being read. */
	get activeFile(): SpoolFile | undefined {
		return this.#file;
	}

	/**
	 * The next buffer of the file that is being read so, or of the next file (DIAGNOSE X'14'). `end`: it has ended, and
	 * waits to be let go; `none`: there is no file.
	 */
	nextBuffer(): Uint8Array | 'end' | 'none' {
		if (!this.#file) {
			this.close();
			if (!this.#open()) {
				return 'none';
			}
		}

		if (this.#buffers.at(-1) === undefined) {
			this.#finish(this.#file!);
			if (!this.#options.continuous || !this.#open()) {
				return 'end';
			}
		}

		return this.#buffer();
	}

	/** Reads from its first buffer again. False: no file is being read. */
	restart(): boolean {
		this.#buffers = [0];
		return this.#file !== undefined;
	}

	/** The buffer before the one that was read last, or the first. `undefined`: no file is being read. */
	previousBuffer(): Uint8Array | undefined {
		if (!this.#file) {
			return undefined;
		}

		this.#buffers.splice(Math.max(1, this.#buffers.length - 2));
		return this.#buffer();
	}

	/** The buffer that is to be read, and where the one behind it begins. */
	#buffer(): Uint8Array {
		this.described = undefined;
		this.#vm.account.count('spoolReads');
		const {content, next} = bufferOf(this.#file!, this.#buffers.at(-1)!, this.#buffers.length);
		this.#buffers.push(next);
		return content;
	}

	/** Its machine or the device goes: a file that was not closed stays. */
	abandon(): void {
		for (const file of this.#takeAll()) {
			this.#spooler.putBack(file, false);
		}
	}

	/** What was being read, and read before it, is the reader's no more. */
	#takeAll(): SpoolFile[] {
		const files = [...this.#finished, ...(this.#file ? [this.#file] : [])];
		this.#finished = [];
		this.#file = undefined;
		return files;
	}

	arrived(): void {
		if (this.isReady && !this.#file && this.#eligible()) {
			this.onReady?.();
		}
	}

	#eligible(): SpoolFile | undefined {
		const {class: readerClass} = this.#options;
		return this.#spooler
			.filesOf(this.#vm.userid, 'RDR')
			.find(file => !this.#spooler.isHeld(file) && (readerClass === '*' || file.class === readerClass));
	}

	#open(): boolean {
		this.#file = this.#eligible();
		this.#next = 0;
		this.#buffers = [0];
		if (this.#file) {
			this.#spooler.take(this.#file);
		}

		return this.#file !== undefined;
	}

	/** The next record with something on it; lines of a printer come with their own length. */
	#card(): Uint8Array | BinaryCard | undefined {
		const {records, origin} = this.#file!;
		while (this.#next < records.length) {
			const {command, data} = records[this.#next++];
			if (origin === 'PUN' || origin === 'RDR') {
				return (command & columnBinary) === 0 ? padded(data) : {holes: data};
			}

			if (data.length > 0) {
				return padded(data);
			}
		}

		return undefined;
	}
}

function padded(data: Uint8Array): Uint8Array {
	if (data.length >= cardLength) {
		return data;
	}

	const card = new Uint8Array(cardLength).fill(blank);
	card.set(data);
	return card;
}
