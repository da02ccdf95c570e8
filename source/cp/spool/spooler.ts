/** All closed spool files of the system: numbers, queues, and who is told (GC20-1820, "Spooling"; DMKSPL). */
import type {Clock} from '../../base/clock.js';
import {limits} from '../../base/limits.js';
import {messageLine} from '../../base/message.js';
import {greatest} from '../../base/sequences.js';
import {digits} from '../formats.js';
import {messages} from '../messages/index.js';
import {operatorUserid} from '../operator.js';
import type {MachineSettings} from '../terminal/settings.js';
import {
	spoolSize, type NewSpoolFile, type OutputQueue, type SpoolAttributes, type SpoolFile, type SpoolQueue,
	type SpoolStore,
} from './spool-file.js';
import {HoldQueue} from './hold-queue.js';
import type {SpooledUnit} from './unit.js';

/** Highest number; then 1 again. */
const highestId = limits.spoolFiles.value;

/** `0012`, as commands write a spoolid. */
export const spoolId = (id: number): string => digits(id, 4);

/** Who gets a file, if he is logged on. */
type Receiver = {
	readonly settings: Pick<MachineSettings, 'msg'>;
	readonly devices: {values(): Iterable<{readonly unit?: SpooledUnit}>};
	type(text: string, lineClass: 'message'): void;
};

/** What the spooler asks of the system. */
export type SpoolerHost = {
	readonly clock: Clock;
	readonly machines: ReadonlyMap<string, Receiver>;
	/** CP worked for a machine, or for nobody who is logged on. */
	charge(vm: Receiver | undefined, what: 'spoolFile'): void;
	/** A file stands in a queue of the system's units, or is held there no more. */
	outputWaits?(): void;
};

export class Spooler {
	/** Users whose output the operator keeps from the units. */
	readonly holds: HoldQueue;
	readonly #host: SpoolerHost;
	readonly #store: SpoolStore;
	/** In order of their sequence. */
	#files: SpoolFile[];
	/** Files being read: in no queue. */
	readonly #taken = new Set<SpoolFile>();
	/** Files that the store has not, or has with other attributes: there was no room. */
	readonly #unkept = new Set<SpoolFile>();
	readonly #space: number;
	/** How many files each user made. */
	readonly #made = new Map<string, number>();
	#last = 0;
	#bytes = 0;

	/** `space`: bytes for all files, open ones included. */
	constructor(host: SpoolerHost, store: SpoolStore, space: number = limits.spoolSpace.value) {
		this.#host = host;
		this.#space = space;
		this.#store = store;
		this.holds = new HoldQueue(store.holds);
		this.#files = [...store.load()].toSorted((left, right) => left.sequence - right.sequence);
		this.#bytes = this.#files.reduce((sum, file) => sum + spoolSize(file), 0);
		for (const {originator} of this.#files) {
			this.#count(originator, 1);
		}

		this.#last = greatest(this.#files.map(({id}) => id), 0) % highestId;
	}

	/**
	 * Files of a queue that belong to a user, or to all, the first to be processed first; those being read are in none.
	 */
	filesOf(owner: string | undefined, queue: SpoolQueue): SpoolFile[] {
		return this.#files.filter(
			file => (owner === undefined || file.owner === owner) && file.queue === queue && !this.#taken.has(file),
		);
	}

	/** Every closed file, those that a unit has included. */
	everything(): readonly SpoolFile[] {
		return this.#files;
	}

	/** Whether nothing may process a file now, and who says so: the user, the system, both. */
	holdOf(file: SpoolFile): {readonly user: boolean; readonly system: boolean} {
		return {user: file.hold, system: (file.systemHold ?? false) || this.holds.covers(file)};
	}

	/** Whether nothing may process a file now. */
	isHeld(file: SpoolFile): boolean {
		const {user, system} = this.holdOf(file);
		return user || system;
	}

	/** Files that a user (or anybody) made and another one's reader has. */
	madeBy(originator: string | undefined): SpoolFile[] {
		return this.#files.filter(file =>
			(originator === undefined || file.originator === originator)
			&& file.owner !== file.originator
			&& file.queue === 'RDR'
			&& !this.#taken.has(file));
	}

	/** A device of a user takes space to write. False: there is none left, or he has too many files. */
	claim(bytes: number, originator: string): boolean {
		const isGiven = this.#bytes + bytes <= this.#space && this.#hasNumbers && !this.#hasTooMany(originator);
		this.#bytes += isGiven ? bytes : 0;
		return isGiven;
	}

	/** Takes again, whatever there is, what a device gave back to no purpose. */
	reclaim(bytes: number): void {
		this.#bytes += bytes;
	}

	/** Gives back what a device took: it is closed. */
	release(bytes: number): void {
		this.#bytes -= bytes;
	}

	/**
	 * A device closed a file: it gets its number, stands at the end of its queue, and is kept. `undefined`: the store
	 * has no room, its user too many files, or the system no number. `force`: its device goes, so it is taken all the
	 * same where it can have a number, and kept when there is room.
	 */
	add(file: NewSpoolFile, force = false): SpoolFile | undefined {
		if (!this.#hasNumbers) {
			this.#full();
			return undefined;
		}

		if (!force && this.#hasTooMany(file.originator)) {
			return undefined;
		}

		const added: SpoolFile = {
			...file,
			id: this.#nextId(),
			sequence: (this.#files.at(-1)?.sequence ?? 0) + 1,
			created: this.#host.clock.now(),
		};
		if (force) {
			this.#keep(added);
		} else if (!this.#store.put(added)) {
			this.#full();
			return undefined;
		}

		this.#host.charge(this.#host.machines.get(added.originator), 'spoolFile');
		this.#files.push(added);
		this.#count(added.originator, 1);
		this.#bytes += spoolSize(added);
		this.#arrived(added);
		return added;
	}

	/** CHANGE. False: there is no room to keep that, and the file is as it was. */
	change(file: SpoolFile, attributes: Partial<SpoolAttributes>): boolean {
		if (!this.#alter(file, attributes)) {
			return false;
		}

		this.#arrived(file);
		return true;
	}

	/** ORDER: to the head of the queue, in the order given. Answers those that there was no room to keep there. */
	order(files: readonly SpoolFile[]): SpoolFile[] {
		const first = (this.#files[0]?.sequence ?? 0) - files.length;
		const refused = files.filter((file, index) => !this.#alter(file, {sequence: first + index}));
		this.#sort();
		return refused;
	}

	/** TRANSFER: to another user's reader, behind what is there. False as for CHANGE. */
	transfer(file: SpoolFile, owner: string): boolean {
		if (!this.#alter(file, {owner, sequence: (this.#files.at(-1)?.sequence ?? 0) + 1})) {
			return false;
		}

		this.#sort();
		this.#arrived(file);
		return true;
	}

	/** A reader begins with a file. */
	take(file: SpoolFile): void {
		this.#taken.add(file);
	}

	/** A reader has done with a file and keeps it: at the end of the queue. */
	putBack(file: SpoolFile, hold: boolean): void {
		this.#taken.delete(file);
		file.hold ||= hold;
		file.sequence = (this.#files.at(-1)?.sequence ?? 0) + 1;
		this.#keep(file);
		this.#sort();
	}

	/** FREE: what waits may be processed. False: there is no room to keep that. */
	free(userid: string, queues: readonly OutputQueue[]): boolean {
		const isFreed = this.holds.free(userid, queues);
		this.#host.outputWaits?.();
		return isFreed;
	}

	/** A unit of the system leaves a file, in the place that it had. */
	leave(file: SpoolFile, attributes: Partial<SpoolAttributes> = {}): void {
		this.#taken.delete(file);
		Object.assign(file, attributes);
		this.#keep(file);
		this.#arrived(file);
	}

	/** PURGE, or a reader has read it. */
	purge(file: SpoolFile): void {
		this.#taken.delete(file);
		this.#files = this.#files.filter(other => other !== file);
		this.#count(file.originator, -1);
		this.#bytes -= spoolSize(file);
		this.#unkept.delete(file);
		this.#store.remove(file.id);
	}

	/**
	 * A userid begins anew: files it has in its queues are purged. What it sent to others came from `heir`, who alone
	 * may take it back.
	 */
	disown(userid: string, heir: string): void {
		for (const file of this.#files.filter(({owner}) => owner === userid)) {
			this.purge(file);
		}

		for (const file of this.#files.filter(({originator}) => originator === userid)) {
			this.#count(userid, -1);
			this.#count(heir, 1);
			file.originator = heir;
			this.#keep(file);
		}
	}

	/** Types a line about a file at the terminal of who gets it, unless he takes no messages (GC20-1820, SET MSG). */
	tell(owner: string, text: string): void {
		const receiver = this.#host.machines.get(owner);
		if (receiver?.settings.msg) {
			receiver.type(text, 'message');
		}
	}

	/** Alters a file where the store has room for that; what somebody is told was done is kept. */
	#alter(file: SpoolFile, attributes: Partial<SpoolAttributes & Pick<SpoolFile, 'sequence'>>): boolean {
		const before = {systemHold: undefined, printing: undefined, ...file};
		Object.assign(file, attributes);
		if (!this.#store.put(file)) {
			Object.assign(file, before);
			this.#full();
			return false;
		}

		this.#unkept.delete(file);
		this.#keepOthers();
		return true;
	}

	/** Has the store keep a file, at once or when there is room. */
	#keep(file: SpoolFile): void {
		this.#unkept.add(file);
		this.#keepOthers();
	}

	/** What the store had no room for before. */
	#keepOthers(): void {
		for (const each of this.#unkept) {
			if (!this.#store.put(each)) {
				this.#full();
				return;
			}

			this.#unkept.delete(each);
		}
	}

	get #hasNumbers(): boolean {
		return this.#files.length < highestId;
	}

	#hasTooMany(originator: string): boolean {
		return (this.#made.get(originator) ?? 0) >= limits.spoolFilesOfUser.value;
	}

	#count(originator: string, change: number): void {
		const files = (this.#made.get(originator) ?? 0) + change;
		if (files === 0) {
			this.#made.delete(originator);
		} else {
			this.#made.set(originator, files);
		}
	}

	#full(): void {
		this.#host.machines.get(operatorUserid)?.type(messageLine(messages.DMKPGT401I), 'message');
	}

	#sort(): void {
		this.#files.sort((left, right) => left.sequence - right.sequence);
	}

	#nextId(): number {
		const used = new Set(this.#files.map(({id}) => id));
		do {
			this.#last = (this.#last % highestId) + 1;
		} while (used.has(this.#last));

		return this.#last;
	}

	/** An empty reader that could read it becomes ready; the system's units look what there is. */
	#arrived({owner, queue}: SpoolFile): void {
		if (queue !== 'RDR') {
			this.#host.outputWaits?.();
			return;
		}

		for (const {unit} of this.#host.machines.get(owner)?.devices.values() ?? []) {
			unit?.arrived?.();
		}
	}
}
