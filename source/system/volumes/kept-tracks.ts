/**
 * Tracks of new volumes as an earlier start built them: building them is a third of what `run` takes to its first
 * command. What is kept is good for one program, one moment that dates the files, and one state of the files of the
 * host that the disks were built from; otherwise it is not there.
 */
import {readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {deserialize, serialize} from 'node:v8';
import {readKept, writeKept} from '../../base/kept-file.js';

/** By serial: tracks that were written, by their index. */
export type Tracks = ReadonlyMap<string, ReadonlyMap<number, Uint8Array>>;

type Kept = {readonly source: string; readonly tracks: Tracks};

/** Folders in folders that are looked into: no disk is built from files further down. */
const mostLevels = 2;

/** A file, or the files under a folder, as they would show that somebody changed them. */
function stateOf(file: string, level = 0): string {
	const found = statSync(file, {throwIfNoEntry: false});
	return found?.isDirectory() && level < mostLevels
		? [file, ...readdirSync(file).toSorted().map(name => stateOf(path.join(file, name), level + 1))].join('\n')
		: `${file} ${found?.size} ${found?.mtimeMs} ${found?.ino}`;
}

/** What is kept of one program. */
export class KeptTracks {
	readonly #program: string;
	readonly #file: string;

	/** `program`: its file; what is kept lies in `file`. */
	constructor(program: string, file: string) {
		this.#program = program;
		this.#file = file;
	}

	/** The tracks that `build` gives, built now or at an earlier start from the same `files` and `moment`. */
	of(files: readonly string[], moment: string, build: () => Tracks): Tracks {
		const source = [moment, ...[this.#program, ...files].map(file => stateOf(file))].join('\n');
		const kept = this.#read();
		if (kept?.source === source) {
			return kept.tracks;
		}

		const tracks = build();
		writeKept(this.#file, serialize({source, tracks} satisfies Kept));
		return tracks;
	}

	#read(): Kept | undefined {
		const bytes = readKept(this.#file);
		try {
			return bytes && deserialize(bytes) as Kept;
		} catch {
			// Of another version of V8, or cut off.
			return undefined;
		}
	}
}

/** Of the program as it is built, which is one script; of one compiled for tests nothing is kept. */
export function keptByProgram(): KeptTracks | undefined {
	const program = fileURLToPath(import.meta.url);
	return path.extname(program) === '.cjs'
		? new KeptTracks(program, path.join(path.dirname(program), 'kept', 'volumes'))
		: undefined;
}
