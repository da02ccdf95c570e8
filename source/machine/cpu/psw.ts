/**
 * The program status word (GA22-7000, "Program Status Word"): held unpacked while the processor runs,
 * packed to eight bytes in BC or EC form where an interruption stores it.
 */
import {addressMask} from '../../base/architecture.js';

/** Program status word, unpacked. Mutable: the processor's own. */
export class Psw {
	/**
	 * Bits 0–7 as in the current mode: BC channel masks 0–5, I/O, external; EC PER (40), DAT (04), I/O (02), external
	 * (01).
	 */
	systemMask = 0;
	/** Access key, 0–15. */
	key = 0;
	/** EC mode (PSW bit 12). */
	ec = false;
	machineCheck = false;
	wait = false;
	/** Problem state (bit 15). */
	problem = false;
	/** Condition code, 0–3. */
	cc = 0;
	/** Program mask, 4 bits: fixed-point overflow 8, decimal overflow 4, exponent underflow 2, significance 1. */
	programMask = 0;
	/** Instruction address, 24 bits. */
	address = 0;
	/** Instruction-length code (halfwords) and interruption code: stored in the BC form only. */
	ilc = 0;
	interruptionCode = 0;

	/**
	 * Ones of an EC PSW in bits that must be zero, as loaded: the old PSW of the specification exception shows them.
	 * Bits of either word.
	 */
	reservedHigh = 0;
	reservedLow = 0;

	/** Bits 0–31. */
	get high(): number {
		const emwp = (this.ec ? 8 : 0) | (this.machineCheck ? 4 : 0) | (this.wait ? 2 : 0) | (this.problem ? 1 : 0);
		const left = (this.systemMask << 24) | (this.key << 20) | (emwp << 16);
		return (
			(this.ec
				? left | (this.cc << 12) | (this.programMask << 8) | this.reservedHigh
				: left | this.interruptionCode) >>> 0
		);
	}

	/** Bits 32–63. */
	get low(): number {
		return (
			(this.ec
				? this.address | this.reservedLow
				: (this.ilc << 30) | (this.cc << 28) | (this.programMask << 24) | this.address) >>> 0
		);
	}

	/**
	 * Takes on the PSW of two words. Returns false where an EC PSW has ones in bits that must be zero (specification
	 * exception, PSW taken all the same).
	 */
	load(high: number, low: number): boolean {
		this.systemMask = high >>> 24;
		this.key = (high >>> 20) & 15;
		this.ec = (high & 0x8_0000) !== 0;
		this.machineCheck = (high & 0x4_0000) !== 0;
		this.wait = (high & 0x2_0000) !== 0;
		this.problem = (high & 0x1_0000) !== 0;
		this.address = low & addressMask;
		if (this.ec) {
			this.cc = (high >>> 12) & 3;
			this.programMask = (high >>> 8) & 15;
			this.ilc = 0;
			this.interruptionCode = 0;
			this.reservedHigh = high & 0xC0FF;
			this.reservedLow = low & 0xFF00_0000;
			return (this.systemMask & 0xB8) === 0 && this.reservedHigh === 0 && this.reservedLow === 0;
		}

		this.ilc = low >>> 30;
		this.cc = (low >>> 28) & 3;
		this.programMask = (low >>> 24) & 15;
		this.interruptionCode = high & 0xFFFF;
		return true;
	}

	/** DAT on (EC mode with the translation bit). */
	get translation(): boolean {
		return this.ec && (this.systemMask & 4) !== 0;
	}

	/** Program-event recording on (EC mode with the PER bit). */
	get recordsEvents(): boolean {
		return this.ec && (this.systemMask & 0x40) !== 0;
	}

	/** External interruptions as a class allowed (single conditions have masks in control register 0). */
	get externalMask(): boolean {
		return (this.systemMask & 1) !== 0;
	}

	/** Whether channel `channel` (0–31) may interrupt, given control register 2. */
	channelMask(channel: number, controlRegister2: number): boolean {
		if (this.ec) {
			return (this.systemMask & 2) !== 0 && ((controlRegister2 << channel) & 0x8000_0000) !== 0;
		}

		return channel < 6
			? (this.systemMask & (0x80 >>> channel)) !== 0
			: (this.systemMask & 2) !== 0 && ((controlRegister2 << channel) & 0x8000_0000) !== 0;
	}
}
