/**
 * Initial program load (GC20-1820, "IPL"; GA22-7000, "Initial Program Loading"): of a named system, or from a device of
 * the machine.
 */
import {messages} from '../messages/index.js';
import {ebcdicField} from '../../base/ebcdic.js';
import {Layout, many, signedFullword} from '../../base/layout.js';
import {finishIpl, prepareIpl} from '../../machine/machine.js';
import {loadPages} from './saved-system-loader.js';
import type {SavedSystem} from './saved-system.js';
import type {VirtualMachine} from './virtual-machine.js';

/**
 * `error`: the channel program did not end as it should: there is no system on the device, or it cannot be read. `psw`:
 * what was loaded has no valid PSW.
 */
type IplResult = 'done' | 'no device' | 'error' | 'psw' | 'storage';

/** What IPL asks of the system. */
export type IplHost = {
	readonly savedSystems: ReadonlyMap<string, SavedSystem>;
	/** Somebody waits for the machine at its terminal. */
	interaction(vm: VirtualMachine): void;
};

/**
 * Loads by system name or else device address, and lets the machine run, or tells why not. False where there is
 * neither. `parm`: up to 64 characters, given to the program in its general registers as EBCDIC.
 */
export function ipl(host: IplHost, vm: VirtualMachine, name: string, parm = ''): boolean {
	const system = host.savedSystems.get(name.toUpperCase());
	const result: IplResult = system
		? iplSystem(vm, system, parm)
		: (/^[\da-f]{1,4}$/i.test(name)
			? iplDevice(vm, Number.parseInt(name, 16), parm)
			: 'no device');
	if (result === 'no device') {
		return false;
	}

	if (result === 'done') {
		host.interaction(vm);
		vm.begin();
		return true;
	}

	if (result === 'psw') {
		vm.message(messages.DMKDSP451W);
	} else {
		vm.message(messages.DMKVMI233E, {why: result === 'storage' ? 'STORAGE TOO SMALL' : 'FATAL I/O ERROR'});
	}

	vm.stop();
	return true;
}

/**
 * Loads a saved system and starts it. `storage`: the machine is too small for it. Leaves the machine ready to run; the
 * caller lets it begin.
 */
function iplSystem(vm: VirtualMachine, system: SavedSystem, parm: string): IplResult {
	vm.reset(false);
	if (!loadPages(vm, system)) {
		return 'storage';
	}

	const {cpu} = vm;
	copy(cpu.gpr, system.gpr);
	copy(cpu.fpr, system.fpr);
	copy(cpu.cr, system.cr);
	cpu.psw.load(system.psw[0], system.psw[1]);
	started(vm, system.name, parm);
	return 'done';
}

/**
 * Loads from a device: the first 24 bytes at 0 are a PSW and two CCWs, the program goes on with the first of these;
 * then the device address is stored at 2 (BC mode) and the PSW at 0 is loaded.
 */
function iplDevice(vm: VirtualMachine, address: number, parm: string): IplResult {
	if (!vm.devices.has(address)) {
		return 'no device';
	}

	vm.reset(false);
	const {cpu, channels} = vm;
	prepareIpl(cpu);
	// A disk without a system has zeros where the CCWs should be: a program check of the channel, with good unit
	// status.
	if (channels.runSynchronously(address, 0, 0).cc !== 0) {
		return 'error';
	}

	if (!finishIpl(cpu, address)) {
		return 'psw';
	}

	started(vm, address.toString(16).toUpperCase().padStart(3, '0'), parm);
	return 'done';
}

/** A parameter of `PARM`, as registers 0–15 hold it. */
export const parameterRegisters = new Layout(64, {registers: many(0, 16, signedFullword)});

function started(vm: VirtualMachine, name: string, parm: string): void {
	if (parm !== '') {
		const {length} = parameterRegisters;
		vm.cpu.gpr.set(parameterRegisters.decode(ebcdicField(parm, length)).registers);
	}

	vm.loaded.loaded(name);
	vm.cpu.stopped = false;
	vm.cpu.attention = true;
}

function copy(registers: Int32Array, values: readonly number[] | undefined): void {
	for (const [index, value] of (values ?? []).entries()) {
		registers[index] = value;
	}
}
