/**
 * The hot loop and its companions make operand addresses in lines of their own, case by case. This reads their source:
 * in every case those lines have the shape that the instruction table gives the operation code.
 */
import {readFileSync} from 'node:fs';
import test from 'ava';
import {instructions} from '../../../source/machine/instructions/index.js';

const read = (name: string): string =>
	readFileSync(new URL(`../../../../source/machine/interpreter/${name}`, import.meta.url), 'utf8');

const table = new Map(instructions.map(row => [row.opcode, row]));

/** A base and displacement whose halfword is in the named constant, without and with the index of an RX instruction. */
const based = (halfword: string): string =>
	`((((${halfword}&15)<<8)|(${halfword}>>>8))+((${halfword}&0xF0)===0?0:gpr[(${halfword}>>>4)&15])`;
const index = '+((h&0xF00)===0?0:gpr[(h>>>8)&15])';
const mask = ')&0xFF_FFFF';
/** Those of a second storage operand. */
const secondAddress =
	'constbase=bytes[ip+4];constb=(((base&15)<<8)+bytes[ip+5]+(base<16?0:gpr[base>>>4]))&0xFF_FFFF;';
const halfwordOf = (name: string, place: number): string => `const${name}=halves[(ip>>1)+${place}];`;

/** What a case's lines must and must not have, by the instruction's format; blanks do not count. */
type Shape = {readonly first?: 'based' | 'indexed'; readonly second: boolean; readonly length: 2 | 4 | 6};

function shapeOf(format: string): Shape {
	switch (format) {
		case 'RR':
		case 'R1':
		case 'MR': {
			return {second: false, length: 2};
		}

		case 'RX':
		case 'MX': {
			return {first: 'indexed', second: false, length: 4};
		}

		case 'RS':
		case 'SH':
		case 'RM':
		case 'SI':
		case 'S': {
			return {first: 'based', second: false, length: 4};
		}

		case 'SS1':
		case 'SS2':
		case 'SSI': {
			return {first: 'based', second: true, length: 6};
		}

		default: {
			throw new Error(`no shape for format ${format}`);
		}
	}
}

/** Cases of the hot loop's `switch`: operation codes and mnemonics that share lines, and the lines without blanks. */
function cases(text: string): Array<{opcodes: number[]; names: string[]; lines: string}> {
	const found = [];
	let opcodes: number[] = [];
	let names: string[] = [];
	for (const part of text.split(/\n\t+case /).slice(1)) {
		const [, code, name, lines] = /^0x([\dA-F]{2}):(?: {)? \/\/ ([A-Z]+)([\s\S]*)$/.exec(part)!;
		opcodes.push(Number.parseInt(code, 16));
		names.push(name);
		if (lines.trim() !== '') {
			found.push({opcodes, names, lines: lines.replaceAll(/\/\/.*|\s/g, '')});
			opcodes = [];
			names = [];
		}
	}

	return found;
}

test('every case of the hot loop makes its addresses as the format of its instruction says', t => {
	const all = cases(read('inline.ts'));
	t.true(all.length > 60);
	for (const {opcodes, names, lines} of all) {
		for (const [at, opcode] of opcodes.entries()) {
			const row = table.get(opcode);
			const name = `${names[at]} X'${opcode.toString(16)}'`;
			t.is(row?.mnemonic, names[at], name);
			const shape = shapeOf(row!.format);
			const hasBase = lines.includes(halfwordOf('bd', 1));
			t.is(hasBase, shape.first !== undefined, `${name}: first storage operand`);
			t.is(lines.includes(index), shape.first === 'indexed', `${name}: index`);
			if (shape.first) {
				const address = `${based('bd')}${shape.first === 'indexed' ? index : ''}${mask}`;
				t.true(lines.includes(address), `${name}: base, index and displacement`);
			}

			t.is(lines.includes('bytes[ip+5]'), shape.second, `${name}: second storage operand`);
			if (shape.second) {
				t.true(lines.includes(secondAddress), `${name}: second base and displacement`);
			}

			for (const [, length] of lines.matchAll(/ip=\(ip\+(\d)\)\|0;/g)) {
				t.is(Number(length), shape.length, `${name}: length`);
			}
		}
	}
});

test('the companions make one address of each kind, for instructions of that kind only', t => {
	const float = read('inline-float.ts').replaceAll(/\/\/.*|\s/g, '');
	t.is(float.split(halfwordOf('bd', 1)).length, 2);
	t.true(float.includes(`${based('bd')}${index}${mask}`));
	const decimal = read('inline-decimal.ts').replaceAll(/\/\/.*|\s/g, '');
	t.true(decimal.includes(`consta=${based('bd')}${mask}`));
	t.true(decimal.includes('constaddress=(a+((h&0xF00)===0?0:gpr[(h>>>8)&15]))&0xFF_FFFF'));
	t.true(decimal.includes(`constb=${based('bd2')}${mask}`));
	// Both divide the operation codes as the table's formats do.
	for (const {opcode, mnemonic, format} of instructions) {
		if (opcode < 0x100 && (opcode & 0xA0) === 0x20) {
			t.is(format, (opcode & 0x40) === 0 ? 'RR' : 'RX', mnemonic);
		}
	}

	for (const [, code, name] of read('inline-decimal.ts').matchAll(/(?:case |opcode === )0x([\dA-F]{2})\S* .*\/\/ (\w+)/g)) {
		const {mnemonic, format} = table.get(Number.parseInt(code, 16))!;
		t.is(mnemonic, name);
		t.is(shapeOf(format).length, Number.parseInt(code, 16) < 0xDE ? 4 : 6, name);
	}
});
