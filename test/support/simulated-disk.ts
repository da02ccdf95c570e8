/**
 * A host's disk in memory that remembers the order of writes and syncs, and shows what it may hold after a loss of
 * power: everything that was synced before, and of the rest any part, in sectors, whatever the order was.
 */
import path from 'node:path';
import type {FileLayer} from '../../source/system/journal/file-layer.js';

/** Bytes that a disk writes whole or not at all. */
const sector = 512;

class Content {
	bytes: Uint8Array;
	length: number;

	constructor(bytes: Uint8Array = new Uint8Array(0)) {
		this.bytes = bytes.slice();
		this.length = bytes.length;
	}

	write(data: Uint8Array, position: number): void {
		const end = position + data.length;
		if (end > this.bytes.length) {
			const grown = new Uint8Array(Math.max(end, this.bytes.length * 2));
			grown.set(this.bytes.subarray(0, this.length));
			this.bytes = grown;
		}

		this.bytes.set(data, position);
		this.length = Math.max(this.length, end);
	}

	truncate(size: number): void {
		this.bytes.fill(0, size, this.length);
		this.length = size;
	}

	get value(): Uint8Array {
		return this.bytes.subarray(0, this.length);
	}
}

/** `file`: number of the file, whatever its name. */
type DiskEvent =
	| {readonly kind: 'write'; readonly file: number; readonly position: number; readonly data: Uint8Array}
	| {readonly kind: 'truncate'; readonly file: number; readonly size: number}
	| {readonly kind: 'create'; readonly file: number; readonly name: string}
	| {readonly kind: 'rename'; readonly from: string; readonly name: string}
	| {readonly kind: 'remove'; readonly name: string}
	/** What came before `since` is safe: of a file, or of the names in a folder. */
	| {readonly kind: 'sync'; readonly file: number; readonly since: number}
	| {readonly kind: 'syncFolder'; readonly folder: string; readonly since: number};

const missing = (file: string): Error =>
	Object.assign(new Error(`ENOENT: no such file, '${file}'`), {code: 'ENOENT'});

export type Random = () => number;

/** Numbers from 0 to below 1, the same ones for the same seed. */
export function randomOf(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

export class SimulatedDisk implements FileLayer {
	readonly events: DiskEvent[] = [];
	readonly #start: ReadonlyMap<string, Uint8Array>;
	readonly #files: Content[] = [];
	readonly #names = new Map<string, number>();

	constructor(start: ReadonlyMap<string, Uint8Array>) {
		this.#start = start;
		for (const [name, bytes] of start) {
			this.#names.set(name, this.#files.push(new Content(bytes)) - 1);
		}
	}

	open(file: string, how: 'read' | 'update' | 'create'): number {
		const known = this.#names.get(file);
		if (how !== 'create') {
			if (known === undefined) {
				throw missing(file);
			}

			return known;
		}

		if (known !== undefined) {
			throw Object.assign(new Error(`EEXIST: '${file}'`), {code: 'EEXIST'});
		}

		const number = this.#files.push(new Content()) - 1;
		this.#names.set(file, number);
		this.events.push({kind: 'create', file: number, name: file});
		return number;
	}

	close(): void {
		// A descriptor is the file's number.
	}

	size(descriptor: number): number {
		return this.#files[descriptor].length;
	}

	read(descriptor: number, target: Uint8Array, position: number): number {
		const bytes = this.#files[descriptor].value.subarray(position, position + target.length);
		target.set(bytes);
		return bytes.length;
	}

	write(descriptor: number, bytes: Uint8Array, position: number): void {
		this.#files[descriptor].write(bytes, position);
		this.events.push({
			kind: 'write', file: descriptor, position, data: bytes.slice(),
		});
	}

	truncate(descriptor: number, size: number): void {
		this.#files[descriptor].truncate(size);
		this.events.push({kind: 'truncate', file: descriptor, size});
	}

	sync(descriptor: number): void {
		this.events.push({kind: 'sync', file: descriptor, since: this.events.length});
	}

	rename(from: string, to: string): void {
		const number = this.#names.get(from);
		if (number === undefined) {
			throw missing(from);
		}

		this.#names.delete(from);
		this.#names.set(to, number);
		this.events.push({kind: 'rename', from, name: to});
	}

	remove(file: string): void {
		if (this.#names.delete(file)) {
			this.events.push({kind: 'remove', name: file});
		}
	}

	list(folder: string): string[] {
		return [...this.#names.keys()].filter(name => path.dirname(name) === folder).map(name => path.basename(name));
	}

	syncFolder(folder: string): void {
		this.events.push({kind: 'syncFolder', folder, since: this.events.length});
	}

	async writeLater(descriptor: number, bytes: Uint8Array, position: number): Promise<void> {
		await turn();
		this.write(descriptor, bytes, position);
	}

	async syncLater(descriptor: number): Promise<void> {
		const since = this.events.length;
		await turn();
		this.events.push({kind: 'sync', file: descriptor, since});
	}

	async syncFolderLater(folder: string): Promise<void> {
		const since = this.events.length;
		await turn();
		this.events.push({kind: 'syncFolder', folder, since});
	}

	/** What the disk may hold after a loss of power behind the first `count` events. */
	afterLoss(count: number, random: Random): SimulatedDisk {
		const events = this.events.slice(0, count);
		const files = new Map<string, number>([...this.#start.keys()].map((name, number) => [name, number]));
		const contents = new Map<number, Content>(
			[...this.#start.values()].map((bytes, number) => [number, new Content(bytes)]),
		);
		// Losing everything that was not synced, and nothing, are likely; so is anything between.
		const share = [0, 1, 0.5, 0.1, 0.9][Math.floor(random() * 5)];
		const keeps = (): boolean => random() < share;
		const safe = safeSince(events);
		for (const [index, event] of events.entries()) {
			switch (event.kind) {
				case 'write': {
					const isSafe = index < (safe.files.get(event.file) ?? 0);
					writeSectors(contents.get(event.file)!, event, () => isSafe || keeps());
					break;
				}

				case 'truncate': {
					if (index < (safe.files.get(event.file) ?? 0) || keeps()) {
						contents.get(event.file)!.truncate(event.size);
					}

					break;
				}

				case 'create':
				case 'rename':
				case 'remove': {
					if (event.kind === 'create') {
						contents.set(event.file, new Content());
					}

					if (index < (safe.folders.get(path.dirname(event.name)) ?? 0) || keeps()) {
						changeNames(files, event);
					}

					break;
				}

				case 'sync':
				case 'syncFolder': {
					break;
				}
			}
		}

		return new SimulatedDisk(new Map([...files].map(([name, number]) => [name, contents.get(number)!.value])));
	}
}

async function turn(): Promise<void> {
	return new Promise(resolve => {
		setImmediate(resolve);
	});
}

/** Up to which event files and folders are safe. */
function safeSince(events: readonly DiskEvent[]): {
	readonly files: ReadonlyMap<number, number>;
	readonly folders: ReadonlyMap<string, number>;
} {
	const files = new Map<number, number>();
	const folders = new Map<string, number>();
	for (const event of events) {
		if (event.kind === 'sync') {
			files.set(event.file, event.since);
		} else if (event.kind === 'syncFolder') {
			folders.set(event.folder, event.since);
		}
	}

	return {files, folders};
}

function changeNames(
	names: Map<string, number>,
	event: DiskEvent & {readonly kind: 'create' | 'rename' | 'remove'},
): void {
	if (event.kind === 'create') {
		names.set(event.name, event.file);
	} else if (event.kind === 'remove') {
		names.delete(event.name);
	} else {
		const number = names.get(event.from);
		names.delete(event.from);
		if (number !== undefined) {
			names.set(event.name, number);
		}
	}
}

function writeSectors(
	content: Content,
	{position, data}: {readonly position: number; readonly data: Uint8Array},
	keeps: () => boolean,
): void {
	for (let at = 0; at < data.length;) {
		const length = Math.min(data.length - at, sector - ((position + at) % sector));
		if (keeps()) {
			content.write(data.subarray(at, at + length), position + at);
		}

		at += length;
	}
}
