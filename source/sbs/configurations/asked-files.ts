/** Files of the user in another machine, which asks his for them: record by record, in parts; nothing is kept here. */
import {
	DiskError, fileCode, type FileStatus, type NewForm, type RecordSource,
} from '../../cms/file-system/disk/disk.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import {emptyBlock, type Block} from '../../service/block.js';
import {ContentLost, type FileSource} from '../../service/parts.js';
import type {UserFiles} from '../context.js';
import {
	asked, formWords, isFlag, isRecordOf, recordNumberOf, statusOf,
} from './file-words.js';

/** Bytes of a block before each record. */
const recordHead = 4;

export class AskedFiles implements UserFiles {
	readonly #ask: (block: Block) => Step<Block>;

	/** `ask`: asks the user's machine. */
	constructor(ask: (block: Block) => Step<Block>) {
		this.#ask = ask;
	}

	* find(name: string, type: string, mode: string): Step<FileStatus | undefined> {
		const {returnCode, words} = yield * this.#asked([asked.find, name, type, mode]);
		return returnCode === fileCode.ok ? statusOf(words) : undefined;
	}

	* open(name: string, type: string, mode: string): Step<FileSource | undefined> {
		const read = (from: number): Step<Block> => this.#asked([asked.read, name, type, mode, String(from)]);
		let {returnCode, words: [count], files: [part]} = yield * read(1);
		if (returnCode === fileCode.notFound || returnCode === fileCode.notPermitted) {
			return undefined;
		}

		if (returnCode !== fileCode.ok || !part) {
			throw new DiskError(returnCode || fileCode.inputOutput, 0, `${name} ${type} cannot be read`);
		}

		let first = 1;
		const {recordFormat, recordLength} = part;
		const records = recordNumberOf(count);
		if (records === undefined) {
			throw new ContentLost();
		}

		return {
			name,
			type,
			recordFormat,
			recordLength,
			records,
			* read(number) {
				if (number < first || number >= first + part.records.length) {
					first = number;
					({returnCode, files: [part]} = yield * read(number));
				}

				if (returnCode !== fileCode.ok || !part || part.records.length === 0) {
					throw new ContentLost();
				}

				const record = part.records[number - first];
				if (!isRecordOf({recordFormat, recordLength}, record)) {
					throw new ContentLost();
				}

				return record;
			},
		};
	}

	* isAccessed(mode: string): Step<boolean> {
		return isFlag((yield * this.#asked([asked.disk, mode])).words[0]);
	}

	* canWrite(mode: string): Step<number> {
		return (yield * this.#asked([asked.disk, mode])).returnCode;
	}

	* write(form: NewForm, mode: string, records: RecordSource): Step<number> {
		const {name, type, recordFormat, recordLength = 0} = form;
		const file = (part: readonly Uint8Array[]): Block['files'] => [{
			name, type, recordFormat, recordLength, records: part,
		}];
		let words: readonly string[] = [asked.write, mode, ...formWords(form)];
		let part: Uint8Array[] = [];
		let size = 0;
		for (let batch = yield * records.next(); batch.length > 0; batch = yield * records.next()) {
			for (const record of batch) {
				if (size > 0 && size + record.length > limits.servicePart.value) {
					const {returnCode} = yield * this.#asked(words, file(part));
					if (returnCode !== fileCode.ok) {
						return returnCode;
					}

					words = [asked.more];
					part = [];
					size = 0;
				}

				part.push(record);
				size += record.length + recordHead;
			}
		}

		if (words[0] === asked.write) {
			const {returnCode} = yield * this.#asked(words, file(part));
			if (returnCode !== fileCode.ok) {
				return returnCode;
			}

			part = [];
		}

		return (yield * this.#asked([asked.last], file(part))).returnCode;
	}

	* #asked(words: readonly string[], files: Block['files'] = []): Step<Block> {
		return yield * this.#ask({...emptyBlock, words, files});
	}
}
