/**
 * Storage keys (GA22-7000, "Control Instructions"): one key of seven bits for each 2 KiB block. The extended
 * instructions treat a page as one block with two keys, as the storage-key-instruction extensions do where keys are of
 * 2 KiB.
 */
import {instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';

const reference = 4;
const change = 2;

/** Absolute 2 KiB block that a real address is in. */
function keyBlock(x: Execution, real: number): number {
	const absolute = x.absolute(real & 0xFF_F800);
	if (!x.cpu.storage.contains(absolute, 1)) {
		programException(programCode.addressing);
	}

	return absolute >>> 11;
}

/** The block that SSK or ISK names by a register. */
function namedBlock(x: Execution, at: number): number {
	const operand = x.gpr[x.bytes[at + 1] & 15];
	if ((operand & 15) !== 0) {
		programException(programCode.specification);
	}

	return keyBlock(x, operand);
}

/** First block of the page that ISKE, SSKE or RRBE names by a register. */
function namedPage(x: Execution, at: number): number {
	return keyBlock(x, x.gpr[x.bytes[at + 3] & 15]) & ~1;
}

function setKey(x: Execution, block: number, key: number): void {
	x.cpu.storage.keys[block] = key & 0xFE;
	x.cpu.storage.tables.close(block);
}

/** Sets the reference bit to zero; answers the condition code, reference and change bits as they were. */
function resetReference(x: Execution, block: number): number {
	const {storage} = x.cpu;
	const key = storage.keys[block];
	storage.keys[block] = key & ~reference;
	// The next reference has to be seen.
	storage.tables.close(block);
	return (key & (reference | change)) >>> 1;
}

export const storageKeys = [
	instruction(0x08, 'SSK', 'RR', 'M A S', (x, at) => {
		setKey(x, namedBlock(x, at), x.gpr[x.bytes[at + 1] >>> 4]);
	}),
	instruction(0x09, 'ISK', 'RR', 'M A S', (x, at) => {
		const register = x.bytes[at + 1] >>> 4;
		const key = x.cpu.storage.keys[namedBlock(x, at)];
		x.gpr[register] = (x.gpr[register] & ~255) | (key & (x.cpu.psw.ec ? 0xFE : 0xF8));
	}),
	instruction(0xB213, 'RRB', 'S', 'M A', (x, at) => {
		x.cpu.psw.cc = resetReference(x, keyBlock(x, x.based(at + 2)));
	}),
	instruction(0xB229, 'ISKE', 'RRE', 'M A', (x, at) => {
		const block = namedPage(x, at);
		const register = x.bytes[at + 3] >>> 4;
		const {keys} = x.cpu.storage;
		x.gpr[register] = (x.gpr[register] & ~255) | ((keys[block] | (keys[block + 1] & (reference | change))) & 0xFE);
	}),
	instruction(0xB22A, 'RRBE', 'RRE', 'M A', (x, at) => {
		const block = namedPage(x, at);
		x.cpu.psw.cc = resetReference(x, block) | resetReference(x, block + 1);
	}),
	instruction(0xB22B, 'SSKE', 'RRE', 'M A', (x, at) => {
		const block = namedPage(x, at);
		const key = x.gpr[x.bytes[at + 3] >>> 4];
		setKey(x, block, key);
		setKey(x, block + 1, key);
	}),
];
