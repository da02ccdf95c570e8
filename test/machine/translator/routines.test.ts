/** The second tier: regions of programs whose routines call each other, wherever they stand. */
import test from 'ava';
import fc from 'fast-check';
import {Machine} from '../../../source/machine/machine.js';
import {link} from '../../../source/assembler/object/absolute-loader.js';
import {assembled} from '../../support/assemble.js';
import {sameValue} from '../../support/equal.js';

const size = 0x4_0000;
const program = 0x1000;

type Routine = {
	readonly gap: number;
	readonly loop: number;
	readonly calls: readonly number[];
	readonly saves: boolean;
};

/** A routine by the linkage of the system: save area, base, a loop around calls of those behind it. */
const routine = ({gap, loop, calls, saves}: Routine, number: number, count: number): string => `
 DS ${gap}D
R${number} STM 14,12,12(13)
 LR 12,15
 USING R${number},12
 LA 11,72(,13)
 ST 13,4(,11)
 LR 13,11
 LA 4,${loop}
L${number} AR 2,4
 X 2,=A(${number * 77})
${calls.filter(each => each > number && each < count).map(each => ` L 15,=A(R${each})
 ${saves ? 'BALR' : 'BASR'} 14,15`).join('\n')}
 BCT 4,L${number}
 LA 5,V${number}
 BAL 7,S${number}
 L 13,4(,13)
 L 14,12(,13)
 LM 3,12,32(13)
 BR 14
S${number} A 2,0(,5)
 BR 7
V${number} DC F'${number}'
 LTORG
 DROP 12`;

const main = (routines: readonly Routine[]): string => ` START 0
 BALR 12,0
 USING *,12
 LA 13,SAVE
AGAIN LA 8,TABLE
NEXT LM 15,15,0(8)
 LTR 15,15
 BZ AGAIN
 BALR 14,15
 LA 8,4(,8)
 B NEXT
TABLE DC A(${[...routines.keys()].map(number => `R${number}`).join(',')},0)
SAVE DS 200F
 LTORG
 DROP 12
${routines.map((each, number) => routine(each, number, routines.length)).join('\n')}
 END`;

const routines = fc.array(
	fc.record({
		gap: fc.integer({min: 0, max: 1200}),
		loop: fc.integer({min: 1, max: 3}),
		calls: fc.uniqueArray(fc.integer({min: 1, max: 6}), {maxLength: 2}),
		saves: fc.boolean(),
	}),
	{minLength: 1, maxLength: 7},
);

function loaded(bytes: Uint8Array, translation: 'eager' | 'lazy' | 'none'): Machine {
	const machine = new Machine({storage: size, timers: {running: false}, translation});
	machine.storage.store(program, bytes);
	machine.cpu.psw.load(0, program);
	return machine;
}

const state = ({cpu, storage}: Machine) => ({
	gpr: [...cpu.gpr],
	at: cpu.psw.address,
	code: cpu.psw.cc,
	instructions: cpu.instructions,
	save: storage.word(0x1040),
});

test('routines that call each other do the same translated and through the table, in whatever slices they run', t => {
	const slices = fc.array(fc.integer({min: 40, max: 3000}), {minLength: 4, maxLength: 8});
	fc.assert(fc.property(routines, slices, (given, counts) => {
		const {bytes} = link(assembled(main(given)).cards, program);
		const translated = loaded(bytes, 'eager');
		const table = loaded(bytes, 'none');
		for (const count of counts) {
			translated.run(count);
			table.processor.runByTable(count);
			sameValue(t, state(translated), state(table));
		}
	}), {numRuns: 60});
});

test('a region grows until it has what it is left for', t => {
	const six = Array.from({length: 6}, () => ({
		gap: 1500, loop: 2, calls: [], saves: true,
	}));
	const machine = loaded(link(assembled(main(six)).cards, program).bytes, 'lazy');
	machine.run(1_000_000);
	const translator = machine.processor.translator!;
	const {executed} = translator;
	machine.run(1_000_000);
	t.is(translator.count, 1);
	t.true(translator.executed - executed > 990_000, `${translator.executed - executed}`);
});
