/**
 * What MONITOR writes: records of variable length in blocks of at most 4096 bytes (GC20-1807, Appendix C), which become
 * a spool file of class M.
 */
import {halfword, Layout} from '../../base/layout.js';
import {epoch1900} from '../../machine/cpu/timers.js';
import type {NewSpoolFile, SpoolRecord} from '../spool/spool-file.js';
import {recordHeader} from './records.js';

/** In front of a block. */
export const blockDescriptor = new Layout(4, {length: halfword(0)});

const longestBlock = 4096;
/** Spool class of the file (SYSMON). */
const spoolClass = 'M';
/** As a card is punched: the reader takes whole blocks. */
const punch = 1;

/** Microseconds as the CPU timer has them: bit 51 is one. */
export const timerUnits = (microseconds: number): bigint => BigInt(Math.max(0, Math.trunc(microseconds))) << 12n;

/** The middle five bytes of the TOD clock, in units of 16 microseconds. `now`: `Clock` microseconds. */
function timeOfRecord(now: number): Uint8Array {
	const time = new Uint8Array(8);
	new DataView(time.buffer).setBigUint64(0, timerUnits(now + epoch1900));
	return time.subarray(1, 6);
}

export class MonitorFile {
	#blocks: SpoolRecord[] = [];
	#written = 0;
	/** The block being filled. */
	#records: Uint8Array[] = [];
	#length = blockDescriptor.length;

	/** `to`: who gets it; `from`: who had it made. */
	constructor(readonly to: string, readonly from: string) {}

	/** Blocks of this file. */
	get blocks(): number {
		return this.#blocks.length;
	}

	/** Blocks of this file and of those before it, since START. */
	get written(): number {
		return this.#written + this.#blocks.length;
	}

	/** Adds a record. */
	add(number: number, code: number, data: Uint8Array, now: number): void {
		const size = recordHeader.length + data.length;
		if (this.#length + size > longestBlock) {
			this.#endBlock();
		}

		this.#records.push(Buffer.concat([
			recordHeader.encode({
				size, class: number, code, time: timeOfRecord(now),
			}),
			data,
		]));
		this.#length += size;
	}

	/** The file as it is now; what comes belongs to the next. */
	take(): NewSpoolFile {
		this.#endBlock();
		const records = this.#blocks;
		this.#written += records.length;
		this.#blocks = [];
		return {
			owner: this.to,
			originator: this.from,
			queue: 'RDR',
			origin: 'PUN',
			class: spoolClass,
			copies: 1,
			hold: false,
			name: 'MONITOR',
			type: 'DATA',
			distribution: this.to,
			tag: '',
			records,
		};
	}

	#endBlock(): void {
		if (this.#records.length > 0) {
			const data = Buffer.concat([blockDescriptor.encode({length: this.#length}), ...this.#records]);
			this.#blocks.push({command: punch, data});
			this.#records = [];
			this.#length = blockDescriptor.length;
		}
	}
}
