/**
 * A machine under TRACE and ADSTOP (GC20-1820; DMKTRC, DMKTRM): runs it so that what is traced is seen, types or prints
 * the lines, and stops it in CP behind each unless RUN was said.
 *
 * While instructions are traced the machine executes one at a time, through the same processor: whatever else runs
 * instructions many at a time (the translator too) does one of them as the processor does. An ordinary instruction is
 * shown before it is executed, a privileged operation after, as the manual has it.
 */
import {addressMask} from '../../base/architecture.js';
import {assigned} from '../../base/assigned-storage.js';
import {residentDiagnose} from '../../base/resident-page.js';
import {limits} from '../../base/limits.js';
import type {Cpu} from '../../machine/cpu/cpu.js';
import type {Exit, IoOperation} from '../../machine/cpu/exit.js';
import type {InterruptionClass} from '../../machine/cpu/interruption-classes.js';
import {findMnemonic} from '../../machine/instructions/instruction-table.js';
import type {Processor} from '../../machine/interpreter/processor.js';
import type {AddressSpace} from '../../machine/storage/storage.js';
import type {VirtualDevice} from '../devices/virtual-device.js';
import {channelProgram, cswLine, ioLine} from './channel-trace.js';
import {comingInstruction, type ComingInstruction} from './coming-instruction.js';
import {interruptedAt, interruptions} from './interruptions.js';
import {ioInstruction, ioInstructions} from './io-operation.js';
import {activitiesOf, privilegedOperand} from './privileged-operation.js';
import {
	instructionLine, interruptionLine, ioInterruptionLine, privilegedLine,
} from './trace-lines.js';
import {TraceOutput, type ShownMachine} from './trace-output.js';
import {TraceSettings, type Outlet} from './trace-settings.js';

/** The machine as this part of CP sees it. */
export type DebuggedMachine = ShownMachine & {
	readonly cpu: Cpu;
	readonly processor: Processor;
	readonly storage: AddressSpace;
	readonly runnable: boolean;
	readonly devices: {
		get(address: number): VirtualDevice | undefined;
		isSpooled(address: number): boolean;
	};
};

export type DebuggingHost<Machine> = {
	/** CP traced an event of a machine. */
	traced(vm: Machine): void;
	/** Address of the real device behind a virtual one; `undefined` where there is none. */
	realAddress(device: VirtualDevice): number | undefined;
};

const budgetExit: Exit = {reason: 'budget'};
const stopExit: Exit = {reason: 'stop'};
const loopExit: Exit = {reason: 'loop'};

/** What shows interruptions of every class. */
const everyInterruption = ['BRANCH', 'INSTRUCT', 'ALL'] as const;

const supervisorCall = 'SVC';
/** DIAGNOSE X'08': the machine does not stop behind it. */
const commandDiagnose = 0x08;

export class Debugging<Machine extends DebuggedMachine = DebuggedMachine> {
	readonly traces = new TraceSettings();
	readonly #vm: Machine;
	readonly #host: DebuggingHost<Machine>;
	readonly #output: TraceOutput;
	/** The instruction shown last, by its address and the instructions executed before it. */
	#shown: {readonly address: number; readonly executed: number} | undefined;
	/** Where the last branch went. */
	#arrived: number | undefined;

	constructor(vm: Machine, host: DebuggingHost<Machine>) {
		this.#vm = vm;
		this.#output = new TraceOutput(vm);
		this.#host = host;
	}

	/** The machine has to be run by `run` here. */
	get isActive(): boolean {
		return this.traces.isActive || this.#output.isPending || this.#vm.processor.stops.size > 0;
	}

	/**
	 * Runs at most `budget` instructions, as `Processor.run` does, and fewer where the machine is stopped behind a
	 * line. `settled` accounts for what was executed and moves the clock.
	 */
	run(budget: number, settled: () => void): Exit {
		const vm = this.#vm;
		const {cpu, processor} = vm;
		const end = cpu.instructions + budget;
		const eventsBefore = this.#output.events;
		// DEFINE STORAGE may have given it another processor.
		this.tracesChanged();
		for (let programInterruptions = 0; ;) {
			processor.stopRequested = false;
			const isStopped = this.#output.typePending() || !vm.runnable;
			const isLong = this.#output.events - eventsBefore >= limits.tracedEvents.value
				|| programInterruptions >= limits.programInterruptions.value;
			if (isStopped || isLong || cpu.instructions >= end) {
				processor.programInterruptions = programInterruptions;
				return budgetExit;
			}

			processor.programInterruptions = 0;
			const exit = this.#advance(end - cpu.instructions);
			settled();
			programInterruptions += processor.programInterruptions;
			const isOwn = exit.reason === 'budget' || (exit.reason === 'stop' && this.#output.isPending);
			if (!isOwn) {
				if (exit.reason === 'loop' || exit.reason === 'wait') {
					this.#output.typeAll();
				}

				processor.programInterruptions = programInterruptions;
				return exit;
			}
		}
	}

	/** TRACE was told something. */
	tracesChanged(): void {
		const {interruptionWatchers} = this.#vm.processor.execution;
		if (this.traces.isActive) {
			interruptionWatchers.add(this.#watch);
		} else {
			interruptionWatchers.delete(this.#watch);
		}
	}

	/** The machine was reset: no address stop stands, and no line is to come. Traces stay. */
	reset(): void {
		const {processor} = this.#vm;
		processor.stops.clear();
		processor.stopRequested = false;
		this.#output.typeAll();
	}

	/** An I/O instruction is about to be performed. Answers what is to be told its condition code, if it is traced. */
	ioBegins(operation: IoOperation, address: number): ((cc: number) => void) | undefined {
		const {traces} = this;
		const vm = this.#vm;
		const device = vm.devices.get(address);
		const isStart = operation === 'SIO' || operation === 'SIOF';
		const isConsoleOrSpooled = device?.kind === 'CONS' || vm.devices.isSpooled(address);
		const isCcw = isStart && device !== undefined && !isConsoleOrSpooled && traces.has('CCW');
		const outlet = traces.outlet([
			'ALL', 'INSTRUCT',
			...(isStart || operation === 'TIO' ? ['CCW'] as const : []),
			...(isStart && isConsoleOrSpooled ? [] : ['SIO'] as const),
		]);
		if (!outlet) {
			return undefined;
		}

		const {execution} = vm.processor;
		const caw = isStart ? execution.realWord(assigned.caw) >>> 0 : undefined;
		const {at, bytes} = ioInstruction(vm, operation, address);
		const program = isCcw ? channelProgram(vm.storage, caw!, device) : [];
		return cc => {
			const status = cc === 1 && operation !== 'TCH' && operation !== 'STIDC'
				? execution.realWord(assigned.csw + 4) >>> 16
				: undefined;
			const line = ioLine({
				at, mnemonic: operation, bytes, address, device, cc, status, caw,
				realDevice: device && this.#host.realAddress(device),
			});
			this.#report(outlet, [line, ...program]);
		};
	}

	/** A resident program called CP as DIAGNOSE would: there is no instruction, so one is shown that does the same. */
	diagnosed(code: number, rx: number, ry: number): void {
		const row = findMnemonic('DIAGNOSE');
		const bytes = Uint8Array.of(0x83, (rx << 4) | ry, code >>> 8, code);
		this.#reportPrivileged({
			address: this.#vm.cpu.psw.address, bytes, row, effective: row, effectiveBytes: bytes,
			subject: undefined, target: undefined,
		}, '');
	}

	/** A resident program calls its own function as SUPERVISOR CALL would: the interruption is shown that it is not. */
	calledSupervisor(code: number): void {
		const {processor: {execution}, cpu: {psw}} = this.#vm;
		const outlet = this.traces.outlet(['SVC', ...everyInterruption]);
		const target = execution.realWord(assigned.svcNew + 4) & addressMask;
		this.#report(outlet, [interruptionLine(psw.address, interruptions.svc.name, code, target)]);
	}

	/** Takes what is pending, and then executes: one instruction where instructions are traced. */
	#advance(budget: number): Exit {
		const {processor, cpu: {psw}} = this.#vm;
		if (!processor.interrupt()) {
			return loopExit;
		}

		if (this.#output.isPending) {
			return budgetExit;
		}

		if (psw.wait) {
			return processor.run(1);
		}

		if (processor.stops.has(psw.address)) {
			return stopExit;
		}

		return this.traces.looksAtInstructions ? this.#step() : processor.run(budget);
	}

	#step(): Exit {
		const vm = this.#vm;
		const {cpu, processor} = vm;
		const {psw} = cpu;
		const coming = comingInstruction(vm, psw.address);
		const isPrivileged = coming?.effective?.privileged === true && !psw.problem;
		if (coming && !isPrivileged && this.#showsOrdinary(coming)) {
			return budgetExit;
		}

		const operand = coming && isPrivileged ? privilegedOperand(vm, coming) : undefined;
		const executed = cpu.instructions;
		const exit = processor.run(1);
		if (coming && cpu.instructions > executed) {
			this.#arrived = coming.target;
			if (operand && processor.programInterruptions === 0) {
				this.#reportPrivileged(coming, operand());
			}
		}

		return exit;
	}

	/** Shows an instruction that is about to be executed. True where the machine is to stop before it. */
	#showsOrdinary(coming: ComingInstruction): boolean {
		const {traces} = this;
		const {cpu: {instructions: executed}} = this.#vm;
		const {address, target, effective} = coming;
		const outlet = traces.outlet(target === undefined ? ['INSTRUCT', 'ALL'] : ['INSTRUCT', 'ALL', 'BRANCH']);
		const wasShown = this.#shown?.address === address && this.#shown.executed === executed;
		// SUPERVISOR CALL is shown as the interruption that it is.
		if (!outlet || wasShown || effective?.mnemonic === supervisorCall) {
			return false;
		}

		this.#shown = {address, executed};
		const arrived = this.#arrived === address;
		this.#report(outlet, [instructionLine(coming, {joins: traces.has('ALL'), arrived})]);
		return this.#output.isPending;
	}

	#reportPrivileged(coming: ComingInstruction, operand: string): void {
		const {effective, effectiveBytes} = coming;
		const outlet = this.traces.outlet(activitiesOf(effective!));
		const code = effective!.mnemonic === 'DIAGNOSE' ? (effectiveBytes[2] << 8) | effectiveBytes[3] : undefined;
		const isCommand = code === commandDiagnose;
		// What a resident program does instead of instructions of its own is shown; not that it goes on.
		if (outlet && code !== residentDiagnose && !ioInstructions.has(effective!.mnemonic)) {
			this.#report(isCommand ? {...outlet, run: true} : outlet, [privilegedLine(coming, operand)]);
		}
	}

	/** Hears of every interruption while this machine is run here. */
	readonly #watch = (kind: InterruptionClass, code: number): void => {
		const {processor: {execution}, storage, devices, cpu: {psw}} = this.#vm;
		const {name, activity} = interruptions[kind.name];
		const at = interruptedAt(execution, kind, code);
		if (kind.name !== 'io') {
			const outlet = this.traces.outlet([activity, ...everyInterruption]);
			this.#report(outlet, [interruptionLine(at, name, code, psw.address)]);
			return;
		}

		const csw = [assigned.csw, assigned.csw + 4].map(word => execution.realWord(word) >>> 0);
		const device = devices.get(code);
		const words = this.traces.has('CSW')
			? [cswLine(storage, code, [csw[0], csw[1]], device && this.#host.realAddress(device))]
			: [];
		const line = ioInterruptionLine(at, code, psw.address, csw[1] >>> 16);
		this.#report(this.traces.outlet([activity, 'CSW', ...everyInterruption]), [...words, line]);
	};

	/** Lines of one event go where they are wanted. */
	#report(outlet: Outlet | undefined, texts: readonly string[]): void {
		if (!outlet) {
			return;
		}

		const {cpu, processor} = this.#vm;
		this.#host.traced(this.#vm);
		this.#output.report(outlet, texts);
		if (this.#output.isPending) {
			processor.stopRequested = true;
			// A resident program gives way.
			cpu.attention = true;
		}
	}
}
