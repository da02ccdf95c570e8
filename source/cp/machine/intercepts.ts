/** Why a machine left the processor, and what CP does about it (DMKPRV, DMKPRG, DMKDSP). */
import {messages} from '../messages/index.js';
import {hex} from '../../base/hex.js';
import type {Exit, IoOperation} from '../../machine/cpu/exit.js';
import {residentDiagnose} from '../../base/resident-page.js';
import {DiagnoseCall, type DiagnoseHost} from '../diagnose/diagnose.js';
import {diagnoses} from '../diagnose/index.js';
import type {Pager} from './paging.js';
import type {NamedSystems} from '../systems/named-systems.js';
import type {VirtualMachine} from './virtual-machine.js';

/** Program interruption codes CP reflects. */
const program = {privilegedOperation: 2, specification: 6} as const;

/** What CP needs to serve a machine that left the processor. */
export type InterceptHost = DiagnoseHost & {
	readonly pager: Pick<Pager, 'fault'>;
	readonly systems: Pick<NamedSystems, 'takeBack'>;
};

/**
 * Acts on an exit. `end`: the value of `cpu.instructions` at which this run of the machine is over, for programs that
 * go on inside it.
 */
export function handleExit(host: InterceptHost, vm: VirtualMachine, exit: Exit, end: number): void {
	takeBack(host, vm);
	perform(host, vm, exit, end);
	takeBack(host, vm);
}

/** What was stored into protected shared pages is undone before anybody else runs. */
function takeBack(host: InterceptHost, vm: VirtualMachine): void {
	if (vm.storage.isAltered && !vm.session.loggedOff) {
		host.systems.takeBack(vm);
	}
}

function perform(host: InterceptHost, vm: VirtualMachine, exit: Exit, end: number): void {
	switch (exit.reason) {
		case 'budget': {
			break;
		}

		case 'wait': {
			if (exit.enabled) {
				enabledWait(host, vm);
			} else {
				disabledWait(vm);
			}

			break;
		}

		case 'page': {
			host.pager.fault(vm, exit.page);
			break;
		}

		case 'diagnose': {
			const {code, r1, r3, address} = exit;
			if (code === residentDiagnose) {
				vm.resident.arrive(address, end);
			} else {
				performDiagnose(host, vm, code, r1, r3);
			}

			break;
		}

		case 'io': {
			vm.cpu.psw.cc = performIo(host, vm, exit.operation, exit.device);
			break;
		}

		case 'loop': {
			if (vm.processor.taken.kind === 'external') {
				vm.message(messages.DMKDSP452W);
			} else {
				vm.message(messages.DMKDSP453W);
			}

			vm.stop('disabledWait');

			break;
		}

		case 'stop': {
			addressStop(vm);
			break;
		}
	}
}

/** Performs a DIAGNOSE of a machine whose PSW stands behind it. */
export function performDiagnose(host: DiagnoseHost, vm: VirtualMachine, code: number, rx: number, ry: number): void {
	const diagnose = diagnoses.get(code);
	host.charge(vm, 'diagnose');
	if (
		!diagnose
		|| (diagnose.classes !== undefined && ![...diagnose.classes].some(letter => vm.classes.includes(letter)))
	) {
		vm.programInterruption(diagnose ? program.privilegedOperation : program.specification);
		return;
	}

	const result = diagnose.perform(new DiagnoseCall(host, vm, rx, ry));
	if (typeof result === 'number') {
		vm.cpu.psw.cc = result;
	} else if (typeof result === 'object') {
		vm.programInterruption(result.program);
	}
}

/** Performs an I/O instruction; answers its condition code. */
export function performIo(
	host: Pick<InterceptHost, 'charge'>,
	vm: VirtualMachine,
	operation: IoOperation,
	device: number,
): number {
	const traced = vm.debugging.ioBegins(operation, device);
	const cc = execute(host, vm, operation, device);
	traced?.(cc);
	return cc;
}

function execute(
	host: Pick<InterceptHost, 'charge'>,
	vm: VirtualMachine,
	operation: IoOperation,
	device: number,
): number {
	const {channels} = vm;
	switch (operation) {
		case 'SIO':
		case 'SIOF': {
			host.charge(vm, 'io');
			vm.devices.lastIo = device;
			if (!vm.devices.isSpooled(device)) {
				vm.account.count('sio');
			}

			return channels.startIo(device);
		}

		case 'TIO': {
			host.charge(vm, 'intercept');
			return channels.testIo(device);
		}

		case 'CLRIO': {
			host.charge(vm, 'intercept');
			return channels.clearIo(device);
		}

		case 'HIO': {
			host.charge(vm, 'intercept');
			return channels.haltIo(device);
		}

		case 'HDV': {
			host.charge(vm, 'intercept');
			return channels.haltDevice(device);
		}

		case 'TCH': {
			host.charge(vm, 'intercept');
			return channels.testChannel(device);
		}

		case 'STIDC': {
			host.charge(vm, 'intercept');
			return channels.storeChannelId(device);
		}
	}
}

/**
 * The machine waits for an interruption. With SET TIMER REAL its timers go on meanwhile; else the time of day alone can
 * end the wait.
 */
function enabledWait(host: Pick<InterceptHost, 'clock' | 'schedule'>, vm: VirtualMachine): void {
	const {timers} = vm.processor;
	const real = vm.settings.timer === 'REAL';
	const began = host.clock.now();
	timers.running = real;
	const until = timers.untilInterruption();
	timers.running = true;
	const cancel = until === undefined
		? undefined
		: host.schedule(until, () => {
			vm.wake();
		});
	vm.holds.wait(() => {
		cancel?.();
		if (real) {
			timers.wait(host.clock.now() - began);
		}
	});
}

/** The instruction ADSTOP named comes next: it holds once (GC20-1820, "ADSTOP"). */
function addressStop(vm: VirtualMachine): void {
	vm.processor.stops.clear();
	vm.type(`ADSTOP AT ${hex(vm.cpu.psw.address, 6)}`);
	vm.stop();
}

/**
 * The segment in which its prefix area was has been taken away (SPX, then DIAGNOSE X'64'): no interruption can be
 * stored, and each attempt makes another.
 */
export function prefixGone(vm: VirtualMachine): void {
	vm.message(messages.DMKDSP453W);
	vm.stop('disabledWait');
}

/** The machine waits for nothing. */
export function disabledWait(vm: VirtualMachine): void {
	const {psw} = vm.cpu;
	vm.message(messages.DMKDSP450W, {psw: `${hex(psw.high, 8)} ${hex(psw.low, 8)}`});
	vm.stop('disabledWait');
}
