/**
 * The virtual reader, punch and printer at 00C, 00D and 00E (DMSCIO, DMSPIO; SY20-0884): one channel command at a time
 * by SIO, its end by the device's interruption.
 */
import {assigned} from '../../base/assigned-storage.js';
import {channelCommand, channelStatusWord, ccwFlag, senseByte, unitStatus} from '../../base/channel-words.js';
import {everythingEnabled} from '../../base/architecture.js';
import {hex} from '../../base/hex.js';
import type {Step} from '../../guest/action.js';
import type {Guest} from '../../guest/guest.js';
import {workAreaAnchor} from '../nucleus/storage/nucleus-state.js';
import {WorkAreas, type WorkAreasHost} from '../nucleus/storage/work-areas.js';
import {work} from '../nucleus/storage/work.js';

export const unit = {reader: 0x00C, punch: 0x00D, printer: 0x00E} as const;

/** The CP command that closes the reader. `keep`: the file that is being read stays there, whole. */
export const closeReaderCommand = (keep: boolean): string => `CLOSE ${hex(unit.reader, 3)}${keep ? ' HOLD' : ''}`;

/** How a channel command ended. `absent`: not attached; `endOfFile`: unit exception. */
export type UnitEnd = 'ok' | 'endOfFile' | 'intervention' | 'error' | 'absent';

const command = {read: 0x02, punch: 0x01, sense: 0x04} as const;
const ends = unitStatus.deviceEnd | unitStatus.unitCheck | unitStatus.unitException;
/** Any of these in the channel status is an error, incorrect length apart, which SLI suppresses. */
const channelErrors = 0x3F;
/** Longest record a reader gives: a printer's line and its channel command. */
const longest = 240;
/** What a request needs in storage: its channel command, and its data behind it. */
export const unitArea = {ccw: 0, data: 8} as const;
const area = unitArea;

type Status = {readonly unit: number; readonly channel: number; readonly residual: number};

/** What unit records need of the nucleus. */
export type UnitRecordsHost = WorkAreasHost & {
	/**
	 * Cards were read and the reader not closed: CP still has the deck, and lets it go when the reader is read again.
	 */
	readonly state: {isReading: boolean};
};

export class UnitRecords {
	readonly #guest: Guest;
	readonly #areas: WorkAreas;
	/** Ends told by interruptions and not yet looked at. */
	readonly #ended = new Map<number, Status>();
	readonly #state: UnitRecordsHost['state'];

	constructor(host: UnitRecordsHost) {
		this.#guest = host.guest;
		this.#state = host.state;
		this.#areas = new WorkAreas(host, area.data + longest, workAreaAnchor.units);
	}

	/** Cards were read and the reader not closed. */
	get isReading(): boolean {
		return this.#state.isReading;
	}

	set isReading(on: boolean) {
		this.#state.isReading = on;
	}

	/** An interruption of `device`, its CSW at 64. */
	interrupted(device: number): void {
		const before = this.#ended.get(device)?.unit ?? 0;
		const now = this.#status();
		this.#ended.set(device, {...now, unit: now.unit | before});
	}

	/** Whether an interruption of the device has come that nobody has looked at; it is looked at now. */
	takeEnd(device: number): boolean {
		return this.#ended.delete(device);
	}

	/** The next card, as long as it is. */
	* read(): Step<{readonly end: UnitEnd; readonly card: Uint8Array}> {
		const {storage} = this.#guest;
		const operate = this.operate.bind(this);
		const reading = (): void => {
			this.isReading = true;
		};

		return yield * this.#areas.lend(function * (at) {
			reading();
			const {end, residual} = yield * operate(unit.reader, at, command.read, longest);
			return {end, card: end === 'ok' ? storage.fetch(at + area.data, longest - residual) : new Uint8Array(0)};
		});
	}

	/** Punches a card of up to 80 bytes, on the punch at 00D unless told. */
	* punch(card: Uint8Array, device: number = unit.punch): Step<UnitEnd> {
		return yield * this.#write(device, command.punch, card);
	}

	/** A line, and what `code`, a channel command of the printer, does with it. */
	* print(line: Uint8Array, code: number): Step<UnitEnd> {
		return yield * this.#write(unit.printer, code, line);
	}

	* #write(device: number, code: number, data: Uint8Array): Step<UnitEnd> {
		const {storage} = this.#guest;
		const operate = this.operate.bind(this);
		return yield * this.#areas.lend(function * (at) {
			storage.store(at + area.data, data.subarray(0, longest));
			return (yield * operate(device, at, code, Math.max(1, data.length))).end;
		});
	}

	/**
	 * One channel command with its data in storage at `at` (`unitArea`), read or written, and how it ended. `residual`:
	 * bytes of `count` that were not transferred. Tapes use it too.
	 */
	* operate(
		device: number,
		at: number,
		code: number,
		count: number,
	): Step<{readonly end: UnitEnd; readonly residual: number}> {
		yield * work(this.#guest, 'blockIo');
		const ended = yield * this.#start(device, at, code, count);
		if (ended === 'absent') {
			return {end: 'absent', residual: count};
		}

		const {unit: unitBits, channel, residual} = ended;
		if ((unitBits & unitStatus.unitCheck) !== 0) {
			yield * this.#start(device, at, command.sense, 1);
			const intervention = (this.#guest.storage.byte(at + area.data) & senseByte.interventionRequired) !== 0;
			return {end: intervention ? 'intervention' : 'error', residual};
		}

		if ((unitBits & unitStatus.unitException) !== 0) {
			return {end: 'endOfFile', residual};
		}

		return {end: (channel & channelErrors) === 0 ? 'ok' : 'error', residual};
	}

	/** Starts one CCW and waits for its end. */
	* #start(device: number, at: number, code: number, count: number): Step<Status | 'absent'> {
		const {storage} = this.#guest;
		for (;;) {
			storage.store(at + area.ccw, channelCommand.encode({
				command: code, address: at + area.data, flags: ccwFlag.suppressLength, count,
			}));
			storage.setWord(assigned.caw, at + area.ccw);
			this.#ended.delete(device);
			const cc = yield {kind: 'io', operation: 'SIO', device};
			if (cc === 3) {
				return 'absent';
			}

			const stored = this.#status();
			if (cc === 1 && (stored.unit & unitStatus.busy) === 0 && (stored.unit & ends) !== 0) {
				return stored;
			}

			if (cc === 0 || (cc === 1 && (stored.unit & unitStatus.busy) === 0)) {
				return yield * this.#end(device);
			}

			yield {kind: 'wait', systemMask: everythingEnabled};
		}
	}

	/** Device end may come some time after channel end; the residual count comes with the latter. */
	* #end(device: number): Step<Status> {
		for (;;) {
			const ended = this.#ended.get(device);
			if (ended && (ended.unit & ends) !== 0) {
				return ended;
			}

			yield {kind: 'wait', systemMask: everythingEnabled};
		}
	}

	#status(): Status {
		const {storage} = this.#guest;
		return {
			unit: storage.byte(assigned.csw + channelStatusWord.offset.unit),
			channel: storage.byte(assigned.csw + channelStatusWord.offset.channel),
			residual: storage.half(assigned.csw + channelStatusWord.offset.residual),
		};
	}
}
