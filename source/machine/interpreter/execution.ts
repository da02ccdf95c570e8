/**
 * What an instruction works with: the CPU's registers, address generation, and operands in storage whole (GA22-7000,
 * "Address Generation"). Addresses are logical, 24 bits, and wrap; operands need no alignment (byte-oriented operands)
 * unless the instruction says so.
 */
import {addressMask} from '../../base/architecture.js';
import {blockKernels, type BlockKernels} from '../kernels/block.js';
import type {Cpu} from '../cpu/cpu.js';
import type {Exit, IoOperation} from '../cpu/exit.js';
import {instructionLength} from '../instructions/instruction-length.js';
import type {InterruptionClass, TakenInterruption} from '../cpu/interruption-classes.js';
import {StorageAccess} from '../storage/storage-access.js';
import {programCode, programException} from '../cpu/program-exception.js';

/** Bytes that stand together in the host wherever they stand: a block of one storage key. */
const blockSize = 0x800;

/** Time of day and CPU timer as an instruction sees them, in TOD units (bit 51 = 1 µs). */
type InstructionTimers = {
	tod(): bigint;
	setTod(value: bigint): void;
	/** Signed. */
	cpuTimer(): bigint;
	setCpuTimer(value: bigint): void;
};

export class Execution extends StorageAccess {
	gpr: Int32Array;
	fpr: Int32Array;
	/** Addresses of two operands and their host offsets, as `locate` found them. */
	first = 0;
	second = 0;
	firstAt = 0;
	secondAt = 0;
	/** Digits of a decimal result in work, eight a word, the last first. */
	readonly digits = new Int32Array(4);
	/** A result in work, for what must not be stored before all of it is known. */
	readonly work = new Uint8Array(256);
	/** Instructions that a companion of the hot loop executed. */
	executed = 0;
	/**
	 * PSW key, masks, mode or pending interruptions may have changed, or `exit` is set: the processor looks before the
	 * next instruction.
	 */
	changed = false;
	/**
	 * The system mask when the processor last looked for interruptions: while the PSW allows no more than that, none
	 * comes before it looks again.
	 */
	seenMask = 0;
	/** Asks how many instructions no interruption will be pending within, whatever the PSW allows. */
	untilPending: () => number = () => 0;
	/**
	 * Executes an I/O instruction; answers its condition code. Sets `changed` where the processor has to look before
	 * the next instruction, and where a CSW was stored. None: the instruction leaves the machine.
	 */
	operate: ((operation: IoOperation, device: number) => number) | undefined;
	/**
	 * In the wait state: lets time pass and takes what then interrupts. False: nothing did, or the processor has to
	 * look before `left` further instructions are executed.
	 */
	awaitInterruption: (left: number) => boolean = () => false;
	/** The instruction leaves the machine for this reason; taken and cleared by the processor. */
	exit: Exit | undefined;
	/** A PSW with an invalid format was loaded: specification exception before the next instruction. */
	invalidPsw = false;
	/** The last interruption; `kind` may be set to `none` by who watches it. */
	readonly taken: TakenInterruption = {kind: 'none', code: 0};
	/** Hear of every interruption, when PSWs have been exchanged: they trace the machine. */
	readonly interruptionWatchers = new Set<(kind: InterruptionClass, code: number) => void>();
	/** Where scratch storage begins in the host's. */
	readonly #scratch: number;
	#kernels: BlockKernels | undefined;

	/** `execute`: executes an instruction by the instruction table, which only who has it can name. */
	constructor(
		cpu: Cpu,
		readonly timers: InstructionTimers,
		private readonly execute: (x: Execution, at: number) => void,
	) {
		super(cpu);
		this.gpr = cpu.gpr;
		this.fpr = cpu.fpr;
		this.#scratch = cpu.storage.host.scratch;
	}

	/** Executes the instruction whose bytes stand at a host offset: the subject of EXECUTE. */
	dispatch(at: number): void {
		this.execute(this, at);
	}

	/** The machine goes: nothing that was the host's is held any more. */
	giveBack(): void {
		({gpr: this.gpr, fpr: this.fpr} = this.cpu);
		this.#kernels = undefined;
		this.leaveTables();
	}

	/** The loops over this machine's storage; made when first needed, for that takes a millisecond. */
	get kernels(): BlockKernels {
		return this.#kernels ??= blockKernels(this.cpu.storage.host.memory);
	}

	/**
	 * Host offset at which the bytes of a fetched operand (`length` 1–256) stand together: in its frame, or where it
	 * crosses a block copied into scratch storage, the first operand's place or the second's (`place` 0 or 1).
	 */
	operandAt(address: number, length: number, place = 0): number {
		if ((address & 0x7FF) + length <= 0x800) {
			const host = this.fetchAt(address);
			if (host >= 16) {
				return host;
			}
		}

		this.openOperand(address, length);
		return this.#copied(address, length, place);
	}

	/** As `operandAt` for an operand that is stored into as well; `update` must follow. */
	resultAt(address: number, length: number): number {
		if ((address & 0x7FF) + length <= 0x800) {
			const host = this.storeAt(address);
			if (host >= 16) {
				return host;
			}
		}

		this.openResult(address, length);
		return this.#copied(address, length, 0);
	}

	/**
	 * Opens the operands of the SS instruction at host offset `at`, the first to be stored into and the second to be
	 * fetched. Sets `first` and `second` to their addresses, and `firstAt` and `secondAt` to where their bytes stand
	 * together. True where both do in their frames; else what crosses a block has been copied, and `update` must follow
	 * for the first. At least 16 bytes of the host's storage precede each (its first ones are treated as a crossing),
	 * so that one may be read in words from its end.
	 */
	locate(at: number, firstLength: number, secondLength: number): boolean {
		this.#address(at);
		const {first, second} = this;
		this.firstAt = (this.store[first >>> 11] + first) | 0;
		this.secondAt = (this.fetch[second >>> 11] + second) | 0;
		if (
			this.firstAt >= 16
			&& this.secondAt >= 16
			&& (first & 0x7FF) + firstLength <= 0x800
			&& (second & 0x7FF) + secondLength <= 0x800
		) {
			return true;
		}

		this.openBoth(second, secondLength, first, firstLength);
		this.firstAt = this.resultAt(first, firstLength);
		this.secondAt = this.operandAt(second, secondLength, 1);
		return this.firstAt < this.#scratch && this.secondAt < this.#scratch;
	}

	/** As `locate` for two operands that are only fetched. */
	locateFetched(at: number, firstLength: number, secondLength: number): boolean {
		this.#address(at);
		const {first, second, fetch} = this;
		this.firstAt = (fetch[first >>> 11] + first) | 0;
		this.secondAt = (fetch[second >>> 11] + second) | 0;
		if (
			this.firstAt >= 16
			&& this.secondAt >= 16
			&& (first & 0x7FF) + firstLength <= 0x800
			&& (second & 0x7FF) + secondLength <= 0x800
		) {
			return true;
		}

		this.openOperands(first, firstLength, second, secondLength);
		this.firstAt = this.operandAt(first, firstLength);
		this.secondAt = this.operandAt(second, secondLength, 1);
		return this.firstAt < this.#scratch && this.secondAt < this.#scratch;
	}

	/**
	 * Opens two operands that are only fetched. Giving a page of one a frame may take it from the other, or from the
	 * instruction: what was read of that must have been kept.
	 */
	openOperands(first: number, firstLength: number, second: number, secondLength: number): void {
		const {storage} = this.cpu;
		for (let moves = -1; moves !== storage.moves;) {
			({moves} = storage);
			this.openOperand(first, firstLength);
			this.openOperand(second, secondLength);
		}
	}

	/** Puts a result back that `resultAt` or `locate` had to copy. */
	update(address: number, length: number, host: number): void {
		if (host < this.#scratch) {
			return;
		}

		for (let done = 0; done < length;) {
			const here = (address + done) & addressMask;
			const piece = Math.min(length - done, blockSize - (here & (blockSize - 1)));
			this.bytes.copyWithin(this.storeAt(here), host + done, host + done + piece);
			done += piece;
		}
	}

	/** Second-operand address of an RX instruction whose bytes stand at host offset `at`. */
	indexed(at: number): number {
		const index = this.bytes[at + 1] & 15;
		return (this.based(at + 2) + (index === 0 ? 0 : this.gpr[index])) & addressMask;
	}

	/** Address of a base and displacement at host offset `at`. */
	based(at: number): number {
		const base = this.bytes[at] >>> 4;
		const displacement = ((this.bytes[at] & 15) << 8) | this.bytes[at + 1];
		return (displacement + (base === 0 ? 0 : this.gpr[base])) & addressMask;
	}

	/**
	 * Host offset of the instruction at `address`: in its frame, or put together in scratch storage where it may cross
	 * a block. Addressing, protection or specification exception as the manual says.
	 */
	instructionAt(address: number): number {
		if ((address & 1) !== 0) {
			programException(programCode.specification);
		}

		const at = this.fetchAt(address);
		if ((address & 0x7FF) <= 0x7FA) {
			return at;
		}

		const {scratch} = this.cpu.storage.host;
		this.gather(address, instructionLength(this.bytes[at]), scratch);
		return scratch;
	}

	/** Puts `length` bytes at logical `address` together at host offset `at`. */
	gather(address: number, length: number, at: number): void {
		for (let done = 0; done < length;) {
			const here = (address + done) & addressMask;
			const piece = Math.min(length - done, blockSize - (here & (blockSize - 1)));
			const from = this.fetchAt(here);
			this.bytes.copyWithin(at + done, from, from + piece);
			done += piece;
		}
	}

	/** Both operand addresses of an SS instruction. */
	#address(at: number): void {
		const {gpr} = this;
		const both = this.view.getInt32(at + 2);
		const base1 = both >>> 28;
		const base2 = (both >>> 12) & 15;
		this.first = (((both >>> 16) & 0xFFF) + (base1 === 0 ? 0 : gpr[base1])) & addressMask;
		this.second = ((both & 0xFFF) + (base2 === 0 ? 0 : gpr[base2])) & addressMask;
	}

	/** Scratch storage begins with the instruction and the subject of EXECUTE. */
	#copied(address: number, length: number, place: number): number {
		const at = this.#scratch + 256 + (place * 256);
		this.gather(address, length, at);
		return at;
	}
}
