/** Positional operands of a directory statement: taken from left to right, the first wrong one remembered. */
import {fromEbcdic} from '../../base/ebcdic.js';
import {parseHex} from '../../base/hex.js';

export type Mutable<T> = {-readonly [Key in keyof T]: T[Key]};

const maximumStorage = 16_384;

export type Fields = ReturnType<typeof fields>;

/**
 * A reader of `words`; after the first error every further operand gives a harmless value and `error` says what was
 * wrong.
 */
export function fields(statement: string, words: readonly string[]) {
	let at = 0;
	let error: string | undefined;

	const wrong = (what: string): void => {
		error ??= `${statement} ${what}`;
	};

	const next = (what: string): string => {
		const word = words[at++];
		if (word === undefined) {
			wrong(`${what} missing`);
		}

		return word ?? '';
	};

	return {
		get error(): string | undefined {
			return error;
		},
		/** Another operand follows. */
		get more(): boolean {
			return at < words.length;
		},
		next: (): string => next('operand'),
		skip(): void {
			at++;
		},
		/** One to `length` characters. */
		name(what: string, length: number): string {
			const word = next(what);
			if (word.length > length) {
				wrong(`${what} ${word} longer than ${length} characters`);
			}

			return word;
		},
		/** At most eight characters, or a hash. */
		password(what: string): string {
			const word = next(what);
			if (word.length > 8 && !word.startsWith('scrypt$')) {
				wrong(`${what} longer than 8 characters`);
			}

			return word;
		},
		/** Three hexadecimal digits at most. */
		address(what: string): number {
			const word = next(what);
			const value = word.length <= 3 ? parseHex(word) : undefined;
			if (value === undefined) {
				wrong(`${what} ${word} not hexadecimal`);
			}

			return value ?? 0;
		},
		number(what: string, least: number, most: number, standard?: number): number {
			if (standard !== undefined && at >= words.length) {
				return standard;
			}

			const word = next(what);
			if (!/^\d+$/.test(word)) {
				wrong(`${what} not numeric`);
				return least;
			}

			if (Number(word) < least || Number(word) > most) {
				wrong(`${what} ${word} not between ${least} and ${most}`);
			}

			return Number(word);
		},
		/** `512K` or `1M`, in bytes; 8K to 16M. */
		storage(what: string, standard: number): number {
			if (at >= words.length) {
				return standard;
			}

			const word = next(what);
			const match = /^(\d{1,5})([KM])$/.exec(word);
			const size = match ? Number(match[1]) * (match[2] === 'M' ? 1024 : 1) : 0;
			if (size < 8 || size > maximumStorage) {
				wrong(`${what} ${word} not between 8K and 16M`);
			}

			// CP grants whole pages.
			return Math.ceil(size / 4) * 4096;
		},
		classes(standard: string): string {
			if (at >= words.length) {
				return standard;
			}

			const word = next('privilege classes');
			if (!/^[A-H]{1,8}$/.test(word)) {
				wrong(`privilege classes ${word} not A to H`);
			}

			return word;
		},
		/** A line-editing symbol: one character, two hexadecimal digits, ON or OFF. */
		symbol(what: string, standard: string | undefined): string | undefined {
			if (at >= words.length) {
				return standard;
			}

			const word = next(what);
			if (word === 'ON' || word === 'OFF') {
				return word === 'ON' ? standard : undefined;
			}

			if (word.length === 1) {
				return word;
			}

			const code = word.length === 2 ? parseHex(word) : undefined;
			if (code === undefined) {
				wrong(`${what} ${word} invalid`);
				return standard;
			}

			return fromEbcdic(Uint8Array.of(code));
		},
		spoolClass(): string | undefined {
			if (at >= words.length) {
				return undefined;
			}

			const word = next('class');
			if (!/^[A-Z\d*]$/.test(word)) {
				wrong(`class ${word} invalid`);
			}

			return word;
		},
		oneOf(what: string, values: readonly string[]): string {
			const word = next(what);
			if (!values.includes(word)) {
				wrong(`${what} ${word} invalid`);
			}

			return word;
		},
	};
}
