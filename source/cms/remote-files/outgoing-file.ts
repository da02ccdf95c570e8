/** A new file on its way to the owner of a disk: packed records, gathered to as much as one exchange takes. */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import {fileCode, type NewForm, type RecordSource} from '../file-system/disk/disk.js';
import {RecordPacker} from '../file-system/files/records.js';
import type {Answer} from './link.js';
import {
	mostData, remoteCode, remoteFunction, writeFlag, type RemoteRequest,
} from './protocol.js';

/** What the owner's codes mean to who asked for a function on a file. */
const meanings: Readonly<Record<number, number>> = {
	[remoteCode.noDisk]: fileCode.diskNotAccessed,
	[remoteCode.gone]: fileCode.notFound,
	[remoteCode.invalid]: fileCode.inputOutput,
};

/** The same as a `fileCode`. */
export const meaningOf = (code: number): number => meanings[code] ?? code;

export class OutgoingFile {
	readonly #form: NewForm;
	readonly #handle: number;
	readonly #ask: (request: Partial<RemoteRequest>, data?: Uint8Array) => Step<Answer>;
	readonly #packer: RecordPacker;
	#pending = new Uint8Array(0);
	/** The owner has the beginning. */
	#isBegun = false;

	/** `form`: with its record length where its records are fixed. */
	constructor(
		form: NewForm,
		handle: number,
		ask: (request: Partial<RemoteRequest>, data?: Uint8Array) => Step<Answer>,
	) {
		this.#form = form;
		this.#handle = handle;
		this.#ask = ask;
		this.#packer = new RecordPacker(form.recordFormat, form.recordFormat === 'F' ? form.recordLength : undefined);
	}

	/** Adds records; answers a code, as all here. */
	* add(records: readonly Uint8Array[]): Step<number> {
		const data = this.#packer.pack(records);
		return data instanceof Failure ? data.returnCode : yield * this.#take(data);
	}

	/** Adds bytes of records that somebody else packed, cut anywhere. */
	* addPacked(data: Uint8Array): Step<number> {
		const code = this.#packer.count(data);
		return code === fileCode.ok ? yield * this.#take(data) : code;
	}

	* #take(data: Uint8Array): Step<number> {
		this.#pending = Uint8Array.from(Buffer.concat([this.#pending, data]));
		let code: number = fileCode.ok;
		while (this.#pending.length > mostData && code === fileCode.ok) {
			const piece = this.#pending.subarray(0, mostData);
			this.#pending = this.#pending.subarray(mostData);
			code = yield * this.#send(piece, false);
		}

		return code;
	}

	/** All of them, to the end of the file. */
	* addAll(records: RecordSource): Step<number> {
		for (let batch = yield * records.next(); batch.length > 0; batch = yield * records.next()) {
			const code = yield * this.add(batch);
			if (code !== fileCode.ok) {
				return code;
			}
		}

		return yield * this.end();
	}

	/** The file is complete: the owner enters it in the directory. */
	* end(): Step<number> {
		const form = this.#packer.end();
		return form instanceof Failure ? form.returnCode : yield * this.#send(this.#pending, true);
	}

	/** The file is given up: nothing of it stays with the owner. */
	* drop(): Step {
		if (this.#isBegun) {
			this.#isBegun = false;
			yield * this.#ask({function: remoteFunction.drop, handle: this.#handle});
		}
	}

	* #send(data: Uint8Array, last: boolean): Step<number> {
		const flags = (this.#isBegun ? 0 : writeFlag.first) | (last ? writeFlag.last : 0);
		this.#isBegun = !last;
		const {
			name, type, modeNumber, recordFormat, recordLength = 0, date = '', time = '',
		} = this.#form;
		const {code} = yield * this.#ask({
			function: remoteFunction.write,
			handle: this.#handle,
			flags,
			name,
			type,
			modeNumber,
			recordFormat,
			recordLength,
			date,
			time,
		}, data);
		return meaningOf(code);
	}
}
