/** Searches of count-key-data disks: a satisfied one has the channel skip a CCW (status modifier). */
import {unitStatus, type CommandEnd, type DataTransfer} from '../device.js';
import {ckdCommand} from './ckd-commands.js';
import type {CkdDrive, WriteRight} from './ckd-drive.js';
import {isProblem} from './ckd-position.js';
import {fromCount, homeAddressLength} from './ckd-track.js';
import {normalEnd} from './sense-register.js';

/**
 * Compares an area of the track with the argument, over the argument's length. `relation`: the command's bits 1–3, of which 2 stands for
 * equal, 4 for high. Records passing unwanted cost no time of their own: the turn to the wanted one covers them.
 */
function compared(drive: CkdDrive, relation: number, area: {readonly found: Uint8Array; readonly at: number}, transfer: DataTransfer, rights: readonly WriteRight[]): CommandEnd {
	const argument = transfer.output(area.found.length);
	const order = argument.length === 0 ? -1 : Buffer.compare(area.found.subarray(0, argument.length), argument);
	const isEqual = order === 0 && (relation & 2) !== 0;
	const isHigh = order > 0 && (relation & 4) !== 0;
	drive.rights = isEqual && (relation & 4) === 0 && argument.length === area.found.length ? rights : [];
	return isEqual || isHigh ? {status: normalEnd | unitStatus.statusModifier, duration: drive.position.turnTo(area.at)} : drive.done();
}

/** Executes a search (`command` without multitrack bit); `undefined` where the command is none. */
export function search(drive: CkdDrive, command: number, transfer: DataTransfer, isMultiTrack: boolean): CommandEnd | undefined {
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
				: compared(drive, relation, {found: fromCount(at.track, record, record.count + 5), at: record.count}, transfer, ['data', 'keyData', 'format']);
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
			return compared(drive, relation, {found: at.track.subarray(record.key, record.data), at: record.key}, transfer, ['data', 'format']);
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
				: compared(drive, relation, {found: at.track.subarray(1, homeAddressLength), at: 1}, transfer, ['recordZero']);
		}

		default: {
			return undefined;
		}
	}
}
