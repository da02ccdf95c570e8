/**
 * Control instructions: status switching, keys, control registers, timers, prefixing (GA22-7000, "Control Instructions"), with SPM, SVC and MC.
 * Not here: SIGNAL PROCESSOR, LOAD REAL ADDRESS, SET CLOCK's security switch.
 */
import {instruction} from '../instruction.js';
import type {Execution} from '../execution.js';
import {loadPsw, svcInterruption, swapPsw} from '../interruption.js';
import {programCode, programException} from '../program-exception.js';
import {registerCount} from './move.js';

const addressMask = 0xFF_FFFF;
/** Model 158, as STORE CPU ID gives it: version, serial number, model, length of the machine-check logout. */
const cpuIdHigh = 0x0002_0370;
const cpuIdLow = 0x0158_0000;

function aligned(address: number, bytes: number): number {
	if ((address & (bytes - 1)) !== 0) {
		programException(programCode.specification);
	}

	return address;
}

/** Absolute block index of the key that SSK, ISK or RRB names by a real address. */
function keyBlock(x: Execution, real: number): number {
	const absolute = x.absolute(real & 0xFF_F800);
	if (absolute >= x.cpu.storage.size) {
		programException(programCode.addressing);
	}

	return absolute >>> 11;
}

function setSystemMask(x: Execution, mask: number): void {
	const {psw} = x.cpu;
	psw.systemMask = mask;
	x.changed = true;
	if (psw.ec && (mask & 0xB8) !== 0) {
		programException(programCode.specification);
	}
}

function doubleword(x: Execution, address: number): bigint {
	x.openOperand(address, 8);
	return (BigInt(x.word(address)) << 32n) | BigInt(x.lowWord(address) >>> 0);
}

function setDoubleword(x: Execution, address: number, value: bigint): void {
	x.setDouble(address, Number(BigInt.asIntN(32, value >> 32n)), Number(BigInt.asIntN(32, value)));
}

/** STNSM and STOSM are not allowed while control register 0 suppresses SSM; neither is SSM. */
function checkSuppression(x: Execution): void {
	if ((x.cpu.cr[0] & 0x4000_0000) !== 0) {
		programException(programCode.specialOperation);
	}
}

export const controls = [
	instruction(0x04, 'SPM', 'R1', '', (x, at) => {
		const value = x.gpr[x.bytes[at + 1] >>> 4];
		x.cpu.psw.cc = (value >>> 28) & 3;
		x.cpu.psw.programMask = (value >>> 24) & 15;
	}),
	instruction(0x08, 'SSK', 'RR', 'M A S', (x, at) => {
		const operand = x.gpr[x.bytes[at + 1] & 15];
		if ((operand & 15) !== 0) {
			programException(programCode.specification);
		}

		const block = keyBlock(x, operand);
		x.cpu.storage.keys[block] = x.gpr[x.bytes[at + 1] >>> 4] & 0xFE;
		x.cpu.storage.close(block);
	}),
	instruction(0x09, 'ISK', 'RR', 'M A S', (x, at) => {
		const operand = x.gpr[x.bytes[at + 1] & 15];
		if ((operand & 15) !== 0) {
			programException(programCode.specification);
		}

		const register = x.bytes[at + 1] >>> 4;
		const key = x.cpu.storage.keys[keyBlock(x, operand)];
		x.gpr[register] = (x.gpr[register] & ~255) | (key & (x.cpu.psw.ec ? 0xFE : 0xF8));
	}),
	instruction(0x0A, 'SVC', 'I', '', (x, at) => {
		swapPsw(x, svcInterruption, x.cpu.psw.ilc, x.bytes[at + 1]);
		x.taken('svc', x.bytes[at + 1]);
	}),
	instruction(0x80, 'SSM', 'S', 'M A P S', (x, at) => {
		checkSuppression(x);
		setSystemMask(x, x.byte(x.based(at + 2)));
	}),
	instruction(0x82, 'LPSW', 'S', 'M A P S', (x, at) => {
		const address = aligned(x.based(at + 2), 8);
		const high = x.word(address);
		const low = x.lowWord(address);
		x.changed = true;
		x.invalidPsw = !x.cpu.psw.load(high, low);
	}),
	instruction(0xAC, 'STNSM', 'SI', 'M A P', (x, at) => {
		const {psw} = x.cpu;
		x.setByte(x.based(at + 2), psw.systemMask);
		setSystemMask(x, psw.systemMask & x.bytes[at + 1]);
	}),
	instruction(0xAD, 'STOSM', 'SI', 'M A P S', (x, at) => {
		const {psw} = x.cpu;
		x.setByte(x.based(at + 2), psw.systemMask);
		setSystemMask(x, psw.systemMask | x.bytes[at + 1]);
	}),
	instruction(0xAF, 'MC', 'SI', 'S MO', (x, at) => {
		const monitorClass = x.bytes[at + 1];
		if (monitorClass > 15) {
			programException(programCode.specification);
		}

		if ((x.cpu.cr[8] & (0x8000 >>> monitorClass)) !== 0) {
			const code = x.based(at + 2);
			x.setRealWord(148, monitorClass << 16);
			x.setRealWord(156, code);
			programException(programCode.monitorEvent);
		}
	}),
	instruction(0xB6, 'STCTL', 'RS', 'M A P S', (x, at) => {
		const first = x.bytes[at + 1] >>> 4;
		const count = registerCount(first, x.bytes[at + 1] & 15);
		const address = aligned(x.based(at + 2), 4);
		x.openResult(address, count * 4);
		for (let index = 0; index < count; index++) {
			x.setWord((address + (index * 4)) & addressMask, x.cpu.cr[(first + index) & 15]);
		}
	}),
	instruction(0xB7, 'LCTL', 'RS', 'M A P S', (x, at) => {
		const first = x.bytes[at + 1] >>> 4;
		const count = registerCount(first, x.bytes[at + 1] & 15);
		const address = aligned(x.based(at + 2), 4);
		x.openOperand(address, count * 4);
		for (let index = 0; index < count; index++) {
			x.cpu.cr[(first + index) & 15] = x.word((address + (index * 4)) & addressMask);
		}

		x.changed = true;
	}),
	instruction(0xB202, 'STIDP', 'S', 'M A P S', (x, at) => {
		x.setDouble(aligned(x.based(at + 2), 8), cpuIdHigh, cpuIdLow);
	}),
	instruction(0xB204, 'SCK', 'S', 'M A P S', (x, at) => {
		x.setTod(BigInt.asUintN(64, doubleword(x, aligned(x.based(at + 2), 8))));
		x.cpu.psw.cc = 0;
		x.changed = true;
	}),
	instruction(0xB206, 'SCKC', 'S', 'M A P S', (x, at) => {
		x.cpu.clockComparator = BigInt.asUintN(64, doubleword(x, aligned(x.based(at + 2), 8)));
		x.changed = true;
	}),
	instruction(0xB207, 'STCKC', 'S', 'M A P S', (x, at) => {
		setDoubleword(x, aligned(x.based(at + 2), 8), x.cpu.clockComparator);
	}),
	instruction(0xB208, 'SPT', 'S', 'M A P S', (x, at) => {
		x.setCpuTimer(doubleword(x, aligned(x.based(at + 2), 8)));
		x.changed = true;
	}),
	instruction(0xB209, 'STPT', 'S', 'M A P S', (x, at) => {
		setDoubleword(x, aligned(x.based(at + 2), 8), x.cpuTimer());
	}),
	instruction(0xB20A, 'SPKA', 'S', 'M', (x, at) => {
		x.cpu.psw.key = (x.based(at + 2) >>> 4) & 15;
		x.changed = true;
	}),
	instruction(0xB20B, 'IPK', 'E', 'M', x => {
		x.gpr[2] = (x.gpr[2] & ~255) | (x.cpu.psw.key << 4);
	}),
	instruction(0xB20D, 'PTLB', 'E', 'M', () => undefined),
	instruction(0xB210, 'SPX', 'S', 'M A P S', (x, at) => {
		const prefix = x.word(aligned(x.based(at + 2), 4)) & 0xFF_F000;
		if (prefix >= x.cpu.storage.size) {
			programException(programCode.addressing);
		}

		x.cpu.prefix = prefix;
		x.changed = true;
	}),
	instruction(0xB211, 'STPX', 'S', 'M A P S', (x, at) => {
		x.setWord(aligned(x.based(at + 2), 4), x.cpu.prefix);
	}),
	instruction(0xB212, 'STAP', 'S', 'M A P S', (x, at) => {
		const address = x.based(at + 2);
		if ((address & 1) !== 0) {
			programException(programCode.specification);
		}

		x.setHalf(address, 0);
	}),
	instruction(0xB213, 'RRB', 'S', 'M A', (x, at) => {
		const block = keyBlock(x, x.based(at + 2));
		const {keys} = x.cpu.storage;
		x.cpu.psw.cc = (keys[block] >>> 1) & 3;
		keys[block] &= ~4;
		x.cpu.storage.close(block);
	}),
];
