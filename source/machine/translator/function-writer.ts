/**
 * Writes the WebAssembly of one region: storage operands through the fast tables, alone or as spans. What instructions
 * do with them, and with what `state-writer.ts` has, is in `operations.ts`; how blocks hang together is in
 * `region-code.ts`.
 */
import {addressMask} from '../../base/architecture.js';
import {wasm} from '../webassembly-module.js';
import type {Displacement, Length} from './bytes-writer.js';
import {
	beginCrossing, exitIfApart, exitIfMeeting, locateAcross, scatter,
} from './crossing.js';
import {local} from './locals.js';
import type {Range, Span} from './spans.js';
import {StateWriter} from './state-writer.js';
import type {Step} from './step.js';

/** An address on the stack that is one register and a displacement. */
type Place = {
	readonly register: number;
	readonly displacement: number;
	/** Where its code ends. */
	readonly end: number;
};

/** Where the interpreter puts operands together, too: behind instructions, 256 bytes for each operand. */
const scratchAt = (scratch: number, at: number): number => scratch + (at === local.at ? 256 : 512);

export class FunctionWriter extends StateWriter {
	#place: Place | undefined;
	/** Of the current block. */
	#spans: readonly Span[] = [];
	/** Where the operand of the current instruction that is stored into stands if it was put together. */
	#result: {readonly scratch: number; readonly length: number} | undefined;

	/** A block begins, with these spans. */
	override beginBlock(spans: readonly Span[] = []): void {
		super.beginBlock();
		this.#spans = spans;
	}

	override begin(step: Step, behind: number): void {
		super.begin(step, behind);
		for (const span of this.#spans) {
			if (span.first === step.address) {
				this.#openSpan(span);
			}
		}
	}

	override eitherWay(body: () => void, otherwise: () => void): void {
		super.eitherWay(this.#isAwkward
			? () => {
				beginCrossing(this);
				this.#result = undefined;
				body();
				this.#putBack();
			}
			: body, otherwise);
	}

	#putBack(): void {
		if (this.#result) {
			scatter(this, this.#result.scratch, this.#result.length);
		}
	}

	/** The operands at `local.at`, to be stored into, and `local.otherAt` are there: may they be where they are? */
	exitIfMeeting(): void {
		if (this.#isAwkward) {
			exitIfMeeting(this);
		}
	}

	get #isAwkward(): boolean {
		return this.surroundings.isAwkward(this.step);
	}

	/** Whether a span is open that is used behind the current instruction. */
	get isWithinSpan(): boolean {
		const {address} = this.step;
		return this.#spans.some(({first, last}) => first <= address && last > address);
	}

	/** Pushes a displacement plus base and index registers, as a logical address. */
	logicalAddress(displacement: Displacement, base: number, index = 0): void {
		if (base === 0 && index === 0) {
			this.pushDisplacement(displacement);
			return;
		}

		this.register(base === 0 ? index : base);
		if (base !== 0 && index !== 0) {
			this.register(index);
			this.push(wasm.add);
		}

		if (displacement !== 0) {
			this.pushDisplacement(displacement);
			this.push(wasm.add);
		}

		this.constant(addressMask);
		this.push(wasm.and);
		if ((base === 0 || index === 0) && typeof displacement === 'number') {
			this.#place = {register: base === 0 ? index : base, displacement, end: this.length};
		}
	}

	pushDisplacement(displacement: Displacement): void {
		if (typeof displacement === 'number') {
			this.constant(displacement);
			return;
		}

		this.constant(0);
		this.memory(wasm.load16, displacement.at);
		this.swapHalf();
		this.constant(0xFFF);
		this.push(wasm.and);
	}

	/** From the logical address on the stack: sets `at` to the host offset of an operand that is fetched, or leaves. */
	fetchAt(length: Length, operand: number = local.operand, at: number = local.at): void {
		this.#operandAt(length, operand, at, false);
	}

	/** The same for an operand that is stored into: not into the region itself. */
	storeAt(length: Length, operand: number = local.operand, at: number = local.at): void {
		this.#operandAt(length, operand, at, true);
	}

	/** After `storeAt` of one byte: leaves where as many bytes as the local tells would reach into the region. */
	exitIfStoresInto(length: number): void {
		this.surroundings.guard.write(this, local.at, {local: length});
	}

	#operandAt(length: Length, operand: number, at: number, isStored: boolean): void {
		const place = this.#place;
		if (place?.end === this.length && typeof length === 'number') {
			const {register, displacement} = place;
			this.happenings.push({kind: 'operand', step: this.step, register, displacement, length, isStored});
			const span = this.#spanOf(register, displacement, length, isStored);
			if (span) {
				this.set(operand);
				this.get(local.spans + span.place);
				this.constant(displacement - span.from);
				this.push(wasm.add);
				this.set(at);
				return;
			}
		}

		const table = isStored ? local.store : local.fetch;
		this.#hostOffset(table, operand, at);
		if (this.#isAwkward && typeof length === 'number' && length > 1) {
			const scratch = scratchAt(this.surroundings.scratch, at);
			locateAcross(this, {table, length, operand, at, isStored, scratch});
			if (isStored) {
				this.#result = {scratch, length};
			}

			return;
		}

		this.#pushOutside(length, operand, at);
		this.exitIf();
		if (isStored) {
			this.surroundings.guard.write(this, at, length);
		}
	}

	/** The open span that has such an operand. */
	#spanOf(register: number, displacement: number, length: number, isStored: boolean): Span | undefined {
		const {address} = this.step;
		const has = (range: Range | undefined) =>
			range !== undefined && range.from <= displacement && range.to >= displacement + length;
		return this.#spans.find(span =>
			span.register === register
			&& span.first <= address
			&& span.last >= address
			&& has(isStored ? span.stored : span));
	}

	/** Opens a span, or leaves the region before the instruction. */
	#openSpan(span: Span): void {
		const {register, from, to, stored} = span;
		const at = local.spans + span.place;
		this.logicalAddress(from, register);
		const table = stored ? local.store : local.fetch;
		this.#hostOffset(table, local.operand, at);
		exitIfApart(this, {
			table, length: to - from, operand: local.operand, at,
		});
		if (stored) {
			this.get(at);
			this.constant(stored.from - from);
			this.push(wasm.add);
			this.set(local.at);
			this.surroundings.guard.write(this, local.at, stored.to - stored.from);
		}
	}

	/** Sets `operand` to the logical address on the stack, `at` to its host offset: negative where it is not open. */
	#hostOffset(table: number, operand: number, at: number): void {
		this.tee(operand);
		this.constant(9);
		this.push(wasm.shiftRightUnsigned);
		this.constant(0x7FFC);
		this.push(wasm.and);
		this.get(table);
		this.push(wasm.add);
		this.memory(wasm.load);
		this.get(operand);
		this.push(wasm.add);
		this.set(at);
	}

	/** Pushes a number that is not zero where so many bytes at these offsets are not open, or cross a block. */
	#pushOutside(length: Length, operand: number, at: number): void {
		if (length === 2 || length === 4 || length === 8) {
			// Nearly always on its boundary, where it cannot cross another one.
			this.get(operand);
			this.constant(length - 1);
			this.push(wasm.and);
			this.open(wasm.if);
			this.get(at);
			this.#pushRoom(length, operand);
			this.constant(31);
			this.push(wasm.shiftRight, wasm.or);
			this.set(at);
			this.close();
		}

		this.get(at);
		if (length !== 1 && length !== 2 && length !== 4 && length !== 8) {
			this.#pushRoom(length, operand);
			this.push(wasm.or);
		}

		this.constant(0);
		this.push(wasm.less);
	}

	/** Pushes how many bytes are left in its block behind the operand. */
	#pushRoom(length: Length, operand: number): void {
		this.constant(0x800);
		this.pushLength(length);
		this.push(wasm.subtract);
		this.get(operand);
		this.constant(0x7FF);
		this.push(wasm.and, wasm.subtract);
	}
}
