/** Where a drive's head is: cylinder, head, what passes under it next, and the time turning and transfer take. */
import {
	alternateOf, countLength, firstRecord, overflowFlag, replaceBytes, trackRecords, type TrackRecord,
} from '../volume/ckd-track.js';
import type {CkdVolume} from '../volume/ckd-volume.js';
import type {DiskAccess} from './disk-access.js';

/** What kept the drive from finding a next record. */
export type PositionProblem = 'noRecordFound' | 'endOfCylinder' | 'fileProtected' | 'trackCondition';

export const isProblem = (value: TrackRecord | PositionProblem): value is PositionProblem => typeof value === 'string';

/** Whether the first `length` bytes of a record's count are these: the last, its number, tells most often. */
export function isIdentified(
	track: Uint8Array,
	{count, overflows}: TrackRecord,
	bytes: Uint8Array,
	length: number,
): boolean {
	for (let index = length - 1; index > 0; index--) {
		if (track[count + index] !== bytes[index]) {
			return false;
		}
	}

	return (overflows ? track[count] & ~overflowFlag : track[count]) === bytes[0];
}

export class CkdPosition {
	cylinder = 0;
	head = 0;
	/** Record whose count (or key) passed last, with its place on the track; its later areas can still be read. */
	current: TrackRecord | undefined;
	/** Last area of `current` that passed. */
	area: 'gap' | 'count' | 'key' = 'gap';
	/** Index points passed since the last command that was no search. */
	indexPasses = 0;
	/** Whether the file mask forbids going on to the next head. */
	protected = false;
	/**
	 * Home address and R0 of a defective track are at hand, rather than the alternate track the storage control goes to
	 * for everything else.
	 */
	isHome = true;
	/** Place of `current` among the track's records. */
	#index = -1;
	/**
	 * Angle of the disk under the head, in nanoseconds since the index; `undefined` where a chain has not looked yet.
	 */
	#angle: number | undefined;
	/** Microseconds that data passed, of the command of now. */
	transferred = 0;
	/** The track under the head, as the command of now has found it. */
	#track: Uint8Array | undefined;
	/** The records of a track, which mostly is the same for many commands. */
	#parsed: Uint8Array | undefined;
	#records: readonly TrackRecord[] = [];
	readonly #volume: CkdVolume;
	readonly #access: DiskAccess;

	constructor(volume: CkdVolume, access: DiskAccess) {
		this.#volume = volume;
		this.#access = access;
	}

	/** The track under the head: the alternate of a defective one, once its data were asked for. */
	get track(): Uint8Array {
		if (this.#track) {
			return this.#track;
		}

		const [cylinder, head] = this.#place();
		this.#track = this.#volume.readTrack(cylinder, head);
		return this.#track;
	}

	set track(track: Uint8Array) {
		const [cylinder, head] = this.#place();
		this.#volume.writeTrack(cylinder, head, track);
		this.#lookAgain();
	}

	/** Records of the track, R0 first. */
	get records(): readonly TrackRecord[] {
		const {track} = this;
		if (track !== this.#parsed) {
			this.#records = trackRecords(track);
			this.#parsed = track;
		}

		return this.#records;
	}

	/** Puts bytes over those of the track from `at` on; no length changes. */
	overwrite(at: number, bytes: Uint8Array): void {
		const volume = this.#volume;
		if (volume.overwrite && at >= this.records[0].end) {
			const [cylinder, head] = this.#place();
			volume.overwrite(cylinder, head, at, bytes);
			this.#lookAgain();
		} else {
			this.track = replaceBytes(this.track, at, bytes);
		}
	}

	/** A command begins: others may have written since the one before. */
	beginCommand(): void {
		this.transferred = 0;
		this.#lookAgain();
	}

	#lookAgain(): void {
		this.#track = undefined;
	}

	/**
	 * Data of the track are wanted. A defective one is left for its alternate; a 2311 or 2314 leaves that to the
	 * program.
	 */
	leaveHome(): PositionProblem | undefined {
		if (!this.isHome) {
			return undefined;
		}

		if (alternateOf(this.track) === undefined) {
			return undefined;
		}

		if (this.#volume.model.senseLength === 6) {
			return 'trackCondition';
		}

		const {indexPasses} = this;
		this.toIndex();
		this.indexPasses = indexPasses;
		this.isHome = false;
		return undefined;
	}

	#place(): readonly [cylinder: number, head: number] {
		if (!this.isHome) {
			const place = alternateOf(this.#volume.readTrack(this.cylinder, this.head));
			if (place && place[0] < this.#volume.cylinders && place[1] < this.#volume.model.heads) {
				return place;
			}
		}

		return [this.cylinder, this.head];
	}

	/** Records before and with the current one, for the capacity of a track. */
	get passed(): readonly TrackRecord[] {
		return this.records.slice(0, this.#index + 1);
	}

	/** A chain begins: nothing is known of the disk's angle. */
	begin(): void {
		this.#angle = undefined;
		this.protected = false;
		this.isHome = true;
		this.toIndex();
	}

	/** The index passes: home address and R0 come next. */
	toIndex(): void {
		this.current = undefined;
		this.area = 'gap';
		this.#index = -1;
		this.indexPasses = 0;
		this.#lookAgain();
	}

	/** Moves the access. Returns microseconds. */
	seek(cylinder: number, head: number): number {
		const time = this.#access.seek(this.cylinder, cylinder);
		this.cylinder = cylinder;
		this.head = head;
		this.isHome = true;
		this.toIndex();
		if (time > 0) {
			this.#angle = undefined;
		}

		return time;
	}

	/** Moves the access back to where it was, if another moved it. Returns microseconds. */
	approach(): number {
		const time = this.#access.approach(this.cylinder);
		if (time > 0) {
			this.#angle = undefined;
		}

		return time;
	}

	/** Next head of the cylinder, at the index. */
	nextHead(): PositionProblem | undefined {
		if (this.protected) {
			return 'fileProtected';
		}

		if (this.head + 1 >= this.#volume.model.heads) {
			return 'endOfCylinder';
		}

		this.head++;
		const {indexPasses, isHome} = this;
		this.toIndex();
		this.indexPasses = indexPasses;
		this.isHome = true;
		return isHome ? undefined : this.leaveHome();
	}

	/**
	 * The next record whose count comes under the head, going over the index where needed: to the next head if
	 * `multiTrack`, else round the same track; the second index without success is "no record found". `passZero`: R0
	 * does not count.
	 */
	next(passZero: boolean, multiTrack: boolean): TrackRecord | PositionProblem {
		for (;;) {
			const {records} = this;
			this.#index++;
			if (passZero && this.#index === 0) {
				this.#index = 1;
			}

			const record = records[this.#index];
			if (record) {
				this.current = record;
				this.area = 'count';
				return record;
			}

			this.#index = -1;
			this.current = undefined;
			this.area = 'gap';
			if (multiTrack) {
				const problem = this.nextHead();
				if (problem) {
					return problem;
				}
			} else if (++this.indexPasses >= 2) {
				return 'noRecordFound';
			}
		}
	}

	/**
	 * Passes the records on this track that are next and do not have this identifier, of which `length` bytes count.
	 */
	passOthers(identifier: Uint8Array, length: number): void {
		const {track, records} = this;
		let index = this.#index + 1;
		while (index < records.length && !isIdentified(track, records[index], identifier, length)) {
			index++;
		}

		if (index > this.#index + 1) {
			this.pass(index - 1, 'count');
		}
	}

	/** Takes `record`, just written or read at the index, as the one that passed last. */
	pass(index: number, area: 'gap' | 'count' | 'key' = 'gap'): void {
		this.#index = index;
		this.current = this.records[index];
		this.area = area;
	}

	get index(): number {
		return this.#index;
	}

	/**
	 * Microseconds until the offset `at` of the track is under the head; half a revolution where the angle was not
	 * known.
	 */
	turnTo(at: number): number {
		const {timing, trackSize} = this.#volume.model;
		const revolution = timing.revolution * 1000;
		const target = Math.trunc(revolution * at / trackSize);
		const ahead = this.#angle === undefined ? revolution / 2 : target - this.#angle;
		this.#angle = target;
		return Math.trunc((ahead < 0 ? ahead + revolution : ahead) / 1000);
	}

	/** Microseconds for `bytes` to pass. */
	transfer(bytes: number): number {
		const {timing} = this.#volume.model;
		const revolution = timing.revolution * 1000;
		const time = bytes * timing.nanosecondsPerByte;
		const angle = (this.#angle ?? 0) + time;
		this.#angle = angle < revolution ? angle : angle % revolution;
		const microseconds = Math.trunc(time / 1000);
		this.transferred += microseconds;
		return microseconds;
	}

	/** Sector of the current record (Read Sector). */
	get sector(): number {
		const {model} = this.#volume;
		return Math.trunc(
			(((this.current?.count ?? firstRecord) - firstRecord) * model.sectors) / (model.trackSize + countLength),
		);
	}
}
