/**
 * Writes of count-key-data disks. What may be written depends on the file mask and on the command before in the chain.
 */
import {countField} from '../../../base/count-key-data.js';
import {unitStatus, senseByte} from '../../../base/channel-words.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {
	ckdCommand, ckdMessage, ckdSense, fileMask,
} from './ckd-commands.js';
import {writeRight, type CkdDrive} from './ckd-drive.js';
import {isProblem} from './ckd-position.js';
import {
	appendRecord, countLength, firstRecord, homeAddressLength, overflowFlag, trackRecords,
} from '../volume/ckd-track.js';
import {normalEnd} from '../sense-register.js';

/** The right each write needs; none of Write Home Address, which needs the file mask's alone. */
function neededRight(command: number): number | undefined {
	switch (command) {
		case ckdCommand.writeData: return writeRight.data;
		case ckdCommand.writeKeyData: return writeRight.keyData;
		case ckdCommand.writeCountKeyData:
		case ckdCommand.writeSpecialCountKeyData:
		case ckdCommand.erase: return writeRight.format;
		case ckdCommand.writeRecordZero: return writeRight.recordZero;
		case ckdCommand.writeHomeAddress: return writeRight.none;
		default: return undefined;
	}
}

function isMasked(mask: number, right: number): boolean {
	switch (mask) {
		case fileMask.noWrites: {
			return true;
		}

		case fileMask.noFormat: {
			return (right & (writeRight.data | writeRight.keyData)) === 0;
		}

		case fileMask.noHomeAddress: {
			return right === writeRight.none || right === writeRight.recordZero;
		}

		default: {
			return false;
		}
	}
}

/**
 * Write Data, Write Key and Data: the record's own lengths; missing bytes are zeros. An overflow record goes on in the
 * first records of the next tracks.
 */
function writeData(drive: CkdDrive, withKey: boolean, transfer: DataTransfer): CommandEnd {
	const at = drive.position;
	const record = at.current!;
	const start = withKey ? record.key : record.data;
	let duration = put(drive, start, record.end, transfer);
	for (let segment = record; segment.overflows;) {
		const problem = at.nextHead() ?? at.leaveHome();
		const next = problem ?? at.next(true, false);
		if (isProblem(next)) {
			const end = drive.problem(next, true);
			return {...end, duration: end.duration + duration};
		}

		segment = next;
		duration += put(drive, segment.data, segment.end, transfer);
	}

	drive.rights = writeRight.format;
	return {status: record.dataLength === 0 ? normalEnd | unitStatus.unitException : normalEnd, duration};
}

/** Zeros stand behind what was given. */
function padded(bytes: Uint8Array, length: number): Uint8Array {
	const result = new Uint8Array(length);
	result.set(bytes);
	return result;
}

/** Writes bytes over part of the track. Returns microseconds. */
function put(drive: CkdDrive, start: number, end: number, transfer: DataTransfer): number {
	const at = drive.position;
	const length = end - start;
	const given = transfer.view(length);
	at.area = 'gap';
	const duration = at.turnTo(start) + at.transfer(length);
	at.overwrite(start, given.length === length ? given : padded(given, length));
	return duration;
}

/** Write Home Address: the records but R0 are gone with it. */
function writeHomeAddress(drive: CkdDrive, transfer: DataTransfer): CommandEnd {
	const at = drive.position;
	const bytes = new Uint8Array(homeAddressLength);
	bytes.set(transfer.output(homeAddressLength));
	at.isHome = true;
	const old = at.track;
	at.toIndex();
	at.track = appendRecord(bytes, firstRecord, old.slice(firstRecord, trackRecords(old)[0]?.end ?? firstRecord));
	drive.rights = writeRight.recordZero;
	return drive.done(at.turnTo(0) + at.transfer(homeAddressLength));
}

/** Write R0, Write CKD, Erase: a record behind the one that passed; what stood there and behind is gone. */
function format(drive: CkdDrive, command: number, transfer: DataTransfer): CommandEnd {
	const at = drive.position;
	const {model} = drive.volume;
	const count = new Uint8Array(countLength);
	count.set(transfer.output(countLength));
	const {keyLength, dataLength} = countField.decode(count);
	const length = keyLength + dataLength;
	const before = command === ckdCommand.writeRecordZero ? [] : at.passed;
	const place = before.at(-1)?.end ?? firstRecord;
	const fits =
		before.length === 0
			? length <= model.maximumData
			: model.fits([
				...before.slice(1).map(record => [record.keyLength, record.dataLength] as const),
				[keyLength, dataLength],
			]);
	if (!fits || place + countLength + length + countLength > model.trackSize) {
		return drive.check(0, ckdSense.invalidTrackFormat);
	}

	const record = new Uint8Array(countLength + length);
	record.set(count);
	// The flag's place in an image is the cylinder number's highest bit, which no volume needs.
	record[0] = command === ckdCommand.writeSpecialCountKeyData ? record[0] | overflowFlag : record[0];
	record.set(transfer.output(length), countLength);
	const duration = at.turnTo(place) + at.transfer(record.length);
	const isErase = command === ckdCommand.erase;
	at.track = appendRecord(at.track, place, isErase ? new Uint8Array(0) : record);
	at.pass(isErase ? before.length - 1 : before.length);
	drive.rights = isErase ? writeRight.none : writeRight.format;
	return drive.done(duration);
}

/** Executes a write, or rejects what is none. */
export function write(drive: CkdDrive, command: number, transfer: DataTransfer): CommandEnd {
	drive.position.indexPasses = 0;
	const right = neededRight(command);
	if (
		right === undefined
		|| (command === ckdCommand.writeSpecialCountKeyData && !drive.volume.model.recordOverflow)
	) {
		return drive.reject(ckdMessage.invalidCommand);
	}

	if (drive.volume.readOnly) {
		return drive.check(senseByte.commandReject, ckdSense.writeInhibited);
	}

	if (isMasked(drive.writeMask, right)) {
		return drive.reject(ckdMessage.maskViolation);
	}

	if (right === writeRight.none) {
		return writeHomeAddress(drive, transfer);
	}

	if ((drive.rights & right) === 0) {
		return drive.reject(ckdMessage.invalidSequence);
	}

	return right === writeRight.data || right === writeRight.keyData
		? writeData(drive, right === writeRight.keyData, transfer)
		: format(drive, command, transfer);
}
