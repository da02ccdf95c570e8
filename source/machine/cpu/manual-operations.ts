/**
 * Manual operations on a CPU that SIGNAL PROCESSOR has too: restart and store status (GA22-7000, "Manual Operation").
 */
import {assigned} from '../../base/assigned-storage.js';
import {
	doubleword, fullword, Layout, many,
} from '../../base/layout.js';
import type {Execution} from '../interpreter/execution.js';
import type {Cpu} from './cpu.js';
import {loadPsw} from './interruption.js';

/**
 * PSW RESTART (GA22-7000, "Restart Interruption"): the current PSW to real address 8, a new one from 0. One with an
 * invalid format makes a specification exception as soon as the processor runs.
 */
export function restart(execution: Execution): void {
	const {psw} = execution.cpu;
	psw.interruptionCode = 0;
	execution.setRealWord(assigned.restartOld, psw.high);
	execution.setRealWord(assigned.restartOld + 4, psw.low);
	loadPsw(execution, assigned.restartNew);
	execution.changed = true;
}

/** What STORE STATUS leaves at absolute address `statusOrigin` (GA22-7000, "Store Status"). */
export const statusArea = new Layout(296, {
	cpuTimer: doubleword(0),
	clockComparator: doubleword(8),
	psw: many(40, 2, fullword),
	prefix: fullword(48),
	floats: many(136, 8, fullword),
	registers: many(168, 16, fullword),
	controls: many(232, 16, fullword),
});
export const statusOrigin = 216;

const words = (registers: Int32Array): number[] => Array.from(registers, word => word >>> 0);

/** Stores a CPU's status in its storage, beside what stands between the fields. `cpuTimer` as it is now. */
export function storeStatusOf(cpu: Cpu, cpuTimer: bigint): void {
	const {storage, psw} = cpu;
	const bytes = storage.fetch(statusOrigin, statusArea.length);
	statusArea.change(bytes, 0, {
		cpuTimer: BigInt.asUintN(64, cpuTimer),
		clockComparator: BigInt.asUintN(64, cpu.clockComparator),
		psw: [psw.high >>> 0, psw.low >>> 0],
		prefix: cpu.prefix >>> 0,
		floats: words(cpu.fpr),
		registers: words(cpu.gpr),
		controls: words(cpu.cr),
	});
	storage.store(statusOrigin, bytes);
}

/** The store-status function of the operator, and of SIGNAL PROCESSOR. */
export function storeStatus(execution: Execution): void {
	execution.cpu.psw.interruptionCode = 0;
	storeStatusOf(execution.cpu, execution.timers.cpuTimer());
}
