/**
 * The clocks of one CPU (GA22-7000, "Timing"): TOD clock, clock comparator, CPU timer, and the interval timer at
 * location 80. They move with executed instructions (a rate in microseconds) and with the time the outer loop adds
 * while the machine waits. The CPU timer is exact at every instruction; the interval timer steps each 1/300 s.
 */
import {externalCode, type Cpu} from './cpu.js';
import {allowsExternal} from './interruption.js';
import {absent, pagedOut} from '../storage/storage.js';

/** Microseconds from the TOD clock's epoch, 1900, to that of `Clock`, 1970. */
export const epoch1900 = 2_208_988_800_000_000;

/** What the time comes from: `base/clock.ts`. */
type TimeSource = {
	now(): number;
	readonly isVirtual: boolean;
};

const intervalTimerAddress = 80;
/** No TOD clock comes so far: a comparator that nobody has set. */
const farAway = 2n ** 64n - 1n;
/** TOD units of a microsecond. */
const unitsPerMicrosecond = 4096;
/** One step is 1/300 s: 10,000 thirds of a microsecond. */
const step = 10_000;

export type TimerOptions = {
	/** Time of day; none = the TOD clock stands still at zero. */
	readonly clock?: TimeSource;
	/** Microseconds of one instruction, 1 unless told. */
	readonly rate?: number;
	/** False: interval timer and CPU timer stand still. */
	readonly running?: boolean;
};

export class Timers {
	readonly clock: TimeSource | undefined;
	rate: number;
	/** CPU timer and interval timer run. */
	running: boolean;
	/** The interval timer runs (CP: SET TIMER); needs `running`. */
	interval = true;
	/** Thirds of a microsecond since the interval timer's last step. */
	#fraction = 0;
	/** `cpu.instructions` up to which the clock (virtual) and the timers have been moved. */
	#clockedTo = 0;
	#timedTo = 0;

	constructor(readonly cpu: Cpu, options: TimerOptions = {}) {
		this.clock = options.clock;
		this.rate = options.rate ?? 1;
		this.running = options.running ?? true;
		this.synchronize();
	}

	/** The outer loop has moved its clock for everything executed so far. Called at the start of every run. */
	synchronize(): void {
		this.#clockedTo = this.cpu.instructions;
		this.#timedTo = this.cpu.instructions;
	}

	/** The outer loop has moved its clock in the midst of a run: for all that was executed up to `instructions`. */
	clockMoved(instructions: number): void {
		this.#clockedTo = instructions;
	}

	/** Time of day, TOD units (bit 51 = 1 µs), 52 bits of microseconds at most. */
	tod(): bigint {
		const {todStopped} = this.cpu;
		if (todStopped !== undefined) {
			if (this.#waitsForSynchronization) {
				return todStopped;
			}

			this.cpu.todStopped = undefined;
			this.setTod(todStopped);
		}

		return this.#tod();
	}

	/**
	 * SET CLOCK: TOD units. With the synchronization-control bit on, the clock stays stopped until the bit is off:
	 * there is no other clock here whose signal would start it.
	 */
	setTod(value: bigint): void {
		this.cpu.todSet = true;
		if (this.#waitsForSynchronization) {
			this.cpu.todStopped = value;
			return;
		}

		this.cpu.todStopped = undefined;
		this.cpu.todOffset += Number((value - this.#tod()) >> 12n);
	}

	/** Power on without a battery: the clock runs from zero, not set. */
	loseTime(): void {
		this.setTod(0n);
		this.cpu.todSet = false;
	}

	/** Bit 2 of control register 0. */
	get #waitsForSynchronization(): boolean {
		return (this.cpu.cr[0] & 0x2000_0000) !== 0;
	}

	#tod(): bigint {
		if (!this.clock) {
			return 0n;
		}

		const ahead = this.clock.isVirtual ? (this.cpu.instructions - this.#clockedTo) * this.rate : 0;
		return BigInt(Math.trunc(this.clock.now() + ahead + epoch1900 + this.cpu.todOffset)) << 12n;
	}

	/** The CPU timer now, TOD units. */
	cpuTimer(): bigint {
		return this.running
			? this.cpu.cpuTimer - BigInt(this.#units(this.cpu.instructions - this.#timedTo))
			: this.cpu.cpuTimer;
	}

	/** SET CPU TIMER, TOD units. */
	setCpuTimer(value: bigint): void {
		this.cpu.cpuTimer = this.running ? value + BigInt(this.#units(this.cpu.instructions - this.#timedTo)) : value;
	}

	/** Moves CPU timer and interval timer for the instructions executed since the last time. */
	catchUp(): void {
		const executed = this.cpu.instructions - this.#timedTo;
		this.#timedTo = this.cpu.instructions;
		if (this.running && executed > 0) {
			this.cpu.countDown(this.#units(executed));
			this.#advanceInterval(executed * this.rate);
		}
	}

	/** The machine waited for `microseconds`: its timers moved, unless they stand still. The clock is the caller's. */
	wait(microseconds: number): void {
		if (this.running) {
			this.cpu.countDown(Math.trunc(microseconds * unitsPerMicrosecond));
			this.#advanceInterval(microseconds);
		}
	}

	/** Instructions until a timer may have something to say; at least 1. */
	untilNext(): number {
		if (!this.running) {
			return Number.POSITIVE_INFINITY;
		}

		let microseconds = (step - this.#fraction) / 3;
		const {cpu} = this;
		if (cpu.psw.externalMask) {
			if ((cpu.cr[0] & 0x400) !== 0 && cpu.cpuTimer >= 0n) {
				microseconds = Math.min(microseconds, Number(cpu.cpuTimer >> 12n) + 1);
			}

			if ((cpu.cr[0] & 0x800) !== 0) {
				const away = Number((BigInt.asUintN(64, cpu.clockComparator) - this.tod()) >> 12n) + 1;
				microseconds = away > 0 ? Math.min(microseconds, away) : microseconds;
			}
		}

		return Math.max(1, Math.ceil(microseconds / this.rate));
	}

	/**
	 * Instructions that no timer makes an interruption pending within, whatever is allowed; at least 0. The interval
	 * timer steps meanwhile, which nobody sees who does not look.
	 */
	quiet(): number {
		const {cpu, rate} = this;
		const executed = (cpu.instructions - this.#timedTo) * rate;
		let least = Number.POSITIVE_INFINITY;
		if (this.running && cpu.cpuTimer >= 0n) {
			least = Math.floor(Number(cpu.cpuTimer) / unitsPerMicrosecond) - executed;
		}

		if (this.running && this.interval) {
			const value = cpu.storage.contains(cpu.prefix, 4096)
				? cpu.storage.word(cpu.prefix + intervalTimerAddress) | 0
				: 0;
			if (value >= 0) {
				least = Math.min(least, (((value >>> 8) * step) - this.#fraction) / 3 - executed);
			}
		}

		const comparator = BigInt.asUintN(64, cpu.clockComparator);
		if (this.clock && comparator < farAway && !this.comparatorReached) {
			least = Math.min(least, Number((comparator - this.tod()) >> 12n));
		}

		return Math.max(0, Math.floor(least / rate));
	}

	/**
	 * Microseconds of waiting until a timer makes an interruption that is allowed now; `undefined` = none will. For the
	 * outer loop of a machine in the wait state.
	 */
	untilInterruption(): number | undefined {
		const {cpu} = this;
		if (!cpu.psw.externalMask) {
			return undefined;
		}

		let least: number | undefined;
		const consider = (microseconds: number) => {
			least = Math.max(1, Math.min(least ?? microseconds, microseconds));
		};

		if (this.running && allowsExternal(cpu, externalCode.cpuTimer)) {
			consider(cpu.cpuTimer < 0n ? 1 : Number(cpu.cpuTimer >> 12n) + 1);
		}

		if (this.clock && allowsExternal(cpu, externalCode.clockComparator)) {
			const away = Number((BigInt.asUintN(64, cpu.clockComparator) - this.tod()) >> 12n) + 1;
			if (away < 1e15) {
				consider(away);
			}
		}

		// Where its page is away it comes back: else nothing would end the wait.
		if (
			this.running
			&& this.interval
			&& allowsExternal(cpu, externalCode.intervalTimer)
			&& cpu.storage.contains(cpu.prefix, 4096)
		) {
			const value = cpu.storage.word(cpu.prefix + intervalTimerAddress) | 0;
			if (value >= 0) {
				consider(Math.ceil((((value >>> 8) + 1) * step - this.#fraction) / 3));
			}
		}

		return least;
	}

	/** Whether the clock comparator's condition holds (it is pending as long as it does). */
	get comparatorReached(): boolean {
		return this.clock !== undefined && this.tod() > BigInt.asUintN(64, this.cpu.clockComparator);
	}

	/** TOD units of so many instructions. */
	#units(instructions: number): number {
		return Math.trunc(instructions * this.rate * unitsPerMicrosecond);
	}

	#advanceInterval(microseconds: number): void {
		this.#fraction += microseconds * 3;
		if (!this.interval) {
			this.#fraction %= step;
			return;
		}

		if (this.#fraction < step) {
			return;
		}

		const space = this.cpu.storage;
		// A page that is away gets its steps when it is back. Where its segment was purged there is no timer.
		const page = this.cpu.prefix >>> 12;
		const entry = space.pages[page];
		if (entry === pagedOut || entry === absent) {
			return;
		}

		const steps = Math.floor(this.#fraction / step);
		this.#fraction -= steps * step;
		const at = (space.frameToStep(page) * 4096) + intervalTimerAddress;
		const before = space.host.view.getInt32(at);
		const after = before - (steps * 256);
		space.host.view.setInt32(at, after);
		if (before >= 0 && after < 0) {
			this.#raiseIntervalTimer();
		}
	}

	#raiseIntervalTimer(): void {
		const {cpu} = this;
		if (!cpu.external.some(pending => pending.code === externalCode.intervalTimer)) {
			cpu.external.push({code: externalCode.intervalTimer});
		}

		cpu.attention = true;
	}
}
