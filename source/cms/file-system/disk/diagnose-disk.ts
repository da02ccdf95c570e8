/**
 * The first driver: a minidisk of this virtual machine, by DIAGNOSE X'18' (GC20-1807): R(x) device, R(y) chain of seek,
 * search ID equal, TIC and read or write; R15 the number of reads and writes, afterwards the return code: condition
 * code 1: 1 not attached, 2 no DASD, 3 read-only, 4 cylinder outside; 2: 5 misaligned; 3: 13 permanent error. FORMAT
 * lays out tracks by DIAGNOSE X'20'.
 */
import {Failure} from '../../../base/failure.js';
import {ccwFlag, channelCommand} from '../../../base/channel-words.js';
import {countField, searchArgument, seekArgument} from '../../../base/count-key-data.js';
import {deviceClass, deviceInformation, deviceFlag} from '../../../base/diagnose.js';
import {append} from '../../../base/sequences.js';
import {act} from '../../../guest/act.js';
import type {Guest} from '../../../guest/guest.js';
import type {Step} from '../../../guest/action.js';
import type {BlockDevice} from './block-device.js';
import {workAreaAnchor} from '../../nucleus/storage/nucleus-state.js';
import {WorkAreas} from '../../nucleus/storage/work-areas.js';
import {accessCode, DiskError, fileCode} from './disk.js';
import {
	blockSize, geometries, layoutOf, liesWith, recordOf, type BlockPart, type Geometry, type TrackLayout,
} from './geometry.js';
import {work} from '../../nucleus/storage/work.js';

const command = {
	seek: 0x07,
	seekHead: 0x1B,
	search: 0x31,
	tic: 0x08,
	read: 0x06,
	write: 0x05,
	writeCountKeyData: 0x1D,
	writeSpecial: 0x01,
} as const;
/** Flags of a CCW that is the last one. */
const noFlags = 0;

const perChain = 8;
/** The work area: CCWs, then seek argument, search arguments, a seek argument for the next track, data. */
const area = {
	ccws: 0, seek: 512, search: 520, nextSeek: 1016, data: 1024,
} as const;
const areaSize = area.data + (perChain * blockSize);
/** A search argument, on the doubleword. */
const searchSize = 8;

/** Registers the driver uses and puts back. */
const deviceRegister = 2;
const operandRegister = 4;
const codeRegister = 15;

const outsideMinidisk = 4;

/** What the driver needs of the nucleus. */
export type DiagnoseHost = {
	readonly guest: Guest;
	allocate(bytes: number): number;
};

/** How a channel program ended: R15 (0: well), and the records a read brought. */
export type TransferEnd = {readonly code: number; readonly records: readonly Uint8Array[]};

/** The channel programs of one machine's disks. Each has a work area of its own while it runs. */
export class DiagnoseDisks {
	readonly #guest: Guest;
	readonly #areas: WorkAreas;

	constructor(host: DiagnoseHost) {
		this.#guest = host.guest;
		this.#areas = new WorkAreas(host, areaSize, workAreaAnchor.disks);
	}

	/** The driver for virtual device `device`, or an `accessCode`: not attached, or no disk that CMS knows. */
	* open(device: number): Step<BlockDevice | Failure> {
		const {code, word} = yield * this.#deviceType(device);
		if (code === 3) {
			return new Failure(accessCode.notAttached);
		}

		const {kind, type, flags} = deviceInformation(word);
		const geometry = geometries.find(({deviceType}) => deviceType === type);
		if (kind !== deviceClass.disk || !geometry) {
			return new Failure(accessCode.unsupported);
		}

		return new DiagnoseDisk(this, device, geometry, (flags & deviceFlag.readOnly) !== 0);
	}

	/**
	 * Reads or writes blocks, at most `perChain`, which lie on one track, or on two that lie together. `data` of a
	 * write: 800 bytes a block.
	 */
	* transfer(
		device: number,
		blocks: readonly BlockPart[],
		data?: readonly Uint8Array[],
	): Step<TransferEnd> {
		return yield * this.#areas.lend(base => this.#transfer(base, device, blocks, data));
	}

	/**
	 * Writes empty records on a track: search R0, then write count, key and data one after the other.
	 * Answers R15.
	 */
	* formatTrack(device: number, cylinder: number, head: number, layout: TrackLayout): Step<number> {
		return yield * this.#areas.lend(base => this.#formatTrack(base, device, {cylinder, head}, layout));
	}

	* #transfer(
		base: number,
		device: number,
		records: readonly BlockPart[],
		data?: readonly Uint8Array[],
	): Step<TransferEnd> {
		const {storage} = this.#guest;
		const ccws = new ChannelProgram(base + area.ccws);
		const [{cylinder, head: firstHead}] = records;
		ccws.add(command.seek, base + area.seek, ccwFlag.chainCommand, seekArgument.length);
		storage.store(base + area.seek, seekArgument.encode({bin: 0, cylinder, head: firstHead}));
		const searched: number[] = [];
		let track = firstHead;
		for (const [index, part] of records.entries()) {
			const {head, record, bytes} = part;
			if (head !== track) {
				track = head;
				storage.store(base + area.nextSeek, seekArgument.encode({bin: 0, cylinder, head}));
				ccws.add(command.seekHead, base + area.nextSeek, ccwFlag.chainCommand, seekArgument.length);
			}

			// CC, HH, R and three bytes that nobody looks at: as words, for every block that is moved comes by here.
			searched.push((part.cylinder << 16) | head, record << 24);
			const search = base + area.search + (index * searchSize);
			const at = ccws.add(command.search, search, ccwFlag.chainCommand, searchArgument.length);
			ccws.add(command.tic, at, noFlags, 0);
			const last = index === records.length - 1;
			ccws.add(
				data ? command.write : command.read,
				base + area.data + (index * blockSize),
				last ? ccwFlag.suppressLength : ccwFlag.chainCommand | ccwFlag.suppressLength,
				bytes,
			);
		}

		for (const [block, bytes] of data?.entries() ?? []) {
			storage.store(base + area.data + (block * blockSize), bytes);
		}

		storage.storeWords(base + area.search, searched);
		storage.storeWords(base + area.ccws, ccws.words);
		yield * work(this.#guest, 'blockIo');
		const code = yield * this.#diagnose(0x18, device, base + area.ccws, records.length);
		if (data !== undefined || code !== 0) {
			return {code, records: []};
		}

		const read = storage.fetch(base + area.data, records.length * blockSize);
		return {
			code,
			records: records.map((_, index) => read.subarray(index * blockSize, (index + 1) * blockSize)),
		};
	}

	* #formatTrack(
		base: number,
		device: number,
		{cylinder, head}: Pick<BlockPart, 'cylinder' | 'head'>,
		{first, lengths, overflows}: TrackLayout,
	): Step<number> {
		const {storage} = this.#guest;
		const ccws = new ChannelProgram(base + area.ccws);
		// All records share zeros.
		const counts = base + area.search + searchSize;
		const zeros = base + area.data;
		storage.store(base + area.seek, seekArgument.encode({bin: 0, cylinder, head}));
		storage.store(base + area.search, searchArgument.encode({cylinder, head, record: 0}));
		storage.store(zeros, new Uint8Array(lengths.toSorted((one, other) => other - one)[0]));
		ccws.add(command.seek, base + area.seek, ccwFlag.chainCommand, seekArgument.length);
		const search = ccws.add(command.search, base + area.search, ccwFlag.chainCommand, searchArgument.length);
		ccws.add(command.tic, search, noFlags, 0);
		for (const [index, dataLength] of lengths.entries()) {
			const at = counts + (index * countField.length);
			storage.store(at, countField.encode({
				cylinder, head, record: first + index, keyLength: 0, dataLength,
			}));
			const isLast = index === lengths.length - 1;
			const write = overflows && isLast ? command.writeSpecial : command.writeCountKeyData;
			ccws.add(write, at, ccwFlag.chainData, countField.length);
			ccws.add(0, zeros, isLast ? noFlags : ccwFlag.chainCommand, dataLength);
		}

		storage.storeWords(base + area.ccws, ccws.words);
		yield * work(this.#guest, 'blockIo');
		return yield * this.#diagnose(0x20, device, base + area.ccws, lengths.length);
	}

	* #deviceType(device: number): Step<{readonly code: number; readonly word: number}> {
		const {gpr} = this.#guest;
		const saved = gpr.slice();
		gpr[deviceRegister] = device;
		const code = yield * act(this.#guest, {
			kind: 'diagnose', code: 0x24, rx: deviceRegister, ry: operandRegister,
		});
		const word = gpr[operandRegister];
		this.#restore(saved);
		return {code, word};
	}

	/** Answers 0 or the return code in R15. */
	* #diagnose(code: number, device: number, address: number, operations: number): Step<number> {
		const {gpr} = this.#guest;
		const saved = gpr.slice();
		gpr[deviceRegister] = device;
		gpr[operandRegister] = address;
		gpr[codeRegister] = operations;
		const condition = yield * act(this.#guest, {
			kind: 'diagnose', code, rx: deviceRegister, ry: operandRegister,
		});
		const answer = gpr[codeRegister];
		this.#restore(saved);
		return condition === 0 ? 0 : answer;
	}

	#restore(saved: Int32Array): void {
		const {gpr} = this.#guest;
		for (const register of [deviceRegister, operandRegister, operandRegister + 1, codeRegister]) {
			gpr[register] = saved[register];
		}
	}
}

class ChannelProgram {
	readonly #address: number;
	/** Two for each CCW, as the channel fetches them: command and address, flags and count. */
	readonly words: number[] = [];

	constructor(address: number) {
		this.#address = address;
	}

	/** Adds a CCW and answers its address. */
	add(operation: number, data: number, flags: number, count: number): number {
		this.words.push((operation << 24) | data, (flags << 24) | count);
		return this.#address + (this.words.length * 4) - channelCommand.length;
	}
}

class DiagnoseDisk implements BlockDevice {
	readonly #disks: DiagnoseDisks;
	readonly #device: number;

	constructor(disks: DiagnoseDisks, device: number, readonly geometry: Geometry, readonly readOnly: boolean) {
		this.#disks = disks;
		this.#device = device;
	}

	/** Seeks further out until CP says that the cylinder is not on the minidisk, then halves the distance. */
	* cylinders(): Step<number> {
		let inside = 0;
		let outside = this.geometry.mostCylinders;
		while (outside - inside > 1) {
			const middle = Math.floor((inside + outside) / 2);
			const {code} = yield * this.#disks.transfer(
				this.#device, [recordOf(this.geometry, (middle * this.geometry.blocksPerCylinder) + 1)],
			);
			if (code === outsideMinidisk) {
				outside = middle;
			} else if (code === 0 || code === 13) {
				inside = middle;
			} else {
				throw failed(code);
			}
		}

		return inside + 1;
	}

	* read(blocks: readonly number[]): Step<Uint8Array[]> {
		const result: Uint8Array[] = [];
		for (const run of this.#runs(blocks)) {
			const {code, records} = yield * this.#disks.transfer(
				this.#device,
				run.map(block => recordOf(this.geometry, block)),
			);
			if (code !== 0) {
				throw failed(code);
			}

			append(result, records);
		}

		return result;
	}

	* write(blocks: ReadonlyArray<readonly [block: number, data: Uint8Array]>): Step {
		const data = new Map(blocks);
		const sorted = [...data.keys()].toSorted((one, other) => one - other);
		for (const run of this.#runs(sorted)) {
			const {code} = yield * this.#disks.transfer(
				this.#device,
				run.map(block => recordOf(this.geometry, block)),
				run.map(block => data.get(block)!),
			);
			if (code !== 0) {
				throw failed(code);
			}
		}
	}

	* formatCylinder(cylinder: number): Step {
		for (let head = 0; head < this.geometry.tracksPerCylinder; head++) {
			const code = yield * this.#disks.formatTrack(this.#device, cylinder, head, layoutOf(this.geometry, head));
			if (code !== 0) {
				throw failed(code);
			}
		}
	}

	/** Neighbours in the list that lie together, as many as a chain takes. */
	#runs(blocks: readonly number[]): number[][] {
		const runs: number[][] = [];
		for (const block of blocks) {
			const run = runs.at(-1);
			if (run && run.length < perChain && liesWith(this.geometry, run[0], block)) {
				run.push(block);
			} else {
				runs.push([block]);
			}
		}

		return runs;
	}
}

function failed(code: number): DiskError {
	return new DiskError(fileCode.inputOutput, code, `DIAGNOSE X'18' ended with ${code}`);
}
