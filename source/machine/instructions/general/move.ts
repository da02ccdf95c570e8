/** Moves, single bytes, several registers, and the interlocked forms (GA22-7000, "General Instructions"). */
import {addressMask} from '../../../base/architecture.js';
import {instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {move} from './byte-operands.js';
import {evenPairs} from './long.js';

/** Registers `first` to `third`, wrapping from 15 to 0. */
export function registerCount(first: number, third: number): number {
	return ((third - first) & 15) + 1;
}

/** Moves the parts of bytes under `mask` (X'F0' zones, X'0F' numerics). */
function moveHalves(x: Execution, at: number, mask: number): void {
	const length = x.bytes[at + 1] + 1;
	const first = x.based(at + 2);
	const second = x.based(at + 4);
	x.openBoth(second, length, first, length);
	for (let index = 0; index < length; index++) {
		const host = x.storeAt((first + index) & addressMask);
		x.bytes[host] = (x.bytes[host] & ~mask) | (x.byte((second + index) & addressMask) & mask);
	}
}

function aligned(address: number, bytes: number): number {
	if ((address & (bytes - 1)) !== 0) {
		programException(programCode.specification);
	}

	return address;
}

export const moves = [
	instruction(0x41, 'LA', 'RX', '', (x, at) => {
		x.gpr[x.bytes[at + 1] >>> 4] = x.indexed(at);
	}),
	instruction(0x42, 'STC', 'RX', 'A P', (x, at) => {
		x.setByte(x.indexed(at), x.gpr[x.bytes[at + 1] >>> 4]);
	}),
	instruction(0x43, 'IC', 'RX', 'A P', (x, at) => {
		const register = x.bytes[at + 1] >>> 4;
		x.gpr[register] = (x.gpr[register] & ~255) | x.byte(x.indexed(at));
	}),
	instruction(0x90, 'STM', 'RS', 'A P', (x, at) => {
		const first = x.bytes[at + 1] >>> 4;
		const count = registerCount(first, x.bytes[at + 1] & 15);
		const address = x.based(at + 2);
		x.openResult(address, count * 4);
		for (let index = 0; index < count; index++) {
			x.setWord((address + (index * 4)) & addressMask, x.gpr[(first + index) & 15]);
		}
	}),
	instruction(0x98, 'LM', 'RS', 'A P', (x, at) => {
		const first = x.bytes[at + 1] >>> 4;
		const count = registerCount(first, x.bytes[at + 1] & 15);
		const address = x.based(at + 2);
		x.openOperand(address, count * 4);
		for (let index = 0; index < count; index++) {
			x.gpr[(first + index) & 15] = x.word((address + (index * 4)) & addressMask);
		}
	}),
	instruction(0x92, 'MVI', 'SI', 'A P', (x, at) => {
		x.setByte(x.based(at + 2), x.bytes[at + 1]);
	}),
	instruction(0x93, 'TS', 'S', 'A P', (x, at) => {
		const host = x.storeAt(x.based(at + 2));
		x.cpu.psw.cc = x.bytes[host] >>> 7;
		x.bytes[host] = 0xFF;
	}),
	instruction(0xBA, 'CS', 'RS', 'A P S', (x, at) => {
		const r1 = x.bytes[at + 1] >>> 4;
		const r3 = x.bytes[at + 1] & 15;
		const address = aligned(x.based(at + 2), 4);
		const host = x.storeAt(address);
		const current = x.view.getInt32(host);
		if (current === x.gpr[r1]) {
			x.view.setInt32(host, x.gpr[r3]);
			x.cpu.psw.cc = 0;
		} else {
			x.gpr[r1] = current;
			x.cpu.psw.cc = 1;
		}
	}),
	instruction(0xBB, 'CDS', 'RS', 'A P S', (x, at) => {
		evenPairs(x, at);
		const r1 = x.bytes[at + 1] >>> 4;
		const r3 = x.bytes[at + 1] & 15;
		const host = x.storeAt(aligned(x.based(at + 2), 8));
		const high = x.view.getInt32(host);
		const low = x.view.getInt32(host + 4);
		if (high === x.gpr[r1] && low === x.gpr[r1 + 1]) {
			x.view.setInt32(host, x.gpr[r3]);
			x.view.setInt32(host + 4, x.gpr[r3 + 1]);
			x.cpu.psw.cc = 0;
		} else {
			x.gpr[r1] = high;
			x.gpr[r1 + 1] = low;
			x.cpu.psw.cc = 1;
		}
	}),
	instruction(0xBE, 'STCM', 'RM', 'A P', (x, at) => {
		const register = x.gpr[x.bytes[at + 1] >>> 4];
		const mask = x.bytes[at + 1] & 15;
		let address = x.based(at + 2);
		const count = (mask & 1) + ((mask >>> 1) & 1) + ((mask >>> 2) & 1) + (mask >>> 3);
		if (count > 0) {
			x.openResult(address, count);
		}

		for (let bit = 0; bit < 4; bit++) {
			if ((mask & (8 >>> bit)) !== 0) {
				x.setByte(address, register >>> (24 - (8 * bit)));
				address = (address + 1) & addressMask;
			}
		}
	}),
	instruction(0xBF, 'ICM', 'RM', 'A P', (x, at) => {
		const r1 = x.bytes[at + 1] >>> 4;
		const mask = x.bytes[at + 1] & 15;
		let address = x.based(at + 2);
		if (mask === 0) {
			// Access exceptions are recognized for one byte all the same.
			x.fetchAt(address);
		}

		let register = x.gpr[r1];
		let inserted = 0;
		let sign = -1;
		for (let bit = 0; bit < 4; bit++) {
			if ((mask & (8 >>> bit)) !== 0) {
				const byte = x.byte(address);
				const shift = 24 - (8 * bit);
				register = (register & ~(255 << shift)) | (byte << shift);
				inserted |= byte;
				sign = sign < 0 ? byte >>> 7 : sign;
				address = (address + 1) & addressMask;
			}
		}

		x.gpr[r1] = register;
		x.cpu.psw.cc = inserted === 0 ? 0 : (sign === 1 ? 1 : 2);
	}),
	instruction(0xD1, 'MVN', 'SS1', 'A P', (x, at) => {
		moveHalves(x, at, 0x0F);
	}),
	instruction(0xD2, 'MVC', 'SS1', 'A P', (x, at) => {
		move(x, at);
	}),
	instruction(0xD3, 'MVZ', 'SS1', 'A P', (x, at) => {
		moveHalves(x, at, 0xF0);
	}),
	instruction(0xE8, 'MVCIN', 'SS1', 'A P', (x, at) => {
		const length = x.bytes[at + 1] + 1;
		const first = x.based(at + 2);
		const second = x.based(at + 4);
		x.openBoth((second - length + 1) & addressMask, length, first, length);
		for (let index = 0; index < length; index++) {
			x.setByte((first + index) & addressMask, x.byte((second - index) & addressMask));
		}
	}),
];
