/** Translated floating-point instructions do what the instruction table does. */
import test from 'ava';
import fc from 'fast-check';
import {hexadecimal} from '../../support/arbitrary-numbers.js';
import {
	base, followed, programMask, sameLoops, slices,
} from '../../support/translated-loop.js';

const numbers = fc.array(hexadecimal, {minLength: 12, maxLength: 12}).map(list => list.flat());
const everyForm = (...codes: number[]) => codes.flatMap(code => [0x20 | code, 0x30 | code, 0x60 | code, 0x70 | code]);

const row = (opcodes: readonly number[]) => fc.record({
	opcode: fc.constantFrom(...opcodes),
	first: fc.integer({min: 0, max: 3}),
	second: fc.integer({min: 0, max: 3}),
	odd: fc.integer({min: 0, max: 200}),
	at: fc.integer({min: 0, max: 14}),
	behind: followed,
});

/** How the code begins, and the subject of EXECUTE that it jumps over: ADR, of registers that EXECUTE names. */
const subject = [0x47, 0xF0, 0xC0, 0x0C, 0x2A, 0x00];
/** LA 6,registers; EX 6,subject. */
const executed = (registers: number): number[] => [0x41, 0x60, 0, registers, 0x44, 0x60, 0xC0, 0x0A];

for (const [name, opcodes] of [
	['sums', everyForm(0x0A, 0x0B, 0x0E, 0x0F)],
	['comparisons', everyForm(0x09, 0x09, 0x0A)],
	['products and quotients', everyForm(0x0C, 0x0D)],
	['loads, stores and halves', [0, 1, 2, 3, 4, 5, 8].flatMap(code => [0x20 | code, 0x30 | code]).concat(
		[0x60, 0x68, 0x70, 0x78],
	)],
	['all of it, extended numbers too', Array.from({length: 16}, (_, code) => everyForm(code)).flat()],
] as const) {
	test(`floating-point loops do the same translated and through the table: ${name}`, t => {
		const given = fc.record({
			all: numbers,
			rows: fc.array(row(opcodes), {minLength: 1, maxLength: 12}),
			programMask,
			base,
			slices,
		}).map(({all, rows, ...rest}) => ({
			...rest,
			registers: all.slice(8),
			floating: all.slice(0, 8),
			numbers: all.slice(8).flatMap(word => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]),
			code: [
				...subject,
				// The registers anew, each time round: LD.
				...[0, 2, 4, 6].flatMap(register => [0x68, register << 4, 0xB0, register * 4]),
				...rows.flatMap(({
					opcode, first, second, odd, at, behind,
				}) => {
					const registers = (first << 5) | (odd === 0 ? 0x10 : 0);
					if (odd > 190) {
						return [...executed(registers | (second << 1)), ...behind];
					}

					return opcode < 0x40
						? [opcode, registers | (second << 1) | (odd === 1 ? 1 : 0), ...behind]
						: [opcode, registers, 0xB0, at * 4, ...behind];
				}),
			],
		}));
		const translated = sameLoops(t, given, 250);
		t.log(`${translated} instructions translated`);
		t.true(translated > 5000);
	});
}
