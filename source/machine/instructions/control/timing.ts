/**
 * TOD clock, clock comparator and CPU timer (GA22-7000, "Timing"; "General Instructions", STORE CLOCK). SET CLOCK's
 * security switch is always set so as to allow it.
 */
import {instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {aligned} from '../general/alignment.js';

function doubleword(x: Execution, address: number): bigint {
	x.openOperand(address, 8);
	return (BigInt(x.word(address)) << 32n) | BigInt(x.lowWord(address) >>> 0);
}

function setDoubleword(x: Execution, address: number, value: bigint): void {
	x.setDouble(address, Number(BigInt.asIntN(32, value >> 32n)), Number(BigInt.asIntN(32, value)));
}

/** Condition code of STORE CLOCK. */
const clockState = {set: 0, notSet: 1, stopped: 3} as const;

/**
 * Bits of the clock comparator: those of the time-of-day clock, whose resolution is a microsecond. The others are not
 * kept.
 */
const comparedBits = 0xFFFF_FFFF_FFFF_F000n;

export const timing = [
	instruction(0xB205, 'STCK', 'S', 'A P', (x, at) => {
		const {cpu} = x;
		setDoubleword(x, x.based(at + 2), x.timers.tod());
		cpu.psw.cc =
			cpu.todStopped === undefined ? (cpu.todSet ? clockState.set : clockState.notSet) : clockState.stopped;
	}),
	instruction(0xB204, 'SCK', 'S', 'M A P S', (x, at) => {
		x.timers.setTod(BigInt.asUintN(64, doubleword(x, aligned(x.based(at + 2), 8))));
		x.cpu.psw.cc = 0;
		x.changed = true;
	}),
	instruction(0xB206, 'SCKC', 'S', 'M A P S', (x, at) => {
		x.cpu.clockComparator = BigInt.asUintN(64, doubleword(x, aligned(x.based(at + 2), 8))) & comparedBits;
		x.changed = true;
	}),
	instruction(0xB207, 'STCKC', 'S', 'M A P S', (x, at) => {
		setDoubleword(x, aligned(x.based(at + 2), 8), x.cpu.clockComparator);
	}),
	instruction(0xB208, 'SPT', 'S', 'M A P S', (x, at) => {
		x.timers.setCpuTimer(doubleword(x, aligned(x.based(at + 2), 8)));
		x.changed = true;
	}),
	instruction(0xB209, 'STPT', 'S', 'M A P S', (x, at) => {
		setDoubleword(x, aligned(x.based(at + 2), 8), x.timers.cpuTimer());
	}),
];
