/**
 * What a tape unit does with its reel: reading, writing, spacing, rewinding, erasing, modes (GA32-0020, "Channel
 * Commands"). Control commands end at once and bring device end when the tape has moved.
 */
import {unitStatus, senseByte} from '../../../base/channel-words.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {immediateEnd, normalEnd} from '../sense-register.js';
import {sevenTrackModes, tapeCommand, tapeSense} from './tape-commands.js';
import type {TapeDrive} from './tape-drive.js';
import {maximumBlock, type TapeMedium} from './tape-medium.js';
import {spaceTime} from './tape-models.js';

/** Reads the next block; a tape mark ends with unit exception and no data. Backward, the last byte comes first. */
function read(drive: TapeDrive, medium: TapeMedium, transfer: DataTransfer, direction: 1 | -1): CommandEnd {
	const item = medium.peek(direction);
	if (!item) {
		return direction === 1 ? drive.blank() : drive.check([0, tapeSense.loadPoint]);
	}

	const data = medium.read(direction);
	medium.step(direction);
	drive.erased = 0;
	const duration = drive.time(item.length);
	if (item.isMark) {
		return {status: normalEnd | unitStatus.unitException, duration};
	}

	transfer.input(direction === 1 ? data : data.toReversed());
	return {status: normalEnd, duration, passing: drive.passingTime(item.length)};
}

function write(drive: TapeDrive, medium: TapeMedium, transfer: DataTransfer): CommandEnd {
	const refusal = drive.protection(medium);
	if (refusal) {
		return refusal;
	}

	if (drive.isAtEnd(medium)) {
		return drive.blank();
	}

	const block = transfer.output(transfer.remaining).subarray(0, maximumBlock);
	if (block.length === 0) {
		return drive.check([0x02]);
	}

	medium.write(block);
	drive.erased = 0;
	drive.isWriting = true;
	// A block that ends behind the marker is written all the same.
	const exception = drive.isPastMarker(medium) ? unitStatus.unitException : 0;
	return {
		status: normalEnd | exception, duration: drive.time(block.length), passing: drive.passingTime(block.length),
	};
}

function writeMark(drive: TapeDrive, medium: TapeMedium): CommandEnd {
	if (drive.isAtEnd(medium)) {
		return drive.blank();
	}

	medium.write('mark');
	drive.erased = 0;
	drive.isWriting = true;
	return drive.moved(drive.time(0), drive.isPastMarker(medium) ? unitStatus.unitException : 0);
}

/** 3.5 inches of tape are made blank. */
function eraseGap(drive: TapeDrive, medium: TapeMedium): CommandEnd {
	if (drive.isAtEnd(medium)) {
		return drive.blank();
	}

	medium.erase();
	drive.erased += 3.5;
	drive.isWriting = true;
	return drive.moved(spaceTime(drive.model, 3.5), drive.isPastMarker(medium) ? unitStatus.unitException : 0);
}

/**
 * Erases to the end-of-tape marker; must follow a write in the chain or before, so that the drive is in write status.
 */
function eraseAll(drive: TapeDrive, medium: TapeMedium, isInWriteStatus: boolean): CommandEnd {
	if (!isInWriteStatus) {
		return drive.sense.reject();
	}

	const rest = Math.max(drive.inchesToMarker(medium), 0);
	medium.erase();
	return drive.moved(spaceTime(drive.model, rest));
}

function spaceBlock(drive: TapeDrive, medium: TapeMedium, direction: 1 | -1): CommandEnd {
	const item = medium.peek(direction);
	if (!item) {
		return direction === 1 ? drive.blank() : drive.atLoadPoint(0);
	}

	medium.step(direction);
	drive.erased = 0;
	return drive.moved(drive.time(item.length), item.isMark ? unitStatus.unitException : 0);
}

/** Over the next tape mark; no unit exception. */
function spaceFile(drive: TapeDrive, medium: TapeMedium, direction: 1 | -1): CommandEnd {
	let duration = 0;
	for (;;) {
		const item = medium.peek(direction);
		if (!item) {
			return direction === 1
				? drive.blank(duration)
				: drive.atLoadPoint(duration);
		}

		medium.step(direction);
		drive.erased = 0;
		duration += drive.time(item.length);
		if (item.isMark) {
			return drive.moved(duration);
		}
	}
}

function rewind(drive: TapeDrive, medium: TapeMedium, unload: boolean): CommandEnd {
	const inches = drive.inches(medium);
	const after = Math.trunc(drive.model.rewind * inches / (2400 * 12));
	medium.rewind();
	drive.erased = 0;
	if (unload) {
		drive.unmount();
		drive.sense.check([senseByte.interventionRequired]);
		return {
			status: unitStatus.channelEnd, duration: 0, immediate: true, deviceEndAfter: after,
			deviceEndStatus: unitStatus.deviceEnd | unitStatus.controlUnitEnd | unitStatus.unitCheck,
		};
	}

	return drive.moved(after);
}

function setMode(drive: TapeDrive, medium: TapeMedium, command: number): CommandEnd {
	const density = ({[tapeCommand.mode800]: 800, [tapeCommand.mode1600]: 1600, [tapeCommand.mode6250]: 6250} as const)[
		command
	];
	if (density === undefined && !sevenTrackModes.has(command)) {
		return drive.sense.reject();
	}

	// The density of a reel is that of its first block: elsewhere the mode set waits for the load point in vain.
	if (density !== undefined && drive.isAtLoadPoint(medium) && drive.model.densities.includes(density)) {
		drive.density = density;
	}

	return immediateEnd;
}

/** Executes a command on a drive with a reel; an unknown one is rejected. */
export function operate(drive: TapeDrive, medium: TapeMedium, command: number, transfer: DataTransfer): CommandEnd {
	const wasWriting = drive.isWriting;
	drive.isWriting = false;
	switch (command) {
		case tapeCommand.read: {
			return read(drive, medium, transfer, 1);
		}

		case tapeCommand.readBackward: {
			return read(drive, medium, transfer, -1);
		}

		case tapeCommand.write: {
			return write(drive, medium, transfer);
		}

		case tapeCommand.writeTapeMark: {
			return drive.protection(medium) ?? writeMark(drive, medium);
		}

		case tapeCommand.eraseGap: {
			return drive.protection(medium) ?? eraseGap(drive, medium);
		}

		case tapeCommand.dataSecurityErase: {
			return drive.protection(medium) ?? eraseAll(drive, medium, wasWriting);
		}

		case tapeCommand.forwardSpaceBlock:
		case tapeCommand.backspaceBlock: {
			return spaceBlock(drive, medium, command === tapeCommand.forwardSpaceBlock ? 1 : -1);
		}

		case tapeCommand.forwardSpaceFile:
		case tapeCommand.backspaceFile: {
			return spaceFile(drive, medium, command === tapeCommand.forwardSpaceFile ? 1 : -1);
		}

		case tapeCommand.rewind:
		case tapeCommand.rewindUnload: {
			return rewind(drive, medium, command === tapeCommand.rewindUnload);
		}

		case tapeCommand.requestTrackInError: {
			transfer.output(1);
			return {status: normalEnd, duration: 0};
		}

		default: {
			return setMode(drive, medium, command);
		}
	}
}
