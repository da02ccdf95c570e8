/** Looking at the instruction to come, for traces: nothing is changed, no reference recorded, no exception made. */
import {addressMask} from '../../base/architecture.js';
import {newTranslation, translate, translated} from './dat.js';
import {instructionLength} from '../instructions/instruction-length.js';
import type {Machine} from '../machine.js';
import {PageMissing, ProgramException} from '../cpu/program-exception.js';
import {absent} from './page-entries.js';

/** The machine looked into. */
type Peeked = Pick<Machine, 'processor' | 'cpu' | 'storage'>;

/** Byte at a logical address under the current PSW, or `undefined` where there is none. */
function peekByte({processor: {execution}, cpu, storage}: Peeked, address: number): number | undefined {
	let real = address;
	if (cpu.psw.translation) {
		const result = newTranslation();
		try {
			translate(execution, address, result);
		} catch (error) {
			if (error instanceof ProgramException || error instanceof PageMissing) {
				return undefined;
			}

			throw error;
		}

		if (result.status !== translated.available) {
			return undefined;
		}

		real = result.address;
	}

	const absolute = execution.absolute(real);
	const frame = storage.pages[absolute >>> 12];
	if (frame === absent) {
		return undefined;
	}

	return frame < 0 ? 0 : storage.host.bytes[(frame * 4096) + (absolute & 0xFFF)];
}

/** Bytes at a logical address; fewer where the machine could not fetch them. */
export function peekBytes(machine: Peeked, address: number, length: number): Uint8Array {
	const bytes: number[] = [];
	for (let at = 0; at < length; at++) {
		const byte = peekByte(machine, (address + at) & addressMask);
		if (byte === undefined) {
			break;
		}

		bytes.push(byte);
	}

	return Uint8Array.from(bytes);
}

/** Bytes of the instruction at a logical address; fewer, or none, where the machine could not fetch them. */
export function peekInstruction(machine: Peeked, address: number): Uint8Array {
	const bytes: number[] = [];
	for (let length = 2, at = 0; at < length; at++) {
		const byte = peekByte(machine, (address + at) & addressMask);
		if (byte === undefined) {
			break;
		}

		bytes.push(byte);
		length = instructionLength(bytes[0]);
	}

	return Uint8Array.from(bytes);
}
