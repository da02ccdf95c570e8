/**
 * The state of the machine in a region: registers in locals, the condition code as what it comes from until somebody
 * asks, how many instructions were executed, and how a region is left with all of that.
 *
 * An operation must give up by `exitIf` before it changes anything: the interpreter, or the instruction's row, then
 * executes it from its beginning.
 */
import type {HostStorage} from '../storage/host-storage.js';
import {wasm, type Import} from '../webassembly-module.js';
import {BytesWriter, type Length, type HostOffset} from './bytes-writer.js';
import type {CodeWriter, Label} from './code-writer.js';
import {
	areSame, pushCode, pushTest, settled, type Condition,
} from './condition.js';
import {local} from './locals.js';
import {
	localOf, pushStored, storedAt, storeRegister,
} from './registers.js';
import type {Happening} from './spans.js';
import type {Step} from './step.js';

/** A function of somebody else: its name, what it takes and answers, where it is if it is a kernel of the host's. */
export type Callee = Omit<Import, 'value'> & {readonly find?: (host: HostStorage) => Import['value']};

export type Surroundings = {
	/** Gives the current instruction up where so many bytes from a host offset on reach one of the region. */
	readonly guard: {write(writer: StateWriter, at: number, length: Length): void};
	/** Where operands across blocks are put together, host offset. */
	readonly scratch: number;
	/** Whether the general register holds what it held when the region was found; 0 = none. */
	isConstant(register: number): boolean;
	/** Goes on at a logical address that the instruction names; the condition code stands in its local. */
	jump(writer: StateWriter, address: number): void;
	/** Whether the instruction has given up so often that it is done by its row then, and opens no spans. */
	isAwkward(step: Step): boolean;
	/** Whether the PSW was one of the EC mode when the region was found. */
	readonly isExtended: boolean;
	/** Where a branch by register goes whose address is in its local. */
	dispatchAnywhere(writer: StateWriter): Label;
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
	takeRegisters(writer: StateWriter): void;
};

/** In `local.given` the number of the condition stands to the left of how many instructions were not executed. */
const conditionShift = 10;

export class StateWriter extends BytesWriter {
	/** Registers used, and changed, as `registers.ts` numbers them. */
	readonly used = new Set<number>();
	readonly changed = new Set<number>();
	/** Leaves the region: `local.address` says where to go on. */
	readonly leave: Label = {name: 'leave'};
	/** As `leave`, because a branch leads out of the region. */
	readonly away: Label = {name: 'away'};
	/** As `leave`, because an instruction gives up: `local.given` says what has to be done then. */
	readonly givenUp: Label = {name: 'given up'};
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
	/** What the condition code came from where instructions gave up. */
	readonly #conditions: Condition[] = [];
	/** Labels around the current instruction. */
	#level = 0;
	/** What has happened in the current block. */
	readonly happenings: Happening[] = [];
	/** What is written now is done instead of the instruction's translation. */
	#isOtherwise = false;

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

	/** Writes `body` as if the instruction had other bytes. */
	withBytes(bytes: Uint8Array, body: () => void): void {
		const {step} = this;
		this.#step = {...step, bytes};
		body();
		this.#step = step;
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

		this.callNumber(number);
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
		this.happenings.push({kind: 'change', step: this.step, register: number});
		this.set(localOf(number));
		if (this.surroundings.storesAtOnce) {
			storeRegister(this, number);
			if (!this.#isWithin) {
				this.#fetched.add(number);
			}
		}
	}

	/** Registers in a row, where they are stored at once, to the words at a host offset. */
	storeStored(first: number, count: number, to: HostOffset): void {
		this.#useStored(first, count);
		this.moveWords(count, storedAt(first), to);
	}

	/** The other way round. */
	loadStored(first: number, count: number, from: HostOffset): void {
		this.#useStored(first, count);
		this.moveWords(count, from, storedAt(first));
		for (let register = first; register < first + count; register++) {
			this.changed.add(register);
			this.happenings.push({kind: 'change', step: this.step, register});
			this.#fetched.delete(register);
		}
	}

	#useStored(first: number, count: number): void {
		for (let register = first; register < first + count; register++) {
			this.used.add(register);
		}
	}

	/**
	 * Writes an instruction by `body`. Where the instruction gave up often, `otherwise` does all of it then, with the
	 * condition code in its local before and behind it; else the region is left.
	 */
	eitherWay(body: () => void, otherwise: () => void): void {
		if (!this.surroundings.isAwkward(this.step)) {
			body();
			return;
		}

		const [before, wasSettled] = [this.#condition, this.#isSettled];
		const done = {name: 'done'};
		const instead = {name: 'instead'};
		this.open(wasm.block, done);
		this.open(wasm.block, instead);
		this.#instead = instead;
		body();
		this.#instead = undefined;
		const changes = this.#condition !== before;
		if (changes) {
			// The row may answer what the condition cannot come from, as MVCL does where its operands overlap.
			this.settle();
		}

		this.branch(done);
		this.close();
		[this.#condition, this.#isSettled] = [before, wasSettled];
		this.settle();
		this.#isOtherwise = true;
		otherwise();
		this.#isOtherwise = false;
		this.close();
		if (changes) {
			this.forget();
		} else {
			[this.#condition, this.#isSettled] = [before, wasSettled];
		}
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

		this.constant(this.step.address);
		this.set(local.address);
		this.constant((this.#conditionNumber << conditionShift) | this.#unexecuted);
		this.set(local.given);
		this.branch(this.givenUp);
	}

	/** Behind the label `givenUp`: what the instructions that gave up have left to be done. */
	finishGivenUp(): void {
		this.get(local.left);
		this.get(local.given);
		this.constant((1 << conditionShift) - 1);
		this.push(wasm.and, wasm.add);
		this.set(local.left);
		for (const [number, condition] of this.#conditions.entries()) {
			if (condition.kind !== 'code') {
				this.get(local.given);
				this.constant(conditionShift);
				this.push(wasm.shiftRightUnsigned);
				this.constant(number);
				this.push(wasm.equal);
				this.open(wasm.if);
				pushCode(this, condition);
				this.set(local.code);
				this.close();
			}
		}
	}

	/** The number of what the condition code comes from, among all that instructions gave up with. */
	get #conditionNumber(): number {
		const condition = this.#isSettled ? settled : this.#condition;
		const number = this.#conditions.findIndex(each => areSame(each, condition));
		return number === -1 ? this.#conditions.push(condition) - 1 : number;
	}

	/** Writes with nothing around it, to see which registers are used. */
	rehearse(write: () => void): void {
		this.labels.push(this.leave, this.givenUp, this.away, this.dispatch);
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

	/**
	 * Branches by `body` where the number on the stack is not zero. The condition code is settled for that only: behind
	 * a branch that is not taken the next comparison may be all that matters.
	 */
	branchBy(body: () => void): void {
		const [condition, isSettled] = [this.#condition, this.#isSettled];
		this.open(wasm.if);
		this.settle();
		body();
		this.close();
		[this.#condition, this.#isSettled] = [condition, isSettled];
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

		this.branch(this.surroundings.dispatchAnywhere(this));
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
		this.happenings.length = 0;
	}

	/** A row of the instruction table is called: in an instruction's stead, or because that has no translation. */
	callsOut(): void {
		if (!this.#isOtherwise) {
			this.happenings.push({kind: 'callOut', step: this.step});
		}
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
}
