/** Why a machine left the processor, and what CP does about it (DMKPRV, DMKPRG, DMKDSP). */
import {hex} from '../../base/hex.js';
import type {Exit, IoOperation} from '../../machine/cpu/exit.js';
import type {ControlProgram} from '../control-program.js';
import {DiagnoseCall, residentDiagnose} from '../diagnose/diagnose.js';
import {diagnoses} from '../diagnose/index.js';
import type {VirtualMachine} from './virtual-machine.js';

/** Program interruption codes CP reflects. */
const program = {privilegedOperation: 2, specification: 6} as const;

/**
 * Acts on an exit. `end`: the value of `cpu.instructions` at which this run of the machine is over, for programs that
 * go on inside it.
 */
export function handleExit(cp: ControlProgram, vm: VirtualMachine, exit: Exit, end: number): void {
	switch (exit.reason) {
		case 'budget': {
			// A run never stops before its first instruction: this address would be the next one's.
			if (vm.processor.stops.has(vm.cpu.psw.address)) {
				addressStop(vm);
			}

			break;
		}

		case 'wait': {
			if (exit.enabled) {
				enabledWait(cp, vm);
			} else {
				const {psw} = vm.cpu;
				stopInCp(vm, 'DMKDSP450W', `CP ENTERED; DISABLED WAIT PSW '${hex(psw.high, 8)} ${hex(psw.low, 8)}'`);
			}

			break;
		}

		case 'page': {
			cp.pager.fault(vm, exit.page);
			break;
		}

		case 'diagnose': {
			const {code, r1, r3, address} = exit;
			if (code === residentDiagnose) {
				vm.resident.arrive(address, end);
			} else {
				performDiagnose(cp, vm, code, r1, r3);
			}

			break;
		}

		case 'io': {
			vm.cpu.psw.cc = performIo(cp, vm, exit.operation, exit.device);
			break;
		}

		case 'loop': {
			if (vm.processor.taken.kind === 'external') {
				stopInCp(vm, 'DMKDSP452W', 'CP ENTERED; EXTERNAL INTERRUPT LOOP');
			} else {
				stopInCp(vm, 'DMKDSP453W', 'CP ENTERED; PROGRAM INTERRUPT LOOP');
			}

			break;
		}

		case 'stop': {
			addressStop(vm);
			break;
		}
	}
}

/** Performs a DIAGNOSE of a machine whose PSW stands behind it. */
export function performDiagnose(cp: ControlProgram, vm: VirtualMachine, code: number, rx: number, ry: number): void {
	const diagnose = diagnoses.get(code);
	cp.charge(vm, 'diagnose');
	if (
		!diagnose
		|| (diagnose.classes !== undefined && ![...diagnose.classes].some(letter => vm.classes.includes(letter)))
	) {
		vm.programInterruption(diagnose ? program.privilegedOperation : program.specification);
		return;
	}

	const result = diagnose.perform(new DiagnoseCall(cp, vm, rx, ry));
	if (typeof result === 'number') {
		vm.cpu.psw.cc = result;
	} else if (typeof result === 'object') {
		vm.programInterruption(result.program);
	}
}

/** Performs an I/O instruction; answers its condition code. */
export function performIo(cp: ControlProgram, vm: VirtualMachine, operation: IoOperation, device: number): number {
	const {channels} = vm;
	switch (operation) {
		case 'SIO':
		case 'SIOF': {
			cp.charge(vm, 'io');
			vm.usage.sio++;
			return channels.startIo(device);
		}

		case 'TIO': {
			cp.charge(vm, 'intercept');
			return channels.testIo(device);
		}

		case 'CLRIO': {
			cp.charge(vm, 'intercept');
			return channels.clearIo(device);
		}

		case 'HIO': {
			cp.charge(vm, 'intercept');
			return channels.haltIo(device);
		}

		case 'HDV': {
			cp.charge(vm, 'intercept');
			return channels.haltDevice(device);
		}

		case 'TCH': {
			cp.charge(vm, 'intercept');
			return channels.testChannel(device);
		}

		case 'STIDC': {
			cp.charge(vm, 'intercept');
			return channels.storeChannelId(device);
		}
	}
}

/**
 * The machine waits for an interruption. With SET TIMER REAL its timers go on meanwhile; else the time of day alone can
 * end the wait.
 */
function enabledWait(cp: ControlProgram, vm: VirtualMachine): void {
	const {timers} = vm.processor;
	const real = vm.settings.timer === 'REAL';
	const began = cp.clock.now();
	timers.running = real;
	const until = timers.untilInterruption();
	timers.running = true;
	vm.hold('wait');
	const cancel = until === undefined
		? undefined
		: cp.schedule(until, () => {
			vm.wake();
		});
	vm.onWake = () => {
		cancel?.();
		if (real) {
			timers.wait(cp.clock.now() - began);
		}
	};
}

/** The instruction ADSTOP named comes next: it holds once (GC20-1820, "ADSTOP"). */
function addressStop(vm: VirtualMachine): void {
	vm.processor.stops.clear();
	vm.type(`ADSTOP AT ${hex(vm.cpu.psw.address, 6)}`);
	vm.enterCp();
}

/** CP stops the machine and says why. */
export function stopInCp(vm: VirtualMachine, id: string, text: string): void {
	vm.message(id, text);
	vm.enterCp();
}
