/**
 * The hopper of the real reader: `reader/` of the data folder. A file there is a deck (`../../files/decks.ts`), its
 * name as anybody likes; what was read goes to `reader/read/`. A file is taken when nobody has written to it for a
 * moment, so that one that is being copied there is whole.
 */
import {
	existsSync, linkSync, lstatSync, readdirSync, rmSync, watch,
} from 'node:fs';
import path from 'node:path';
import {cp037, type CodePage} from '../../../base/ebcdic.js';
import {limits} from '../../../base/limits.js';
import type {CardHopper, Deck} from '../../../cp/spool/real/unit-host.js';
import {hostProblem} from '../../../machine/devices/host-problem.js';
import {cardsOfFile} from '../../files/decks.js';
import {hostFileLayer, readWhole} from '../../journal/file-layer.js';
import {makePrivateFolder} from '../private-files.js';

export const readerFolderName = 'reader';
const stackerName = 'read';
/** Milliseconds without a change after which a file is whole, unless told. */
const usuallySettled = 500;
/** PUNCH, FEED: cards of characters. */
const cardCommand = 0x01;

export class ReaderFolder implements CardHopper {
	readonly #folder: string;
	readonly #page: CodePage;
	readonly #settled: number;

	/** `folder`: the data folder; `settled`: host milliseconds without a change after which a file is whole. */
	constructor(folder: string, page: CodePage = cp037, settled = usuallySettled) {
		this.#folder = path.join(folder, readerFolderName);
		this.#page = page;
		this.#settled = settled;
	}

	decks(): readonly Deck[] {
		if (!existsSync(this.#folder)) {
			return [];
		}

		return readdirSync(this.#folder)
			.toSorted()
			.filter(name => !name.startsWith('.') && this.#isWhole(name))
			.slice(0, limits.decks.value)
			.map(name => this.#deck(name));
	}

	/** The host tells of changes; a file that is not whole yet is looked at again. */
	watch(look: () => void): () => void {
		let timer: NodeJS.Timeout | undefined;
		const soon = (): void => {
			clearTimeout(timer);
			timer = setTimeout(look, this.#settled * 2);
			timer.unref();
		};

		try {
			makePrivateFolder(this.#folder);
			const watcher = watch(this.#folder, {persistent: false}, soon);
			watcher.on('error', () => {
				watcher.close();
			});
			soon();
			return () => {
				clearTimeout(timer);
				watcher.close();
			};
		} catch {
			// A host that cannot watch: START looks.
			return () => {
				clearTimeout(timer);
			};
		}
	}

	#isWhole(name: string): boolean {
		const status = lstatSync(path.join(this.#folder, name), {throwIfNoEntry: false});
		return status !== undefined && status.isFile() && Date.now() - status.mtimeMs >= this.#settled;
	}

	#deck(name: string): Deck {
		const file = path.join(this.#folder, name);
		return {
			name,
			cards: () => {
				try {
					if (lstatSync(file).size > limits.hostFile.value) {
						return `is longer than ${limits.hostFile.value} bytes`;
					}

					const cards = cardsOfFile(readWhole(hostFileLayer, file), this.#page);
					return 'problem' in cards ? cards.problem : cards.map(data => ({command: cardCommand, data}));
				} catch (error) {
					return hostProblem(error).problem;
				}
			},
			remove: () => {
				try {
					this.#stack(name);
					return undefined;
				} catch (error) {
					return hostProblem(error).problem;
				}
			},
		};
	}

	/** A deck that was read goes to the stacker, beside what is there. */
	#stack(name: string): void {
		const stacker = path.join(this.#folder, stackerName);
		makePrivateFolder(stacker);
		const {name: base, ext} = path.parse(name);
		for (let count = 1; ; count++) {
			const free = path.join(stacker, `${base}${count === 1 ? '' : `-${count}`}${ext}`);
			if (!existsSync(free)) {
				linkSync(path.join(this.#folder, name), free);
				rmSync(path.join(this.#folder, name));
				return;
			}
		}
	}
}
