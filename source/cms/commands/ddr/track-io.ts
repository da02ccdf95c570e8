/**
 * Whole tracks of a disk of this machine, by DIAGNOSE X'20' (GC20-1807): their count fields are read one after the
 * other until the first comes again, then count, key and data of all; a track is written anew behind its record zero.
 */
import {ccwFlag, channelCommand} from '../../../base/channel-words.js';
import {countField, searchArgument, seekArgument} from '../../../base/count-key-data.js';
import {append} from '../../../base/sequences.js';
import {deviceClass, deviceFlag} from '../../../base/diagnose.js';
import {act} from '../../../guest/act.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {deviceType} from '../../nucleus/diagnose.js';
import {work} from '../../nucleus/storage/work.js';
import type {Track, TrackRecord} from '../../tape/ddr-tape.js';
import type {DiskType} from './disk-types.js';

const command = {
	seek: 0x07, search: 0x31, tic: 0x08, readCount: 0x12, readCountKeyData: 0x1E, writeCountKeyData: 0x1D, erase: 0x11,
} as const;

/** Longest track: a 3350's records and their count fields, a 3330's and a 3340's are shorter. */
const longestTrack = 24_000;
/** Where a channel program lies in the area: arguments, CCWs, data. */
const area = {seek: 0, search: 8, ccws: 16, data: 2048} as const;
const areaSize = area.data + longestTrack;

const deviceRegister = 2;
const operandRegister = 4;
const codeRegister = 15;

/** Condition codes of DIAGNOSE X'20'. */
export type DiskEnd = 'ok' | 'absent' | 'endOfFile' | 'error';
const ends: readonly DiskEnd[] = ['ok', 'absent', 'endOfFile', 'error'];

type Place = {readonly cylinder: number; readonly head: number};

export class TrackDisk {
	readonly #cms: Cms;
	readonly #at: number;
	readonly device: number;
	readonly type: DiskType;
	readonly readOnly: boolean;

	constructor(cms: Cms, device: number, type: DiskType, readOnly: boolean) {
		this.#cms = cms;
		this.device = device;
		this.type = type;
		this.readOnly = readOnly;
		this.#at = cms.allocate(areaSize);
	}

	close(): void {
		this.#cms.release(this.#at, areaSize);
	}

	/** A track; none where it cannot be read: behind the end of the minidisk, for one. */
	* read(place: Place): Step<Track | undefined> {
		const counts = yield * this.#counts(place);
		if (!counts) {
			return undefined;
		}

		const records: TrackRecord[] = [];
		while (records.length < counts.length) {
			const first = records.length;
			const before = first === 0 ? undefined : counts[first - 1];
			const more = counts.slice(first);
			const fileEnd = more.findIndex(count => countField.decode(count).dataLength === 0);
			const run = fileEnd === -1 ? more : more.slice(0, fileEnd);
			const data = yield * this.#data(place, before, run);
			if (!data) {
				return undefined;
			}

			append(records, run.map((count, index) => ({count, data: data[index]})));
			if (fileEnd !== -1) {
				// An end of file has no data, and its reading ends a channel program.
				records.push({count: more[fileEnd], data: new Uint8Array(0)});
			}
		}

		return {...place, records};
	}

	/** Writes a track anew. */
	* write({cylinder, head, records}: Track): Step<DiskEnd> {
		const program = this.#program({cylinder, head});
		const images = records.map(({count, data}) => Buffer.concat([count, data]));
		const written = images.length === 0
			? [countField.encode({
				cylinder, head, record: 1, keyLength: 0, dataLength: 8,
			})]
			: images;
		let at = this.#at + area.data;
		const end = at + longestTrack;
		for (const [index, image] of written.entries()) {
			if (at + image.length > end) {
				return 'error';
			}

			this.#cms.guest.storage.store(at, image);
			const isLast = index === written.length - 1;
			const code = images.length === 0 ? command.erase : command.writeCountKeyData;
			const count = images.length === 0 ? countField.length + 8 : image.length;
			program.push(encode(code, at, isLast ? ccwFlag.suppressLength : ccwFlag.chainCommand, count));
			at += image.length;
		}

		return yield * this.#run(program);
	}

	/** Count fields of a track behind record zero; none where it cannot be read. */
	* #counts(place: Place): Step<Uint8Array[] | undefined> {
		const {storage} = this.#cms.guest;
		const most = this.type.mostRecords + 1;
		const program = this.#program(place);
		const base = this.#at + area.data;
		storage.store(base, new Uint8Array(most * countField.length));
		for (let index = 0; index < most; index++) {
			const flags = index === most - 1 ? 0 : ccwFlag.chainCommand;
			program.push(encode(command.readCount, base + (index * countField.length), flags, countField.length));
		}

		const end = yield * this.#run(program);
		const fields = Array.from({length: most}, (_, index) =>
			storage.fetch(base + (index * countField.length), countField.length));
		const [first] = fields;
		if (first.every(each => each === 0)) {
			// No record was found: the track has none, or is none.
			return end === 'error' && (yield * this.#exists(place)) ? [] : undefined;
		}

		const again = fields.findIndex((field, index) => index > 0 && Buffer.compare(field, first) === 0);
		return end === 'ok' ? fields.slice(0, again === -1 ? most : again) : undefined;
	}

	/** Whether record zero of a track can be found. */
	* #exists(place: Place): Step<boolean> {
		const program = this.#program(place);
		const noOperation = 0x03;
		program.push(encode(noOperation, this.#at + area.data, ccwFlag.suppressLength, 1));
		return (yield * this.#run(program)) === 'ok';
	}

	/** Key and data of records behind `before` (record zero where nothing is said), whose counts these are. */
	* #data(
		place: Place,
		before: Uint8Array | undefined,
		counts: readonly Uint8Array[],
	): Step<Uint8Array[] | undefined> {
		if (counts.length === 0) {
			return [];
		}

		const program = this.#program(place, before);
		let at = this.#at + area.data;
		const end = at + longestTrack;
		const places: Array<readonly [at: number, length: number]> = [];
		for (const [index, count] of counts.entries()) {
			const {keyLength, dataLength} = countField.decode(count);
			const length = keyLength + dataLength;
			if (at + countField.length + length > end) {
				return undefined;
			}

			const flags = index === counts.length - 1 ? 0 : ccwFlag.chainCommand;
			program.push(encode(command.readCountKeyData, at, flags, countField.length + length));
			places.push([at + countField.length, length]);
			at += countField.length + length;
		}

		const {storage} = this.#cms.guest;
		return (yield * this.#run(program)) === 'ok'
			? places.map(([start, length]) => storage.fetch(start, length))
			: undefined;
	}

	/** The beginning of each program: seek, and search for record zero or another. */
	#program({cylinder, head}: Place, before?: Uint8Array): Uint8Array[] {
		const {storage} = this.#cms.guest;
		const at = this.#at;
		storage.store(at + area.seek, seekArgument.encode({bin: 0, cylinder, head}));
		storage.store(at + area.search, before?.subarray(0, searchArgument.length)
		?? searchArgument.encode({cylinder, head, record: 0}));
		return [
			encode(command.seek, at + area.seek, ccwFlag.chainCommand, seekArgument.length),
			encode(command.search, at + area.search, ccwFlag.chainCommand, searchArgument.length),
			encode(command.tic, at + area.ccws + channelCommand.length, 0, 0),
		];
	}

	* #run(ccws: readonly Uint8Array[]): Step<DiskEnd> {
		const {guest} = this.#cms;
		const {gpr, storage} = guest;
		storage.store(this.#at + area.ccws, Buffer.concat(ccws));
		yield * work(guest, 'blockIo');
		const saved = gpr.slice();
		gpr[deviceRegister] = this.device;
		gpr[operandRegister] = this.#at + area.ccws;
		const condition = yield * act(guest, {
			kind: 'diagnose', code: 0x20, rx: deviceRegister, ry: operandRegister,
		});
		for (const register of [deviceRegister, operandRegister, codeRegister]) {
			gpr[register] = saved[register];
		}

		return ends[condition];
	}
}

function encode(code: number, address: number, flags: number, count: number): Uint8Array {
	return channelCommand.encode({
		command: code, address, flags, count: Math.max(1, count),
	});
}

/** The disk at `device`, where it is one of that type. */
export function * openDisk(
	cms: Cms,
	device: number,
	type: DiskType,
): Step<TrackDisk | 'absent' | 'otherType' | 'noRoom'> {
	const found = yield * deviceType(cms.guest, device);
	if (!found) {
		return 'absent';
	}

	if (found.kind !== deviceClass.disk || found.type !== type.code) {
		return 'otherType';
	}

	return cms.hasRoom(areaSize)
		? new TrackDisk(cms, device, type, (found.flags & deviceFlag.readOnly) !== 0)
		: 'noRoom';
}
