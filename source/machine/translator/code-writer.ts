/** Writes instructions of WebAssembly one behind the other, and knows how far out the labels are. */
import {
	append, leb, nothing, signedLeb, signedLeb64, wasm, type Code,
} from '../webassembly-module.js';

/** A place to jump to. */
export type Label = {readonly name: string};

export class CodeWriter {
	readonly code: number[] = [];
	/** Of the blocks that are open, the innermost last. */
	protected readonly labels: Array<Label | undefined> = [];

	push(...code: readonly number[]): void {
		this.code.push(...code);
	}

	/** Writes code made elsewhere. */
	write(code: Code): void {
		append(this.code, code);
	}

	constant(value: number): void {
		this.write([wasm.constant, ...signedLeb(value)]);
	}

	constant64(value: bigint): void {
		this.write([wasm.constant64, ...signedLeb64(value)]);
	}

	get(index: number): void {
		this.code.push(wasm.get, index);
	}

	set(index: number): void {
		this.code.push(wasm.set, index);
	}

	tee(index: number): void {
		this.code.push(wasm.tee, index);
	}

	/** A load or store by an address on the stack. */
	memory(operation: number, offset = 0): void {
		this.write([operation, 0, ...leb(offset)]);
	}

	open(kind: typeof wasm.block | typeof wasm.loop | typeof wasm.if, label?: Label): void {
		this.labels.push(label);
		this.code.push(kind, nothing);
	}

	close(): void {
		this.labels.pop();
		this.code.push(wasm.end);
	}

	depth(label: Label): number {
		const index = this.labels.lastIndexOf(label);
		if (index === -1) {
			throw new Error(`no label ${label.name}`);
		}

		return this.labels.length - 1 - index;
	}

	branch(label: Label): void {
		this.write([wasm.branch, ...leb(this.depth(label))]);
	}

	branchIf(label: Label): void {
		this.write([wasm.branchIf, ...leb(this.depth(label))]);
	}

	/** Goes to the labels by the number on the stack, to the last of them by any other. */
	branchTable(labels: readonly Label[]): void {
		const depths = labels.map(label => this.depth(label));
		this.write([wasm.branchTable, ...leb(depths.length - 1), ...depths.flatMap(depth => leb(depth))]);
	}
}
