/**
 * Resident programs in one machine. DIAGNOSE X'100' in a stub page arrives here; what the program
 * asks for is done by the very code that handles the instruction it stands for. Between two actions the machine is an
 * ordinary one: its PSW stands at the continuation's stub, and whatever may interrupt it does.
 */
import {programCode} from '../../machine/cpu/program-exception.js';
import type {ExplainedCommand} from '../../base/command.js';
import {eyeCatcher, stubPageHead} from '../../base/resident-page.js';
import type {Action, ChargeAction} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import type {ResidentHost, ResidentLoader} from '../../guest/resident.js';
import type {Cpu} from '../../machine/cpu/cpu.js';
import type {Timers} from '../../machine/cpu/timers.js';
import type {IoOperation} from '../../machine/cpu/exit.js';
import type {AddressSpace} from '../../machine/storage/storage.js';
import {guestView} from './guest-view.js';

/** The machine that the programs are in. */
export type ResidentMachine = {
	readonly cpu: Cpu;
	readonly processor: {readonly timers: Pick<Timers, 'quiet'>};
	readonly storage: AddressSpace;
	readonly runnable: boolean;
	programInterruption(code: number): void;
};

/** What CP does for a machine when a program in it does something. */
export type ResidentSupervisor<Machine> = {
	/** Resident programs by the name in their stub page. */
	readonly programs: ReadonlyMap<string, ResidentLoader>;
	/** Accounts for instructions executed. */
	settle(vm: Machine): void;
	/** A resident program did a piece of work, so many times. */
	worked(charge: Charge, times: number): void;
	/** Code at an address runs: its page is used, and the machine waits for it where it is away. */
	reference(vm: Machine, address: number): void;
	performDiagnose(vm: Machine, code: number, rx: number, ry: number): void;
	/** A program did itself what a SUPERVISOR CALL would be for. */
	calledSupervisor(vm: Machine, code: number): void;
	/** Performs an I/O instruction; answers its condition code. */
	performIo(vm: Machine, operation: IoOperation, device: number): number;
	/** The machine waits for nothing: CP stops it. */
	disabledWait(vm: Machine): void;
};

export class ResidentDriver<Machine extends ResidentMachine> {
	/** Programs met since the last reset, by the address of their stub page. */
	readonly #hosts = new Map<number, ResidentHost>();

	/** Instructions at which the machine's run is over. */
	#end = 0;

	readonly #vm: Machine;
	readonly #supervisor: ResidentSupervisor<Machine>;

	constructor(vm: Machine, supervisor: ResidentSupervisor<Machine>) {
		this.#vm = vm;
		this.#supervisor = supervisor;
	}

	/**
	 * The machine executed the stub at `address`. Goes on until the machine must wait, may be interrupted, runs code of
	 * its own, or `cpu.instructions` reaches `end`.
	 */
	arrive(address: number, end: number): void {
		const vm = this.#vm;
		const {cpu} = vm;
		this.#end = end;
		const host = this.#host(address & 0xFF_F000);
		if (!host) {
			vm.programInterruption(programCode.specification);
			return;
		}

		for (let at = address; ;) {
			const action = host.enter(at, cpu.psw.cc);
			if (action === undefined) {
				vm.programInterruption(programCode.specification);
				return;
			}

			if (action === 'ended') {
				this.#supervisor.disabledWait(vm);
				return;
			}

			const {continuation} = host;
			if (action.kind === 'suspended' || !this.#goesOn(action, continuation)) {
				return;
			}

			at = continuation;
		}
	}

	/**
	 * Does an action of a program that goes on at `continuation`. False: anything but plain going on, which is the
	 * processor's or the dispatcher's business.
	 */
	#goesOn(action: Action, continuation: number): boolean {
		const vm = this.#vm;
		const {cpu} = vm;
		cpu.psw.address = continuation;
		this.#perform(action);
		return vm.runnable
			&& !cpu.attention
			&& !cpu.psw.wait
			&& cpu.psw.address === continuation
			&& cpu.instructions < this.#end;
	}

	/** Instructions after each of which the program would go on. */
	get #slack(): number {
		const vm = this.#vm;
		const {cpu} = vm;
		return vm.runnable && !cpu.attention && !cpu.psw.wait
			? Math.max(0, Math.min(this.#end - 1 - cpu.instructions, vm.processor.timers.quiet()))
			: 0;
	}

	/** Where the program in whose stub page an address is begins; `undefined` where none was met there. */
	startOf(address: number): number | undefined {
		const base = address & 0xFF_F000;
		return this.#hosts.has(base) ? base + stubPageHead.length : undefined;
	}

	/** Candidates for the last word of `line`, of the programs in this machine. */
	complete(line: string): readonly string[] {
		return [...this.#hosts.values()].flatMap(host => host.complete(line));
	}

	/** Commands of the programs in this machine. */
	commands(): readonly ExplainedCommand[] {
		return [...this.#hosts.values()].flatMap(host => host.commands());
	}

	/** Abandons every continuation: the PSW was changed from outside. The programs stay. */
	discard(): void {
		for (const host of this.#hosts.values()) {
			host.discard();
		}
	}

	/** The machine was reset: programs are made anew when their stub page is reached again. */
	reset(): void {
		for (const host of this.#hosts.values()) {
			host.end();
		}

		this.#hosts.clear();
	}

	#host(base: number): ResidentHost | undefined {
		const vm = this.#vm;
		const known = this.#hosts.get(base);
		if (known) {
			return known;
		}

		const head = stubPageHead.decode(vm.storage.fetch(base, stubPageHead.length));
		const {programs} = this.#supervisor;
		const load = head.eyeCatcher === eyeCatcher ? programs.get(head.program.trim()) : undefined;
		const host = load?.(guestView(vm.cpu), base, {
			perform: (action, continuation) => this.#goesOn(action, continuation),
			slack: () => this.#slack,
		});
		if (host) {
			this.#hosts.set(base, host);
		}

		return host;
	}

	/** Work that is done at once: the time of all of it, then what each piece is known and looked at for. */
	#charge(all: readonly ChargeAction[]): void {
		const vm = this.#vm;
		const supervisor = this.#supervisor;
		for (const {instructions} of all) {
			vm.cpu.instructions += instructions;
		}

		supervisor.settle(vm);
		for (const {work, at} of all) {
			if (work) {
				supervisor.worked(work.charge, work.times);
			}

			if (at !== undefined) {
				supervisor.reference(vm, at);
			}
		}
	}

	#perform(action: Action): void {
		const vm = this.#vm;
		const {cpu} = vm;
		const supervisor = this.#supervisor;
		switch (action.kind) {
			case 'charge': {
				this.#charge([action]);
				break;
			}

			case 'charges': {
				this.#charge(action.all);
				break;
			}

			case 'diagnose': {
				supervisor.performDiagnose(vm, action.code, action.rx, action.ry);
				break;
			}

			case 'io': {
				cpu.psw.cc = supervisor.performIo(vm, action.operation, action.device);
				break;
			}

			case 'svc': {
				supervisor.calledSupervisor(vm, action.code);
				break;
			}

			case 'mask': {
				cpu.psw.systemMask = action.systemMask;
				cpu.attention = true;
				break;
			}

			case 'wait': {
				cpu.psw.systemMask = action.systemMask;
				cpu.psw.wait = true;
				cpu.attention = true;
				break;
			}

			case 'call': {
				cpu.gpr[14] = cpu.psw.address;
				cpu.psw.address = action.address;
				cpu.psw.key = action.key;
				break;
			}

			case 'suspended': {
				break;
			}

			case 'loadPsw': {
				if (!cpu.psw.load(vm.storage.word(action.address), vm.storage.word(action.address + 4))) {
					vm.programInterruption(programCode.specification);
				}

				cpu.attention = true;
				break;
			}
		}
	}
}
