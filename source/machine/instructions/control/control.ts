/**
 * Control instructions: PSW, masks, control registers, CPU identification (GA22-7000, "Control Instructions"), with
 * SPM, SVC and MC.
 */
import {addressMask} from '../../../base/architecture.js';
import {instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {storeMonitorEvent, swapPsw} from '../../cpu/interruption.js';
import {svcInterruption} from '../../cpu/interruption-classes.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {aligned} from '../general/alignment.js';
import {registerCount} from '../general/move.js';

/**
 * Sets bits 0–7 of the PSW; what EC mode does not know there is recognized once they are set, with the instruction's
 * own length.
 */
function setSystemMask(x: Execution, mask: number): void {
	const {psw} = x.cpu;
	psw.systemMask = mask;
	x.changed = true;
	if (psw.ec && (mask & 0xB8) !== 0) {
		programException(programCode.specification);
	}
}

export const controls = [
	instruction(0x04, 'SPM', 'R1', '', (x, at) => {
		const value = x.gpr[x.bytes[at + 1] >>> 4];
		x.cpu.psw.cc = (value >>> 28) & 3;
		x.cpu.psw.programMask = (value >>> 24) & 15;
	}),
	instruction(0x0A, 'SVC', 'I', '', (x, at) => {
		swapPsw(x, svcInterruption, x.cpu.psw.ilc, x.bytes[at + 1]);
	}),
	instruction(0x80, 'SSM', 'S', 'M A P S SO', (x, at) => {
		if ((x.cpu.cr[0] & 0x4000_0000) !== 0) {
			programException(programCode.specialOperation);
		}

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
		const mask = psw.systemMask & x.bytes[at + 1];
		x.setByte(x.based(at + 2), psw.systemMask);
		setSystemMask(x, mask);
	}),
	instruction(0xAD, 'STOSM', 'SI', 'M A P S', (x, at) => {
		const {psw} = x.cpu;
		const mask = psw.systemMask | x.bytes[at + 1];
		x.setByte(x.based(at + 2), psw.systemMask);
		setSystemMask(x, mask);
	}),
	instruction(0xAF, 'MC', 'SI', 'S MO', (x, at) => {
		const monitorClass = x.bytes[at + 1];
		if (monitorClass > 15) {
			programException(programCode.specification);
		}

		if ((x.cpu.cr[8] & (0x8000 >>> monitorClass)) !== 0) {
			storeMonitorEvent(x, monitorClass, x.based(at + 2));
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

		// The synchronization-control bit may have let a stopped clock go on: from now, not from its next use.
		x.timers.tod();
		x.changed = true;
	}),
	instruction(0xB202, 'STIDP', 'S', 'M A P S', (x, at) => {
		const {high, low} = x.cpu.identification;
		x.setDouble(aligned(x.based(at + 2), 8), high, low);
	}),
	instruction(0xB20A, 'SPKA', 'S', 'M', (x, at) => {
		x.cpu.psw.key = (x.based(at + 2) >>> 4) & 15;
		x.changed = true;
	}),
	instruction(0xB20B, 'IPK', 'E', 'M', x => {
		x.gpr[2] = (x.gpr[2] & ~255) | (x.cpu.psw.key << 4);
	}),
];
