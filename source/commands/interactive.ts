import type {Flags} from './verb.js';

/** The terminal. */
export async function interactive(_flags: Flags, _words: readonly string[]): Promise<number> {
	return 0;
}
