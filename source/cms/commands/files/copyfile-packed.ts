/** The records that COPYFILE writes with PACK and UNPACK: whole files, a batch at a time. */
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import type {RecordSource} from '../../file-system/disk/disk.js';
import type {FoundFile} from './file-operands.js';
import {
	decodeHeader, encodeHeader, headerLength, packedLength, packRecord, unpackRecord, type PackedForm,
} from './packed-file.js';

/** Thrown where a file that is to be unpacked is none that was packed, or has been changed since. */
export class NotPacked extends Error {
	constructor(readonly file: FoundFile) {
		super('not packed');
	}
}

/** What a packed file was before. Throws `NotPacked`. */
export function * formBefore(cms: Cms, file: FoundFile): Step<PackedForm> {
	const {disk, status} = file;
	if (status.recordFormat === 'F' && status.recordLength === packedLength) {
		const open = yield * cms.disks.open(disk, status);
		const records = yield * open.readMany(1, packedLength);
		const form = records === 'gone' ? undefined : decodeHeader(records[0]);
		if (form) {
			return form;
		}
	}

	throw new NotPacked(file);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(first.length + second.length);
	bytes.set(first);
	bytes.set(second, first.length);
	return bytes;
}

/** Packs records. */
export class PackedRecords implements RecordSource {
	readonly #records: RecordSource;
	readonly #form: PackedForm;
	readonly #fill: number;
	/** What does not fill a record yet; undefined: everything is given. */
	#left: Uint8Array | undefined;

	constructor(records: RecordSource, form: PackedForm, fill: number) {
		this.#records = records;
		this.#form = form;
		this.#fill = fill;
		this.#left = encodeHeader(form);
	}

	* next(): Step<readonly Uint8Array[]> {
		const output: Uint8Array[] = [];
		while (this.#left && output.length === 0) {
			const records = yield * this.#records.next();
			let bytes = this.#left;
			for (const record of records) {
				bytes = joined(bytes, packRecord(record, this.#form.recordFormat, this.#fill));
				for (; bytes.length >= packedLength; bytes = bytes.subarray(packedLength)) {
					output.push(bytes.slice(0, packedLength));
				}
			}

			this.#left = bytes;
			if (records.length === 0) {
				this.#left = undefined;
				output.push(...(bytes.length > 0 ? [joined(bytes, new Uint8Array(packedLength - bytes.length))] : []));
			}
		}

		return output;
	}
}

/** Unpacks the records of a file. Throws `NotPacked`. */
export class UnpackedRecords implements RecordSource {
	readonly #file: FoundFile;
	readonly #records: RecordSource;
	readonly #form: PackedForm;
	readonly #fill: number;
	#bytes: Uint8Array = new Uint8Array(0);
	/** Bytes of the header that are still to come. */
	#header = headerLength;
	#left: number;

	constructor(file: FoundFile, records: RecordSource, form: PackedForm, fill: number) {
		this.#file = file;
		this.#records = records;
		this.#form = form;
		this.#fill = fill;
		this.#left = form.records;
	}

	* next(): Step<readonly Uint8Array[]> {
		while (this.#left > 0) {
			const more = yield * this.#records.next();
			if (more.length === 0) {
				throw new NotPacked(this.#file);
			}

			const output = this.#unpacked(more);
			if (output.length > 0) {
				return output;
			}
		}

		return [];
	}

	#unpacked(more: readonly Uint8Array[]): Uint8Array[] {
		const output: Uint8Array[] = [];
		const bytes = new Uint8Array(Buffer.concat([this.#bytes, ...more]));
		let at = this.#header;
		this.#header = 0;
		while (output.length < this.#left) {
			const found = unpackRecord(bytes, at, this.#form, this.#fill);
			if (found === 'damaged') {
				throw new NotPacked(this.#file);
			}

			if (!found) {
				break;
			}

			output.push(found.record);
			at = found.end;
		}

		this.#left -= output.length;
		this.#bytes = bytes.subarray(at);
		return output;
	}
}
