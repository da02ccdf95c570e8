/**
 * Interruptions (GA22-7000, "Interruptions"): the swap of PSWs, the parameters stored with it, and which pending
 * interruption comes next. Not here: machine-check interruptions, for no machine check can happen.
 */
import {assigned} from '../../base/assigned-storage.js';
import {externalCode, type Cpu, type PendingExternal} from './cpu.js';
import type {Execution} from '../interpreter/execution.js';
import {externalInterruption, ioInterruption, type InterruptionClass} from './interruption-classes.js';

/** Where I/O interruptions come from: the channels of the machine. */
export type IoInterruptionSource = {
	/**
	 * The pending interruption of highest priority on a channel (0–31) that `enabled` allows, or `undefined`. `store`
	 * is called when it is taken, before the PSW swap: it stores the CSW at 64 and clears the condition.
	 */
	highest(enabled: (channel: number) => boolean): PendingIo | undefined;
};

export type PendingIo = {
	/** Device address, 16 bits with the channel. */
	readonly device: number;
	store(): void;
};

/** Adds an external interruption to those pending. Without data of its own it is pending once, as in hardware. */
export function makePending(cpu: Cpu, pending: PendingExternal): void {
	if (pending.accept ?? !cpu.external.some(({code}) => code === pending.code)) {
		cpu.external.push(pending);
	}
}

/** Makes an external interruption pending; the machine takes it as soon as its PSW and control register 0 allow. */
export function raiseExternal(cpu: Cpu, code: number, accept?: () => void): void {
	makePending(cpu, {code, accept});
	cpu.attention = true;
}

/** Bit of control register 0 that allows an external interruption code; 0 = none needed. */
function externalSubmask(code: number): number {
	switch (code) {
		case externalCode.intervalTimer: return 0x80;
		case externalCode.interruptKey: return 0x40;
		case externalCode.clockComparator: return 0x800;
		case externalCode.cpuTimer: return 0x400;
		case externalCode.malfunctionAlert: return 0x8000;
		case externalCode.emergencySignal: return 0x4000;
		case externalCode.externalCall: return 0x2000;
		case externalCode.vmcf: return 0x01;
		// Intermachine communication: a machine that does not want it revokes its authorization.
		case externalCode.intermachine: return 0;
		default: return 0x20;
	}
}

/** Whether control register 0 allows an external interruption with `code`. */
export function hasSubmask(cpu: Cpu, code: number): boolean {
	const submask = externalSubmask(code);
	return submask === 0 || (cpu.cr[0] & submask) !== 0;
}

/** Whether an external interruption with `code` would be taken now. */
export const allowsExternal = (cpu: Cpu, code: number): boolean => cpu.psw.externalMask && hasSubmask(cpu, code);

/**
 * Sources after those of the first byte, in order of priority ("External Interruption"); codes that are no processor's
 * come last.
 */
const priority: readonly number[] = [
	externalCode.malfunctionAlert,
	externalCode.emergencySignal,
	externalCode.externalCall,
	externalCode.clockComparator,
	externalCode.cpuTimer,
];

/** Place of a code in the order of priority, the lowest first. */
export function externalPriority(code: number): number {
	if (code < 0x100) {
		return -1;
	}

	const place = priority.indexOf(code);
	return place === -1 ? code : place;
}

/**
 * The pending external interruption to be taken next: interval timer, interrupt key and external signals first, then by
 * priority, oldest first. `undefined` = none allowed.
 */
export function nextExternal(cpu: Cpu): PendingExternal | undefined {
	let best: PendingExternal | undefined;
	for (const pending of cpu.external) {
		if (
			allowsExternal(cpu, pending.code)
			&& (best === undefined || externalPriority(pending.code) < externalPriority(best.code))
		) {
			best = pending;
		}
	}

	return best;
}

/**
 * Stores the old PSW with `ilc` (halfwords) and `code`, loads the new one, and notes that it was taken. Returns false
 * where the new PSW has an invalid format.
 */
export function swapPsw(x: Execution, kind: InterruptionClass, ilc: number, code: number): boolean {
	const {psw} = x.cpu;
	if (psw.ec) {
		x.setRealWord(kind.code, kind === ioInterruption ? code : (ilc << 17) | code);
	}

	psw.ilc = ilc;
	psw.interruptionCode = code;
	x.setRealWord(kind.oldPsw, psw.high);
	x.setRealWord(kind.oldPsw + 4, psw.low);
	x.changed = true;
	const isValid = loadPsw(x, kind.newPsw);
	x.taken.kind = kind.name;
	x.taken.code = code;
	if (x.interruptionWatchers.size > 0) {
		for (const watcher of x.interruptionWatchers) {
			watcher(kind, code);
		}
	}

	return isValid;
}

function setRealHalf(x: Execution, address: number, value: number): void {
	x.cpu.storage.store(x.absolute(address), Uint8Array.of(value >>> 8, value));
}

/** Stores the virtual address that could not be translated. */
export function storeTranslationException(x: Execution, address: number): void {
	x.setRealWord(assigned.translationException, address);
}

/** Stores a PER code (bits 0–3 of a byte) and the address of the instruction that caused it. */
export function storePerEvent(x: Execution, code: number, address: number): void {
	setRealHalf(x, assigned.perCode, code << 8);
	x.setRealWord(assigned.perAddress, address);
}

/** Stores a monitor event's class and code; the PER code beside them is left alone. */
export function storeMonitorEvent(x: Execution, monitorClass: number, code: number): void {
	setRealHalf(x, assigned.monitorClass, monitorClass);
	x.setRealWord(assigned.monitorCode, code);
}

/** Loads the PSW at a real address; false where its format is invalid. */
export function loadPsw(x: Execution, address: number): boolean {
	const valid = x.cpu.psw.load(x.realWord(address), x.realWord(address + 4));
	x.invalidPsw = !valid;
	return valid;
}

/**
 * Takes an external interruption. Interval timer, interrupt key and external signals that are allowed
 * come together, as bits of one code.
 */
export function takeExternal(x: Execution, pending: PendingExternal): void {
	const {external} = x.cpu;
	const together =
		pending.code < 0x100 ? external.filter(({code}) => code < 0x100 && allowsExternal(x.cpu, code)) : [pending];
	let code = 0;
	for (const each of together) {
		const at = external.indexOf(each);
		if (at !== -1) {
			external.splice(at, 1);
		}

		code |= each.code;
	}

	swapPsw(x, externalInterruption, 0, code);
	for (const each of together) {
		each.accept?.();
	}
}

/** Takes an I/O interruption. */
export function takeIo(x: Execution, pending: PendingIo): void {
	pending.store();
	swapPsw(x, ioInterruption, 0, pending.device);
}
