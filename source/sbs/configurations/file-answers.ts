/**
 * The user's machine while another one works for him: it answers for the files that his command named, each only as far
 * as the command needs it, and for no others, whoever asks.
 */
import {
	DiskError, fileCode, type NewForm, type RecordSource,
} from '../../cms/file-system/disk/disk.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import {emptyBlock, type Block, type CarriedFile} from '../../service/block.js';
import type {Asking} from '../../service/request.js';
import {ContentLost, type FileSource} from '../../service/parts.js';
import type {NamedFile, UserFiles} from '../context.js';
import {
	asked, fitsInto, flagWord, formOf, recordNumberOf, statusWords,
} from './file-words.js';
import {isNamed} from './named-files.js';

/** Bytes of a block before each record. */
const recordHead = 4;

const answer = (returnCode: number, words: readonly string[] = []): Block => ({...emptyBlock, returnCode, words});

export class FileAnswers {
	readonly #files: UserFiles;
	readonly #named: readonly NamedFile[];
	/** The file that is being read: its records are read ahead. */
	#reading: {readonly key: string; readonly source: FileSource} | undefined;

	constructor(files: UserFiles, named: readonly NamedFile[]) {
		this.#files = files;
		this.#named = named;
	}

	/** Answers what is asked, and what is asked behind it where a file is written. */
	* perform(first: Block, asking: Asking): Step<Block> {
		const [verb, ...words] = first.words;
		try {
			switch (verb) {
				case asked.find: {
					return yield * this.#find(words);
				}

				case asked.read: {
					return yield * this.#read(words);
				}

				case asked.disk: {
					const [mode = ''] = words;
					return this.#named.some(named => named.mode === mode)
						? answer(yield * this.#files.canWrite(mode), [flagWord(yield * this.#files.isAccessed(mode))])
						: answer(fileCode.notPermitted);
				}

				case asked.write: {
					return yield * this.#write(words, first.files[0], asking);
				}

				default: {
					return answer(fileCode.notPermitted);
				}
			}
		} catch (error) {
			if (error instanceof DiskError) {
				return answer(error.code);
			}

			if (error instanceof ContentLost) {
				return answer(fileCode.inputOutput);
			}

			throw error;
		}
	}

	#isNamed(name: string, type: string, mode: string, write: boolean): boolean {
		return isNamed(this.#named, {
			name, type, mode, write,
		});
	}

	* #find([name = '', type = '', mode = '']: readonly string[]): Step<Block> {
		if (!this.#isNamed(name, type, mode, false)) {
			return answer(fileCode.notPermitted);
		}

		const status = yield * this.#files.find(name, type, mode);
		return answer(fileCode.ok, status ? statusWords(status) : []);
	}

	/** As many records as go into a part, whole. */
	* #read([name = '', type = '', mode = '', from = '']: readonly string[]): Step<Block> {
		if (!this.#isNamed(name, type, mode, false)) {
			return answer(fileCode.notPermitted);
		}

		const key = `${name} ${type} ${mode}`;
		const first = recordNumberOf(from) ?? 0;
		if (first === 1 || this.#reading?.key !== key) {
			const opened = yield * this.#files.open(name, type, mode);
			this.#reading = opened && {key, source: opened};
		}

		const source = this.#reading?.source;
		if (!source || first === 0) {
			return answer(fileCode.notFound);
		}

		const records: Uint8Array[] = [];
		let size = 0;
		for (let number = first; number <= source.records; number++) {
			const record = yield * source.read(number);
			if (size > 0 && size + record.length > limits.servicePart.value) {
				break;
			}

			records.push(record);
			size += record.length + recordHead;
		}

		const {recordFormat, recordLength} = source;
		return {
			...answer(fileCode.ok, [String(source.records)]),
			files: [{
				name, type, recordFormat, recordLength, records,
			}],
		};
	}

	* #write([mode = '', ...words]: readonly string[], begun: CarriedFile | undefined, asking: Asking): Step<Block> {
		const form = formOf(words);
		if (!form || !this.#isNamed(form.name, form.type, mode, true)) {
			return answer(fileCode.notPermitted);
		}

		if ((yield * this.#files.canWrite(mode)) !== fileCode.ok) {
			return answer(fileCode.readOnly);
		}

		return answer(yield * this.#files.write(form, mode, new Coming(form, begun?.records ?? [], asking)));
	}
}

/** Records that are asked to be written, part after part. */
class Coming implements RecordSource {
	#part: readonly Uint8Array[];
	#isLast = false;

	constructor(readonly form: NewForm, begun: readonly Uint8Array[], readonly asking: Asking) {
		this.#part = begun;
	}

	* next(): Step<readonly Uint8Array[]> {
		while (this.#part.length === 0 && !this.#isLast) {
			yield * this.asking.answer(answer(fileCode.ok));
			const {words: [verb], files: [file]} = yield * this.asking.next();
			if (verb !== asked.more && verb !== asked.last) {
				throw new ContentLost();
			}

			this.#isLast = verb === asked.last;
			this.#part = file?.records ?? [];
		}

		const part = this.#part;
		if (!part.every(record => fitsInto(this.form, record))) {
			throw new ContentLost();
		}

		this.#part = [];
		return part;
	}
}
