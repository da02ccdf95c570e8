/** The file that RDBUF was called for last. */
import type {GuestStorage} from '../../../guest/guest.js';
import type {FileName} from '../../file-system/files/active-files.js';
import {fscb} from './parameter-list.js';

const {offset} = fscb;
/** Words of file name and type, halfword of the mode. */
const fileWords = [offset.name, offset.name + 4, offset.type, offset.type + 4] as const;

/** What a file's name in a list was last, so that it need not be made of EBCDIC each time. */
export class LastFile {
	readonly #words = new Uint32Array(fileWords.length + 1);
	#file: FileName | undefined;

	/** The file named in the list at `plist`. */
	of(storage: GuestStorage, plist: number): FileName {
		let same = this.#file !== undefined;
		for (let index = 0; index < fileWords.length; index++) {
			const word = storage.word(plist + fileWords[index]);
			same &&= this.#words[index] === word;
			this.#words[index] = word;
		}

		const mode = storage.half(plist + offset.mode);
		same &&= this.#words[fileWords.length] === mode;
		this.#words[fileWords.length] = mode;
		if (!same) {
			const text = (at: number, length: number): string => storage.text(plist + at, length).trimEnd();
			this.#file = {name: text(offset.name, 8), type: text(offset.type, 8), mode: text(offset.mode, 2)};
		}

		return this.#file!;
	}
}
