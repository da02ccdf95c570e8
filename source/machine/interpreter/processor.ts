/**
 * The processor (GA22-7000, "Program Execution"): runs a CPU's instructions until a budget is spent or something needs
 * the outer loop (CP, or `yorktown bare`), as a typed exit. SVC, LPSW, keys and interruptions happen inside; I/O
 * instructions and DIAGNOSE come out.
 *
 * Outside here: the hot loop (`inline.ts`), the functions of the instruction table, the loop under program-event
 * recording (`per.ts`). Machine checks are never made: nothing here can break.
 */
import {addressMask} from '../../base/architecture.js';
import {limits} from '../../base/limits.js';
import {externalCode, type Cpu} from '../cpu/cpu.js';
import type {Execution} from './execution.js';
import type {Exit} from '../cpu/exit.js';
import {interpret} from './inline.js';
import {dispatchTable, lengthTable} from '../instructions/instruction-table.js';
import {
	allowsExternal,
	externalPriority,
	hasSubmask,
	nextExternal,
	storePerEvent,
	storeTranslationException,
	swapPsw,
	takeExternal,
	takeIo,
	type IoInterruptionSource,
} from '../cpu/interruption.js';
import {programInterruption, type TakenInterruption} from '../cpu/interruption-classes.js';
import {programEvent, ProgramEventRecorder} from '../cpu/per.js';
import {PageMissing, programCode, ProgramException} from '../cpu/program-exception.js';
import {Timers, type TimerOptions} from '../cpu/timers.js';
import {nothingTranslated} from './translated-code.js';
import {TranslatedExecution} from './dat-execution.js';
import {Translator} from '../translator/translator.js';
import type {TranslationReport} from '../translator/translation-report.js';

export type ProcessorOptions = {
	readonly timers?: TimerOptions;
	readonly io?: IoInterruptionSource;
	/** Whether code that runs often is translated: as it pays (the default), all of it at once (for tests), or none. */
	readonly translation?: 'lazy' | 'eager' | 'none';
};

type MutablePage = {reason: 'page'; page: number; store: boolean};
type MutableWait = {reason: 'wait'; enabled: boolean};

/** Instructions after which a machine gets a translator. */
const busy = 16_384;

/** The hot loop reads instructions as halfwords in the host's order. */
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const budgetExit: Exit = {reason: 'budget'};
const stopExit: Exit = {reason: 'stop'};
const loopExit: Exit = {reason: 'loop'};

/** Interruptions in a row without an instruction between them that no queue can account for. */
const endless = 10_000;

export class Processor {
	readonly execution: TranslatedExecution;
	readonly timers: Timers;
	/** Where I/O interruptions come from; set once the machine has channels. */
	io: IoInterruptionSource | undefined;
	/**
	 * Lets time pass while the machine waits, until something may interrupt it or nothing will. For who has its clock;
	 * else the processor comes back to the outer loop for that (exit `wait`), as it also may then.
	 */
	idle: (() => void) | undefined;
	/** Instruction addresses to stop before (exit `stop`); the first instruction of a run is not stopped at. */
	readonly stops = new Set<number>();
	/** Asked by who watches interruptions: the run ends (exit `stop`) behind the one that was taken. */
	stopRequested = false;
	/** Program interruptions of the last run. They cost the host far more than other instructions. */
	programInterruptions = 0;
	/** Counts what is translated, where somebody wants to know; set before the machine has had much to do. */
	translationReport: TranslationReport | undefined;
	#translator: Translator | undefined;
	#isGone = false;
	/** `cpu.instructions` where the run of now ends, and where the slice of it does that is executed in one go. */
	#runEnd = 0;
	#sliceEnd = 0;
	/** Instructions until there is to be a translator: most machines that are made do little. */
	readonly #untilTranslator: number;
	readonly #isEager: boolean;
	readonly #recorder = new ProgramEventRecorder();
	/** The general registers where a slice of instructions began. */
	readonly #registers = new Int32Array(16);
	readonly #page: MutablePage = {reason: 'page', page: 0, store: false};
	readonly #wait: MutableWait = {reason: 'wait', enabled: false};

	constructor(readonly cpu: Cpu, options: ProcessorOptions = {}) {
		this.timers = new Timers(cpu, options.timers);
		this.execution = new TranslatedExecution(cpu, this.timers, executeByTable);
		this.io = options.io;
		this.execution.untilPending = () => this.#isPending ? 0 : this.timers.quiet();
		this.execution.awaitInterruption = left => this.#await(left);
		this.#untilTranslator =
			littleEndian && options.translation !== 'none'
				? (options.translation === 'eager'
					? 0
					: busy)
				: Number.POSITIVE_INFINITY;
		this.#isEager = options.translation === 'eager';
	}

	/** The last interruption this CPU took; `kind` may be set to `none` by who watches it. */
	get taken(): TakenInterruption {
		return this.execution.taken;
	}

	/** What translates, once this machine has had much to do. */
	get translator(): Translator | undefined {
		if (this.cpu.instructions >= this.#untilTranslator) {
			this.#translator ??= new Translator(this.execution, this.#isEager, this.translationReport);
		}

		return this.#translator;
	}

	/** The machine goes: its registers and translations are given back. It cannot run any more. */
	giveBack(): void {
		this.#isGone = true;
		this.#translator = undefined;
		this.cpu.giveBack();
		this.execution.giveBack();
	}

	/**
	 * Runs at most `budget` instructions, and fewer where many end in program interruptions. `cpu.instructions` counts
	 * them: EXECUTE with its subject is one, and so is one that ends in a program interruption. Timers move with them;
	 * the clock is the caller's and has to be moved between runs.
	 */
	run(budget: number): Exit {
		return this.#run(budget, littleEndian ? interpret : interpretByTable);
	}

	/** The run of now is to end where `cpu.instructions` is so much. */
	endAt(instructions: number): void {
		this.#runEnd = instructions;
		this.execution.changed ||= instructions < this.#sliceEnd;
	}

	/** Takes what is pending and allowed, and executes nothing. False: as exit `loop`. */
	interrupt(): boolean {
		this.timers.synchronize();
		return this.#interrupt();
	}

	/**
	 * The PSW was replaced from outside (reset, STORE PSW, restart): one before it whose form was invalid interrupts no
	 * more. `valid`: what `Psw.load` answered for this one.
	 */
	pswReplaced(valid = true): void {
		this.execution.invalidPsw = !valid;
	}

	/** As `run`, with every instruction through the instruction table: slow, for tests of both forms and for steps. */
	runByTable(budget: number): Exit {
		return this.#run(budget, interpretByTable);
	}

	#run(budget: number, loop: typeof interpret): Exit {
		if (this.#isGone) {
			throw new Error('a machine that is gone cannot run');
		}

		const {cpu, execution, timers} = this;
		const {psw} = cpu;
		this.#runEnd = cpu.instructions + budget;
		timers.synchronize();
		this.programInterruptions = 0;
		let stopping = false;
		for (;;) {
			if (cpu.instructions >= this.#runEnd || this.programInterruptions >= limits.programInterruptions.value) {
				return budgetExit;
			}

			if (!this.#interrupt()) {
				return loopExit;
			}

			if (this.stopRequested) {
				this.stopRequested = false;
				return stopExit;
			}

			if (psw.wait) {
				this.#wait.enabled = this.#isEnabled;
				return this.#wait;
			}

			if (stopping && this.stops.has(psw.address)) {
				return stopExit;
			}

			stopping = this.stops.size > 0;
			const {translator} = this;
			execution.selectTables();
			execution.changed = false;
			execution.seenMask = psw.systemMask;
			const slice = stopping
				? 1
				: Math.min(this.#runEnd - cpu.instructions, timers.untilNext(), translator?.interval ?? busy);
			const begun = cpu.instructions;
			this.#sliceEnd = begun + slice;
			const from = psw.address;
			copyRegisters(cpu.gpr, this.#registers);
			try {
				const interpretSlice = psw.recordsEvents ? this.#recorder.interpret : loop;
				interpretSlice(execution, slice, translator ?? nothingTranslated);
			} catch (error) {
				const exit = this.#end(error);
				if (exit) {
					timers.catchUp();
					return exit;
				}
			}

			timers.catchUp();
			translator?.passed(cpu.instructions - begun, from, this.#registers, psw.address);
			const {exit} = execution;
			if (exit) {
				execution.exit = undefined;
				return exit;
			}

			this.#presentEvents();
		}
	}

	/** In the midst of a slice, behind `cpu.instructions`, as `Execution.awaitInterruption`. */
	#await(left: number): boolean {
		const {cpu, execution, timers, idle} = this;
		const {psw} = cpu;
		const isWatched = execution.interruptionWatchers.size > 0;
		if (!idle || execution.invalidPsw || isWatched || cpu.instructions >= this.#runEnd) {
			return false;
		}

		timers.catchUp();
		// No time passes where something is pending already.
		let goesOn = this.#interrupt();
		if (goesOn && psw.wait && this.#isEnabled && !this.stopRequested) {
			idle();
			goesOn = this.#interrupt();
		}

		if (!goesOn || psw.wait || this.stopRequested) {
			return false;
		}

		execution.seenMask = psw.systemMask;
		return Math.min(this.#runEnd - cpu.instructions, timers.untilNext()) >= left;
	}

	/** Whether the PSW, which waits, allows an interruption: in EC mode two bits of the system mask are none. */
	get #isEnabled(): boolean {
		const {psw} = this.cpu;
		return psw.ec ? (psw.systemMask & 3) !== 0 : psw.systemMask !== 0;
	}

	/** An instruction ended by exception: `psw.address` is at it, `psw.ilc` its length. */
	#end(error: unknown): Exit | undefined {
		const {cpu} = this;
		if (error instanceof PageMissing) {
			this.#page.page = error.page;
			this.#page.store = error.store;
			return this.#page;
		}

		if (!(error instanceof ProgramException)) {
			throw error;
		}

		cpu.instructions++;
		const at = cpu.psw.address;
		if (!error.nullifies) {
			cpu.psw.address = (at + (2 * cpu.psw.ilc)) & addressMask;
		}

		const repeats =
			this.taken.kind === 'program'
			&& at === (this.execution.realWord(programInterruption.newPsw + 4) & addressMask)
			&& this.#programAt === cpu.instructions - 1;
		this.#program(error.code, cpu.psw.ilc);
		this.#programAt = cpu.instructions;
		this.programInterruptions++;
		return repeats ? loopExit : undefined;
	}

	/** `cpu.instructions` at the last program interruption. */
	#programAt = -1;

	#program(exception: number, ilc: number): void {
		const {execution} = this;
		const {programEvents: events} = this.cpu;
		let code = exception;
		if (code === programCode.segmentTranslation || code === programCode.pageTranslation) {
			storeTranslationException(execution, execution.exceptionAddress);
		}

		if (events.code !== 0) {
			storePerEvent(execution, events.code, events.address);
			events.code = 0;
			code |= programEvent;
		}

		swapPsw(execution, programInterruption, ilc, code);
	}

	/**
	 * The program interruption for events of an instruction that ended without exception. With an invalid PSW they are
	 * presented together.
	 */
	#presentEvents(): void {
		const {code, ilc} = this.cpu.programEvents;
		if (code !== 0 && !this.execution.invalidPsw) {
			this.#program(0, ilc);
		}
	}

	/** Takes everything that is pending and allowed. False where program-new PSWs are invalid without end. */
	#interrupt(): boolean {
		const {cpu, execution} = this;
		// A condition that stays (CPU timer negative, comparator reached) under a new PSW that is itself enabled
		// interrupts without end: so does a real machine.
		for (let invalid = 0, taken = 0; taken < endless; taken++) {
			if (this.stopRequested) {
				return true;
			}

			this.#presentEvents();
			if (execution.invalidPsw) {
				if (++invalid > 2) {
					return false;
				}

				execution.invalidPsw = false;
				this.#program(programCode.specification, 0);
				continue;
			}

			const external = cpu.psw.externalMask ? this.#external() : undefined;
			if (external) {
				takeExternal(execution, external);
				continue;
			}

			const io = cpu.psw.systemMask === 0 ? undefined : this.io?.highest(this.#allowsChannel);
			if (io) {
				takeIo(execution, io);
				continue;
			}

			cpu.attention = false;
			return true;
		}

		return false;
	}

	/** Whether an interruption is pending that a PSW could allow. */
	get #isPending(): boolean {
		const {cpu, timers} = this;
		return cpu.external.length > 0
			|| cpu.programEvents.code !== 0
			|| (hasSubmask(cpu, externalCode.clockComparator) && timers.comparatorReached)
			|| (hasSubmask(cpu, externalCode.cpuTimer) && timers.cpuTimer() < 0n)
			|| this.io?.highest(() => true) !== undefined;
	}

	#external(): ReturnType<typeof nextExternal> {
		const {cpu, timers} = this;
		const pending = cpu.external.length > 0 ? nextExternal(cpu) : undefined;
		if (pending && externalPriority(pending.code) < externalPriority(externalCode.clockComparator)) {
			return pending;
		}

		if (allowsExternal(cpu, externalCode.clockComparator) && timers.comparatorReached) {
			return {code: externalCode.clockComparator};
		}

		if (allowsExternal(cpu, externalCode.cpuTimer) && timers.cpuTimer() < 0n) {
			return {code: externalCode.cpuTimer};
		}

		return pending;
	}

	readonly #allowsChannel = (channel: number): boolean => this.cpu.psw.channelMask(channel, this.cpu.cr[2]);
}

/** Register by register: the host's own copying costs more to begin. */
function copyRegisters(from: Int32Array, to: Int32Array): void {
	for (let register = 0; register < 16; register++) {
		to[register] = from[register];
	}
}

/** One instruction through the table. */
function executeByTable(x: Execution, at: number): void {
	dispatchTable[x.bytes[at]](x, at);
}

/** The plain loop: every instruction through the table. */
function interpretByTable(x: Execution, limit: number): void {
	const {cpu} = x;
	const {psw} = cpu;
	for (let count = 0; count < limit && !x.changed; count++) {
		const start = psw.address;
		psw.ilc = 1;
		const at = x.instructionAt(start);
		const length = lengthTable[x.bytes[at]];
		psw.ilc = length >>> 1;
		psw.address = (start + length) & addressMask;
		try {
			executeByTable(x, at);
		} catch (error) {
			psw.address = start;
			throw error;
		}

		cpu.instructions++;
	}
}
