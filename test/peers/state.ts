/** A case's state in a machine of ours: set up from its record, and made a record again. */
import type {Machine} from '../../source/machine/machine.js';
import {
	area, areaLength, codesLength, header, recordLength, type StateRecord,
} from './driver.js';

/** Sets a machine up that has nothing behind page 3; `low` is what stands in pages 0 and 1. */
export function prepare({storage, cpu, processor}: Machine, record: StateRecord, low: StateRecord): void {
	cpu.reset();
	storage.store(0, low);
	storage.store(0x400, record.subarray(0, header.length));
	storage.store(area, record.subarray(header.length));
	storage.keys.fill(8);
	const word = (offset: number): number => record.readInt32BE(offset);
	for (let block = 0; block < 4; block++) {
		storage.keys[(area >>> 11) + block] = word(header.keys + (block * 4)) & 0xFE;
	}

	for (let block = 0; block < 8; block++) {
		storage.tables.close(block);
	}

	for (let register = 0; register < 16; register++) {
		cpu.gpr[register] = word(header.gpr + (register * 4));
		cpu.cr[register] = word(header.cr + (register * 4));
	}

	for (let register = 0; register < 8; register++) {
		cpu.fpr[register] = word(header.fpr + (register * 4));
	}

	processor.taken.kind = 'none';
	// As LPSW would: an invalid PSW is found before the first instruction.
	processor.execution.invalidPsw = !cpu.psw.load(word(header.psw), word(header.psw + 4));
	cpu.attention = true;
}

/** The record of a machine that an interruption has stopped. */
export function resultOf({storage, cpu, processor}: Machine): StateRecord {
	const result = Buffer.alloc(recordLength);
	for (let register = 0; register < 16; register++) {
		result.writeInt32BE(cpu.gpr[register], header.gpr + (register * 4));
		result.writeInt32BE(cpu.cr[register], header.cr + (register * 4));
	}

	for (let register = 0; register < 8; register++) {
		result.writeInt32BE(cpu.fpr[register], header.fpr + (register * 4));
	}

	const keys = storage.keys.slice(area >>> 11, (area + areaLength) >>> 11);
	const isProgram = processor.taken.kind === 'program';
	for (const [block, key] of keys.entries()) {
		result.writeUInt32BE(key & 0xFE, header.keys + (block * 4));
	}

	result.set(storage.fetch(cpu.prefix + (isProgram ? 0x28 : 0x20), 8), header.psw);
	result.writeUInt32BE(isProgram ? 1 : 2, header.kind);
	result.set(storage.fetch(cpu.prefix + 0x80, codesLength), header.codes);
	result.set(storage.fetch(area, areaLength), header.length);
	return result;
}
