/**
 * Registers that a region has in locals, by number: 0–15 are the general ones, behind them are the floating-point ones.
 * The interpreter has a floating-point register as two words, the first of them before the second.
 */
import {registerBlock} from '../cpu/cpu.js';
import {wasm} from '../webassembly-module.js';
import type {HostOffset} from './bytes-writer.js';
import type {CodeWriter} from './code-writer.js';
import {local} from './locals.js';

const generalRegisters = 16;

/** The number here of floating-point register 0, 2, 4 or 6. */
export const floatingRegister = (register: number): number => generalRegisters + (register >>> 1);

/** All of those. */
export const floatingRegisters: readonly number[] = [0, 2, 4, 6].map(register => floatingRegister(register));

/** The local of a register. */
export const localOf = (register: number): number =>
	register < generalRegisters ? local.registers + register : local.floating + register - generalRegisters;

/** Where the interpreter has a general register. */
export const storedAt = (register: number): HostOffset =>
	({local: local.block, offset: registerBlock.general + (4 * register)});

/** From one order of the words of a doubleword on the stack to the other. */
const exchangeWords = (writer: CodeWriter): void => {
	writer.constant64(32n);
	writer.push(wasm.rotateLeft64);
};

/** Pushes what stands in a register where the interpreter has it. */
export function pushStored(writer: CodeWriter, register: number): void {
	writer.get(local.block);
	if (register < generalRegisters) {
		writer.memory(wasm.load, registerBlock.general + (4 * register));
	} else {
		writer.memory(wasm.load64, registerBlock.floating + (8 * (register - generalRegisters)));
		exchangeWords(writer);
	}
}

/** Puts a register where the interpreter has it. */
export function storeRegister(writer: CodeWriter, register: number): void {
	writer.get(local.block);
	writer.get(localOf(register));
	if (register < generalRegisters) {
		writer.memory(wasm.store, registerBlock.general + (4 * register));
	} else {
		exchangeWords(writer);
		writer.memory(wasm.store64, registerBlock.floating + (8 * (register - generalRegisters)));
	}
}
