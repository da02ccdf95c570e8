/**
 * Writes the WebAssembly of one region: registers in locals, storage operands through the fast tables, the condition
 * code as what it comes from until somebody asks. What the instructions do with these is in `operations.ts`; how blocks
 * hang together is in `region-code.ts`.
 *
 * An operation must leave by `exitIf` before it changes anything: the interpreter then executes the instruction from
 * its beginning.
 */
import {addressMask} from '../../base/architecture.js';
import type {HostStorage} from '../storage/host-storage.js';
import {leb, wasm, type Import} from '../webassembly-module.js';
import {BytesWriter, type Length} from './bytes-writer.js';
import type {CodeWriter, Label} from './code-writer.js';
import {
	imitate, pushCode, pushTest, settled, type Condition,
} from './condition.js';
import {local} from './locals.js';
import {localOf, pushStored, storeRegister} from './registers.js';
import type {Step} from './step.js';

/** A function of somebody else: its name, what it takes and answers, where it is if it is a kernel of the host's. */
export type Callee = Omit<Import, 'value'> & {readonly find?: (host: HostStorage) => Import['value']};

export type Surroundings = {
	/** Gives the current instruction up where so many bytes from a host offset on reach one of the region. */
	readonly guard: {write(writer: FunctionWriter, at: number, length: Length): void};
	/** Whether the general register holds what it held when the region was found; 0 = none. */
	isConstant(register: number): boolean;
	/** Goes on at a logical address that the instruction names; the condition code stands in its local. */
	jump(writer: FunctionWriter, address: number): void;
	/** Whether a block of the region begins at a logical address. */
	has(address: number): boolean;
	/**
	 * Whether registers always stand where the interpreter has them: in large regions, where most of the time would go
	 * into bringing locals from block to block.
	 */
	readonly storesAtOnce: boolean;
	/** Puts the registers that the region changes where the interpreter has them. */
	storeRegisters(writer: CodeWriter): void;
	/** Pushes what stands in a register there. */
	pushStored(writer: CodeWriter, register: number): void;
	/** Pushes one of the words of `resultWord`. */
	pushResult(writer: CodeWriter, word: number): void;
	/** Sets one of them to what `push` pushes. */
	setResult(writer: CodeWriter, word: number, push: () => void): void;
	/**
	 * Takes over registers that may all have been changed there; pushes a number that is not zero where one was that
	 * the region leaves alone.
	 */
	takeRegisters(writer: FunctionWriter): void;
	/** Pushes a number that is not zero where an instruction of the region no longer is where it was. */
	pushMoved(writer: CodeWriter): void;
};

export class FunctionWriter extends BytesWriter {
	/** Registers used, and changed, as `registers.ts` numbers them. */
	readonly used = new Set<number>();
	readonly changed = new Set<number>();
	/** Leaves the region: `local.address` says where to go on. */
	readonly leave: Label = {name: 'leave'};
	/** As `leave`, because a branch leads out of the region. */
	readonly away: Label = {name: 'away'};
	/** Goes to the block at `local.address`. */
	readonly dispatch: Label = {name: 'dispatch'};
	/** Functions of others that are called, by number. */
	readonly called: Callee[] = [];
	#condition: Condition = settled;
	/** The local has the condition code too. */
	#isSettled = true;
	#step: Step | undefined;
	/** Instructions that were counted and are not executed if the current one leaves. */
	#unexecuted = 0;
	/** Where the current instruction goes instead of leaving. */
	#instead: Label | undefined;
	/** Where registers are stored at once: those whose locals have been set in this block, whichever way was taken. */
	readonly #fetched = new Set<number>();
	/** Labels around the current instruction. */
	#level = 0;

	constructor(readonly surroundings: Surroundings) {
		super();
	}

	/** The instruction that is written now, and how many of its block stand behind it. */
	begin(step: Step, behind: number): void {
		this.#level = this.labels.length;
		this.#step = step;
		this.#unexecuted = behind + 1;
	}

	get step(): Step {
		return this.#step!;
	}

	/** Instructions that were counted and are not executed yet, the current one included. */
	get unexecuted(): number {
		return this.#unexecuted;
	}

	/** Calls a function of somebody else with what is on the stack. */
	call(callee: Callee): void {
		let number = this.called.findIndex(({name}) => name === callee.name);
		if (number === -1) {
			number = this.called.push(callee) - 1;
		}

		this.write([wasm.call, ...leb(number)]);
	}

	/** Leaves the region behind the instruction, for a logical address. The condition code must be settled. */
	leaveFor(address: number): void {
		this.constant(address);
		this.set(local.address);
		this.leaveForAddress();
	}

	/** The same, for the one in its local. */
	leaveForAddress(): void {
		this.giveBack(this.#unexecuted - 1);
		this.branch(this.leave);
	}

	/** Pushes a register (a general one by its number, a floating-point one by that of `floatingRegister`). */
	register(number: number): void {
		this.used.add(number);
		if (!this.surroundings.storesAtOnce || this.#fetched.has(number)) {
			this.get(localOf(number));
			return;
		}

		pushStored(this, number);
		if (!this.#isWithin) {
			this.tee(localOf(number));
			this.#fetched.add(number);
		}
	}

	setRegister(number: number): void {
		this.used.add(number);
		this.changed.add(number);
		this.set(localOf(number));
		if (this.surroundings.storesAtOnce) {
			storeRegister(this, number);
			if (!this.#isWithin) {
				this.#fetched.add(number);
			}
		}
	}

	/**
	 * Writes an instruction by `body`; where that would leave the region, `otherwise` does all of the instruction, with
	 * the condition code in its local before and behind it.
	 */
	eitherWay(body: () => void, otherwise: () => void): void {
		const [before, wasSettled] = [this.#condition, this.#isSettled];
		const done = {name: 'done'};
		const instead = {name: 'instead'};
		this.open(wasm.block, done);
		this.open(wasm.block, instead);
		this.#instead = instead;
		body();
		this.#instead = undefined;
		this.branch(done);
		this.close();
		const [after, isSettled] = [this.#condition, this.#isSettled];
		[this.#condition, this.#isSettled] = [before, wasSettled];
		this.settle();
		otherwise();
		if (after !== before) {
			imitate(this, after);
		}

		[this.#condition, this.#isSettled] = [after, isSettled];
		this.close();
	}

	/** Leaves the region before the instruction where the number on the stack is not zero. */
	exitIf(): void {
		if (this.#instead) {
			this.branchIf(this.#instead);
			return;
		}

		this.open(wasm.if);
		this.exit();
		this.close();
	}

	/** Leaves the region before the instruction. */
	exit(): void {
		if (this.#instead) {
			this.branch(this.#instead);
			return;
		}

		this.giveBack(this.#unexecuted);
		if (!this.#isSettled) {
			pushCode(this, this.#condition);
			this.set(local.code);
		}

		this.constant(this.step.address);
		this.set(local.address);
		this.branch(this.leave);
	}

	/** Writes with nothing around it, to see which registers are used. */
	rehearse(write: () => void): void {
		this.labels.push(this.leave, this.away, this.dispatch);
		write();
		this.labels.length = 0;
	}

	/** Instructions that were counted are not executed. */
	giveBack(count: number): void {
		if (count > 0) {
			this.get(local.left);
			this.constant(count);
			this.push(wasm.add);
			this.set(local.left);
		}
	}

	/** The instruction branches to a logical address. The condition code must be settled. */
	jump(address: number): void {
		this.giveBack(this.#unexecuted - 1);
		this.surroundings.jump(this, address);
	}

	/** As `jump`, to the address on the stack: straight on where it is the expected one. */
	jumpByRegister(): void {
		this.set(local.address);
		this.giveBack(this.#unexecuted - 1);
		const {target} = this.step;
		if (target !== undefined && this.surroundings.has(target)) {
			this.get(local.address);
			this.constant(target);
			this.push(wasm.equal);
			this.open(wasm.if);
			this.surroundings.jump(this, target);
			this.close();
		}

		this.branch(this.dispatch);
	}

	/** What the condition code comes from. */
	get condition(): Condition {
		return this.#condition;
	}

	set condition(condition: Condition) {
		this.#condition = condition;
		this.#isSettled = condition.kind === 'code';
	}

	/** Pushes a number that is not zero where a branch with this mask is taken. */
	pushTest(mask: number): void {
		pushTest(this, this.#condition, mask);
	}

	/** A block begins: it may be come to from anywhere. */
	beginBlock(): void {
		this.forget();
		this.#fetched.clear();
	}

	/** Takes over those registers that locals have, from where they are stored. */
	fetchAgain(): void {
		for (const register of this.#fetched) {
			pushStored(this, register);
			this.set(localOf(register));
		}
	}

	/** Whether what is written now is only perhaps executed. */
	get #isWithin(): boolean {
		return this.labels.length > this.#level;
	}

	/** The condition code stands in its local. */
	forget(): void {
		this.condition = settled;
	}

	/** Puts the condition code into its local. */
	settle(): void {
		if (!this.#isSettled) {
			pushCode(this, this.#condition);
			this.set(local.code);
			this.#isSettled = true;
		}
	}

	/** Pushes a displacement plus base and index registers, as a logical address. */
	logicalAddress(displacement: number, base: number, index = 0): void {
		if (base === 0 && index === 0) {
			this.constant(displacement);
			return;
		}

		this.register(base === 0 ? index : base);
		if (base !== 0 && index !== 0) {
			this.register(index);
			this.push(wasm.add);
		}

		if (displacement !== 0) {
			this.constant(displacement);
			this.push(wasm.add);
		}

		this.constant(addressMask);
		this.push(wasm.and);
	}

	/** From the logical address on the stack: sets `at` to the host offset of an operand that is fetched, or leaves. */
	fetchAt(length: Length, operand: number = local.operand, at: number = local.at): void {
		this.#hostOffset(local.fetch, length, operand, at);
		this.exitIf();
	}

	/** The same for an operand that is stored into: not into the region itself. */
	storeAt(length: Length, operand: number = local.operand, at: number = local.at): void {
		this.#hostOffset(local.store, length, operand, at);
		this.exitIf();
		this.surroundings.guard.write(this, at, length);
	}

	/** After `storeAt` of one byte: leaves where as many bytes as the local tells would reach into the region. */
	exitIfStoresInto(length: number): void {
		this.surroundings.guard.write(this, local.at, {local: length});
	}

	/** Number on the stack is not zero where the operand is not in the table or crosses a block. */
	#hostOffset(table: number, length: Length, operand: number, at: number): void {
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
		this.tee(at);
		if (length !== 1) {
			this.constant(0x800);
			this.pushLength(length);
			this.push(wasm.subtract);
			this.get(operand);
			this.constant(0x7FF);
			this.push(wasm.and, wasm.subtract, wasm.or);
		}

		this.constant(0);
		this.push(wasm.less);
	}
}
