/**
 * Initial program load (GC20-1820, "IPL"; GA22-7000, "Initial Program Loading"): of a named system, or from a device of
 * the machine.
 */
import {messages} from '../messages/index.js';
import {ebcdicField} from '../../base/ebcdic.js';
import {Layout, many, signedFullword} from '../../base/layout.js';
import {finishIpl, prepareIpl} from '../../machine/machine.js';
import type {NamedSystem} from '../systems/named-system.js';
import type {NamedSystems} from '../systems/named-systems.js';
import {IplSimulator} from './ipl-simulator.js';
import type {VirtualMachine} from './virtual-machine.js';

/**
 * `error`: the channel program did not end as it should: there is no system on the device, or it cannot be read. `psw`:
 * what was loaded has no valid PSW.
 */
type IplResult = 'done' | 'no device' | 'error' | 'psw' | 'storage';

/** What IPL asks of the system. */
export type IplHost = {
	readonly systems: Pick<NamedSystems, 'get' | 'loadForIpl' | 'unload'>;
	/** Somebody waits for the machine at its terminal. */
	interaction(vm: VirtualMachine): void;
};

/**
 * Loads by system name or else device address, and lets the machine run, or tells why not. False where there is
 * neither. `parm`: up to 64 characters, given to the program in its general registers as EBCDIC. `cylinder`: of a disk,
 * where the record is that is read first.
 */
export function ipl(host: IplHost, vm: VirtualMachine, name: string, parm = '', cylinder = 0): boolean {
	const system = host.systems.get(name.toUpperCase());
	const result: IplResult = system && !system.definition.isSegment && system.admits(vm.entry.userid)
		? iplSystem(host, vm, system, parm)
		: (/^[\da-f]{1,4}$/i.test(name)
			? iplDevice(host, vm, Number.parseInt(name, 16), parm, cylinder)
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
function iplSystem(host: IplHost, vm: VirtualMachine, system: NamedSystem, parm: string): IplResult {
	vm.reset(false);
	if (vm.storage.size < system.definition.size) {
		return 'storage';
	}

	host.systems.loadForIpl(vm, system);
	const {cpu} = vm;
	const {gpr, fpr, cr, psw} = system.saved;
	copy(cpu.gpr, gpr);
	copy(cpu.fpr, fpr);
	copy(cpu.cr, cr);
	cpu.psw.load(psw[0], psw[1]);
	started(vm, system.name, parm, system);
	return 'done';
}

/**
 * Loads from a device: the first 24 bytes at 0 are a PSW and two CCWs, the program goes on with the first of these;
 * then the device address is stored at 2 (BC mode) and the PSW at 0 is loaded.
 */
function iplDevice(
	host: IplHost,
	vm: VirtualMachine,
	address: number,
	parm: string,
	cylinder: number,
): IplResult {
	if (!vm.devices.has(address)) {
		return 'no device';
	}

	vm.reset(false);
	host.systems.unload(vm);
	const {cpu, channels} = vm;
	prepareIpl(cpu);
	const simulator = cylinder === 0 ? undefined : new IplSimulator(vm.storage, cylinder);
	// A disk without a system has zeros where the CCWs should be: a program check of the channel, with good unit
	// status.
	const {cc} = channels.runSynchronously(address, simulator?.at ?? 0, 0);
	simulator?.remove();
	if (cc !== 0) {
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

function started(vm: VirtualMachine, name: string, parm: string, system?: NamedSystem): void {
	if (parm !== '') {
		const {length} = parameterRegisters;
		vm.cpu.gpr.set(parameterRegisters.decode(ebcdicField(parm, length)).registers);
	}

	vm.loaded.loaded(name, system);
	vm.cpu.stopped = false;
	vm.cpu.attention = true;
}

function copy(registers: Int32Array, values: readonly number[] | undefined): void {
	for (const [index, value] of (values ?? []).entries()) {
		registers[index] = value;
	}
}
