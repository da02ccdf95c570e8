/** The records that COPYFILE writes (GC20-1818): of several files, chosen, changed and overlaid as its options say. */
import {greatest} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import type {RecordSource} from '../../file-system/disk/disk.js';
import {FileRecords} from '../../file-system/files/record-source.js';
import type {CopyLists} from './copyfile-lists.js';
import type {CopyOptions} from './copyfile-options.js';
import {formBefore, UnpackedRecords} from './copyfile-packed.js';
import type {FoundFile} from './file-operands.js';

export type OutputForm = {readonly recordFormat: 'F' | 'V'; readonly recordLength: number | undefined};

/** A file whose records go into the output, and what is typed when they have. */
export type Part = {
	readonly file: FoundFile;
	/** As it is: the file that is appended to. */
	readonly isWhole?: boolean;
	readonly inform?: (() => Step<number>) | undefined;
};

/** What is done to the records of one output. */
export type Change = {readonly form: OutputForm; readonly options: CopyOptions; readonly lists: CopyLists};

/** Thrown where no record of a file begins with the label of FRLABEL. */
export class LabelMissing extends Error {
	constructor(readonly file: FoundFile) {
		super('label missing');
	}
}

const begins = (record: Uint8Array, label: Uint8Array): boolean =>
	label.every((code, index) => record[index] === code);

function withoutTrailing(record: Uint8Array, fill: number): Uint8Array {
	let end = record.length;
	while (end > 1 && record[end - 1] === fill) {
		end--;
	}

	return record.subarray(0, end);
}

/** `parts` in their columns over `base`, what is between them filled. */
function placed(
	parts: ReadonlyArray<{readonly data: Uint8Array; readonly at: number}>,
	base: Uint8Array,
	fill: number,
): Uint8Array {
	const ends = parts.filter(({data}) => data.length > 0).map(({data, at}) => at + data.length);
	const end = greatest(ends, base.length);
	const record = new Uint8Array(end).fill(fill);
	record.set(base);
	for (const {data, at} of parts) {
		record.set(data, at);
	}

	return record;
}

/** A record of the output of one of the input, over `base` where there is a record to be overlaid. */
export function changed(original: Uint8Array, {form, options, lists}: Change, base?: Uint8Array): Uint8Array {
	const {specifications, translation} = lists;
	const input = translation ? original.map(code => translation[code]) : original;
	const parts = specifications?.map(({from, to}) => ({
		data: from instanceof Uint8Array ? from : input.subarray(from[0] - 1, from[1]), at: to - 1,
	})) ?? [{data: input, at: 0}];
	const isPlaced = base !== undefined || specifications !== undefined;
	const record = isPlaced ? placed(parts, base ?? new Uint8Array(0), options.fill) : input;
	return shaped(record, form, options);
}

/** A record in the form of the output: of its length, or without what fills it. */
function shaped(record: Uint8Array, {recordFormat, recordLength}: OutputForm, options: CopyOptions): Uint8Array {
	if (recordFormat === 'V') {
		const text = options.flags.has('TRUNC') ? withoutTrailing(record, options.fill) : record;
		return text.length > 0 ? text : Uint8Array.of(options.fill);
	}

	const padded = new Uint8Array(recordLength ?? record.length).fill(options.fill);
	padded.set(record.subarray(0, padded.length));
	return padded;
}

/** The records between FROM or FRLABEL and FOR or TOLABEL. */
class ChosenRecords implements RecordSource {
	readonly #file: FoundFile;
	readonly #records: RecordSource;
	readonly #options: CopyOptions;
	#left: number;
	#isBefore: boolean;

	constructor(file: FoundFile, records: RecordSource, options: CopyOptions) {
		this.#file = file;
		this.#records = records;
		this.#options = options;
		this.#left = options.count;
		this.#isBefore = options.fromLabel !== undefined;
	}

	* next(): Step<readonly Uint8Array[]> {
		const {fromLabel, toLabel} = this.#options;
		while (this.#left > 0) {
			let records = yield * this.#records.next();
			if (records.length === 0) {
				if (this.#isBefore) {
					throw new LabelMissing(this.#file);
				}

				return [];
			}

			if (this.#isBefore && fromLabel) {
				const first = records.findIndex(record => begins(record, fromLabel));
				records = first === -1 ? [] : records.slice(first);
				this.#isBefore = first === -1;
			}

			const last = toLabel && !this.#isBefore ? records.findIndex(record => begins(record, toLabel)) : -1;
			const chosen = (last === -1 ? records : records.slice(0, last)).slice(0, this.#left);
			this.#left = last === -1 ? this.#left - chosen.length : 0;
			if (chosen.length > 0) {
				return chosen;
			}
		}

		return [];
	}
}

/** The records of several files, one behind the other, in the form of the output; never more than a batch at once. */
export class CopiedRecords implements RecordSource {
	readonly #cms: Cms;
	readonly #change: Change;
	readonly #parts: Part[];
	readonly #overlaid: RecordSource | undefined;
	#bases: readonly Uint8Array[] = [];
	#current: {readonly part: Part; readonly records: RecordSource} | undefined;

	/** `overlaid`: records that those of the files are laid over, one each; what is left of them comes behind. */
	constructor(cms: Cms, change: Change, parts: readonly Part[], overlaid?: RecordSource) {
		this.#cms = cms;
		this.#change = change;
		this.#parts = [...parts];
		this.#overlaid = overlaid;
	}

	* next(): Step<readonly Uint8Array[]> {
		for (;;) {
			const part = this.#parts[0];
			if (!part) {
				return yield * this.#restOfOverlaid();
			}

			if (this.#current?.part !== part) {
				this.#current = {part, records: yield * this.#open(part)};
			}

			const records = yield * this.#current.records.next();
			if (records.length > 0) {
				return part.isWhole ? records.map(record => this.#shaped(record)) : yield * this.#changed(records);
			}

			this.#parts.shift();
			if (part.inform) {
				yield * part.inform();
			}
		}
	}

	* #open({file, isWhole}: Part): Step<RecordSource> {
		const {options} = this.#change;
		yield * this.#cms.charge('record', file.status.records);
		const open = yield * this.#cms.disks.open(file.disk, file.status);
		if (options.flags.has('UNPACK')) {
			return new UnpackedRecords(file, new FileRecords(open), yield * formBefore(this.#cms, file), options.fill);
		}

		return isWhole
			? new FileRecords(open)
			: new ChosenRecords(file, new FileRecords(open, options.from), options);
	}

	* #changed(records: readonly Uint8Array[]): Step<readonly Uint8Array[]> {
		const output: Uint8Array[] = [];
		for (const record of records) {
			output.push(changed(record, this.#change, yield * this.#nextBase()));
		}

		return output;
	}

	#shaped(record: Uint8Array): Uint8Array {
		const {form, options} = this.#change;
		return shaped(record, form, options);
	}

	/** The record to be laid over; none at the end of the file, or where nothing is overlaid. */
	* #nextBase(): Step<Uint8Array | undefined> {
		if (this.#bases.length === 0 && this.#overlaid) {
			this.#bases = yield * this.#overlaid.next();
		}

		const [base, ...rest] = this.#bases;
		this.#bases = rest;
		return base;
	}

	* #restOfOverlaid(): Step<readonly Uint8Array[]> {
		const bases = this.#bases.length > 0 ? this.#bases : yield * this.#overlaid?.next() ?? noRecords();
		this.#bases = [];
		return bases;
	}
}

function * noRecords(): Step<readonly Uint8Array[]> {
	return [];
}
