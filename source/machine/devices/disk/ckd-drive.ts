/** The state of one drive and its storage control between two commands, and the unit checks they share. */
import {unitStatus, senseByte} from '../../../base/channel-words.js';
import type {CommandEnd} from '../../channel/device.js';
import {ckdMessage, ckdSense, fileMask} from './ckd-commands.js';
import {CkdPosition, type PositionProblem} from './ckd-position.js';
import type {CkdVolume} from '../volume/ckd-volume.js';
import {normally, type DiskAccess} from './disk-access.js';
import {normalEnd, SenseRegister} from '../sense-register.js';

/** Sense byte 0 of the 2311 and 2314: the track is defective. */
const trackConditionCheck = 0x02;

/** What the command before allows to write: any of these bits. */
export const writeRight = {
	none: 0, recordZero: 1, format: 2, data: 4, keyData: 8,
} as const;

/** Longest key, and longest argument of a search. */
const maximumKey = 255;

export class CkdDrive {
	readonly position: CkdPosition;
	readonly sense: SenseRegister;
	/** As set in this chain. */
	mask: number | undefined;
	rights: number = writeRight.none;
	/** Bytes that a search has asked for as its argument, and how many it was given; −1 = it has not asked yet. */
	argumentLength = -1;
	argumentGiven = 0;
	#argument: Uint8Array | undefined;

	constructor(readonly volume: CkdVolume, access: DiskAccess) {
		this.position = new CkdPosition(volume, access);
		this.sense = new SenseRegister(volume.model.senseLength);
	}

	/** Where arguments of commands are read to: their use ends with the command. */
	get argument(): Uint8Array {
		return this.#argument ??= new Uint8Array(maximumKey);
	}

	/** A chain begins. */
	begin(): void {
		this.position.begin();
		this.mask = undefined;
		this.rights = writeRight.none;
	}

	/** The file mask's seek bits. */
	get seekMask(): number {
		return (this.mask ?? 0) & fileMask.seeks;
	}

	get writeMask(): number {
		return (this.mask ?? 0) & fileMask.writes;
	}

	/** A normal end after `duration` microseconds. */
	done(duration = 0): CommandEnd {
		return duration === 0 ? normally : {status: normalEnd, duration};
	}

	/** A seek of `time`: channel end when the argument is there, device end when the access stands. */
	moved(time: number): CommandEnd {
		return time === 0 ? this.done() : {status: unitStatus.channelEnd, duration: 0, deviceEndAfter: time};
	}

	/** `inOverflow`: while following an overflow record, whose operation is then incomplete. */
	problem(problem: PositionProblem, inOverflow = false): CommandEnd {
		const {revolution} = this.volume.model.timing;
		const incomplete = inOverflow ? ckdSense.operationIncomplete : 0;
		this.rights = writeRight.none;
		switch (problem) {
			case 'trackCondition': {
				return this.check(trackConditionCheck, incomplete);
			}

			case 'noRecordFound': {
				return this.check(0, ckdSense.noRecordFound | incomplete, ckdMessage.none, 2 * revolution);
			}

			case 'endOfCylinder': {
				return this.check(0, ckdSense.endOfCylinder | incomplete, ckdMessage.none, revolution);
			}

			case 'fileProtected': {
				return this.check(0, ckdSense.fileProtected | incomplete);
			}
		}
	}

	/** The file mask forbids a seek. */
	protectedFile(): CommandEnd {
		return this.check(0, ckdSense.fileProtected);
	}

	/** Command reject with the message of sense byte 7; an unknown command is rejected in the initial status. */
	reject(reason: number): CommandEnd {
		const end = this.check(senseByte.commandReject, 0, reason);
		return reason === ckdMessage.invalidCommand
			? {status: unitStatus.unitCheck, duration: 0, immediate: true}
			: end;
	}

	/**
	 * Unit check with the sense bytes of the 3350: 0 and 1 as given, 5 and 6 the address, 7 the message. A 2311 or 2314
	 * has the message in bytes 0 and 1 instead: invalid sequence, seek check.
	 */
	check(byte0: number, byte1: number, byte7: number = ckdMessage.none, duration = 0): CommandEnd {
		if (this.volume.model.senseLength === 6) {
			const seekCheck = byte7 === ckdMessage.invalidArgument ? 0x01 : 0;
			const sequence = byte7 === ckdMessage.invalidSequence ? 0x10 : 0;
			const state = 0xC8 | ((byte1 & ckdSense.endOfCylinder) >>> 3);
			return this.sense.check([byte0 | seekCheck, byte1 | sequence, 0, state], duration);
		}

		const {cylinder, head} = this.position;
		return this.sense.check(
			[byte0, byte1, 0, 0, 0, cylinder & 0xFF, ((cylinder >>> 8) << 5) | (head & 0x1F), byte7],
			duration,
		);
	}
}
