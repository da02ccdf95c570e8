/**
 * Where the system's printers and punches put what they make: `output/` of the data folder, a file for each spool file
 * (`0001-USER1-REPORT-LISTING.txt`) or for what a machine printed itself (`USER1-PRT-00E.txt`), which no other one ever
 * replaces; `accounting/` for the cards of accounting, which a real punch selects to its pocket 2 (GC20-1807). A file
 * is made aside and gets its name when it is safe; that it has it is safe before the spool file goes.
 */
import {
	closeSync, existsSync, fsyncSync, linkSync, openSync, readdirSync, rmSync, statSync, writeSync,
} from 'node:fs';
import path from 'node:path';
import {calendarDate, timeOfDay} from '../../../base/clock.js';
import {limits} from '../../../base/limits.js';
import {accountingFile} from '../../../cp/spool/accounting-punch.js';
import {pagesAsText, printedPages} from '../../../cp/spool/real/pages.js';
import type {OutputTray, RealOutput} from '../../../cp/spool/real/unit-host.js';
import {spoolId} from '../../../cp/spool/spooler.js';
import {hostProblem} from '../../../machine/devices/host-problem.js';
import {ConfigurationError} from '../../configuration-error.js';
import {deckFile} from '../../files/decks.js';
import {hostNamePart} from '../../files/host-names.js';
import {hostFileLayer, privateFile} from '../../journal/file-layer.js';
import {makePrivateFolder} from '../private-files.js';

/** Names under the data folder. */
export const outputFolderName = 'output';
export const accountingFolderName = 'accounting';
/** Files under one name that are tried: `name-2.txt`. */
const mostNames = 10_000;

export type OutputContent = {readonly extension: string; readonly content: Uint8Array | string};

/** Makes a file of what a printer printed; text unless told. */
export type PrintFormat = (output: RealOutput) => OutputContent | Promise<OutputContent>;

export const asText: PrintFormat = output => ({extension: 'txt', content: pagesAsText(printedPages(output))});

export class OutputFolder implements OutputTray {
	readonly #folder: string;
	readonly #format: PrintFormat;
	/** Bytes in `output/`, once they were counted. */
	#bytes: number | undefined;

	/** `folder`: the data folder. */
	constructor(folder: string, format: PrintFormat = asText) {
		this.#folder = folder;
		this.#format = format;
	}

	take(output: RealOutput, done: (problem: string | undefined) => void): void {
		const made = output.kind === 'PUN' ? deckFile(output.records) : this.#format(output);
		if (made instanceof Promise) {
			void made.then(
				content => {
					done(this.#keep(output, content));
				},
				(error: unknown) => {
					done(error instanceof Error ? error.message : String(error));
				},
			);
		} else {
			done(this.#keep(output, made));
		}
	}

	/** Why the file could not be kept. */
	#keep({file}: RealOutput, {extension, content}: OutputContent): string | undefined {
		const isAccounting = accountingFile.is(file);
		const folder = path.join(this.#folder, isAccounting ? accountingFolderName : outputFolderName);
		const parts = isAccounting
			? [`${calendarDate(file.created)}-${timeOfDay(file.created)}`.replaceAll(/[/:]/g, '')]
			: [file.id === undefined ? '' : spoolId(file.id), file.owner, file.name, file.type]
				.filter(Boolean)
				.map(part => hostNamePart(part));
		const bytes = typeof content === 'string' ? Buffer.from(content) : content;
		try {
			const isNew = !existsSync(folder);
			makePrivateFolder(folder);
			if (isNew) {
				hostFileLayer.syncFolder(this.#folder);
			}

			if (!isAccounting && this.#used(folder) + bytes.length > limits.outputFolder.value) {
				return `${outputFolderName} of the data folder is full`;
			}

			writeUnderNewName(folder, parts.join('-'), extension, bytes);
			this.#bytes = isAccounting ? this.#bytes : this.#used(folder) + bytes.length;
			return undefined;
		} catch (error) {
			return error instanceof ConfigurationError ? error.message : hostProblem(error).problem;
		}
	}

	/** Bytes in the folder; where it was near its limit somebody may have made room since. */
	#used(folder: string): number {
		if (this.#bytes === undefined || this.#bytes > limits.outputFolder.value / 2) {
			this.#bytes = 0;
			for (const name of readdirSync(folder)) {
				this.#bytes += statSync(path.join(folder, name), {throwIfNoEntry: false})?.size ?? 0;
			}
		}

		return this.#bytes;
	}
}

/** Writes a file that nobody has: `name.txt`, `name-2.txt`, … Throws the host's error. */
function writeUnderNewName(folder: string, name: string, extension: string, bytes: Uint8Array): void {
	const aside = path.join(folder, `.${name}.part`);
	rmSync(aside, {force: true});
	const descriptor = openSync(aside, 'wx', privateFile);
	try {
		try {
			for (let written = 0; written < bytes.length;) {
				written += writeSync(descriptor, bytes, written);
			}

			fsyncSync(descriptor);
		} finally {
			closeSync(descriptor);
		}

		for (let count = 1; ; count++) {
			const free = path.join(folder, `${name}${count === 1 ? '' : `-${count}`}.${extension}`);
			try {
				linkSync(aside, free);
				hostFileLayer.syncFolder(folder);
				return;
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || count === mostNames) {
					throw error;
				}
			}
		}
	} finally {
		rmSync(aside, {force: true});
	}
}
