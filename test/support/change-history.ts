/**
 * Every change that a journal took, in order, and what the data folder holds after each: a digest that is a sum over
 * its sectors and files, so that a change costs what it changes.
 */
import {createHash} from 'node:crypto';
import path from 'node:path';
import {readWhole, type FileLayer} from '../../source/system/journal/file-layer.js';
import type {Change} from '../../source/system/journal/record.js';

const sector = 512;

/** Of one sector or file, by its name. */
function digest(name: string, content: Uint8Array): bigint {
	return createHash('sha256').update(`${name} ${content.length} `).update(content).digest().readBigUInt64BE();
}

type Taken = {
	/** Events of the disk before it was taken. */
	readonly events: number;
	readonly digest: bigint;
};

export class ChangeHistory {
	/** By how many changes were taken; the first is before all. */
	readonly #taken: Taken[];
	readonly #image: Uint8Array;
	/** Sectors that were written to, as they were before. */
	readonly #first = new Map<number, Uint8Array>();
	readonly #files = new Map<string, Uint8Array>();
	readonly #folder: string;
	readonly #imageName: string;

	/** `imageName`: the one image in `folder`, now with the content `image`. There are no spool files yet. */
	constructor(folder: string, imageName: string, image: Uint8Array) {
		this.#folder = folder;
		this.#imageName = imageName;
		this.#image = image.slice();
		this.#taken = [{events: 0, digest: 0n}];
	}

	/** How many were taken. */
	get length(): number {
		return this.#taken.length - 1;
	}

	/** The journal took a change; `events`: of the disk before that. */
	add(change: Change, events: number): void {
		this.#taken.push({events, digest: this.#taken.at(-1)!.digest + this.#difference(change)});
	}

	/** How many changes the disk can have seen before event `at`. */
	lengthAt(at: number): number {
		return this.#taken.findLastIndex(({events}, index) => index === 0 || events < at);
	}

	/**
	 * How many changes from the first on the folder on `disk` holds, from `least` to `most`; -1 where it holds what it
	 * never was.
	 */
	prefixOn(disk: FileLayer, least: number, most: number): number {
		const image = readWhole(disk, path.join(this.#folder, this.#imageName));
		let found = 0n;
		for (const [at, first] of this.#first) {
			found += digest(`sector ${at}`, image.subarray(at * sector, (at + 1) * sector))
				- digest(`sector ${at}`, first);
		}

		for (const name of disk.list(path.join(this.#folder, 'spool')).filter(each => /^\d{4}$/.test(each))) {
			found += digest(`spool/${name}`, readWhole(disk, path.join(this.#folder, 'spool', name)));
		}

		return this.#taken.findLastIndex((each, index) => index >= least && index <= most && each.digest === found);
	}

	#difference(change: Change): bigint {
		switch (change.kind) {
			case 'write': {
				return this.#written(change.offset, change.data);
			}

			case 'replace': {
				return this.#replaced(change.name, change.data);
			}

			case 'remove': {
				return this.#replaced(change.name, undefined);
			}

			case 'adopt': {
				throw new Error('a file so large is not part of this');
			}
		}
	}

	#written(offset: number, data: Uint8Array): bigint {
		const from = Math.floor(offset / sector);
		const to = Math.ceil((offset + data.length) / sector);
		const sum = (): bigint => {
			let total = 0n;
			for (let at = from; at < to; at++) {
				total += digest(`sector ${at}`, this.#sector(at));
			}

			return total;
		};

		for (let at = from; at < to; at++) {
			if (!this.#first.has(at)) {
				this.#first.set(at, this.#sector(at).slice());
			}
		}

		const before = sum();
		this.#image.set(data, offset);
		return sum() - before;
	}

	#sector(at: number): Uint8Array {
		return this.#image.subarray(at * sector, (at + 1) * sector);
	}

	#replaced(name: string, content: Uint8Array | undefined): bigint {
		const before = this.#files.get(name);
		if (content) {
			this.#files.set(name, content);
		} else {
			this.#files.delete(name);
		}

		return (content ? digest(name, content) : 0n) - (before ? digest(name, before) : 0n);
	}
}
