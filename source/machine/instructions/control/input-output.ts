/**
 * I/O instructions and DIAGNOSE (GA22-7000, "Input/Output Instructions"). Where the machine has channels of its own
 * they act at once; else they leave the processor with a typed exit: CP acts and sets the condition code.
 */
import {addressMask} from '../../../base/architecture.js';
import type {IoOperation} from '../../cpu/exit.js';
import {instruction, type Execute} from '../instruction.js';

const io = (operation: IoOperation): Execute => (x, at) => {
	const device = x.based(at + 2) & 0xFFFF;
	if (x.operate) {
		x.cpu.psw.cc = x.operate(operation, device);
	} else {
		x.exit = {reason: 'io', operation, device};
		x.changed = true;
	}
};

export const inputOutput = [
	instruction(0x83, 'DIAGNOSE', 'DIAG', 'M', (x, at) => {
		const registers = x.bytes[at + 1];
		x.exit = {
			reason: 'diagnose',
			code: x.based(at + 2),
			r1: registers >>> 4,
			r3: registers & 15,
			address: (x.cpu.psw.address - 2 * x.cpu.psw.ilc) & addressMask,
		};
		x.changed = true;
	}),
	instruction(0x9C00, 'SIO', 'S', 'M', io('SIO')),
	instruction(0x9C01, 'SIOF', 'S', 'M', io('SIOF')),
	instruction(0x9D00, 'TIO', 'S', 'M', io('TIO')),
	instruction(0x9D01, 'CLRIO', 'S', 'M', io('CLRIO')),
	instruction(0x9E00, 'HIO', 'S', 'M', io('HIO')),
	instruction(0x9E01, 'HDV', 'S', 'M', io('HDV')),
	instruction(0x9F00, 'TCH', 'S', 'M', io('TCH')),
	instruction(0xB203, 'STIDC', 'S', 'M', io('STIDC')),
];
