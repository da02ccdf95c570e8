/** Searches of count-key-data disks: a satisfied one has the channel skip a CCW (status modifier). */
import {homeAddress, searchArgument} from '../../../base/count-key-data.js';
import {unitStatus} from '../../../base/channel-words.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {ckdCommand} from './ckd-commands.js';
import {writeRight, type CkdDrive} from './ckd-drive.js';
import {isIdentified, isProblem} from './ckd-position.js';
import {normally} from './disk-access.js';
import {overflowFlag} from '../volume/ckd-track.js';
import {normalEnd} from '../sense-register.js';

/** The channel does not skip a CCW. */
const unsatisfied = normally;

const keyRights = writeRight.data | writeRight.format;
const idRights = keyRights | writeRight.keyData;

/**
 * The order of `length` bytes of a track from `at` on and those of the argument. `mask`: what of the first byte a
 * program sees.
 */
function order(track: Uint8Array, at: number, argument: Uint8Array, length: number, mask: number): number {
	for (let index = 0; index < length; index++) {
		const difference = (index === 0 ? track[at] & mask : track[at + index]) - argument[index];
		if (difference !== 0) {
			return difference;
		}
	}

	return 0;
}

/**
 * Compares an area of the track, `at` to `end`, with the argument, over the argument's length. `relation`: the
 * command's bits 1–3, of which 2 stands for equal, 4 for high. Records passing unwanted cost no time of their own: the
 * turn to the wanted one covers them.
 */
function compared(
	drive: CkdDrive,
	relation: number,
	at: number,
	end: number,
	transfer: DataTransfer,
	rights: number,
	mask = 0xFF,
): CommandEnd {
	const length = end - at;
	const {argument} = drive;
	if (drive.argumentLength !== length) {
		if (drive.argumentLength >= 0) {
			transfer.again();
		}

		drive.argumentLength = length;
		drive.argumentGiven = transfer.outputInto(argument, length);
	}

	const given = drive.argumentGiven;
	const found = given === 0 ? -1 : order(drive.position.track, at, argument, given, mask);
	const isEqual = found === 0 && (relation & 2) !== 0;
	const isHigh = found > 0 && (relation & 4) !== 0;
	drive.rights = isEqual && (relation & 4) === 0 && given === length ? rights : writeRight.none;
	return isEqual || isHigh
		? {status: normalEnd | unitStatus.statusModifier, duration: drive.position.turnTo(at)}
		: unsatisfied;
}

/**
 * Executes a search (`command` without multitrack bit), and as often as the channel would repeat it until it is
 * satisfied; `undefined` where the command is none. No time passes between, in which an argument could change.
 */
export function search(
	drive: CkdDrive,
	command: number,
	transfer: DataTransfer,
	isMultiTrack: boolean,
): CommandEnd | undefined {
	if (command === ckdCommand.searchIdEqual) {
		return searchIdEqual(drive, transfer, isMultiTrack);
	}

	drive.argumentLength = -1;
	for (let length = -1; ; length = drive.argumentLength) {
		const end = searchOnce(drive, command, transfer, isMultiTrack);
		// A key of another length leaves another part of the argument: the channel may not go on from there.
		if (end !== unsatisfied || (drive.argumentLength !== length && !transfer.repeats)) {
			if (length >= 0 && end && (end.status & unitStatus.unitCheck) !== 0) {
				// The last time it did not come to its argument.
				transfer.again();
			}

			return end;
		}
	}
}

/** The same of Search Identifier Equal, by which nearly every program finds its record. */
function searchIdEqual(drive: CkdDrive, transfer: DataTransfer, isMultiTrack: boolean): CommandEnd {
	const {argument, position: at} = drive;
	const {length} = searchArgument;
	let given = -1;
	for (;;) {
		const record = at.leaveHome() ?? at.next(false, isMultiTrack);
		if (isProblem(record)) {
			if (given >= 0) {
				transfer.again();
			}

			return drive.problem(record);
		}

		const isFirst = given < 0;
		given = isFirst ? transfer.outputInto(argument, length) : given;
		if (given > 0 && isIdentified(at.track, record, argument, given)) {
			drive.rights = given === length ? idRights : writeRight.none;
			return {status: normalEnd | unitStatus.statusModifier, duration: at.turnTo(record.count)};
		}

		if (isFirst && !transfer.repeats) {
			drive.rights = writeRight.none;
			return unsatisfied;
		}

		if (!isMultiTrack && given > 0) {
			at.passOthers(argument, given);
		}
	}
}

function searchOnce(
	drive: CkdDrive,
	command: number,
	transfer: DataTransfer,
	isMultiTrack: boolean,
): CommandEnd | undefined {
	const at = drive.position;
	const relation = command >>> 4;
	switch (command) {
		case ckdCommand.searchIdHigh:
		case ckdCommand.searchIdEqualHigh: {
			const problem = at.leaveHome();
			if (problem) {
				return drive.problem(problem);
			}

			const record = at.next(false, isMultiTrack);
			return isProblem(record)
				? drive.problem(record)
				: compared(
					drive,
					relation,
					record.count,
					record.count + searchArgument.length,
					transfer,
					idRights,
					record.overflows ? ~overflowFlag : 0xFF,
				);
		}

		case ckdCommand.searchKeyEqual:
		case ckdCommand.searchKeyHigh:
		case ckdCommand.searchKeyEqualHigh: {
			const problem = at.leaveHome();
			if (problem) {
				return drive.problem(problem);
			}

			let record = at.area === 'count' && at.current ? at.current : at.next(true, isMultiTrack);
			// Records without key pass unnoticed.
			while (!isProblem(record) && record.keyLength === 0) {
				record = at.next(true, isMultiTrack);
			}

			if (isProblem(record)) {
				return drive.problem(record);
			}

			at.area = 'key';
			return compared(drive, relation, record.key, record.data, transfer, keyRights);
		}

		case ckdCommand.searchHomeAddressEqual: {
			const passes = at.indexPasses;
			const problem = isMultiTrack ? at.nextHead() : undefined;
			if (problem) {
				return drive.problem(problem);
			}

			at.isHome = true;
			at.toIndex();
			at.indexPasses = passes + 1;
			const {offset: {cylinder}, length} = homeAddress;
			return at.indexPasses > 2
				? drive.problem('noRecordFound')
				: compared(drive, relation, cylinder, length, transfer, writeRight.recordZero);
		}

		default: {
			return undefined;
		}
	}
}
