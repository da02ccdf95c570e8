/**
 * Spool files of `run` and `script` on the host: decks that wait in a reader at the start (`--reader`), and what was
 * printed and punched at the end (`--spool`).
 *
 * A printer file becomes text: a form feed for a skip to channel 1, a carriage return where the paper does not move,
 * the next line for the other channels. A punch file becomes a deck: lines of text where every card is text, else 80
 * bytes of EBCDIC a card.
 *
 * Where a printer or punch of the system was started, what it made of a file is the file: separators and copies are in
 * it, as on its paper. What waits at the end is written as if it had been printed then.
 */
import {existsSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {fromEbcdic, type CodePage} from '../../base/ebcdic.js';
import {limits} from '../../base/limits.js';
import {pagesAsText, printedPages} from '../../cp/spool/real/pages.js';
import type {OutputOrigin, OutputTray, RealOutput} from '../../cp/spool/real/unit-host.js';
import type {SpoolFile, SpoolStore} from '../../cp/spool/spool-file.js';
import {spoolId} from '../../cp/spool/spooler.js';
import {carriageOf} from '../../machine/devices/unit-record/1403.js';
import {hostProblem} from '../../machine/devices/host-problem.js';
import {cardsOfFile, deckFile} from '../../system/files/decks.js';
import {HostFolder} from '../../system/files/host-folder.js';
import {cmsFileId, hostNamePart} from '../../system/files/host-names.js';
import {readBytes} from '../input-bytes.js';
import {UsageError} from '../verb.js';

const punchCharacters = 0x01;
const control = /[\u0000-\u001F\u007F-\u009F]/;

/** Closed spool files of one run, kept in memory, and what the system's units made of those that they have done. */
export class RunSpool implements SpoolStore, OutputTray {
	readonly #files = new Map<number, SpoolFile>();
	readonly #made: RealOutput[] = [];
	#madeBytes = 0;

	/** `files`: what waits already. */
	constructor(files: readonly SpoolFile[]) {
		for (const file of files) {
			this.#files.set(file.id, file);
		}
	}

	/** What a printer or punch would have made by now, in the order of the files' numbers. */
	get output(): SpoolFile[] {
		return [...this.#files.values()]
			.filter(({queue}) => queue !== 'RDR')
			.toSorted((one, other) => one.id - other.id);
	}

	/** What printers and punches have made, in order. */
	get made(): readonly RealOutput[] {
		return this.#made;
	}

	/** A printer that was started has printed. */
	take(output: RealOutput, done: (problem: string | undefined) => void): void {
		for (const {data} of output.records) {
			this.#madeBytes += data.length;
		}

		if (this.#madeBytes > limits.outputFolder.value) {
			done('more output than can be kept');
			return;
		}

		this.#made.push(output);
		done(undefined);
	}

	load(): readonly SpoolFile[] {
		return [...this.#files.values()];
	}

	put(file: SpoolFile): boolean {
		this.#files.set(file.id, file);
		return true;
	}

	remove(id: number): void {
		this.#files.delete(id);
	}
}

/** The deck of a host file in the reader of `owner`. `number`: its place, from 1. */
export function deckFor(owner: string, file: string, number: number, created: number, page: CodePage): SpoolFile {
	const cards = cardsOf(file, page);
	if (cards.length === 0) {
		throw new UsageError(`--reader ${file}: is empty`);
	}

	const {name = '', type = ''} = cmsFileId(path.basename(file)) ?? {};
	return {
		id: number,
		sequence: number,
		owner,
		originator: owner,
		queue: 'RDR',
		origin: 'PUN',
		class: 'A',
		copies: 1,
		hold: false,
		name,
		type,
		distribution: owner,
		tag: '',
		created,
		records: cards.map(data => ({command: punchCharacters, data})),
	};
}

/** Cards of a deck. */
function cardsOf(file: string, page: CodePage): Uint8Array[] {
	const cards = cardsOfFile(readBytes(file), page);
	if ('problem' in cards) {
		throw new UsageError(`--reader ${file}: ${cards.problem}`);
	}

	return cards;
}

/** Writes everything that was printed or punched into the folder; answers what could not be written, a line each. */
export function writeSpool(folder: HostFolder, spool: RunSpool, page: CodePage): string[] {
	const names = new Set<string>();
	const write = ({id, originator, name, type}: OutputOrigin, {extension, content}: HostSpoolFile): string[] => {
		const base = [id === undefined ? '' : spoolId(id), originator, name, type]
			.filter(Boolean)
			.map(part => hostNamePart(part))
			.join('-');
		let full = `${base}.${extension}`;
		for (let count = 2; names.has(full); count++) {
			// A number that was used again, or a file that was printed in pieces.
			full = `${base}-${count}.${extension}`;
		}

		names.add(full);
		const failed = folder.replace(full, content, true);
		return failed ? [`--spool ${path.join(folder.path, full)}: ${failed.problem}`] : [];
	};

	return [
		...spool.made.flatMap(output =>
			write(output.file, output.kind === 'PUN'
				? deckFile(output.records, page)
				: {extension: 'txt', content: pagesAsText(printedPages(output))})),
		...spool.output.flatMap(file =>
			write(file, file.queue === 'PUN' ? deckFile(file.records, page) : listing(file, page))),
	];
}

type HostSpoolFile = {readonly extension: string; readonly content: Uint8Array | string};

const text = (data: Uint8Array, page: CodePage): string =>
	fromEbcdic(data, page).replaceAll(new RegExp(control, 'g'), ' ').trimEnd();

/** Pages of a printer file. The first skip to channel 1 is where the paper stands already. */
function listing({records}: SpoolFile, page: CodePage): HostSpoolFile {
	const content = records
		.map(({command, data}) => text(data, page) + movement(command))
		.join('')
		.replace(/^\f+/, '')
		// What moves the paper after a line that was printed without spacing ends that line.
		.replaceAll(/\r(?=[\n\f]|$)/g, '')
		.replaceAll(/([^\n\f])(?=\f|$)/g, '$1\n');
	return {extension: 'txt', content};
}

function movement(command: number): string {
	const carriage = carriageOf(command);
	if (!carriage) {
		return '\n';
	}

	if ('skip' in carriage) {
		return carriage.skip === 1 ? '\f' : '\n';
	}

	return carriage.space === 0 ? '\r' : '\n'.repeat(carriage.space);
}

/** `--spool DIR`: made where only the last part of its path is missing. */
export function folderOfSpool(folder: string): HostFolder {
	try {
		if (!existsSync(folder)) {
			mkdirSync(folder);
		}

		return new HostFolder(folder);
	} catch (error) {
		throw new UsageError(`--spool ${folder}: ${hostProblem(error).problem}`);
	}
}
