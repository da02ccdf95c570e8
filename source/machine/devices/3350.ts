/**
 * IBM 3350 direct access storage on a 3830 storage control (GA26-1638, GA26-1617), and, by its volume's model, the 2314, 3330, 3340
 * and 3380 as far as their commands are the same. Records are those of the volume; a write is on the volume when the command ends.
 *
 * Not implemented: record overflow (Write Special CKD), alternate and defective tracks, command retry, diagnostic commands,
 * string switching (Reserve and Release only answer sense bytes), file scan (Search Key and Data).
 */
import {
	unitStatus, senseByte, type CommandEnd, type DataTransfer, type Device, type DeviceHost,
} from '../device.js';
import {CkdPosition, type PositionProblem} from './ckd-position.js';
import {
	appendRecord, countLength, firstRecord, homeAddressLength, replaceBytes, trackRecords, type TrackRecord,
} from './ckd-track.js';
import {VolumeError, type CkdVolume} from './ckd-volume.js';
import {immediateEnd, normalEnd, SenseRegister} from './sense-register.js';

/** Command codes; searches and reads also with the multitrack bit X'80'. */
export const ckdCommand = {
	writeHomeAddress: 0x19, writeRecordZero: 0x15, writeCountKeyData: 0x1D, writeKeyData: 0x0D, writeData: 0x05, erase: 0x11,
	readHomeAddress: 0x1A, readRecordZero: 0x16, readCountKeyData: 0x1E, readKeyData: 0x0E, readData: 0x06, readCount: 0x12, readIpl: 0x02, readSector: 0x22,
	searchIdEqual: 0x31, searchIdHigh: 0x51, searchIdEqualHigh: 0x71, searchKeyEqual: 0x29, searchKeyHigh: 0x49, searchKeyEqualHigh: 0x69, searchHomeAddressEqual: 0x39,
	seek: 0x07, seekCylinder: 0x0B, seekHead: 0x1B, recalibrate: 0x13, restore: 0x17, setFileMask: 0x1F, setSector: 0x23, spaceCount: 0x0F,
	noOperation: 0x03, sense: 0x04, reserve: 0xB4, release: 0x94, unconditionalReserve: 0x14, multiTrack: 0x80,
} as const;

/** Sense byte 1 of the 3350. */
export const ckdSense = {
	permanentError: 0x80, invalidTrackFormat: 0x40, endOfCylinder: 0x20, noRecordFound: 0x08, fileProtected: 0x04, writeInhibited: 0x02,
} as const;

const senseLength = 24;
/** Sense byte 7, format 0: what kind of program error. */
const message = {
	none: 0, invalidCommand: 1, invalidSequence: 2, countTooSmall: 3, invalidArgument: 4, maskViolation: 5,
} as const;

/** File mask: bits 0–1 writes, bits 3–4 seeks. */
const mask = {
	writes: 0xC0, noHomeAddress: 0x00, noWrites: 0x40, noFormat: 0x80,
	seeks: 0x18, allSeeks: 0x00, noSeek: 0x08, headOnly: 0x10, noHeadSwitch: 0x18, invalid: 0x22,
} as const;

/** What the command before allows to write. */
type WriteRight = 'recordZero' | 'format' | 'data' | 'keyData';

const isProblem = (value: TrackRecord | PositionProblem): value is PositionProblem => typeof value === 'string';

/** -1, 0, 1 as the bytes from the volume are lower than, equal to or higher than the argument, over the argument's length. */
const compare = (found: Uint8Array, argument: Uint8Array): number => Buffer.compare(found.subarray(0, argument.length), argument);

export class CkdDisk implements Device {
	readonly type: string;
	readonly volume: CkdVolume;
	readonly #position: CkdPosition;
	readonly #sense = new SenseRegister(senseLength);
	#fileMask: number | undefined;
	#rights: ReadonlySet<WriteRight> = new Set();

	constructor(volume: CkdVolume) {
		this.volume = volume;
		this.type = volume.model.name;
		this.#position = new CkdPosition(volume);
	}

	attach(_host: DeviceHost): void {
		// A disk never speaks first.
	}

	/** Where the access stands, for displays. */
	get cylinder(): number {
		return this.#position.cylinder;
	}

	execute(command: number, transfer: DataTransfer, chained: number): CommandEnd {
		const at = this.#position;
		if (chained === 0) {
			at.begin();
			this.#fileMask = undefined;
			this.#rights = new Set();
		}

		if (command === ckdCommand.sense || command === ckdCommand.reserve || command === ckdCommand.release || command === ckdCommand.unconditionalReserve) {
			transfer.input(this.#sense.bytes);
			at.indexPasses = 0;
			return {status: normalEnd, duration: 0};
		}

		if (command === ckdCommand.noOperation || command === ckdCommand.restore) {
			at.indexPasses = 0;
			return immediateEnd;
		}

		this.#sense.clear();
		try {
			return this.#dispatch(command, transfer);
		} catch (error) {
			if (error instanceof VolumeError) {
				return this.#check(senseByte.equipmentCheck, ckdSense.permanentError);
			}

			throw error;
		}
	}

	sense(): Uint8Array {
		return this.#sense.bytes;
	}

	halt(): void {
		// Every command ends at once.
	}

	reset(): void {
		this.#sense.clear();
		this.#fileMask = undefined;
		this.#position.begin();
	}

	#dispatch(command: number, transfer: DataTransfer): CommandEnd {
		const kind = command & 3;
		if (kind === 3) {
			this.#rights = new Set();
			this.#position.indexPasses = 0;
			return this.#control(command, transfer);
		}

		const isMultiTrack = (command & ckdCommand.multiTrack) !== 0;
		if (kind === 2) {
			this.#position.indexPasses = 0;
			return this.#read(command & 0x7F, transfer, isMultiTrack);
		}

		const search = this.#search(command & 0x7F, transfer, isMultiTrack);
		if (search) {
			return search;
		}

		this.#position.indexPasses = 0;
		return this.#write(command, transfer);
	}

	#control(command: number, transfer: DataTransfer): CommandEnd {
		switch (command) {
			case ckdCommand.seek:
			case ckdCommand.seekCylinder:
			case ckdCommand.seekHead: {
				return this.#seek(command, transfer);
			}

			case ckdCommand.recalibrate: {
				return this.#seekMask === mask.allSeeks ? {status: normalEnd, duration: this.#position.seek(0, 0)} : this.#protected();
			}

			case ckdCommand.setFileMask: {
				const [value] = transfer.output(1);
				if (value === undefined || (value & mask.invalid) !== 0 || this.#fileMask !== undefined) {
					return this.#reject(this.#fileMask === undefined ? message.invalidArgument : message.invalidSequence);
				}

				this.#fileMask = value;
				this.#position.protected = this.#seekMask === mask.noHeadSwitch;
				return {status: normalEnd, duration: 0};
			}

			case ckdCommand.setSector: {
				const {sectors} = this.volume.model;
				if (sectors === 0) {
					return this.#reject(message.invalidCommand);
				}

				const [sector] = transfer.output(1);
				return sector === undefined || (sector >= sectors && sector !== 0xFF) ? this.#reject(message.invalidArgument) : {status: normalEnd, duration: 0};
			}

			case ckdCommand.spaceCount: {
				transfer.output(3);
				const record = this.#position.next(true, false);
				return isProblem(record) ? this.#problem(record) : {status: normalEnd, duration: this.#position.turnTo(record.count)};
			}

			default: {
				return this.#reject(message.invalidCommand);
			}
		}
	}

	#seek(command: number, transfer: DataTransfer): CommandEnd {
		const allowed = this.#seekMask;
		const forbidden = allowed === mask.noHeadSwitch || (allowed !== mask.allSeeks && command === ckdCommand.seek) || (allowed === mask.headOnly && command === ckdCommand.seekCylinder);
		if (forbidden) {
			return this.#protected();
		}

		const argument = transfer.output(6);
		if (argument.length < 6) {
			return this.#reject(message.countTooSmall);
		}

		const cylinder = command === ckdCommand.seekHead ? this.#position.cylinder : (argument[2] << 8) | argument[3];
		const head = (argument[4] << 8) | argument[5];
		if (argument[0] !== 0 || argument[1] !== 0 || cylinder >= this.volume.cylinders || head >= this.volume.model.heads) {
			return this.#reject(message.invalidArgument);
		}

		return {status: normalEnd, duration: this.#position.seek(cylinder, head)};
	}

	/** A search, or `undefined` where the command is none. */
	#search(command: number, transfer: DataTransfer, isMultiTrack: boolean): CommandEnd | undefined {
		const at = this.#position;
		switch (command) {
			case ckdCommand.searchIdEqual:
			case ckdCommand.searchIdHigh:
			case ckdCommand.searchIdEqualHigh: {
				const record = at.next(false, isMultiTrack);
				return isProblem(record) ? this.#problem(record) : this.#compared(command >>> 4, at.track.subarray(record.count, record.count + 5), transfer, record.count, ['data', 'keyData', 'format']);
			}

			case ckdCommand.searchKeyEqual:
			case ckdCommand.searchKeyHigh:
			case ckdCommand.searchKeyEqualHigh: {
				let record = at.area === 'count' && at.current ? at.current : at.next(true, isMultiTrack);
				// Records without key pass unnoticed.
				while (!isProblem(record) && record.keyLength === 0) {
					record = at.next(true, isMultiTrack);
				}

				if (isProblem(record)) {
					return this.#problem(record);
				}

				at.area = 'key';
				return this.#compared(command >>> 4, at.track.subarray(record.key, record.data), transfer, record.key, ['data', 'format']);
			}

			case ckdCommand.searchHomeAddressEqual: {
				const passes = at.indexPasses;
				const problem = isMultiTrack ? at.nextHead() : undefined;
				if (problem) {
					return this.#problem(problem);
				}

				at.toIndex();
				at.indexPasses = passes + 1;
				if (at.indexPasses > 2) {
					return this.#problem('noRecordFound');
				}

				return this.#compared(3, at.track.subarray(1, homeAddressLength), transfer, 1, ['recordZero']);
			}

			default: {
				return undefined;
			}
		}
	}

	/** `relation`: high four bits of the command; 3 or 2 equal, 5 or 4 high, 7 or 6 either. */
	#compared(relation: number, found: Uint8Array, transfer: DataTransfer, at: number, rights: readonly WriteRight[]): CommandEnd {
		const argument = transfer.output(found.length);
		const order = argument.length === 0 ? -1 : compare(found, argument);
		const isEqual = order === 0 && (relation & 2) !== 0;
		const isHigh = order > 0 && (relation & 4) !== 0;
		return this.#searched(isEqual || isHigh, at, isEqual && (relation & 4) === 0 && argument.length === found.length ? rights : []);
	}

	/** Records passing unwanted cost nothing by themselves: the turn to the wanted one covers them. */
	#searched(isSatisfied: boolean, at: number, rights: readonly WriteRight[]): CommandEnd {
		this.#rights = new Set(rights);
		return isSatisfied ? {status: normalEnd | unitStatus.statusModifier, duration: this.#position.turnTo(at)} : {status: normalEnd, duration: 0};
	}

	#read(command: number, transfer: DataTransfer, isMultiTrack: boolean): CommandEnd {
		const at = this.#position;
		this.#rights = new Set(this.#rights.has('format') && (command === ckdCommand.readData || command === ckdCommand.readKeyData) ? ['format'] : []);
		switch (command) {
			case ckdCommand.readIpl: {
				if (this.#seekMask !== mask.allSeeks) {
					return this.#protected();
				}

				const time = at.seek(0, 0);
				const end = this.#readNext(transfer, isMultiTrack, record => [record.data, record.end]);
				return {...end, duration: end.duration + time};
			}

			case ckdCommand.readData: {
				const {current} = at;
				return current && at.area !== 'gap'
					? this.#give(transfer, current, current.data, current.end)
					: this.#readNext(transfer, isMultiTrack, record => [record.data, record.end]);
			}

			case ckdCommand.readKeyData: {
				const {current} = at;
				return current && at.area === 'count'
					? this.#give(transfer, current, current.key, current.end)
					: this.#readNext(transfer, isMultiTrack, record => [record.key, record.end]);
			}

			case ckdCommand.readCountKeyData: {
				return this.#readNext(transfer, isMultiTrack, record => [record.count, record.end]);
			}

			case ckdCommand.readCount: {
				const record = at.next(true, isMultiTrack);
				if (isProblem(record)) {
					return this.#problem(record);
				}

				transfer.input(at.track.subarray(record.count, record.key));
				return {status: normalEnd, duration: at.turnTo(record.count) + at.transfer(countLength)};
			}

			case ckdCommand.readHomeAddress:
			case ckdCommand.readRecordZero: {
				const problem = isMultiTrack ? at.nextHead() : undefined;
				if (problem) {
					return this.#problem(problem);
				}

				at.toIndex();
				const {track} = at;
				if (command === ckdCommand.readHomeAddress) {
					transfer.input(track.subarray(0, homeAddressLength));
					return {status: normalEnd, duration: at.turnTo(0) + at.transfer(homeAddressLength)};
				}

				const record = at.next(false, false);
				return isProblem(record) ? this.#problem(record) : this.#give(transfer, record, record.count, record.end);
			}

			case ckdCommand.readSector: {
				if (this.volume.model.sectors === 0 || isMultiTrack) {
					return this.#reject(message.invalidCommand);
				}

				transfer.input(Uint8Array.of(at.sector));
				return {status: normalEnd, duration: 0};
			}

			default: {
				return this.#reject(message.invalidCommand);
			}
		}
	}

	#readNext(transfer: DataTransfer, isMultiTrack: boolean, part: (record: TrackRecord) => readonly [start: number, end: number]): CommandEnd {
		const record = this.#position.next(true, isMultiTrack);
		return isProblem(record) ? this.#problem(record) : this.#give(transfer, record, ...part(record));
	}

	/** Transfers part of a record to storage; a record without data is the end of a file: unit exception. */
	#give(transfer: DataTransfer, record: TrackRecord, start: number, end: number): CommandEnd {
		const at = this.#position;
		at.area = 'gap';
		const duration = at.turnTo(start) + at.transfer(end - start);
		transfer.input(at.track.subarray(start, end));
		return {status: record.dataLength === 0 ? normalEnd | unitStatus.unitException : normalEnd, duration};
	}

	#write(command: number, transfer: DataTransfer): CommandEnd {
		const needed = {
			[ckdCommand.writeData]: 'data', [ckdCommand.writeKeyData]: 'keyData', [ckdCommand.writeCountKeyData]: 'format', [ckdCommand.erase]: 'format',
			[ckdCommand.writeRecordZero]: 'recordZero', [ckdCommand.writeHomeAddress]: 'none',
		}[command];
		if (needed === undefined) {
			return this.#reject(message.invalidCommand);
		}

		if (this.volume.readOnly) {
			return this.#check(senseByte.commandReject, ckdSense.writeInhibited);
		}

		const allowed = (this.#fileMask ?? 0) & mask.writes;
		const isData = needed === 'data' || needed === 'keyData';
		if (allowed === mask.noWrites || (allowed === mask.noFormat && !isData) || (allowed === mask.noHomeAddress && (needed === 'none' || needed === 'recordZero'))) {
			return this.#reject(message.maskViolation);
		}

		if (needed !== 'none' && !this.#rights.has(needed as WriteRight)) {
			return this.#reject(message.invalidSequence);
		}

		if (isData) {
			return this.#writeData(needed === 'keyData', transfer);
		}

		return command === ckdCommand.writeHomeAddress ? this.#writeHomeAddress(transfer) : this.#format(command, transfer);
	}

	/** Write Data, Write Key and Data: the record's own lengths; missing bytes are zeros. */
	#writeData(withKey: boolean, transfer: DataTransfer): CommandEnd {
		const at = this.#position;
		const record = at.current!;
		const start = withKey ? record.key : record.data;
		const bytes = new Uint8Array(record.end - start);
		bytes.set(transfer.output(bytes.length));
		at.area = 'gap';
		const duration = at.turnTo(start) + at.transfer(bytes.length);
		this.volume.writeTrack(at.cylinder, at.head, replaceBytes(at.track, start, bytes));
		this.#rights = new Set(['format']);
		return {status: record.dataLength === 0 ? normalEnd | unitStatus.unitException : normalEnd, duration};
	}

	#writeHomeAddress(transfer: DataTransfer): CommandEnd {
		const at = this.#position;
		const bytes = new Uint8Array(homeAddressLength);
		bytes.set(transfer.output(homeAddressLength));
		const old = at.track;
		const zero = old.slice(firstRecord, trackRecords(old)[0].end);
		at.toIndex();
		this.volume.writeTrack(at.cylinder, at.head, appendRecord(bytes, firstRecord, zero));
		this.#rights = new Set(['recordZero']);
		return {status: normalEnd, duration: at.turnTo(0) + at.transfer(homeAddressLength)};
	}

	/** Write R0, Write CKD, Erase: a record behind the one that passed; what stood there and behind is gone. */
	#format(command: number, transfer: DataTransfer): CommandEnd {
		const at = this.#position;
		const count = new Uint8Array(countLength);
		count.set(transfer.output(countLength));
		const length = count[5] + ((count[6] << 8) | count[7]);
		const record = new Uint8Array(countLength + length);
		record.set(count);
		const isZero = command === ckdCommand.writeRecordZero;
		const before = isZero ? [] : at.passed;
		const fits = isZero
			? length <= this.volume.model.maximumData && this.#room(firstRecord + record.length)
			: this.volume.model.fits([...before.slice(1).map(({keyLength, dataLength}) => [keyLength, dataLength] as const), [count[5], length - count[5]]])
				&& this.#room((before.at(-1)?.end ?? firstRecord) + record.length);
		if (!fits) {
			return this.#check(0, ckdSense.invalidTrackFormat);
		}

		record.set(transfer.output(length), countLength);
		const place = before.at(-1)?.end ?? firstRecord;
		const duration = at.turnTo(place) + at.transfer(record.length);
		const erased = new Uint8Array(0);
		this.volume.writeTrack(at.cylinder, at.head, appendRecord(at.track, place, command === ckdCommand.erase ? erased : record));
		at.pass(command === ckdCommand.erase ? before.length - 1 : before.length);
		this.#rights = new Set(command === ckdCommand.erase ? [] : ['format']);
		return {status: normalEnd, duration};
	}

	/** Whether `length` bytes and an end mark fit the track's image. */
	#room(length: number): boolean {
		return length + countLength <= this.volume.model.trackSize;
	}

	get #seekMask(): number {
		return (this.#fileMask ?? 0) & mask.seeks;
	}

	#problem(problem: PositionProblem): CommandEnd {
		const {revolution} = this.volume.model.timing;
		this.#rights = new Set();
		switch (problem) {
			case 'noRecordFound': {
				return this.#check(0, ckdSense.noRecordFound, message.none, 2 * revolution);
			}

			case 'endOfCylinder': {
				return this.#check(0, ckdSense.endOfCylinder, message.none, revolution);
			}

			default: {
				return this.#protected();
			}
		}
	}

	#protected(): CommandEnd {
		return this.#check(0, ckdSense.fileProtected);
	}

	#reject(reason: number): CommandEnd {
		const end = this.#check(senseByte.commandReject, 0, reason);
		return reason === message.invalidCommand ? {status: unitStatus.unitCheck, duration: 0, immediate: true} : end;
	}

	/** Unit check with the sense bytes of the 3350: 0 and 1 as given, 5 and 6 the address, 7 the message. */
	#check(byte0: number, byte1: number, byte7: number = message.none, duration = 0): CommandEnd {
		const {cylinder, head} = this.#position;
		return this.#sense.check([byte0, byte1, 0, 0, 0, cylinder & 0xFF, ((cylinder >>> 8) << 5) | (head & 0x1F), byte7], duration);
	}
}
