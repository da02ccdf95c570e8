/**
 * From a region to a function of WebAssembly. Blocks stand in the order of their addresses; a jump forward is a jump
 * out of as many `block`s as end on the way, a jump back to the first block of a loop goes to a `loop`, every other one
 * sets the address and goes to the table at the top (and, where the goal is inside a loop, to a table at the top of
 * that loop).
 *
 * The function is `(address, left, condition code, program mask, fetch table, store table, registers) → address`: where
 * the interpreter goes on, with `branchedAway` where a branch leads there, `gaveUp` where the instruction there did.
 * What is left of the instructions and the condition code it puts into storage. It answers a negative number where it
 * was not entered (`prologue.ts`); nothing has happened then. Nothing in it belongs to one machine: whoever has the
 * same pages at the same addresses can run it.
 */
import {registerBlock, resultWord} from '../cpu/cpu.js';
import {append} from '../../base/sequences.js';
import type {Execution} from '../interpreter/execution.js';
import {
	i32, i64, v128, wasm, type Definition,
} from '../webassembly-module.js';
import type {CodeWriter, Label} from './code-writer.js';
import {FunctionWriter} from './function-writer.js';
import {local, locals, parameters} from './locals.js';
import {
	allLoops, findLoops, itemsOf, type Item, type Loop,
} from './loops.js';
import {translateStep} from './operations.js';
import {Guard} from './guard.js';
import {extentsOf, writePrologue} from './prologue.js';
import {edgesOf, enterableBlocks} from './control-flow.js';
import {writeDispatch} from './dispatch.js';
import {
	floatingRegisters, localOf, pushStored, storeRegister,
} from './registers.js';
import {alwaysBranches} from './region.js';
import {findSpans, type Happening, type Span} from './spans.js';
import type {Callee, StateWriter, Surroundings} from './state-writer.js';
import type {Block, Region, Step} from './step.js';

/** Added to the address where a branch led out of the region. */
export const branchedAway = 0x100_0000;
/** Added to it where an instruction gave up. */
export const gaveUp = 0x200_0000;

export type RegionCode = {
	/** The region's own first. */
	readonly definitions: readonly Definition[];
	/** Functions of others that it calls, by number. */
	readonly called: readonly Callee[];
	/** Addresses at which the region can be entered. */
	readonly entries: readonly number[];
	/** Where its instructions stand, and what keeps it from storing there. */
	readonly guard: Guard;
	/** Whether some of them change the PSW. */
	readonly changesPsw: boolean;
};

/** A loop being written: where a jump back to its first block goes. */
type OpenLoop = {readonly loop: Loop; readonly label: Label};

class RegionWriter implements Surroundings {
	readonly guard: Guard;
	/** Registers that branches of the region rely on, with what they hold. */
	readonly constants = new Set<number>();
	readonly writer: FunctionWriter;
	readonly #blocks: readonly Block[];
	/** Those that branches by register lead to. */
	readonly #returns: readonly number[];
	readonly #numbers: ReadonlyMap<number, number>;
	/** Registers that the region changes; none known yet while they are found out. */
	readonly #changed: ReadonlySet<number> = new Set();
	/** Registers that it works with or relies on. */
	readonly #known: ReadonlySet<number> = new Set();
	/** Registers that it might rely on. */
	readonly #relied: ReadonlySet<number> = new Set();
	readonly storesAtOnce: boolean;
	readonly isExtended: boolean;
	readonly #isRehearsal: boolean = true;
	/** Starts of items in sight of jumps forward. */
	readonly #ahead = new Map<number, Label>();
	readonly #openLoops: OpenLoop[] = [];
	/** Blocks that can be jumped to by address. */
	#enterable: ReadonlySet<number> = new Set();
	#loops: readonly Loop[] = [];
	#tables: ReadonlySet<number> | undefined;
	#changesPsw = false;
	/** What happens in each block. */
	readonly #happenings = new Map<Block, readonly Happening[]>();

	constructor(readonly x: Execution, readonly region: Region, mostInLocals: number) {
		this.#blocks = region.blocks;
		this.#numbers = new Map(region.blocks.map(({address}, index) => [address, index]));
		this.#returns = [...region.returns].map(address => this.#numbers.get(address)!);
		this.storesAtOnce = region.blocks.length > mostInLocals;
		this.isExtended = x.cpu.psw.ec;
		this.guard = new Guard(extentsOf(region.blocks), x.cpu.storage.host.control);
		const rehearsal = new FunctionWriter(this);
		rehearsal.rehearse(() => {
			for (const block of region.blocks) {
				writeSteps(rehearsal, block, []);
				this.#happenings.set(block, [...rehearsal.happenings]);
			}
		});
		this.#changed = rehearsal.changed;
		this.#known = new Set([...rehearsal.used, ...this.constants]);
		this.#relied = new Set(this.constants);
		this.#isRehearsal = false;
		this.constants.clear();
		this.writer = new FunctionWriter(this);
		append(this.writer.called, rehearsal.called);
		this.guard.number = rehearsal.called.length + 1;
	}

	get scratch(): number {
		return this.x.cpu.storage.host.scratch;
	}

	/** Whether the register holds what it held when the region was found. No register (0) does. */
	isConstant(register: number): boolean {
		if (register !== 0 && this.#changed.has(register)) {
			return false;
		}

		if (register !== 0) {
			this.constants.add(register);
		}

		return true;
	}

	isAwkward({address}: Step): boolean {
		return this.region.awkward.has(address);
	}

	/** Whether `address` is the first of a block. */
	has(address: number): boolean {
		return this.#numbers.has(address);
	}

	/** A branch to `address`. */
	jump(writer: StateWriter, address: number): void {
		if (this.#isRehearsal) {
			writer.branch(writer.leave);
			return;
		}

		const number = this.#numbers.get(address);
		if (number === undefined) {
			setAddress(writer, address);
			writer.branch(writer.away);
			return;
		}

		const back = this.#openLoops.find(({loop}) => loop.first === number);
		const label = back?.label ?? this.#ahead.get(number);
		if (!label || this.#loopsWithTable.has(number)) {
			setAddress(writer, address);
		}

		writer.branch(label ?? this.#dispatchTo(writer, [number]));
	}

	/** The table for a jump to one of these blocks: that of the innermost loop that has them all. */
	#dispatchTo(writer: StateWriter, numbers: readonly number[]): Label {
		const within = this.#openLoops.findLast(({loop: {first, last}}) =>
			this.#loopsWithTable.has(first) && numbers.every(number => number >= first && number <= last));
		return within?.label ?? writer.dispatch;
	}

	dispatchAnywhere(writer: StateWriter): Label {
		return this.#dispatchTo(writer, this.#returns);
	}

	storeRegisters(writer: CodeWriter): void {
		for (const register of this.storesAtOnce ? [] : this.#changed) {
			storeRegister(writer, register);
		}
	}

	pushStored(writer: CodeWriter, register: number): void {
		pushStored(writer, register);
	}

	pushResult(writer: CodeWriter, word: number): void {
		writer.get(local.block);
		writer.memory(wasm.load, registerBlock.results + (4 * word));
	}

	setResult(writer: CodeWriter, word: number, push: () => void): void {
		this.#changesPsw ||= word === resultWord.psw;
		writer.get(local.block);
		push();
		writer.memory(wasm.store, registerBlock.results + (4 * word));
	}

	takeRegisters(writer: StateWriter): void {
		writer.constant(0);
		if (this.storesAtOnce) {
			for (const register of [...this.#relied].filter(each => !this.#changed.has(each))) {
				this.pushStored(writer, register);
				writer.constant(this.x.gpr[register]);
				writer.push(wasm.exclusiveOr, wasm.or);
			}

			writer.fetchAgain();
			return;
		}

		for (let register = 0; register < 16; register++) {
			if (this.#changed.has(register)) {
				this.pushStored(writer, register);
				writer.setRegister(register);
			} else if (this.#known.has(register)) {
				this.pushStored(writer, register);
				writer.register(register);
				writer.push(wasm.exclusiveOr, wasm.or);
			}
		}

		for (const register of floatingRegisters) {
			if (this.#known.has(register)) {
				this.pushStored(writer, register);
				writer.set(localOf(register));
			}
		}
	}

	/** The function, and where it can be entered. */
	write(): RegionCode {
		const {writer, region} = this;
		const edges = edgesOf(this.#blocks, this.#numbers);
		this.#loops = findLoops(edges);
		const goals = [...region.entries, ...region.returns].map(address => this.#numbers.get(address)!);
		this.#enterable = enterableBlocks({count: this.#blocks.length, loops: this.#loops, edges, goals});
		const items = itemsOf(0, this.#blocks.length - 1, this.#loops);
		writer.open(wasm.block, writer.leave);
		writer.open(wasm.block, writer.givenUp);
		writer.open(wasm.block, writer.away);
		writer.open(wasm.loop, writer.dispatch);
		this.#sequence(items, true);
		writer.close();
		writer.close();
		mark(writer, branchedAway);
		writer.branch(writer.leave);
		writer.close();
		writer.finishGivenUp();
		mark(writer, gaveUp);
		writer.close();
		this.#epilogue();
		return {
			definitions: [this.#definition(), ...this.guard.definitions],
			called: writer.called,
			entries: [...this.#enterable].map(number => this.#blocks[number].address),
			guard: this.guard,
			changesPsw: this.#changesPsw,
		};
	}

	#definition(): Definition {
		return {
			name: 'run', parameters, result: i32, write: routine => {
				for (let count = 0; count < locals.words; count++) {
					routine.local(i32);
				}

				for (let count = 0; count < locals.doublewords; count++) {
					routine.local(i64);
				}

				for (let count = 0; count < locals.vectors; count++) {
					routine.local(v128);
				}

				return [writePrologue(this.x, this), this.writer.code];
			},
		};
	}

	/**
	 * Items one behind the other, each but the first with a label for jumps forward; with a table where they can be
	 * entered by address.
	 */
	#sequence(items: readonly Item[], hasTable: boolean): void {
		const {writer} = this;
		const labels = items.map(({first}) => ({name: `block ${first}`}));
		for (let index = items.length - 1; index >= (hasTable ? 0 : 1); index--) {
			writer.open(wasm.block, labels[index]);
			this.#ahead.set(items[index].first, labels[index]);
		}

		if (hasTable) {
			this.#table(items, labels);
		}

		for (const [index, item] of items.entries()) {
			if (hasTable || index > 0) {
				writer.close();
				this.#ahead.delete(item.first);
			}

			if (item.loop) {
				this.#loop(item.loop);
			} else {
				this.#block(this.#blocks[item.first]);
			}
		}
	}

	/**
	 * Goes to the item that holds the block at `local.address`; where there is none out of the loop, out of the region
	 * in the end.
	 */
	#table(items: readonly Item[], labels: readonly Label[]): void {
		const {writer} = this;
		const goals = [...this.#enterable]
			.toSorted((one, other) => one - other)
			.filter(number => number >= items[0].first && number <= items.at(-1)!.last)
			.map(number => ({
				address: this.#blocks[number].address,
				label: labels[items.findIndex(({first, last}) => number >= first && number <= last)],
			}));
		writeDispatch(writer, goals, this.#openLoops.length > 0 ? writer.dispatch : writer.away);
	}

	#loop(loop: Loop): void {
		const {writer} = this;
		const label = {name: `loop ${loop.first}`};
		const hasTable = this.#hasTable(loop);
		writer.open(wasm.loop, label);
		this.#openLoops.push({loop, label});
		this.#sequence(itemsOf(loop.first, loop.last, loop.inner), hasTable);
		this.#openLoops.pop();
		writer.close();
	}

	/** Whether a block of the loop besides its first can be jumped to by address. */
	#hasTable(loop: Loop): boolean {
		return [...this.#enterable].some(number => number > loop.first && number <= loop.last);
	}

	/** First blocks of loops with a table, which looks at the address. */
	get #loopsWithTable(): ReadonlySet<number> {
		this.#tables ??= new Set(allLoops(this.#loops).filter(loop => this.#hasTable(loop)).map(({first}) => first));
		return this.#tables;
	}

	#block(block: Block): void {
		const {writer} = this;
		writeSteps(writer, block, this.#spansOf(block));
		const last = block.steps.at(-1)!;
		if (!alwaysBranches(last)) {
			writer.settle();
			this.jump(writer, block.next);
		}
	}

	#spansOf(block: Block): Span[] {
		const {gpr} = this.x;
		const held = (register: number) => this.#changed.has(register) ? undefined : gpr[register];
		return findSpans(this.#happenings.get(block)!, held, address => this.region.awkward.has(address));
	}

	#epilogue(): void {
		const {writer} = this;
		const store = (offset: number, index: number) => {
			writer.get(local.block);
			writer.get(index);
			writer.memory(wasm.store, offset);
		};

		this.storeRegisters(writer);
		store(registerBlock.results + (4 * resultWord.left), local.left);
		store(registerBlock.results + (4 * resultWord.code), local.code);
		writer.get(local.address);
	}
}

/**
 * The function for a region, and where it can be entered. One of more blocks than `mostInLocals` has its registers
 * stored at once.
 */
export const translateRegion = (x: Execution, region: Region, mostInLocals: number): RegionCode =>
	new RegionWriter(x, region, mostInLocals).write();

/** Adds to the address. */
function mark(writer: FunctionWriter, bit: number): void {
	writer.get(local.address);
	writer.constant(bit);
	writer.push(wasm.or);
	writer.set(local.address);
}

function setAddress(writer: StateWriter, address: number): void {
	writer.constant(address);
	writer.set(local.address);
}

/** The instructions of a block, counted at its beginning: what is left may not reach for all of them. */
function writeSteps(writer: FunctionWriter, {address, steps}: Block, spans: readonly Span[]): void {
	writer.beginBlock(spans);
	writer.get(local.left);
	writer.constant(steps.length);
	writer.push(wasm.subtract);
	writer.tee(local.left);
	writer.constant(0);
	writer.push(wasm.less);
	writer.open(wasm.if);
	writer.giveBack(steps.length);
	setAddress(writer, address);
	writer.branch(writer.leave);
	writer.close();
	for (const [index, step] of steps.entries()) {
		writer.begin(step, steps.length - index - 1);
		translateStep(writer);
	}
}
