/** Control commands of count-key-data disks: seeks, file mask, sectors. */
import {seekArgument} from '../../../base/count-key-data.js';
import {halfwordAt} from '../../../base/layout.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {ckdCommand, ckdMessage, fileMask} from './ckd-commands.js';
import {writeRight, type CkdDrive} from './ckd-drive.js';
import {isProblem} from './ckd-position.js';

/** Each chain of a disk begins with a seek: its fields are read one by one, without a record. */
const {offset: seekAt} = seekArgument;

function seek(drive: CkdDrive, command: number, transfer: DataTransfer): CommandEnd {
	const {position, seekMask, volume} = drive;
	const isForbidden = seekMask === fileMask.noHeadSwitch
		|| (seekMask !== fileMask.allSeeks && command === ckdCommand.seek)
		|| (seekMask === fileMask.headOnly && command === ckdCommand.seekCylinder);
	if (isForbidden) {
		return drive.protectedFile();
	}

	const {argument} = drive;
	if (transfer.outputInto(argument, seekArgument.length) < seekArgument.length) {
		return drive.reject(ckdMessage.countTooSmall);
	}

	const cylinder = command === ckdCommand.seekHead ? position.cylinder : halfwordAt(argument, seekAt.cylinder);
	const head = halfwordAt(argument, seekAt.head);
	if (halfwordAt(argument, seekAt.bin) !== 0 || cylinder >= volume.cylinders || head >= volume.model.heads) {
		return drive.reject(ckdMessage.invalidArgument);
	}

	return drive.moved(position.seek(cylinder, head));
}

function setFileMask(drive: CkdDrive, transfer: DataTransfer): CommandEnd {
	const {argument} = drive;
	const isGiven = transfer.outputInto(argument, 1) === 1;
	const [value] = argument;
	if (drive.mask !== undefined) {
		return drive.reject(ckdMessage.invalidSequence);
	}

	if (!isGiven || (value & fileMask.invalid) !== 0) {
		return drive.reject(ckdMessage.invalidArgument);
	}

	drive.mask = value;
	drive.position.protected = drive.seekMask === fileMask.noHeadSwitch;
	return drive.done();
}

function setSector(drive: CkdDrive, transfer: DataTransfer): CommandEnd {
	const {sectors} = drive.volume.model;
	if (sectors === 0) {
		return drive.reject(ckdMessage.invalidCommand);
	}

	const {argument} = drive;
	const isGiven = transfer.outputInto(argument, 1) === 1;
	const [sector] = argument;
	return !isGiven || (sector >= sectors && sector !== 0xFF)
		? drive.reject(ckdMessage.invalidArgument)
		: drive.done();
}

/** Executes a control command (low bits 11). */
export function control(drive: CkdDrive, command: number, transfer: DataTransfer): CommandEnd {
	drive.rights = writeRight.none;
	drive.position.indexPasses = 0;
	switch (command) {
		case ckdCommand.seek:
		case ckdCommand.seekCylinder:
		case ckdCommand.seekHead: {
			return seek(drive, command, transfer);
		}

		case ckdCommand.recalibrate: {
			return drive.seekMask === fileMask.allSeeks
				? drive.moved(drive.position.seek(0, 0))
				: drive.protectedFile();
		}

		case ckdCommand.setFileMask: {
			return setFileMask(drive, transfer);
		}

		case ckdCommand.setSector: {
			return setSector(drive, transfer);
		}

		case ckdCommand.spaceCount: {
			transfer.output(3);
			const problem = drive.position.leaveHome();
			if (problem) {
				return drive.problem(problem);
			}

			const record = drive.position.next(true, false);
			return isProblem(record) ? drive.problem(record) : drive.done(drive.position.turnTo(record.count));
		}

		default: {
			return drive.reject(ckdMessage.invalidCommand);
		}
	}
}
