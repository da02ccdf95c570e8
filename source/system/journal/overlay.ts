/**
 * What the journal has and the files have not: ranges of images, and whole files. Reads go through it, and the applier
 * takes from it what may be written to the files. A range that a later one covers is gone from here; the journal's
 * segment that holds it stays until the later one is safe.
 */

/** Bytes of an image to be written at `offset`. */
export type Range = {readonly offset: number; readonly bytes: Uint8Array; readonly sequence: number};

/** A whole file to come: its content, a file that is to take its name, or nothing where it goes. */
export type WholeFile = {
	readonly sequence: number;
	readonly content:
		| {readonly bytes: Uint8Array}
		| {readonly from: string}
		| undefined;
};

/** Ranges are kept by the part of the image they lie in, so that a read looks at a few. */
const partLength = 65_536;

export class Overlay {
	/** By image, then by part of it, in order of sequence. */
	readonly #images = new Map<string, Map<number, Range[]>>();
	readonly #files = new Map<string, WholeFile>();

	get isEmpty(): boolean {
		return this.#images.size === 0 && this.#files.size === 0;
	}

	/** `bytes` are the overlay's from here on. */
	write(image: string, range: Range): void {
		let parts = this.#images.get(image);
		if (!parts) {
			parts = new Map();
			this.#images.set(image, parts);
		}

		const {sequence} = range;
		for (let at = 0; at < range.bytes.length;) {
			const offset = range.offset + at;
			const index = Math.floor(offset / partLength);
			const length = Math.min(range.bytes.length - at, ((index + 1) * partLength) - offset);
			const kept = (parts.get(index) ?? []).filter(old =>
				old.offset < offset || old.offset + old.bytes.length > offset + length);
			kept.push({offset, bytes: range.bytes.subarray(at, at + length), sequence});
			parts.set(index, kept);
			at += length;
		}
	}

	/** Puts over `target`, read from the image at `position`, what is not yet there. */
	patch(image: string, target: Uint8Array, position: number): void {
		const parts = this.#images.get(image);
		if (!parts) {
			return;
		}

		const end = position + target.length;
		for (let index = Math.floor(position / partLength); index * partLength < end; index++) {
			for (const {offset, bytes} of parts.get(index) ?? []) {
				const from = Math.max(offset, position);
				const to = Math.min(offset + bytes.length, end);
				if (from < to) {
					target.set(bytes.subarray(from - offset, to - offset), from - position);
				}
			}
		}
	}

	setFile(name: string, file: WholeFile): void {
		this.#files.set(name, file);
	}

	/** Whole files of a folder that are to come or to go. */
	filesIn(folder: string): Array<readonly [name: string, file: WholeFile]> {
		return [...this.#files].filter(([name]) => name.startsWith(`${folder}/`));
	}

	/** The ranges up to `sequence` that may be written, by image, in order. */
	ranges(sequence: number): Map<string, Range[]> {
		const result = new Map<string, Range[]>();
		for (const [image, parts] of this.#images) {
			const ranges = [...parts.values()].flat().filter(range => range.sequence <= sequence);
			if (ranges.length > 0) {
				result.set(image, ranges);
			}
		}

		return result;
	}

	files(sequence: number): Array<readonly [name: string, file: WholeFile]> {
		return [...this.#files].filter(([, file]) => file.sequence <= sequence);
	}

	/** The files have them now. */
	applied(image: string, ranges: readonly Range[]): void {
		const parts = this.#images.get(image);
		const done = new Set(ranges);
		for (const index of new Set(ranges.map(({offset}) => Math.floor(offset / partLength)))) {
			const left = parts?.get(index)?.filter(range => !done.has(range)) ?? [];
			if (left.length > 0) {
				parts?.set(index, left);
			} else {
				parts?.delete(index);
			}
		}

		if (parts?.size === 0) {
			this.#images.delete(image);
		}
	}

	appliedFile(name: string, file: WholeFile): void {
		if (this.#files.get(name) === file) {
			this.#files.delete(name);
		}
	}
}

/** Ranges joined where they touch or overlap, later ones over earlier: what a few large writes can bring. */
export function joined(ranges: readonly Range[]): Array<{readonly offset: number; readonly bytes: Uint8Array}> {
	const runs: Array<{start: number; end: number; readonly members: Range[]}> = [];
	for (const range of ranges.toSorted((left, right) => left.offset - right.offset)) {
		const end = range.offset + range.bytes.length;
		const last = runs.at(-1);
		if (last && range.offset <= last.end) {
			last.end = Math.max(last.end, end);
			last.members.push(range);
		} else {
			runs.push({start: range.offset, end, members: [range]});
		}
	}

	return runs.map(({start, end, members}) => {
		if (members.length === 1) {
			return {offset: start, bytes: members[0].bytes};
		}

		const bytes = new Uint8Array(end - start);
		for (const member of members.toSorted((left, right) => left.sequence - right.sequence)) {
			bytes.set(member.bytes, member.offset - start);
		}

		return {offset: start, bytes};
	});
}
