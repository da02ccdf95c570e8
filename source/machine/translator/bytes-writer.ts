/** Writes what fetches operands from the host's storage, whose order of bytes is the other one. */
import {wasm} from '../webassembly-module.js';
import {CodeWriter} from './code-writer.js';
import {local} from './locals.js';

/** Bytes of an operand: a number that is known, or one that a local has. */
export type Length = number | {readonly local: number};

export class BytesWriter extends CodeWriter {
	/** Repeats `body` while the number it leaves on the stack is not zero. */
	repeat(body: () => void): void {
		const again = {name: 'again'};
		this.open(wasm.loop, again);
		body();
		this.branchIf(again);
		this.close();
	}

	/** Word on the stack, from one order of bytes to the other. */
	swapWord(): void {
		this.tee(local.three);
		this.constant(8);
		this.push(wasm.rotateLeft);
		this.constant(0x00FF_00FF);
		this.push(wasm.and);
		this.get(local.three);
		this.constant(8);
		this.push(wasm.rotateRight);
		this.constant(0xFF00_FF00 | 0);
		this.push(wasm.and, wasm.or);
	}

	/** Halfword on the stack, unsigned, to the other order: the two bytes above it are not zero then. */
	swapHalf(): void {
		this.tee(local.three);
		this.constant(8);
		this.push(wasm.shiftLeft);
		this.get(local.three);
		this.constant(8);
		this.push(wasm.shiftRightUnsigned, wasm.or);
	}

	pushLength(length: Length): void {
		if (typeof length === 'number') {
			this.constant(length);
		} else {
			this.get(length.local);
		}
	}

	/** Pushes the word at the host offset in `at`. */
	loadWord(offset = 0, at: number = local.at): void {
		this.get(at);
		this.memory(wasm.load, offset);
		this.swapWord();
	}

	/** Pushes the signed halfword there. */
	loadHalf(): void {
		this.get(local.at);
		this.memory(wasm.load16);
		this.swapHalf();
		this.push(wasm.extend16);
	}

	loadByte(): void {
		this.get(local.at);
		this.memory(wasm.load8);
	}
}
