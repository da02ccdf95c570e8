import {readFileSync} from 'node:fs';
import test from 'ava';
import {loadInitialPsw, Machine} from '../../source/machine/machine.js';

type Program = {
	readonly name: string; readonly file: string;
	readonly expected: ReadonlyArray<{
		readonly N: number;
		readonly instructions: number;
		readonly gpr_hex: string;
		readonly result_hex: string;
	}>;
};

const folder = 'bench/programs';
const {benchmarks} = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as {benchmarks: Program[]};
const hexWords = (registers: Int32Array) =>
	[...registers].map(word => (word >>> 0).toString(16).toUpperCase().padStart(8, '0')).join('');

for (const {name, file, expected} of benchmarks) {
	for (const {N, instructions, gpr_hex: registers, result_hex: result} of expected.filter(
		run => run.instructions < 2_000_000,
	)) {
		test(`${name} with N=${N} ends in its disabled wait after exactly ${instructions} instructions`, t => {
			const machine = new Machine({storage: 0x1_0000});
			machine.storage.store(0, readFileSync(`${folder}/${file}`));
			machine.storage.setWord(0x300, N);
			loadInitialPsw(machine.cpu);
			// In slices that have nothing to do with the program.
			let exit = machine.run(777);
			while (exit.reason === 'budget') {
				exit = machine.run(777);
			}

			t.deepEqual({...exit}, {reason: 'wait', enabled: false});
			t.is(machine.cpu.psw.address, 0xC0DE);
			t.is(machine.cpu.instructions, instructions);
			t.is(hexWords(machine.cpu.gpr), registers);
			t.is(Buffer.from(machine.storage.fetch(0x400, 64)).toString('hex').toUpperCase(), result);
		});
	}
}
