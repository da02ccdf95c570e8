/**
 * Channel-to-channel adapter, System/370 basic mode (GA22-6983; GA22-6892): two ends, each a device on a channel of its
 * own. A write at one end meets a read at the other, a control command is met by Sense Command Byte. Not implemented:
 * extended mode (mode-set commands are taken as no-operations, Prepare and Write End-of-File are rejected).
 */
import {unitStatus} from '../../base/channel-words.js';
import type {CommandEnd, DataTransfer, Device, DeviceHost} from '../channel/device.js';
import {immediateEnd, normalEnd, SenseRegister} from './sense-register.js';

type Kind = 'write' | 'read' | 'control' | 'senseCommand' | 'noOperation' | 'sense';

/** What waits at one end for the other. */
type Waiting = {readonly command: number; readonly kind: 'write' | 'read' | 'control'; readonly transfer: DataTransfer};

/** 200,000 bytes a second, the slower selector channel's rate. */
const microsecondsPerByte = 5;
/** Longest piece moved at once: a count field's maximum. */
const pieceLength = 65_535;

function kindOf(command: number): Kind | undefined {
	if ((command & 0x07) === 0x07) {
		return 'control';
	}

	if ((command & 0x1F) === 0x14) {
		return 'senseCommand';
	}

	if ((command & 0x0F) === 0x0C || (command & 0x03) === 0x02) {
		return 'read';
	}

	if ((command & 0x83) === 0x01) {
		return 'write';
	}

	if (command === 0x04) {
		return 'sense';
	}

	return (command & 0x07) === 0x03 && command !== 0xE3 ? 'noOperation' : undefined;
}

export class ChannelAdapterEnd implements Device {
	readonly type = 'CTCA';
	readonly #sense = new SenseRegister(1);
	#other: ChannelAdapterEnd | undefined;
	#host: DeviceHost | undefined;
	#waiting: Waiting | undefined;

	/**
	 * Connects two ends; either may then be attached to any machine's channels. Answers false where one is connected
	 * already.
	 */
	static couple(one: ChannelAdapterEnd, two: ChannelAdapterEnd): boolean {
		if (one.#other !== undefined || two.#other !== undefined || one === two) {
			return false;
		}

		one.#other = two;
		two.#other = one;
		return true;
	}

	/** Takes the connection apart; what waited at either end ends with unit check. */
	uncouple(): void {
		const other = this.#other;
		this.#other = undefined;
		if (other) {
			other.#other = undefined;
			this.#abandon();
			other.#abandon();
		}
	}

	get isCoupled(): boolean {
		return this.#other !== undefined;
	}

	attach(host: DeviceHost): void {
		this.#host = host;
	}

	execute(command: number, transfer: DataTransfer): CommandEnd | undefined {
		const kind = kindOf(command);
		if (kind === 'sense') {
			transfer.input(this.#sense.bytes);
			return {status: normalEnd, duration: 0};
		}

		this.#sense.clear();
		if (kind === undefined) {
			return this.#sense.reject();
		}

		const other = this.#other;
		if (!other) {
			return this.#sense.intervention();
		}

		const waiting = other.#waiting;
		if (kind === 'senseCommand') {
			transfer.input(Uint8Array.of(waiting?.command ?? 0));
			if (waiting?.kind === 'control') {
				other.#meet({status: normalEnd, duration: 0});
			}

			return {status: normalEnd, duration: 0};
		}

		if (!waiting) {
			if (kind === 'noOperation') {
				return immediateEnd;
			}

			this.#waiting = {command, kind, transfer};
			other.#host?.present(unitStatus.attention);
			return undefined;
		}

		if ((kind === 'read' && waiting.kind === 'write') || (kind === 'write' && waiting.kind === 'read')) {
			const end = kind === 'read' ? pass(waiting.transfer, transfer) : pass(transfer, waiting.transfer);
			other.#meet(end);
			return end;
		}

		return {status: unitStatus.attention | unitStatus.busy, duration: 0, immediate: true};
	}

	/** A write that the other end waits for. */
	latency(command: number): 0 | undefined {
		const other = this.#other;
		return kindOf(command) === 'write' && other !== undefined && other.#waiting?.kind === 'read' ? 0 : undefined;
	}

	sense(): Uint8Array {
		return this.#sense.bytes;
	}

	/** What waits here is given up; the other end never hears of it again. */
	halt(): void {
		this.#meet({status: normalEnd, duration: 0});
	}

	/** System reset at this end: what waits at the other ends with unit check. */
	reset(): void {
		this.#waiting = undefined;
		this.#sense.clear();
		const other = this.#other;
		if (other) {
			other.#abandon();
		}
	}

	#meet(end: CommandEnd): void {
		if (this.#waiting) {
			this.#waiting = undefined;
			this.#host?.end(end);
		}
	}

	#abandon(): void {
		if (this.#waiting) {
			this.#waiting = undefined;
			this.#host?.end(this.#sense.check([0x40]));
		}
	}
}

/**
 * Moves bytes until one side's count is used up; both then end. A read that is longer, or a write, shows it as
 * incorrect length.
 */
function pass(from: DataTransfer, to: DataTransfer): CommandEnd {
	const bytes = from.output(Math.min(from.remaining, to.remaining, pieceLength));
	to.input(bytes);
	return {status: normalEnd, duration: bytes.length * microsecondsPerByte};
}

/** Both ends of a new adapter. */
export function channelAdapter(): readonly [ChannelAdapterEnd, ChannelAdapterEnd] {
	const ends = [new ChannelAdapterEnd(), new ChannelAdapterEnd()] as const;
	ChannelAdapterEnd.couple(ends[0], ends[1]);
	return ends;
}
