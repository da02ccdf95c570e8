/** Routines that a program brings into one place, one after the other: each is translated once. */
import test from 'ava';
import fc from 'fast-check';
import {Machine} from '../../../source/machine/machine.js';
import {
	clear, data, loading, pair, program, same, size,
} from '../../support/translated-pair.js';

/** Three routines are moved in turn to where they run; between them 2000 instructions or so. */
const overlays = ` START 0
 USING *,12
NEXT LA 2,PHASES
 LA 3,3
BRING L 4,0(,2)
 MVC AREA(20),0(4)
 LA 9,500
 BAL 14,AREA
 LA 2,4(,2)
 BCT 3,BRING
 B NEXT
PHASES DC A(4096+ONE-NEXT,4096+TWO-NEXT,4096+THREE-NEXT)
ONE LA 5,1(5)
 AR 6,5
 BCT 9,AREA
 BR 14
 DS 0F
TWO S 5,0(,10)
 XR 6,5
 BCT 9,AREA
 BR 14
 DS 0F
THREE LA 5,3(5)
 ALR 6,5
 SR 7,6
 BCT 9,AREA
 BR 14
AREA DS 20X
 END`;

test('routines that are brought into one place in turn are all translated, and stay so', t => {
	// A timer that runs ends turns wherever they are.
	for (const running of [false, true]) {
		const machine = new Machine({storage: size, timers: {running}});
		loading(overlays)(machine);
		machine.run(2_000_000);
		const {translator} = machine.processor;
		const {count, executed} = translator!;
		t.true(count > 1);
		machine.run(1_000_000);
		t.is(translator!.count, count);
		t.true(translator!.executed > executed + 980_000);
	}
});

test('routines that are brought into one place do what the instruction table does', t => {
	const machines = pair(loading(overlays));
	same(t, machines, [700, 3000, 999, 10_000, 20_000]);
	t.true(machines[0].processor.translator!.executed > 28_000);
});

/** LA, AR, SR, XR, ST, A, BCT to where the routine begins. */
const instruction = fc.constantFrom(
	[0x41, 0x55, 0, 1],
	[0x1A, 0x65],
	[0x1B, 0x75],
	[0x17, 0x86],
	[0x50, 0x50, 0xA0, 8],
	[0x5A, 0x60, 0xA0, 8],
	[0x46, 0x90, 0xB0, 0],
);
const routine = fc.array(instruction, {minLength: 1, maxLength: 9}).map(rows => [
	...rows.flat(), 0x46, 0x90, 0xB0, 0, 0x41, 0x90, 0, 20, 0x07, 0xFE,
]);

test('random routines brought into one place in any order, or parts of them, or changed in one byte', t => {
	const machines = pair(clear);
	const given = fc.record({
		routines: fc.array(routine, {minLength: 2, maxLength: 5}),
		/** Routine, bytes of it, a byte of it that is another one. */
		turns: fc.array(
			fc.tuple(fc.nat(4), fc.constantFrom(48, 48, 48, 6), fc.constantFrom(-1, -1, -1, 3, 7)),
			{minLength: 5, maxLength: 30},
		),
	});
	fc.assert(fc.property(given, ({routines, turns}) => {
		const area = program + 0x100;
		for (const machine of machines) {
			const {cpu} = machine;
			clear(machine);
			machine.storage.setWord(0x68, 0x0002_0000);
			cpu.gpr.fill(0);
			cpu.gpr.set([20, data, area, program, 0, program], 9);
			// BALR 14,11; B 0(12): round and round the routine.
			machine.storage.store(program, Uint8Array.of(0x05, 0xEB, 0x07, 0xFC));
			machine.storage.store(area, Uint8Array.of(0x07, 0xFE));
			cpu.psw.load(0, program);
			machine.processor.taken.kind = 'none';
		}

		for (const [number, bytes, other] of turns) {
			const code = Uint8Array.from(routines[number % routines.length]);
			if (other >= 0 && other < code.length - 2) {
				code[other] ^= 0x10;
			}

			for (const {cpu, storage, processor} of machines) {
				storage.store(area, code.subarray(0, bytes));
				cpu.psw.load(0, program);
				cpu.gpr[9] = 20;
				processor.taken.kind = 'none';
			}

			same(t, machines, [233]);
		}
	}), {numRuns: 150});
	const {executed} = machines[0].processor.translator!;
	t.log(`${executed} instructions translated`);
	t.true(executed > 50_000);
});
