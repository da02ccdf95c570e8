/**
 * One channel program on one device (GA22-7000, "Execution of Input/Output Operations"): fetches CCWs, has the device
 * execute them, follows command chaining, transfer in channel and the status-modifier skip, and says how it all ended.
 * Times are added up, not waited for.
 */
import {addressMask} from '../../base/architecture.js';
import {unitStatus, channelStatus, ccwFlag} from '../../base/channel-words.js';
import {
	CcwCheck, fetchCcw, isTransferInChannel, programCheck, type Ccw, type Csw,
} from './ccw.js';
import {AreaTransfer} from './data-transfer.js';
import type {CommandEnd, Device} from './device.js';
import {programUses} from './program-pages.js';
import type {AddressSpace} from '../storage/storage.js';

/** How a channel program ended. */
export type ProgramEnd = Csw & {
	/**
	 * It ended during SIO itself: an error before the device was reached, or an immediate command alone. SIO then
	 * answers condition code 1.
	 */
	readonly early: boolean;
	/** Device end is still owed: microseconds until it comes, or `later` where the device will say. */
	readonly deviceEnd?: number | 'later';
	/** Unit status that will come with it. */
	readonly deviceEndStatus?: number;
};

/** `waiting`: the device ends the command later. `paused`: the end of a burst; `run` goes on. */
export type ProgramState = ProgramEnd | 'waiting' | 'paused';

/** How much of a program is executed in one go. What one command moves is never divided. */
export type Burst = {readonly commands: number; readonly bytes: number};

const unusual =
	unitStatus.attention
	| unitStatus.controlUnitEnd
	| unitStatus.busy
	| unitStatus.unitCheck
	| unitStatus.unitException;

export class ChannelProgram {
	/** Microseconds the commands took since last taken with `takeDuration`. */
	#duration = 0;
	#address: number;
	/** Command before the next one, 0 at the start. */
	#previous = 0;
	#commands = 0;
	readonly #transfer: AreaTransfer;
	#isExecuting = false;
	/** The device called `end` while it was still executing the command. */
	#prompt: CommandEnd | undefined;
	/** The command's channel end has come, its device end, which the chain waits for, has not. */
	#isHalfEnded = false;
	/** The last command ended in the initial status: its count has no meaning. */
	#isImmediate = false;

	/** `address`: the first CCW. `onControlled`: a CCW with the PCI flag took control. */
	constructor(
		private readonly storage: AddressSpace,
		private readonly device: Device,
		private readonly key: number,
		address: number,
		onControlled?: (csw: Csw) => void,
	) {
		this.#address = address;
		this.#transfer = new AreaTransfer(storage, key, ({at, count}) => {
			onControlled?.({
				key, ccwAddress: at + 8, unit: 0, channel: channelStatus.programControlledInterruption, residual: count,
			});
		});
	}

	/** Executes commands until the program ends or waits, at most `burst` of them. */
	run({commands, bytes}: Burst): ProgramState {
		const transfer = this.#transfer;
		const most = transfer.moved + bytes;
		for (let count = 0; count < commands && transfer.moved < most; count++) {
			const ccw = this.#next();
			if (ccw instanceof CcwCheck) {
				return this.#invalid(ccw.channel);
			}

			transfer.begin(ccw);
			this.#commands++;
			this.#isExecuting = true;
			this.#isHalfEnded = false;
			this.#isImmediate = false;
			this.#prompt = undefined;
			const end = this.device.execute(ccw.command, transfer, this.#previous) ?? this.#prompt;
			this.#isExecuting = false;
			this.#previous = ccw.command;
			if (!end) {
				return 'waiting';
			}

			const over = this.#after(end);
			if (over) {
				return over;
			}
		}

		return 'paused';
	}

	/**
	 * The device ended the command it was waiting with. `undefined` where it did so before `execute` came back: `run`
	 * goes on by itself.
	 */
	resume(end: CommandEnd, burst: Burst): ProgramState | undefined {
		if (this.#isExecuting) {
			this.#prompt = end;
			return undefined;
		}

		return this.#after(end) ?? this.run(burst);
	}

	/**
	 * Whether the program, as it stands in storage, has a channel command word or an area in the page, from the command
	 * now executed on. True also where it is too long to tell.
	 */
	uses(page: number): boolean {
		const at = this.#commands > 0 ? this.#transfer.current.at : this.#address;
		return programUses(this.storage, this.key, at, page);
	}

	takeDuration(): number {
		const duration = this.#duration;
		this.#duration = 0;
		return duration;
	}

	/**
	 * What the CSW says if the program is ended from outside (HIO, with `unit` status) now: incorrect length where the
	 * data were not all moved.
	 */
	halted(unit: number): ProgramEnd {
		const {residual, current: {flags}} = this.#transfer;
		const isShort = unit !== 0 && !this.#isImmediate && this.#commands > 0 && residual > 0
			&& ((flags & ccwFlag.suppressLength) === 0 || (flags & ccwFlag.chainData) !== 0);
		return this.#end(unit, isShort ? channelStatus.incorrectLength : 0);
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
		this.#duration += end.duration;
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

			this.#duration += end.deviceEndAfter;
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
