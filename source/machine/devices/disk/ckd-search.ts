/** Searches of count-key-data disks: a satisfied one has the channel skip a CCW (status modifier). */
import {homeAddress, searchArgument} from '../../../base/count-key-data.js';
import {unitStatus} from '../../../base/channel-words.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {ckdCommand} from './ckd-commands.js';
import {noRights, type CkdDrive, type WriteRight} from './ckd-drive.js';
import {isProblem} from './ckd-position.js';
import {normally} from './disk-access.js';
import {overflowFlag} from '../volume/ckd-track.js';
import {normalEnd} from '../sense-register.js';

/** The channel does not skip a CCW. */
const unsatisfied = normally;

const idRights: readonly WriteRight[] = ['data', 'keyData', 'format'];
const keyRights: readonly WriteRight[] = ['data', 'format'];
const homeRights: readonly WriteRight[] = ['recordZero'];

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
	rights: readonly WriteRight[],
	mask = 0xFF,
): CommandEnd {
	const length = end - at;
	const {argument} = drive;
	const given = transfer.outputInto(argument, length);
	const found = given === 0 ? -1 : order(drive.position.track, at, argument, given, mask);
	const isEqual = found === 0 && (relation & 2) !== 0;
	const isHigh = found > 0 && (relation & 4) !== 0;
	drive.rights = isEqual && (relation & 4) === 0 && given === length ? rights : noRights;
	return isEqual || isHigh
		? {status: normalEnd | unitStatus.statusModifier, duration: drive.position.turnTo(at)}
		: unsatisfied;
}

/**
 * Executes a search (`command` without multitrack bit), and as often as the channel would repeat it until it is
 * satisfied; `undefined` where the command is none.
 */
export function search(
	drive: CkdDrive,
	command: number,
	transfer: DataTransfer,
	isMultiTrack: boolean,
): CommandEnd | undefined {
	for (;;) {
		const end = searchOnce(drive, command, transfer, isMultiTrack);
		if (end !== unsatisfied || !transfer.again()) {
			return end;
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
		case ckdCommand.searchIdEqual:
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
			return at.indexPasses > 2
				? drive.problem('noRecordFound')
				: compared(drive, relation, homeAddress.offset.cylinder, homeAddress.length, transfer, homeRights);
		}

		default: {
			return undefined;
		}
	}
}
