/**
 * One channel program on one device (GA22-7000, "Execution of Input/Output Operations"): fetches CCWs, has the device
 * execute them, follows command chaining, transfer in channel and the status-modifier skip, and says how it all ended.
 *
 * With a pace, START I/O sees of it what the initial status of the first command says. Everything else is done when its
 * time has come: what a device gives is in storage when it has passed, area by area, and only then the next CCW is
 * fetched, so that a program may change what is ahead of the channel. What a device takes, it takes in one piece when
 * it asks for the first byte. Without a pace all is done at once, and times are added up.
 */
import {addressMask} from '../../base/architecture.js';
import {unitStatus, channelStatus, ccwFlag} from '../../base/channel-words.js';
import {
	CcwCheck, fetchCcw, isTransferInChannel, programCheck, type Ccw, type Csw,
} from './ccw.js';
import {AreaTransfer} from './data-transfer.js';
import type {CommandEnd, Device} from './device.js';
import {areaPages, programUses} from './program-pages.js';
import type {
	Burst, Pace, ProgramEnd, ProgramState, Step,
} from './program-state.js';
import type {HeldData} from './held-data.js';
import type {AddressSpace} from '../storage/storage.js';

const unusual =
	unitStatus.attention
	| unitStatus.controlUnitEnd
	| unitStatus.busy
	| unitStatus.unitCheck
	| unitStatus.unitException;

const noStep: Step = {length: 0, quiet: 0, time: 0};

export class ChannelProgram {
	/** Microseconds the commands took since last taken with `takeDuration`. */
	#duration = 0;
	#address: number;
	/** Command before the next one, 0 at the start. */
	#previous = 0;
	#commands = 0;
	/** Of these, in the burst of now, and bytes moved before it. */
	#inBurst = 0;
	#movedBefore = 0;
	readonly #transfer: AreaTransfer;
	readonly #pace: Pace | undefined;
	/** START I/O has not been answered. */
	#isStarting: boolean;
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
	#step = noStep;

	/**
	 * `address`: the first CCW. `onControlled`: a CCW with the PCI flag took control. `pace`: none = all at once; with
	 * one, `held` keeps data on their way.
	 */
	constructor(
		private readonly storage: AddressSpace,
		private readonly device: Device,
		private readonly key: number,
		address: number,
		{onControlled, pace, held}: {onControlled?: (csw: Csw) => void; pace?: Pace; held?: HeldData} = {},
	) {
		this.#address = address;
		this.#pace = pace;
		this.#isStarting = pace !== undefined;
		this.#transfer = new AreaTransfer(storage, key, ({at, count}) => {
			onControlled?.({
				key, ccwAddress: at + 8, unit: 0, channel: channelStatus.programControlledInterruption, residual: count,
			});
		}, held);
	}

	/** Executes commands until the program ends, waits, or has passed `burst`. */
	run({commands, bytes}: Burst): ProgramState {
		const transfer = this.#transfer;
		while (this.#inBurst < commands && transfer.moved < this.#movedBefore + bytes) {
			const ccw = this.#next();
			if (ccw instanceof CcwCheck) {
				return this.#invalid(ccw.channel);
			}

			transfer.begin(ccw);
			this.#commands++;
			this.#inBurst++;
			this.#isHalfEnded = false;
			this.#isImmediate = false;
			const state = this.#isLate(ccw.command) ? 'moving' : this.#execute(ccw.command);
			if (state) {
				return state;
			}

			if (this.#takesTime) {
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
			return state ?? (this.#takesTime ? 'moving' : this.run(burst));
		}

		const end = this.#passing;
		if (end) {
			transfer.release(this.#step.length);
			if (transfer.held > 0 && transfer.error === 0) {
				this.#nextStep(0);
				return 'moving';
			}

			const state = this.#passed(end);
			if (state) {
				return state;
			}
		}

		return this.#takesTime ? 'moving' : this.run(burst);
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
		return this.#ended(end) ?? (this.#takesTime ? 'moving' : this.run(burst));
	}

	/**
	 * Whether the program, as it stands in storage, has a channel command word or an area in the page, from the command
	 * now executed on. True also where it is too long to tell.
	 */
	uses(page: number): boolean {
		const {current} = this.#transfer;
		if (this.#commands === 0) {
			return programUses(this.storage, this.key, this.#address, page);
		}

		// What stands in storage may no longer be the CCW that the channel has.
		const isArea = areaPages(this.storage, current).includes(page);
		return isArea || programUses(this.storage, this.key, current.at, page);
	}

	takeDuration(): number {
		const duration = this.#duration;
		this.#duration = 0;
		return duration;
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
		const {length, quiet, time} = this.#step;
		const share = time > 0 ? Math.min(Math.max((elapsed - quiet) / time, 0), 1) : 0;
		if (transfer.held > 0) {
			transfer.release(Math.trunc(length * share));
			transfer.discard();
		} else if (this.#passing?.passing !== undefined) {
			return transfer.before(transfer.movedByCommand - Math.trunc(transfer.movedByCommand * share));
		}

		return {ccw: transfer.current, residual: transfer.residual};
	}

	/** Something has been begun whose time is still to pass, START I/O's own included. */
	get #takesTime(): boolean {
		return this.#pace !== undefined && (this.#isStarting || this.#duration > 0);
	}

	/** Whether the device takes the data of a command later than now. */
	#isLate(command: number): boolean {
		const latency = this.#pace && this.device.latency?.(command, this.#previous);
		this.#latency = this.#pace === 'timed' ? latency ?? 0 : 0;
		this.#isAccepted = latency !== undefined && (this.#isStarting || this.#latency > 0);
		this.#duration += this.#latency;
		this.#step = noStep;
		return this.#isAccepted;
	}

	#execute(command: number): ProgramState | undefined {
		this.#isExecuting = true;
		this.#prompt = undefined;
		const end = this.device.execute(command, this.#transfer, this.#previous) ?? this.#prompt;
		this.#isExecuting = false;
		this.#previous = command;
		return end ? this.#ended(end) : 'waiting';
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
		this.#step = {length, quiet, time};
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
		owed: Pick<ProgramEnd, 'deviceEnd' | 'deviceEndStatus'> = {},
	): ProgramEnd {
		const transfer = this.#transfer;
		return this.#commands > 0
			? {
				key: this.key,
				ccwAddress: (transfer.current.at + 8) & addressMask,
				unit,
				channel,
				residual: transfer.residual,
				early,
				...owed,
			}
			: {
				key: this.key,
				ccwAddress: this.#address,
				unit,
				channel,
				residual: 0,
				early,
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
			const owed = owes
				? ({deviceEnd: end.deviceEndAfter ?? 'later', deviceEndStatus: end.deviceEndStatus} as const)
				: {};
			return this.#end(status, channel, this.#isImmediate && this.#commands === 1, owed);
		}

		this.#address = (transfer.current.at + ((status & unitStatus.statusModifier) === 0 ? 8 : 16)) & addressMask;
		return undefined;
	}

	/**
	 * The next command's CCW behind at most one transfer in channel, checked; or why there is none. `#address` is then
	 * where it stands.
	 */
	#next(): Ccw | CcwCheck {
		let ccw = fetchCcw(this.storage, this.#address, this.key);
		if (!(ccw instanceof CcwCheck) && isTransferInChannel(ccw)) {
			if (this.#commands === 0) {
				return programCheck;
			}

			this.#address = ccw.address;
			ccw = fetchCcw(this.storage, this.#address, this.key);
			if (!(ccw instanceof CcwCheck) && isTransferInChannel(ccw)) {
				return programCheck;
			}
		}

		return ccw instanceof CcwCheck
			|| ((ccw.command & 15) !== 0 && ccw.count !== 0 && (ccw.flags & ccwFlag.invalid) === 0)
			? ccw
			: programCheck;
	}

	/** Ends at a CCW that cannot be executed. Device end of the command before, if any, goes with it. */
	#invalid(channel: number): ProgramEnd {
		const first = this.#commands === 0;
		return {
			key: this.key, ccwAddress: (this.#address + 8) & addressMask, residual: 0, channel, early: first,
			unit: first ? 0 : unitStatus.channelEnd | unitStatus.deviceEnd,
		};
	}
}
