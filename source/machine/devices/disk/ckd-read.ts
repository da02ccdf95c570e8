/** Reads of count-key-data disks. A record without data is the end of a file: reading it ends with unit exception. */
import {unitStatus} from '../../../base/channel-words.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {ckdCommand, ckdMessage, fileMask} from './ckd-commands.js';
import {writeRight, type CkdDrive} from './ckd-drive.js';
import {isProblem} from './ckd-position.js';
import {
	countLength, fromCount, homeAddressLength, type TrackRecord,
} from '../volume/ckd-track.js';
import {normalEnd} from '../sense-register.js';

/** First area of a record that is transferred. */
type Part = 'count' | 'key' | 'data';

/**
 * Gives a record from one of its areas on, and the further segments of an overflow record, each the first record of the
 * next track.
 */
function give(drive: CkdDrive, transfer: DataTransfer, record: TrackRecord, from: Part): CommandEnd {
	const at = drive.position;
	const start = record[from];
	at.area = 'gap';
	let duration = at.turnTo(start) + at.transfer(record.end - start);
	transfer.input(from === 'count' ? fromCount(at.track, record, record.end) : at.track.subarray(start, record.end));
	for (let segment = record; segment.overflows;) {
		const problem = at.nextHead() ?? at.leaveHome();
		const next = problem ?? at.next(true, false);
		if (isProblem(next)) {
			const end = drive.problem(next, true);
			return {...end, duration: end.duration + duration};
		}

		segment = next;
		at.area = 'gap';
		duration += at.turnTo(segment.data) + at.transfer(segment.dataLength);
		transfer.input(at.track.subarray(segment.data, segment.end));
	}

	return {status: record.dataLength === 0 ? normalEnd | unitStatus.unitException : normalEnd, duration};
}

/** Read Multiple Count, Key and Data: every record from the next one to the end of the track. */
function giveRest(drive: CkdDrive, transfer: DataTransfer): CommandEnd {
	const at = drive.position;
	const first = at.next(true, false);
	if (isProblem(first)) {
		return drive.problem(first);
	}

	const {records} = at;
	const last = records.at(-1)!;
	transfer.input(at.track.subarray(first.count, last.end));
	at.pass(records.length - 1);
	return drive.done(at.turnTo(first.count) + at.transfer(last.end - first.count));
}

function giveNext(drive: CkdDrive, transfer: DataTransfer, isMultiTrack: boolean, from: Part): CommandEnd {
	const record = drive.position.next(true, isMultiTrack);
	return isProblem(record) ? drive.problem(record) : give(drive, transfer, record, from);
}

function readIpl(drive: CkdDrive, transfer: DataTransfer, isMultiTrack: boolean): CommandEnd {
	if (drive.seekMask !== fileMask.allSeeks) {
		return drive.protectedFile();
	}

	const time = drive.position.seek(0, 0);
	const end = giveNext(drive, transfer, isMultiTrack, 'data');
	return {...end, duration: end.duration + time};
}

/** Home address or R0: what stands right behind the index. */
function readAtIndex(drive: CkdDrive, command: number, transfer: DataTransfer, isMultiTrack: boolean): CommandEnd {
	const at = drive.position;
	const problem = isMultiTrack ? at.nextHead() : undefined;
	if (problem) {
		return drive.problem(problem);
	}

	at.isHome = true;
	at.toIndex();
	if (command === ckdCommand.readHomeAddress) {
		transfer.input(at.track.subarray(0, homeAddressLength));
		return drive.done(at.turnTo(0) + at.transfer(homeAddressLength));
	}

	const record = at.next(false, false);
	return isProblem(record) ? drive.problem(record) : give(drive, transfer, record, 'count');
}

/** Executes a read (`command` without multitrack bit, low bits 10). */
export function read(drive: CkdDrive, command: number, transfer: DataTransfer, isMultiTrack: boolean): CommandEnd {
	const at = drive.position;
	at.indexPasses = 0;
	const isHome =
		command === ckdCommand.readHomeAddress
		|| command === ckdCommand.readRecordZero
		|| command === ckdCommand.readIpl
		|| command === ckdCommand.readSector;
	const problem = isHome ? undefined : at.leaveHome();
	if (problem) {
		return drive.problem(problem);
	}

	const isDataRead = command === ckdCommand.readData || command === ckdCommand.readKeyData;
	drive.rights &= isDataRead ? writeRight.format : writeRight.none;
	switch (command) {
		case ckdCommand.readIpl: {
			return readIpl(drive, transfer, isMultiTrack);
		}

		case ckdCommand.readData: {
			return at.current && at.area !== 'gap'
				? give(drive, transfer, at.current, 'data')
				: giveNext(drive, transfer, isMultiTrack, 'data');
		}

		case ckdCommand.readKeyData: {
			return at.current && at.area === 'count'
				? give(drive, transfer, at.current, 'key')
				: giveNext(drive, transfer, isMultiTrack, 'key');
		}

		case ckdCommand.readCountKeyData: {
			return giveNext(drive, transfer, isMultiTrack, 'count');
		}

		case ckdCommand.readCount: {
			const record = at.next(true, isMultiTrack);
			if (isProblem(record)) {
				return drive.problem(record);
			}

			transfer.input(fromCount(at.track, record, record.key));
			return drive.done(at.turnTo(record.count) + at.transfer(countLength));
		}

		case ckdCommand.readMultiple: {
			return drive.volume.model.senseId && !isMultiTrack
				? giveRest(drive, transfer)
				: drive.reject(ckdMessage.invalidCommand);
		}

		case ckdCommand.readHomeAddress:
		case ckdCommand.readRecordZero: {
			return readAtIndex(drive, command, transfer, isMultiTrack);
		}

		case ckdCommand.readSector: {
			if (drive.volume.model.sectors === 0 || isMultiTrack) {
				return drive.reject(ckdMessage.invalidCommand);
			}

			transfer.input(Uint8Array.of(at.sector));
			return drive.done();
		}

		default: {
			return drive.reject(ckdMessage.invalidCommand);
		}
	}
}
