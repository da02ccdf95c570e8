/**
 * What page slots hold, in one file of the host: pages of machines that have no frame. The file is no image of the
 * paging volumes, for nothing on their TEMP cylinders outlives the system: no journal carries it, a crash leaves
 * nothing behind, and as it has no name any more once it is open nobody else can read what machines had in storage.
 *
 * There is no cache of ours, so that the memory is really given up: the host keeps what it has room for.
 */
import {randomBytes} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {pageSize} from '../../base/architecture.js';
import type {PageStore} from '../../cp/devices/paging-volumes.js';
import {hostProblem} from '../../machine/devices/host-problem.js';
import {VolumeError} from '../../machine/devices/volume/ckd-volume.js';

export class PageFile implements PageStore {
	readonly #folder: string;
	readonly #page = new Uint8Array(pageSize);
	#descriptor: number | undefined;
	/** Its name, where the host does not let an open file go without one. */
	#name: string | undefined;

	/** `folder`: where the file is made when the first page is written. */
	constructor(folder: string) {
		this.#folder = folder;
	}

	/** False where the host has no room, or does not let us. */
	write(page: number, content: Uint8Array): boolean {
		try {
			this.#descriptor ??= this.#make();
			for (let at = 0; at < content.length;) {
				at += fs.writeSync(this.#descriptor, content, at, content.length - at, (page * pageSize) + at);
			}

			return true;
		} catch {
			return false;
		}
	}

	/** The bytes are good until the next call. Throws `VolumeError`. */
	read(page: number): Uint8Array {
		try {
			for (let at = 0; at < pageSize;) {
				const came = fs.readSync(this.#descriptor!, this.#page, at, pageSize - at, (page * pageSize) + at);
				if (came === 0) {
					throw new Error('a page is missing');
				}

				at += came;
			}

			return this.#page;
		} catch (error) {
			throw new VolumeError(`paging: ${hostProblem(error).problem}`, {cause: error});
		}
	}

	close(): void {
		if (this.#descriptor !== undefined) {
			fs.closeSync(this.#descriptor);
			this.#descriptor = undefined;
		}

		if (this.#name !== undefined) {
			fs.rmSync(this.#name, {force: true});
		}
	}

	#make(): number {
		const name = path.join(this.#folder, `yorktown-pages-${process.pid}-${randomBytes(6).toString('hex')}`);
		const descriptor = fs.openSync(name, 'wx+', 0o600);
		try {
			fs.rmSync(name);
		} catch {
			this.#name = name;
		}

		return descriptor;
	}
}
