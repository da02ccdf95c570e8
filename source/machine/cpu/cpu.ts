/**
 * The state of one CPU (GA22-7000, "Program Execution", "Control"): registers, PSW, what is pending. Behaviour is
 * elsewhere: `processor.ts` runs it, `interruption.ts` presents interruptions, `timers.ts` keeps the clocks.
 */
import {Psw} from './psw.js';
import type {AddressSpace} from '../storage/storage.js';

/** External interruptions; the value is the interruption code (`interruption.ts` has their priorities). */
export const externalCode = {
	intervalTimer: 0x0080,
	interruptKey: 0x0040,
	clockComparator: 0x1004,
	cpuTimer: 0x1005,
	malfunctionAlert: 0x1200,
	emergencySignal: 0x1201,
	externalCall: 0x1202,
	/** VM/370's Virtual Machine Communication Facility. */
	vmcf: 0x4001,
	/** Ours: intermachine communication. */
	intermachine: 0x4010,
} as const;

/** One pending external interruption. */
export type PendingExternal = {
	readonly code: number;
	/** Runs when the interruption is taken, after the PSW swap: stores what comes with it (parameter areas). */
	readonly accept?: () => void;
};

/** Program events of one instruction (GA22-7000, "Program-Event Recording"). */
export type ProgramEvents = {
	/** PER code, as the byte at 150; 0 = none. */
	code: number;
	/** The instruction that caused them (EXECUTE, not its subject), and its length in halfwords. */
	address: number;
	ilc: number;
};

/**
 * Registers and results stand in one block, in the host's order of bytes, where translated code finds them: byte
 * offsets of the general and of the floating-point registers and of the results in it.
 */
export const registerBlock = {general: 0, floating: 64, results: 96} as const;

/**
 * Words of the results: instructions left, condition code; and of code that changes the PSW, bits 0-31 of it, the
 * program mask, what it must not set there (`translator/psw-change.ts`), and the number of the last SVC plus 1, or 0;
 * whether a block of storage was closed by the last instruction done elsewhere.
 */
export const resultWord = {
	left: 0, code: 1, psw: 2, programMask: 3, forbidden: 4, supervisorCall: 5, closed: 6,
} as const;

const blockWords = 31;

/** The block's parts. */
const partsOf = (block: Int32Array): readonly [gpr: Int32Array, fpr: Int32Array, results: Int32Array] => [
	block.subarray(registerBlock.general / 4, registerBlock.floating / 4),
	block.subarray(registerBlock.floating / 4, registerBlock.results / 4),
	block.subarray(registerBlock.results / 4),
];

export class Cpu {
	readonly psw = new Psw();
	gpr: Int32Array;
	/** FPR 0, 2, 4, 6 as words: register n is `fpr[n]` (high) and `fpr[n + 1]` (low). */
	fpr: Int32Array;
	/** What translated code answers besides an address (`resultWord`). */
	results: Int32Array;
	readonly cr = new Int32Array(16);
	prefix = 0;
	/** TOD clock minus the clock the machine is given, microseconds; set by SET CLOCK. */
	todOffset = 0;
	/** Whether the TOD clock was set since power on. */
	todSet = true;
	/**
	 * Value in TOD units at which SET CLOCK stopped the TOD clock, where control register 0 told it to wait for
	 * synchronization.
	 */
	todStopped: bigint | undefined;
	/**
	 * Clock comparator, microseconds since 1900 in TOD terms × 4096 is kept by `timers.ts` in TOD units (bit 51 = 1
	 * µs).
	 */
	clockComparator = 0xFFFF_FFFF_FFFF_F000n;
	/** The CPU timer when it was last looked at, and TOD units that have passed since: a number, as they often do. */
	#cpuTimer = 0n;
	#passed = 0;
	/** Instructions executed since the machine was made. The simulated CPU time is this × the microseconds of one. */
	instructions = 0;
	/**
	 * Pending external interruptions, oldest first within a code; the interval timer and clocks are raised by
	 * `timers.ts`.
	 */
	readonly external: PendingExternal[] = [];
	/** Program events (`per.ts`) recognized and not yet presented. */
	readonly programEvents: ProgramEvents = {code: 0, address: 0, ilc: 0};
	/**
	 * Set whenever something that might interrupt appears or a mask may have changed: the processor looks before the
	 * next instruction.
	 */
	attention = false;
	/**
	 * Resets the channels with their devices, where a reset of the CPU asks for it; set once the machine has channels.
	 */
	resetChannels: () => void = () => undefined;
	/** What STORE CPU ID stores: version, serial number, model, length of the machine-check logout. A model 158. */
	identification = {high: 0x0002_0370, low: 0x0158_0000};
	#block: Int32Array;
	/** Operator-stopped (CP: the machine is in CP READ). */
	stopped = false;

	constructor(readonly storage: AddressSpace) {
		this.#block = (storage.host.control.words(blockWords) ?? new Int32Array(blockWords)).fill(0);
		[this.gpr, this.fpr, this.results] = partsOf(this.#block);
		this.reset();
	}

	/** CPU timer in TOD units, signed 64 bits. */
	get cpuTimer(): bigint {
		if (this.#passed !== 0) {
			this.#cpuTimer -= BigInt(this.#passed);
			this.#passed = 0;
		}

		return this.#cpuTimer;
	}

	set cpuTimer(value: bigint) {
		this.#cpuTimer = value;
		this.#passed = 0;
	}

	/** The CPU timer has run for so many TOD units, a whole number. */
	countDown(units: number): void {
		if (this.#passed + units <= Number.MAX_SAFE_INTEGER) {
			this.#passed += units;
		} else {
			this.cpuTimer -= BigInt(units);
		}
	}

	/** The machine goes: its registers, which keep what they hold, no longer stand in the host's control area. */
	giveBack(): void {
		const given = this.#block;
		this.#block = given.slice();
		[this.gpr, this.fpr, this.results] = partsOf(this.#block);
		this.storage.host.control.release(given);
	}

	/**
	 * Program reset: nothing pending; registers, clocks and control registers stay (GA22-7000, "Resets", "CPU Reset").
	 */
	resetPending(): void {
		this.programEvents.code = 0;
		this.external.length = 0;
		this.attention = false;
	}

	/**
	 * Initial program reset: registers of the control group to their initial values, PSW zero, nothing pending
	 * (GA22-7000, "Resets").
	 */
	reset(): void {
		this.psw.load(0, 0);
		this.cr.fill(0);
		this.cr[0] = 0x0000_00E0;
		this.cr[2] = -1;
		this.cr[14] = 0xC200_0000 | 0;
		this.cr[15] = 512;
		this.prefix = 0;
		this.cpuTimer = 0n;
		this.clockComparator = 0xFFFF_FFFF_FFFF_F000n;
		this.resetPending();
	}
}
