/**
 * A directory's entries as objects: a cache of what the hyperblocks in storage say, 800 bytes each. It is made of them
 * alone and never changed, so all machines that see the same files under the same letter have one between them: a
 * thousand users of the system disks, one for each of those.
 */
import {
	decodeFst, fstPerBlock, fstSize, type FileEntry,
} from './fst.js';

/** An entry and its place: hyperblock and offset. */
export type PlacedEntry = {
	readonly entry: FileEntry;
	readonly block: number;
	readonly offset: number;
};

type ParsedBlock = {readonly bytes: Uint8Array; readonly entries: readonly PlacedEntry[]};

const fileKey = (name: string, type: string): string => `${name} ${type}`;

export class ParsedDirectory {
	readonly list: readonly FileEntry[];
	readonly #blocks: readonly ParsedBlock[];
	readonly #index: ReadonlyMap<string, PlacedEntry>;

	/** `blocks`: all of the directory. Of `before` is kept what is the same, for a disk that changes entry by entry. */
	constructor(blocks: readonly Uint8Array[], readonly letter: string, before?: ParsedDirectory) {
		const old = before?.letter === letter ? before.#blocks : [];
		this.#blocks = blocks.map((bytes, block) => old[block] !== undefined && isSame(old[block].bytes, bytes)
			? old[block]
			: {bytes, entries: parseBlock(bytes, block, letter)});
		const placed = this.#blocks.flatMap(({entries}) => entries);
		this.list = placed.map(({entry}) => entry);
		// Of two entries of one name the first is the file.
		this.#index = new Map(placed.toReversed().map(place => [fileKey(place.entry.name, place.entry.type), place]));
	}

	/** The entry with its place in the hyperblocks. */
	place(name: string, type: string): PlacedEntry | undefined {
		return this.#index.get(fileKey(name, type));
	}

	/** Whether it is made of these blocks, for this letter. */
	isOf(blocks: readonly Uint8Array[], letter: string): boolean {
		return letter === this.letter
			&& blocks.length === this.#blocks.length
			&& blocks.every((bytes, block) => isSame(bytes, this.#blocks[block].bytes));
	}
}

/** By letter and content, as long as anybody has it: a function of those, so it is nobody's state. */
const known = new Map<string, WeakRef<ParsedDirectory>>();
const forgotten = new FinalizationRegistry((key: string) => {
	if (known.get(key)?.deref() === undefined) {
		known.delete(key);
	}
});

/** The one that everybody has of a disk that he does not change. `before`: as for the constructor. */
export function parsedDirectory(
	blocks: readonly Uint8Array[],
	letter: string,
	before?: ParsedDirectory,
): ParsedDirectory {
	const key = letter + Buffer.concat(blocks).toString('latin1');
	const found = known.get(key)?.deref();
	if (found) {
		return found;
	}

	const made = new ParsedDirectory(blocks, letter, before);
	known.set(key, new WeakRef(made));
	forgotten.register(made, key);
	return made;
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

function parseBlock(bytes: Uint8Array, block: number, letter: string): PlacedEntry[] {
	const entries: PlacedEntry[] = [];
	for (let slot = 0; slot < fstPerBlock; slot++) {
		const offset = slot * fstSize;
		const entry = decodeFst(bytes, offset);
		if (entry) {
			entries.push({entry: {...entry, mode: letter + entry.mode.slice(1)}, block, offset});
		}
	}

	return entries;
}
