import test from 'ava';
import fc from 'fast-check';
import {disassemble} from '../../source/machine/instructions/disassembler.js';
import {instructions} from '../../source/machine/instructions/index.js';
import type {Format} from '../../source/machine/instructions/instruction.js';
import {objectCode} from '../support/assemble.js';

const digit = fc.integer({min: 0, max: 15});
const byte = fc.integer({min: 0, max: 255});
const address = fc
	.tuple(digit, fc.integer({min: 0, max: 4095}))
	.map(([base, displacement]) => [(base << 4) | (displacement >>> 8), displacement & 0xFF]);
const pair = fc.tuple(digit, digit).map(([high, low]) => (high << 4) | low);

/** Bytes behind the first, with zeros where the format has no field. */
const fields: Readonly<Record<Format, fc.Arbitrary<number[]>>> = {
	RR: pair.map(r => [r]),
	R1: digit.map(r => [r << 4]),
	MR: pair.map(r => [r]),
	I: byte.map(i => [i]),
	RX: fc.tuple(pair, address).map(([r, s]) => [r, ...s]),
	MX: fc.tuple(pair, address).map(([r, s]) => [r, ...s]),
	RS: fc.tuple(pair, address).map(([r, s]) => [r, ...s]),
	SH: fc.tuple(digit, address).map(([r, s]) => [r << 4, ...s]),
	RM: fc.tuple(pair, address).map(([r, s]) => [r, ...s]),
	SI: fc.tuple(byte, address).map(([i, s]) => [i, ...s]),
	S: address.map(s => [0, ...s]),
	E: fc.constant([0, 0, 0]),
	RRE: pair.map(r => [0, 0, r]),
	SS1: fc.tuple(byte, address, address).map(([l, s1, s2]) => [l, ...s1, ...s2]),
	SS2: fc.tuple(pair, address, address).map(([l, s1, s2]) => [l, ...s1, ...s2]),
	SSI: fc.tuple(pair, address, address).map(([l, s1, s2]) => [l, ...s1, ...s2]),
	SSE: fc.tuple(address, address).map(([s1, s2]) => [0, ...s1, ...s2]),
	DIAG: fc.tuple(pair, address).map(([r, s]) => [r, ...s]),
};

const anyInstruction = fc
	.constantFrom(...instructions)
	.chain(row =>
		fields[row.format].map(rest =>
			Uint8Array.from(
				row.opcode > 0xFF ? [row.opcode >>> 8, row.opcode & 0xFF, ...rest.slice(1)] : [row.opcode, ...rest],
			),
		),
	);

test('what the disassembler writes assembles to what it read', t => {
	fc.assert(fc.property(fc.array(anyInstruction, {minLength: 1, maxLength: 20}), sequence => {
		const text = sequence.map(bytes => ` ${disassemble(bytes).text}`).join('\n');
		return objectCode(`P CSECT\n${text}\n END`) === Buffer.concat(sequence).toString('hex').toUpperCase();
	}), {numRuns: 300});
	t.pass();
});

test('every mnemonic of the table assembles', t => {
	for (const row of instructions) {
		const [rest] = fc.sample(fields[row.format], {numRuns: 1, seed: 7});
		const bytes = Uint8Array.from(
			row.opcode > 0xFF ? [row.opcode >>> 8, row.opcode & 0xFF, ...rest.slice(1)] : [row.opcode, ...rest],
		);
		t.is(
			objectCode(`P CSECT\n ${disassemble(bytes).text}\n END`),
			Buffer.from(bytes).toString('hex').toUpperCase(),
			row.mnemonic,
		);
	}
});
