/**
 * Channel programs on one device, one after the other (GA22-7000, "Execution of Input/Output Operations"): fetches
 * CCWs, has the device execute them, follows command chaining, transfer in channel and the status-modifier skip, and
 * says how it all ended.
 *
 * With a pace, START I/O sees of it what the initial status of the first command says. Everything else is done when its
 * time has come: what a device gives is in storage when it has passed, area by area, and only then the next CCW is
 * fetched, so that a program may change what is ahead of the channel. What a device takes, it takes in one piece when
 * it asks for the first byte. Without a pace all is done at once, and times are added up.
 */
import {addressMask} from '../../base/architecture.js';
import {unitStatus, channelStatus, ccwFlag} from '../../base/channel-words.js';
import {
	ccwRoom, fetchCcw, isTransferInChannel, programCheck, type Ccw, type Csw,
} from './ccw.js';
import {AreaTransfer} from './data-transfer.js';
import type {CommandEnd, Device, Timeline} from './device.js';
import {areaPages, programUses} from './program-pages.js';
import type {
	Burst, Pace, ProgramEnd, ProgramState,
} from './program-state.js';
import {HeldData} from './held-data.js';
import type {AddressSpace} from '../storage/storage.js';

/** Flags of a CCW by which others see how far its data have passed, or that tell where they go only then. */
const seen = ccwFlag.chainData | ccwFlag.programControlledInterruption | ccwFlag.indirect;

const unusual =
	unitStatus.attention
	| unitStatus.controlUnitEnd
	| unitStatus.busy
	| unitStatus.unitCheck
	| unitStatus.unitException;

export class ChannelProgram {
	/** Microseconds the commands took since last taken with `takeDuration`. */
	#duration = 0;
	/** Microseconds of others that have passed already, because nobody saw it. */
	#elapsed = 0;
	#address = 0;
	#key = 0;
	/** Command before the next one, 0 at the start. */
	#previous = 0;
	#commands = 0;
	/** Of these, in the burst of now, and bytes moved before it. */
	#inBurst = 0;
	#movedBefore = 0;
	readonly #transfer: AreaTransfer;
	readonly #held = new HeldData();
	/** Room for the CCW of the command of now. */
	readonly #room = ccwRoom();
	#pace: Pace | undefined;
	/** Nobody sees what happens while the command is executed. */
	#isAlone = false;
	/** START I/O has not been answered. */
	#isStarting = false;
	#isExecuting = false;
	/** The device called `end` while it was still executing the command. */
	#prompt: CommandEnd | undefined;
	/** The command's channel end has come, its device end, which the chain waits for, has not. */
	#isHalfEnded = false;
	/** The last command ended in the initial status: its count has no meaning. */
	#isImmediate = false;
	/** The command was accepted; the device asks for its data later. */
	#isAccepted = false;
	/** How long that took, microseconds. */
	#latency = 0;
	/** How the command will have ended when its data have passed. */
	#passing: CommandEnd | undefined;
	/** Microseconds that is still to take, and the part of it under way. */
	#passingTime = 0;
	/** The part of the data on its way, and how long after that began it comes, microseconds, and for how long. */
	#stepLength = 0;
	#stepQuiet = 0;
	#stepTime = 0;

	/**
	 * `onControlled`: a CCW with the PCI flag took control, in a program that has a pace. `timeline`: where such a
	 * program's time passes.
	 */
	constructor(
		private readonly storage: AddressSpace,
		private readonly device: Device,
		onControlled: (csw: Csw) => void,
		private readonly timeline?: Timeline,
	) {
		this.#transfer = new AreaTransfer(storage, ({at, count}) => {
			if (this.#pace) {
				onControlled({
					key: this.#key,
					ccwAddress: at + 8,
					unit: 0,
					channel: channelStatus.programControlledInterruption,
					residual: count,
				});
			}
		});
	}

	/**
	 * A program, with nothing left of the one before; `run` executes it. `address`: the first CCW. `pace`: none = all
	 * at once.
	 */
	start(key: number, address: number, pace?: Pace): void {
		this.#key = key;
		this.#address = address;
		this.#pace = pace;
		this.#transfer.start(key, pace && this.#held);
		this.#duration = 0;
		this.#elapsed = 0;
		this.#previous = 0;
		this.#commands = 0;
		this.#inBurst = 0;
		this.#movedBefore = 0;
		this.#isStarting = pace !== undefined;
		this.#isExecuting = false;
		this.#prompt = undefined;
		this.#isHalfEnded = false;
		this.#isImmediate = false;
		this.#isAccepted = false;
		this.#latency = 0;
		this.#passing = undefined;
		this.#passingTime = 0;
		this.#setStep(0, 0, 0);
	}

	/** Executes commands until the program ends, waits, or has passed `burst`. */
	run({commands, bytes}: Burst): ProgramState {
		const transfer = this.#transfer;
		while (this.#inBurst < commands && transfer.moved < this.#movedBefore + bytes) {
			const ccw = this.#next();
			if (ccw.check !== 0) {
				return this.#invalid(ccw.check);
			}

			this.#isAlone = this.#pace === 'timed' && !this.#isStarting && (ccw.flags & seen) === 0
				&& this.#isAloneWith(ccw);
			transfer.begin(ccw, !this.#isStarting, this.#isAlone);
			this.#commands++;
			this.#inBurst++;
			this.#isHalfEnded = false;
			this.#isImmediate = false;
			const state = this.#isLate(ccw.command) ? 'moving' : this.#execute(ccw.command);
			if (state) {
				return state;
			}

			if (this.#takesTime()) {
				return 'moving';
			}
		}

		this.#inBurst = 0;
		this.#movedBefore = transfer.moved;
		return 'paused';
	}

	/** The time of what was `moving` is over. */
	proceed(burst: Burst): ProgramState {
		const transfer = this.#transfer;
		this.#isStarting = false;
		if (this.#isAccepted) {
			this.#isAccepted = false;
			const state = this.#execute(transfer.current.command);
			return state ?? (this.#takesTime() ? 'moving' : this.run(burst));
		}

		const end = this.#passing;
		if (end) {
			transfer.release(this.#stepLength);
			if (transfer.held > 0 && transfer.error === 0) {
				this.#nextStep(0);
				return 'moving';
			}

			const state = this.#passed(end);
			if (state) {
				return state;
			}
		}

		return this.#takesTime() ? 'moving' : this.run(burst);
	}

	/**
	 * The device ended the command it was waiting with. `undefined` where it did so before `execute` came back, or the
	 * command's data still pass: the program goes on by itself.
	 */
	resume(end: CommandEnd, burst: Burst): ProgramState | undefined {
		if (this.#isExecuting) {
			this.#prompt = end;
			return undefined;
		}

		if (this.#passing) {
			const {status, ...rest} = this.#passing;
			this.#passing = {...rest, status: status | end.status, deviceEndAfter: undefined};
			return undefined;
		}

		this.#isStarting = false;
		return this.#ended(end) ?? (this.#takesTime() ? 'moving' : this.run(burst));
	}

	/**
	 * Whether the program, as it stands in storage, has a channel command word or an area in the page, from the command
	 * now executed on. True also where it is too long to tell.
	 */
	uses(page: number): boolean {
		const {current} = this.#transfer;
		if (this.#commands === 0) {
			return programUses(this.storage, this.#key, this.#address, page);
		}

		// What stands in storage may no longer be the CCW that the channel has.
		const isArea = areaPages(this.storage, current).includes(page);
		return isArea || programUses(this.storage, this.#key, current.at, page);
	}

	/** Data on their way never come: the program is over. */
	discard(): void {
		this.#transfer.discard();
	}

	takeDuration(): number {
		const duration = this.#duration;
		this.#duration = 0;
		return duration;
	}

	/** Microseconds of commands that have passed already, since last taken. */
	takeElapsed(): number {
		const elapsed = this.#elapsed;
		this.#elapsed = 0;
		return elapsed;
	}

	/**
	 * What the CSW says if the program is ended from outside (HIO, with `unit` status) now, `elapsed` microseconds
	 * after it was last `moving`: incorrect length where the data were not all moved. Those that were are in storage.
	 */
	halted(unit: number, elapsed = 0): ProgramEnd {
		const {ccw, residual} = this.#stop(elapsed);
		const {flags} = ccw;
		const isShort = unit !== 0 && !this.#isImmediate && this.#commands > 0 && residual > 0
			&& ((flags & ccwFlag.suppressLength) === 0 || (flags & ccwFlag.chainData) !== 0);
		return {
			...this.#end(unit, isShort ? channelStatus.incorrectLength : 0),
			...this.#commands > 0 && {ccwAddress: (ccw.at + 8) & addressMask, residual},
		};
	}

	/** Where data stop passing that would have passed further. */
	#stop(elapsed: number): {readonly ccw: Ccw; readonly residual: number} {
		const transfer = this.#transfer;
		const time = this.#stepTime;
		const share = time > 0 ? Math.min(Math.max((elapsed - this.#stepQuiet) / time, 0), 1) : 0;
		if (transfer.held > 0) {
			transfer.release(Math.trunc(this.#stepLength * share));
			transfer.discard();
		} else if (this.#passing?.passing !== undefined) {
			return transfer.before(transfer.movedByCommand - Math.trunc(transfer.movedByCommand * share));
		}

		return {ccw: transfer.current, residual: transfer.residual};
	}

	/** Something has been begun whose time is still to pass, START I/O's own included. */
	#takesTime(): boolean {
		return this.#pace !== undefined && (this.#isStarting || this.#duration > 0);
	}

	/** Nobody sees what happens while a command is executed whose data go to one area, upward or downward. */
	#isAloneWith({address, count}: Ccw): boolean {
		return this.timeline?.isAlone?.(address - count, address + count) ?? false;
	}

	/** Whether the device takes the data of a command later than now. */
	#isLate(command: number): boolean {
		const latency = this.#pace && this.device.latency?.(command, this.#previous);
		this.#latency = this.#pace === 'timed' ? latency ?? 0 : 0;
		this.#isAccepted = latency !== undefined && (this.#isStarting || this.#latency > 0);
		this.#duration += this.#latency;
		this.#setStep(0, 0, 0);
		return this.#isAccepted;
	}

	#execute(command: number): ProgramState | undefined {
		this.#isExecuting = true;
		this.#prompt = undefined;
		const end = this.device.execute(command, this.#transfer, this.#previous) ?? this.#prompt;
		this.#isExecuting = false;
		this.#previous = command;
		if (end) {
			return this.#ended(end);
		}

		// Nobody knows what the machine will do then.
		this.#isAlone = false;
		this.#transfer.hold();
		return 'waiting';
	}

	/** The device has said how a command ends: now, or when its time is over. */
	#ended(end: CommandEnd): ProgramState | undefined {
		if (!this.#pace) {
			this.#duration += end.duration;
			return this.#after(end);
		}

		const time = this.#pace === 'timed' ? Math.max(0, end.duration - this.#latency) : 0;
		this.#latency = 0;
		if (end.immediate === true || (time === 0 && !this.#isStarting)) {
			return this.#passed(end);
		}

		// The device may have brought something about.
		if (this.#isAlone && this.#isAloneWith(this.#transfer.current)) {
			this.timeline?.elapse?.(time);
			this.#elapsed += time;
			return this.#passed(end);
		}

		this.#passing = end;
		this.#passingTime = Math.min(end.passing ?? time, time);
		this.#nextStep(time - this.#passingTime);
		return 'moving';
	}

	/** Data of the next area set out, `quiet` microseconds from now. */
	#nextStep(quiet: number): void {
		const {held, heldForCurrent: length} = this.#transfer;
		const time = length === held ? this.#passingTime : Math.trunc(this.#passingTime * length / held);
		this.#passingTime -= time;
		this.#duration += quiet + time;
		this.#setStep(length, quiet, time);
	}

	#setStep(length: number, quiet: number, time: number): void {
		this.#stepLength = length;
		this.#stepQuiet = quiet;
		this.#stepTime = time;
	}

	/** The time of a command is over. */
	#passed(end: CommandEnd): ProgramEnd | 'waiting' | undefined {
		const transfer = this.#transfer;
		this.#passing = undefined;
		transfer.release(transfer.held);
		transfer.discard();
		return this.#after(end);
	}

	#end(
		unit: number,
		channel: number,
		early = false,
		deviceEnd?: number | 'later',
		deviceEndStatus?: number,
	): ProgramEnd {
		const transfer = this.#transfer;
		const hasBegun = this.#commands > 0;
		return {
			key: this.#key,
			ccwAddress: hasBegun ? (transfer.current.at + 8) & addressMask : this.#address,
			unit,
			channel,
			residual: hasBegun ? transfer.residual : 0,
			early,
			deviceEnd,
			deviceEndStatus,
		};
	}

	/** Decides after a command: chain (undefined), wait for its device end, or end. */
	#after(end: CommandEnd): ProgramEnd | 'waiting' | undefined {
		const transfer = this.#transfer;
		transfer.finish();
		const {flags} = transfer.current;
		let {status} = end;
		let channel = transfer.error;
		this.#isImmediate = end.immediate === true || (this.#isHalfEnded && this.#isImmediate);
		const wrongLength = !this.#isImmediate && (transfer.exceeded || (transfer.residual > 0 && channel === 0));
		if (
			channel === 0
			&& wrongLength
			&& ((flags & ccwFlag.suppressLength) === 0 || (flags & ccwFlag.chainData) !== 0)
		) {
			channel |= channelStatus.incorrectLength;
		}

		const chains =
			(flags & (ccwFlag.chainCommand | ccwFlag.chainData)) === ccwFlag.chainCommand
			&& channel === 0
			&& (status & unusual) === 0;
		const owes = (status & (unitStatus.channelEnd | unitStatus.deviceEnd)) === unitStatus.channelEnd;
		if (chains && owes) {
			if (end.deviceEndAfter === undefined) {
				this.#isHalfEnded = true;
				return 'waiting';
			}

			this.#duration += this.#pace === 'untimed' ? 0 : end.deviceEndAfter;
			status |= unitStatus.deviceEnd | (end.deviceEndStatus ?? 0);
			if ((status & unusual) !== 0) {
				return this.#end(status, channel);
			}
		}

		if (!chains || (status & unitStatus.deviceEnd) === 0) {
			const isEarly = this.#isImmediate && this.#commands === 1;
			return owes
				? this.#end(status, channel, isEarly, end.deviceEndAfter ?? 'later', end.deviceEndStatus)
				: this.#end(status, channel, isEarly);
		}

		this.#address = (transfer.current.at + ((status & unitStatus.statusModifier) === 0 ? 8 : 16)) & addressMask;
		return undefined;
	}

	/**
	 * The next command's CCW behind at most one transfer in channel, checked; or why there is none. `#address` is then
	 * where it stands.
	 */
	#next(): Ccw {
		let ccw = fetchCcw(this.storage, this.#address, this.#key, this.#room);
		if (isTransferInChannel(ccw)) {
			if (this.#commands === 0) {
				return programCheck;
			}

			this.#address = ccw.address;
			ccw = fetchCcw(this.storage, this.#address, this.#key, this.#room);
			if (isTransferInChannel(ccw)) {
				return programCheck;
			}
		}

		return ccw.check !== 0
			|| ((ccw.command & 15) !== 0 && ccw.count !== 0 && (ccw.flags & ccwFlag.invalid) === 0)
			? ccw
			: programCheck;
	}

	/** Ends at a CCW that cannot be executed. Device end of the command before, if any, goes with it. */
	#invalid(channel: number): ProgramEnd {
		const first = this.#commands === 0;
		return {
			key: this.#key, ccwAddress: (this.#address + 8) & addressMask, residual: 0, channel, early: first,
			unit: first ? 0 : unitStatus.channelEnd | unitStatus.deviceEnd,
		};
	}
}
