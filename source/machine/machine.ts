/**
 * A System/370 machine: one CPU, its storage, and where its I/O interruptions come from (GA22-7000, "System
 * Organization"). CP gives a machine frames of the host's storage; alone it owns them all.
 */
import {Cpu} from './cpu/cpu.js';
import type {Exit} from './cpu/exit.js';
import type {IoInterruptionSource} from './cpu/interruption.js';
import {Processor, type ProcessorOptions} from './interpreter/processor.js';
import {HostStorage} from './storage/host-storage.js';
import {AddressSpace} from './storage/storage.js';
import type {TimerOptions} from './cpu/timers.js';

export type MachineOptions = {
	/** Bytes of main storage, a multiple of 4096, at most 16 MiB. */
	readonly storage: number;
	/** The host's storage; none = its own, as large as needed. */
	readonly host?: HostStorage;
	readonly timers?: TimerOptions;
	readonly io?: IoInterruptionSource;
	readonly translation?: ProcessorOptions['translation'];
};

export class Machine {
	readonly storage: AddressSpace;
	readonly cpu: Cpu;
	readonly processor: Processor;

	constructor(options: MachineOptions) {
		this.storage = new AddressSpace(options.host ?? new HostStorage(options.storage), options.storage);
		this.cpu = new Cpu(this.storage);
		this.processor = new Processor(this.cpu, {
			timers: options.timers,
			io: options.io,
			translation: options.translation,
		});
	}

	/** Runs at most `budget` instructions. */
	run(budget: number): Exit {
		return this.processor.run(budget);
	}

	/**
	 * The end of the machine (LOGOFF, DEFINE STORAGE): frames, fast tables, registers and translated code are the
	 * host's again, at once. It can neither run nor be looked into any more.
	 */
	close(): void {
		this.storage.giveBack();
		this.processor.giveBack();
	}
}

/**
 * SYSTEM RESET (initial program reset): control state to its initial values, registers as they are. With `clear`,
 * storage, keys and registers too.
 */
export function systemReset(cpu: Cpu, clear: boolean): void {
	cpu.reset();
	if (clear) {
		cpu.gpr.fill(0);
		cpu.fpr.fill(0);
		cpu.storage.clear();
	}
}

/** The end of IPL: loads the PSW at absolute address 0. False where its format is invalid. */
export function loadInitialPsw(cpu: Cpu): boolean {
	return cpu.psw.load(cpu.storage.word(0), cpu.storage.word(4));
}

/**
 * What IPL does in main storage around the channel program: the first CCW (read 24 bytes to 0, command chaining, SLI)
 * in place of what the device reads over it. `finishIpl` completes it once the channel program has ended.
 */
export function prepareIpl(cpu: Cpu): void {
	cpu.storage.setWord(0, 0x0200_0000);
	cpu.storage.setWord(4, 0x6000_0018);
}

/**
 * IPL's channel program ended well: the PSW at 0 is loaded and the device's address stored, at 2 in BC mode, at 186 in
 * EC mode. False where the PSW is invalid.
 */
export function finishIpl(cpu: Cpu, device: number): boolean {
	const valid = loadInitialPsw(cpu);
	cpu.storage.store(cpu.psw.ec ? 186 : 2, Uint8Array.of(device >>> 8, device));
	return valid;
}
