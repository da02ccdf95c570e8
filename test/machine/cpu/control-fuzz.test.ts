/**
 * Random instructions with translation and program-event recording on and off, in a machine of 64 KiB: it never throws,
 * and never hangs.
 */
import process from 'node:process';
import test from 'ava';
import {Machine} from '../../../source/machine/machine.js';
import {Tables} from '../../support/translation.js';

/** Numbers that are the same in every run (xorshift). */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return state >>> 0;
	};
}

/** Operation codes that lead somewhere, the privileged ones more often. */
const often = [
	0x80, 0x82, 0xAC, 0xAD, 0xAE, 0xAF, 0xB1, 0xB2, 0xB6, 0xB7, 0xE5, 0x08, 0x09, 0x0A, 0x0E, 0x0F, 0x44, 0x58, 0x50,
	0xD2,
];
const b2 = [0x02, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0D, 0x10, 0x11, 0x12, 0x13, 0x21, 0x29, 0x2A, 0x2B];

test('random control instructions in random states', t => {
	const random = generator(19_751_119);
	const reasons = new Set<string>();
	for (let round = 0; round < Number(process.env.FUZZ_ROUNDS ?? 50); round++) {
		const machine = new Machine({storage: 0x1_0000, timers: {running: (round & 1) === 0}});
		const {storage, cpu} = machine;
		const sizes = {
			page: (round & 2) === 0 ? 4096 : 2048,
			segment: (round & 4) === 0 ? 0x1_0000 : 0x10_0000,
		} as const;
		const tables = new Tables(machine, sizes);
		for (let address = 0; address < 0x1_0000; address += sizes.page) {
			tables.map(address, address);
		}

		tables.map(0x12_0000, 0x4000);
		for (let address = 0; address < 0x8000; address += 4) {
			storage.setWord(address, random());
		}

		for (let address = 0x1000; address < 0x7FF8; address += 6) {
			const opcode = often[random() % often.length];
			if ((random() & 3) !== 0) {
				storage.store(
					address,
					Uint8Array.of(
						opcode,
						opcode === 0xB2 ? b2[random() % b2.length] : (opcode === 0xE5 ? 1 : random()),
					),
				);
			}
		}

		for (let register = 0; register < 16; register++) {
			cpu.gpr[register] = (random() & 3) === 0 ? random() : random() & 0x1_FFF8;
		}

		// New PSWs that go on somewhere in the program, with some of the modes.
		for (const newPsw of [88, 96, 104, 120]) {
			storage.setWord(newPsw, (random() & 0x4700_0000) | 0x0008_0000);
			storage.setWord(newPsw + 4, 0x1000 + ((random() & 0xFFF) * 6));
		}

		cpu.cr[9] = random();
		cpu.cr[10] = random() & 0xFFFF;
		cpu.cr[11] = random() & 0xFFFF;
		cpu.psw.load((random() & 0x4700_0000) | 0x0008_0000, 0x1000);
		for (let part = 0; part < 20; part++) {
			const exit = machine.run(50);
			reasons.add(exit.reason);
			if (exit.reason === 'wait') {
				cpu.psw.wait = false;
			}
		}
	}

	t.true(reasons.has('budget'));
});

test('a program does the same with translation that maps every page to itself, and under program-event recording '
	+ 'without events', t => {
	const random = generator(3);
	for (let round = 0; round < Number(process.env.FUZZ_ROUNDS ?? 40); round++) {
		const seed = random();
		const ends = [0x0008_0000, 0x0408_0000, 0x4008_0000, 0x4408_0000].map(high => {
			const again = generator(seed);
			const machine = new Machine({storage: 0x1_0000, timers: {running: false}});
			const {storage, cpu} = machine;
			const tables = new Tables(machine, {page: 2048, segment: 0x1_0000});
			for (let address = 0; address < 0x1_0000; address += 2048) {
				tables.map(address, address);
			}

			// Unprivileged code, so that the modes stay what they are.
			for (let address = 0x1000; address < 0x8000; address += 4) {
				storage.setWord(address, again());
			}

			for (let register = 0; register < 16; register++) {
				cpu.gpr[register] = again() & 0xFFFF;
			}

			cpu.psw.load(high | 0x0001_0000, 0x1000 + (again() & 0x3FFE));
			storage.setWord(104, 0x000A_0000);
			storage.setWord(96, 0x000A_0000);
			machine.run(200);
			return {
				gpr: [...cpu.gpr],
				fpr: [...cpu.fpr],
				address: cpu.psw.address,
				executed: cpu.instructions,
				kind: machine.processor.taken.kind,
				// What is outside storage has no translation.
				code: [0x10, 0x11].includes(machine.processor.taken.code) ? 5 : machine.processor.taken.code,
				low: Buffer.from(storage.fetch(0x200, 0x7E00)).toString('base64'),
			};
		});
		for (const end of ends) {
			t.deepEqual(end, ends[0]);
		}
	}
});
