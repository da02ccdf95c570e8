/**
 * Manual operations on a CPU that SIGNAL PROCESSOR has too: restart and store status (GA22-7000, "Manual Operation").
 */
import type {Execution} from '../interpreter/execution.js';
import {loadPsw} from './interruption.js';

/**
 * PSW RESTART (GA22-7000, "Restart Interruption"): the current PSW to real address 8, a new one from 0. One with an
 * invalid format makes a specification exception as soon as the processor runs.
 */
export function restart(execution: Execution): void {
	const {psw} = execution.cpu;
	psw.interruptionCode = 0;
	execution.setRealWord(8, psw.high);
	execution.setRealWord(12, psw.low);
	loadPsw(execution, 0);
	execution.changed = true;
}

/** Where STORE STATUS puts things (absolute addresses; GA22-7000, "Store Status"). */
const status = {
	cpuTimer: 216, clockComparator: 224, psw: 256, prefix: 264, floats: 352, registers: 384, controls: 448,
} as const;

/** The store-status function of the operator, and of SIGNAL PROCESSOR. */
export function storeStatus(execution: Execution): void {
	const {cpu} = execution;
	const {storage, psw} = cpu;
	const double = (address: number, value: bigint) => {
		storage.setWord(address, Number(BigInt.asUintN(32, value >> 32n)));
		storage.setWord(address + 4, Number(BigInt.asUintN(32, value)));
	};

	const words = (address: number, values: Int32Array) => {
		for (const [index, value] of values.entries()) {
			storage.setWord(address + (index * 4), value);
		}
	};

	double(status.cpuTimer, execution.timers.cpuTimer());
	double(status.clockComparator, cpu.clockComparator);
	psw.interruptionCode = 0;
	storage.setWord(status.psw, psw.high);
	storage.setWord(status.psw + 4, psw.low);
	storage.setWord(status.prefix, cpu.prefix);
	words(status.floats, cpu.fpr);
	words(status.registers, cpu.gpr);
	words(status.controls, cpu.cr);
}
