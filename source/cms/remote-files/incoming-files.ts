/**
 * Files of one user that are on their way to disks of this machine. Each has its blocks reserved and nobody else may
 * write it, so one that does not go on for too long is given up.
 */
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import {fileCode, type NewForm} from '../file-system/disk/disk.js';
import {StagedFile} from '../file-system/files/staged-file.js';
import type {GrantedDisk} from './granted-disk.js';
import {mostUnderWay, remoteCode} from './protocol.js';
import type {UserLocks} from './user-locks.js';

const secondsOfDay = 86_400;

type Incoming = {
	readonly granted: GrantedDisk;
	readonly file: StagedFile;
	/** It was locked for this; not so where the user has it open for writing. */
	readonly isLocked: boolean;
	/** Second of the day in which the last block came. */
	touched: number;
};

/** Seconds between two times of day less than a day apart. */
const passed = (from: number, to: number): number => (to - from + secondsOfDay) % secondsOfDay;

export class IncomingFiles {
	readonly #locks: UserLocks;
	readonly #now: () => Step<number>;
	readonly #files = new Map<number, Incoming>();

	/** `now`: seconds of the day. */
	constructor(locks: UserLocks, now: () => Step<number>) {
		this.#locks = locks;
		this.#now = now;
	}

	/** A new file begins. Answers a code, as all here. */
	* begin(granted: GrantedDisk, handle: number, form: NewForm): Step<number> {
		yield * this.drop(handle);
		if (this.#files.size >= mostUnderWay) {
			return remoteCode.invalid;
		}

		const {name, type} = form;
		const lock = {name, type, implicit: true};
		const isLocked = !(yield * this.#locks.member(granted))?.holds(lock);
		const {kind} = yield * this.#locks.acquire(granted, {...lock, mode: 2});
		if (kind !== 'held') {
			return fileCode.inUse;
		}

		this.#files.set(handle, {
			granted, file: new StagedFile(granted.disk, form), isLocked, touched: yield * this.#now(),
		});
		return fileCode.ok;
	}

	/** What a file on its way to that disk is to be. */
	form(granted: GrantedDisk, handle: number): NewForm | undefined {
		const incoming = this.#files.get(handle);
		return incoming?.granted === granted ? incoming.file.form : undefined;
	}

	* add(handle: number, data: Uint8Array): Step<number> {
		const incoming = this.#files.get(handle);
		if (!incoming) {
			return remoteCode.invalid;
		}

		incoming.touched = yield * this.#now();
		return yield * incoming.file.addPacked(data);
	}

	/** Everything has come: the file is entered in the directory. */
	* commit(handle: number): Step<number> {
		const incoming = this.#files.get(handle);
		const member = incoming && (yield * this.#locks.member(incoming.granted));
		return member ? yield * incoming.granted.disk.commit(incoming.file, member) : remoteCode.invalid;
	}

	* drop(handle: number): Step {
		const incoming = this.#files.get(handle);
		this.#files.delete(handle);
		if (incoming) {
			const {granted, file, isLocked} = incoming;
			const {name, type} = file.form;
			file.drop();
			if (isLocked) {
				yield * this.#locks.release(granted, {name, type, implicit: true});
			}
		}
	}

	/** Gives up what has not gone on for as long as the table of limits says. */
	* expire(): Step {
		if (this.#files.size > 0) {
			const now = yield * this.#now();
			for (const [handle, {touched}] of this.#files) {
				if (passed(touched, now) > limits.remoteStaging.value) {
					yield * this.drop(handle);
				}
			}
		}
	}

	/** Nothing is on its way any more. */
	* end(): Step {
		for (const handle of this.#files.keys()) {
			yield * this.drop(handle);
		}
	}
}
