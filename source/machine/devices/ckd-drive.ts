/** The state of one drive and its storage control between two commands, and the unit checks they share. */
import {senseByte, unitStatus, type CommandEnd} from '../device.js';
import {ckdMessage, ckdSense, fileMask} from './ckd-commands.js';
import {CkdPosition, type PositionProblem} from './ckd-position.js';
import type {CkdVolume} from './ckd-volume.js';
import {normalEnd, SenseRegister} from './sense-register.js';

/** What the command before allows to write. */
export type WriteRight = 'recordZero' | 'format' | 'data' | 'keyData';

const senseLength = 24;

export class CkdDrive {
	readonly position: CkdPosition;
	readonly sense = new SenseRegister(senseLength);
	/** As set in this chain. */
	mask: number | undefined;
	rights: readonly WriteRight[] = [];

	constructor(readonly volume: CkdVolume) {
		this.position = new CkdPosition(volume);
	}

	/** A chain begins. */
	begin(): void {
		this.position.begin();
		this.mask = undefined;
		this.rights = [];
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
		return {status: normalEnd, duration};
	}

	problem(problem: PositionProblem): CommandEnd {
		const {revolution} = this.volume.model.timing;
		this.rights = [];
		switch (problem) {
			case 'noRecordFound': {
				return this.check(0, ckdSense.noRecordFound, ckdMessage.none, 2 * revolution);
			}

			case 'endOfCylinder': {
				return this.check(0, ckdSense.endOfCylinder, ckdMessage.none, revolution);
			}

			case 'fileProtected': {
				return this.protectedFile();
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
		return reason === ckdMessage.invalidCommand ? {status: unitStatus.unitCheck, duration: 0, immediate: true} : end;
	}

	/** Unit check with the sense bytes of the 3350: 0 and 1 as given, 5 and 6 the address, 7 the message. */
	check(byte0: number, byte1: number, byte7: number = ckdMessage.none, duration = 0): CommandEnd {
		const {cylinder, head} = this.position;
		return this.sense.check([byte0, byte1, 0, 0, 0, cylinder & 0xFF, ((cylinder >>> 8) << 5) | (head & 0x1F), byte7], duration);
	}
}
