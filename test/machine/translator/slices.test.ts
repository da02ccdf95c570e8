/** The second tier: a turn of the processor ends behind any instruction of a region, and exactly there. */
import test from 'ava';
import {Machine} from '../../../source/machine/machine.js';
import {link} from '../../../source/assembler/object/absolute-loader.js';
import {assembled} from '../../support/assemble.js';
import {sameValue} from '../../support/equal.js';

const size = 0x8000;
const program = 0x1000;

/** A call with its save area, EXECUTE, packed numbers, floating point, an SVC and its handler. */
const {bytes} = link(assembled(` START 0
 BALR 12,0
 USING *,12
 LA 13,SAVE
AGAIN LA 4,3
 LA 2,TEXT
LOOP L 15,=A(SUB)
 BALR 14,15
 EX 4,MOVE
 AP SUM,=P'1'
 CVB 5,DOUBLE
 BCT 4,LOOP
 LD 0,=D'1.5'
 ADR 0,0
 STD 0,FLOAT
 TRT 0(8,2),TABLE
 BZ AGAIN
 LA 1,1(,1)
 SVC 7
 B AGAIN
MOVE MVC TO(0),TEXT
SUB STM 14,12,12(13)
 LR 11,15
 USING SUB,11
 ICM 3,6,0(2)
 SLDA 2,3
 MVCL 6,8
 LM 14,12,12(13)
 BR 14
 DROP 11
SAVE DS 18F
SUM DC PL4'0'
DOUBLE DC D'0'
 ORG DOUBLE
 DC PL8'123'
FLOAT DS D
TEXT DC CL16'ABCDEFGHIJ'
TO DS CL16
TABLE DC 256X'00'
 ORG TABLE+C'D'
 DC X'04'
 ORG
 LTORG
 END`).cards, program);

/** The handler of the SVC: L 0,X'20'; LPSW X'20'. */
const handler = Uint8Array.of(0x58, 0x00, 0x00, 0x24, 0x82, 0x00, 0x00, 0x20);

function machineOf(translation: 'eager' | 'none'): Machine {
	const machine = new Machine({storage: size, timers: {running: false}, translation});
	machine.storage.store(program, bytes);
	machine.storage.store(0x800, handler);
	machine.storage.setWord(0x64, 0x800);
	machine.cpu.psw.load(0, program);
	return machine;
}

const state = ({cpu, storage}: Machine) => ({
	gpr: [...cpu.gpr],
	fpr: [...cpu.fpr],
	address: cpu.psw.address,
	code: cpu.psw.cc,
	instructions: cpu.instructions,
	storage: Buffer.from(storage.fetch(0, size)).toString('latin1'),
});

test('a slice of any length ends behind so many instructions, with everything as it is there', t => {
	const translated = machineOf('eager');
	const table = machineOf('none');
	for (const machine of [translated, table]) {
		for (let slice = 40; slice < 100; slice++) {
			machine.run(slice);
		}
	}

	const {executed} = translated.processor.translator!;
	let count = 0;
	for (let slice = 32; slice < 300; slice++) {
		translated.run(slice);
		table.processor.runByTable(slice);
		count += slice;
		sameValue(t, state(translated), state(table));
	}

	const share = (translated.processor.translator!.executed - executed) / count;
	t.true(share > 0.25, `${share}`);
});
