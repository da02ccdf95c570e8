/**
 * What a channel and a device say to each other (GA22-7000, "Input/Output Operations"). A device is one file under
 * `devices/`; it never knows its own address, storage or CPU.
 */

/** The data area of a CCW, data chaining and IDAWs already followed by the channel. */
export type DataTransfer = {
	/** Bytes not yet moved. */
	readonly remaining: number;
	/** Device to storage: takes as many bytes as the areas hold; returns how many. Skipped (SKIP flag) bytes count. */
	input(bytes: Uint8Array): number;
	/** Storage to device: at most `length` further bytes. */
	output(length: number): Uint8Array;
	/**
	 * As `output`, into a buffer of the device's, which holds `length` bytes; returns how many came. For arguments that
	 * nobody keeps.
	 */
	outputInto(target: Uint8Array, length: number): number;
	/** As `output`, without a copy where the bytes stand together: to be used at once. */
	view(length: number): Uint8Array;
	/**
	 * Whether the channel would begin the command again at once if it ended now, normally and in no time: a transfer in
	 * channel behind it leads back to it. For searches, which pass most records so.
	 */
	readonly repeats: boolean;
	/** Begins it again. */
	again(): void;
};

/** How a command ended: unit status, and the device's own time for it in microseconds. */
export type CommandEnd = {
	readonly status: number;
	readonly duration: number;
	/** For how many microseconds, at the end of `duration`, data pass the channel; all of it unless told. */
	readonly passing?: number;
	/**
	 * The end was part of the initial status (no-op, alarm, a rejected command): alone in a chain it makes SIO answer
	 * condition code 1, without interruption.
	 */
	readonly immediate?: boolean;
	/**
	 * Of a status with channel end but not device end (a rewind, a seek): microseconds from channel end to device end.
	 * Left out, device end comes through `DeviceHost.end`. A chained command waits for it either way; an unchained one
	 * ends, and the device stays busy.
	 */
	readonly deviceEndAfter?: number;
	/** Status that comes with that device end (unit check, unit exception). */
	readonly deviceEndStatus?: number;
};

/** What the channel gives a device at attachment. */
export type DeviceHost = {
	/**
	 * Ends the command that `execute` answered with `undefined`, or brings the device end that a command still owes.
	 */
	end(end: CommandEnd): void;
	/** Unsolicited status (attention from a terminal, ready from a device). */
	present(status: number): void;
};

export type Device = {
	/** Machine type as IBM numbers it: `3350`, `3215`, `2540R`. */
	readonly type: string;
	/** Connects the device to its subchannel. */
	attach(host: DeviceHost): void;
	/**
	 * Executes one command of a CCW. Returns how it ended, or `undefined` where the end comes later through
	 * `DeviceHost.end` (a read from a person). `chained`: the command before it in the chain, for search rules; 0 at
	 * the start.
	 */
	execute(command: number, transfer: DataTransfer, chained: number): CommandEnd | undefined;
	/**
	 * Of a command that takes data and will be accepted: microseconds until the first byte is asked for, a part of the
	 * duration that `execute` answers; so much later it is called. `undefined`: call it now.
	 */
	latency?(command: number, chained: number): number | undefined;
	/**
	 * Of a device that several share: calls `start` when a channel program that is executed at once (DIAGNOSE) may
	 * begin. False: it may now.
	 */
	queue?(start: () => void): boolean;
	/** Such a program begins. */
	begin?(): void;
	/** A program has ended, or has gone on for so long that others are to have their turn at what is shared. */
	yields?(): void;
	/** Sense bytes of the last unit check. */
	sense(): Uint8Array;
	/** Halt I/O: a pending command is dropped; status as the device's manual says comes through `DeviceHost.end`. */
	halt(): void;
	/** Selective or system reset. */
	reset(): void;
};

/** Where device times go: a bare machine's or CP's list of future events. */
export type Timeline = {
	/** Microseconds. */
	readonly now: number;
	/** Devices are as quick as the host can be: nothing waits for the times of the period's devices. */
	readonly isUntimed?: boolean;
	/** Runs `action` after `microseconds` of the machine's time; returns a function that cancels it. */
	after(microseconds: number, action: () => void): () => void;
	/** For somebody of whose actions only one is to come at a time. */
	alarm(): Alarm;
	/**
	 * Nothing else is to come, and nobody does anything meanwhile, to this part of storage at least: the machine waits
	 * for what is happening now.
	 */
	isAlone?(from: number, to: number): boolean;
	/** Lets time pass, where that is so. */
	elapse?(microseconds: number): void;
};

/** At most one action to come: a later `set` takes the place of what has not come yet. */
export type Alarm = {
	/** Runs `action` after `microseconds`. */
	set(microseconds: number, action: () => void): void;
	cancel(): void;
};
