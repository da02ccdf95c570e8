/**
 * The state of one tape drive between two commands: its reel, where the head is along it in inches, and the ends that
 * commands share.
 */
import {unitStatus, senseByte} from '../../../base/channel-words.js';
import type {CommandEnd} from '../../channel/device.js';
import {SenseRegister} from '../sense-register.js';
import {tapeSense, tapeUnitSense} from './tape-commands.js';
import type {TapeMedium} from './tape-medium.js';
import {
	gapInches, spaceTime, type densities, type TapeModel,
} from './tape-models.js';

/** The end-of-tape marker is 25 feet before the end of the reel. */
const markerFeet = 25;
const senseLength = 24;

export class TapeDrive {
	readonly sense = new SenseRegister(senseLength);
	density: keyof typeof densities = 1600;
	/** Inches erased since the last item: they count for the end of the reel. */
	erased = 0;
	isWriting = false;

	/** `feet`: length of the reel. */
	constructor(public medium: TapeMedium | undefined, readonly model: TapeModel, readonly feet: number) {}

	/** Takes the reel off. */
	unmount(): TapeMedium | undefined {
		const old = this.medium;
		this.medium = undefined;
		this.erased = 0;
		return old;
	}

	/** Bytes 1, 3, 4 and 6 tell the state of the drive whatever happened. */
	get senseBytes(): Uint8Array {
		const {bytes} = this.sense;
		const {medium} = this;
		if (medium) {
			bytes[1] |= tapeSense.ready | (this.isAtLoadPoint(medium) ? tapeSense.loadPoint : 0)
				| (medium.readOnly ? tapeSense.fileProtected : 0) | (this.isWriting ? tapeSense.writing : 0);
			bytes[3] |= this.density === 1600 ? 0x04 : 0;
			bytes[4] |= this.isPastMarker(medium) ? tapeUnitSense.tapeIndicate : 0;
		} else {
			bytes[1] |= tapeSense.notReady;
		}

		bytes[6] = this.model.senseByte6;
		return bytes;
	}

	isAtLoadPoint(medium: TapeMedium): boolean {
		return medium.position === 0 && this.erased === 0;
	}

	/** Inches from the load point. */
	inches(medium: TapeMedium): number {
		return (medium.bytes / this.density) + (medium.position * gapInches(this.density)) + this.erased;
	}

	/** Inches to the end-of-tape marker; negative behind it. */
	inchesToMarker(medium: TapeMedium): number {
		return ((this.feet - markerFeet) * 12) - this.inches(medium);
	}

	isPastMarker(medium: TapeMedium): boolean {
		return this.inchesToMarker(medium) < 0;
	}

	/** Whether the reel has run out. */
	isAtEnd(medium: TapeMedium): boolean {
		return this.inches(medium) > this.feet * 12;
	}

	/** Microseconds to get going and pass a block of `bytes`. */
	time(bytes: number): number {
		return this.model.access + this.passingTime(bytes);
	}

	/** Microseconds for a block of `bytes` to pass. */
	passingTime(bytes: number): number {
		return Math.trunc(bytes * 1_000_000 / (this.model.inchesPerSecond * this.density));
	}

	check(bytes: readonly number[]): CommandEnd {
		return this.sense.check(bytes);
	}

	/** A control command was accepted: channel end now, device end when the tape has moved. */
	moved(after: number, status = 0): CommandEnd {
		return {
			status: unitStatus.channelEnd,
			duration: 0,
			immediate: true,
			deviceEndAfter: after,
			deviceEndStatus: unitStatus.deviceEnd | status,
		};
	}

	/**
	 * Backspacing comes to the load point, after `microseconds`: at once, with unit check in the initial status; else
	 * channel end has been given, and unit check comes with device end.
	 */
	atLoadPoint(microseconds: number): CommandEnd {
		const end = this.check([0, tapeSense.loadPoint]);
		return microseconds === 0
			? {...end, immediate: true}
			: this.moved(microseconds, end.status & unitStatus.unitCheck);
	}

	/** The refusal to write on a reel without ring; `undefined` where it has one. */
	protection(medium: TapeMedium): CommandEnd | undefined {
		return medium.readOnly
			? {
				...this.sense.check([senseByte.commandReject, tapeSense.fileProtected]),
				status: unitStatus.unitCheck,
				immediate: true,
			}
			: undefined;
	}

	/** Nothing is recorded any more (or the reel has run out): the tape runs on until the drive gives up. */
	blank(duration = 0): CommandEnd {
		return {
			...this.check([senseByte.equipmentCheck, 0, 0, 0, tapeUnitSense.unitReject]),
			duration: duration + spaceTime(this.model, markerFeet * 12),
		};
	}
}
