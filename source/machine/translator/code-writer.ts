/** Writes instructions of WebAssembly one behind the other, and knows how far out the labels are. */
import {ByteWriter, type Code} from '../webassembly-bytes.js';
import {nothing, wasm} from '../webassembly-module.js';

/** A place to jump to. */
export type Label = {readonly name: string};

export class CodeWriter {
	readonly #bytes = new ByteWriter();
	/** Of the blocks that are open, the innermost last. */
	protected readonly labels: Array<Label | undefined> = [];

	/** What was written until now. */
	get code(): Uint8Array {
		return this.#bytes.written;
	}

	/** How many bytes that is. */
	get length(): number {
		return this.#bytes.length;
	}

	push(...code: readonly number[]): void {
		for (const byte of code) {
			this.#bytes.byte(byte);
		}
	}

	/** Writes code made elsewhere. */
	write(code: Code): void {
		this.#bytes.write(code);
	}

	constant(value: number): void {
		this.#bytes.byte(wasm.constant);
		this.#bytes.signed(value);
	}

	constant64(value: bigint): void {
		this.#bytes.byte(wasm.constant64);
		this.#bytes.signed64(value);
	}

	get(index: number): void {
		this.#withNumber(wasm.get, index);
	}

	set(index: number): void {
		this.#withNumber(wasm.set, index);
	}

	tee(index: number): void {
		this.#withNumber(wasm.tee, index);
	}

	/** Calls a function of the module by its number. */
	callNumber(index: number): void {
		this.#withNumber(wasm.call, index);
	}

	/** A load or store by an address on the stack; `operation` is that of numbers, or of vectors with its prefix. */
	memory(operation: number | readonly number[], offset = 0): void {
		if (typeof operation === 'number') {
			this.#bytes.byte(operation);
		} else {
			this.#bytes.write(operation);
		}

		this.#withNumber(0, offset);
	}

	open(kind: typeof wasm.block | typeof wasm.loop | typeof wasm.if, label?: Label): void {
		this.labels.push(label);
		this.#bytes.byte(kind);
		this.#bytes.byte(nothing);
	}

	close(): void {
		this.labels.pop();
		this.#bytes.byte(wasm.end);
	}

	depth(label: Label): number {
		const index = this.labels.lastIndexOf(label);
		if (index === -1) {
			throw new Error(`no label ${label.name}`);
		}

		return this.labels.length - 1 - index;
	}

	branch(label: Label): void {
		this.#withNumber(wasm.branch, this.depth(label));
	}

	branchIf(label: Label): void {
		this.#withNumber(wasm.branchIf, this.depth(label));
	}

	/** Goes to the labels by the number on the stack, to the last of them by any other. */
	branchTable(labels: readonly Label[]): void {
		this.#withNumber(wasm.branchTable, labels.length - 1);
		for (const label of labels) {
			this.#bytes.unsigned(this.depth(label));
		}
	}

	#withNumber(operation: number, value: number): void {
		this.#bytes.byte(operation);
		this.#bytes.unsigned(value);
	}
}
