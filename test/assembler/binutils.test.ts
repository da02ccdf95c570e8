import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {instructions} from '../../source/machine/instructions/index.js';
import type {Format} from '../../source/machine/instructions/instruction.js';
import {objectCode} from '../support/assemble.js';

const assembler = 's390x-linux-gnu-as';
const copier = 's390x-linux-gnu-objcopy';

/** Operands of each format that both assemblers read alike: registers that are valid for pairs, too. */
const operands: Readonly<Record<Format, readonly string[]>> = {
	RR: ['4,0', '0,4'],
	R1: ['3'],
	MR: ['8,15'],
	I: ['10', '255'],
	RX: ['4,4095(3,4)', '0,16(0,13)'],
	MX: ['7,100(3,4)'],
	RS: ['2,4,4095(4)', '14,12,12(13)'],
	SH: ['2,31', '4,0(7)'],
	RM: ['2,7,5(9)'],
	SI: ['16(9),255', '0(1),0'],
	S: ['4095(4)', '8(0)'],
	E: [''],
	RRE: ['2,4'],
	SS1: ['4095(256,9),1(10)', '0(1,1),0(2)'],
	SS2: ['5(16,2),7(1,3)', '5(3,2),7(8,3)'],
	SSI: ['8(5,9),62(0),5'],
	SSE: ['8(5),9(6)'],
	DIAG: ['1,2,8'],
};

const statements = instructions.flatMap(({mnemonic, format}) =>
	operands[format].map(text => `${mnemonic} ${text}`.trimEnd()));

test('GNU as, a peer, makes the same code of single instructions', t => {
	if (spawnSync(assembler, ['--version']).status !== 0) {
		t.log(`skipped: ${assembler} is not installed (Debian package binutils-s390x-linux-gnu)`);
		t.pass();
		return;
	}

	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-as-'));
	const source = path.join(folder, 'all.s');
	const object = path.join(folder, 'all.o');
	const binary = path.join(folder, 'all.bin');
	const run = (list: readonly string[]) => {
		writeFileSync(source, `${list.map(text => text.toLowerCase()).join('\n')}\n`);
		return spawnSync(assembler, ['-m31', '-mesa', '-o', object, source], {encoding: 'utf8'});
	};

	// What only a System/370 has, the peer refuses line by line.
	const refused = new Set(
		[...run(statements).stderr.matchAll(/all\.s:(\d+): Error/g)].map(match => Number(match[1]) - 1),
	);
	const known = statements.filter((_, index) => !refused.has(index));
	t.is(run(known).stderr, '');
	t.is(spawnSync(copier, ['-O', 'binary', '-j', '.text', object, binary]).status, 0);
	const ours = objectCode(`P CSECT\n${known.map(text => ` ${text}`).join('\n')}\n END`);
	const theirs = readFileSync(binary).toString('hex').toUpperCase().slice(0, ours.length);
	rmSync(folder, {recursive: true});
	t.is(ours, theirs);
	t.log(`${known.length} instructions compared; unknown to the peer: `
		+ `${[...new Set([...refused].map(index => statements[index].split(' ')[0]))].join(' ')}`);
	t.true(known.length > 200);
});
