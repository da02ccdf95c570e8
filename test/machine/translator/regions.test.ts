/** The second tier: regions of one host's storage, and whose they are. */
import test from 'ava';
import {Machine} from '../../../source/machine/machine.js';
import {HostStorage} from '../../../source/machine/storage/host-storage.js';
import {mapping} from '../../../source/machine/storage/page-entries.js';
import {TranslationReport} from '../../../source/machine/translator/translation-report.js';
import {link} from '../../../source/assembler/object/absolute-loader.js';
import {assembled} from '../../support/assemble.js';

const size = 0x8000;
const program = 0x1000;
const data = 0x2000;

const counting = link(assembled(` START 0
 USING *,12
LOOP L 1,0(,10)
 LA 1,1(,1)
 ST 1,0(,10)
 BCT 9,LOOP
 LR 9,8
 B LOOP
 END`).cards, program).bytes;

function machineOf(host: HostStorage): Machine {
	const machine = new Machine({storage: size, host, timers: {running: false}});
	const {cpu} = machine;
	cpu.gpr[12] = program;
	cpu.gpr[10] = data;
	cpu.gpr[9] = 5000;
	cpu.gpr[8] = 5000;
	cpu.psw.load(0, program);
	return machine;
}

test('what one machine had translated of a shared page another one runs at once, with registers and data of its own', t => {
	const host = new HostStorage(8 * size);
	const one = machineOf(host);
	one.storage.store(program, counting);
	one.run(200_000);
	const {count} = one.processor.translator!;
	t.true(count > 0);
	const other = machineOf(host);
	other.storage.map(program >>> 12, one.storage.contentOf(program >>> 12)!, mapping.protected);
	// Enough for a translator, and not enough for a translation.
	other.run(16_384);
	other.run(40_000);
	t.is(other.processor.translator!.count, count);
	t.true(other.processor.translator!.executed > 39_000);
	const table = machineOf(new HostStorage(size));
	table.storage.store(program, counting);
	table.processor.runByTable(16_384 + 40_000);
	t.deepEqual([...other.cpu.gpr], [...table.cpu.gpr]);
	t.is(other.storage.word(data), table.storage.word(data));
});

/** A routine that is another one each time: AR, SR, XR and LR as the random numbers have them, 400 times each. */
const making = link(assembled(` START 0
 USING *,12
LOOP LA 9,400
 L 3,SEED
 M 2,=F'1103515245'
 AL 3,=F'12345'
 ST 3,SEED
 LA 8,8
 LA 7,AREA
 LR 4,3
MAKE LR 5,4
 N 5,=F'3'
 SLL 5,2
 L 6,CODES(5)
 STH 6,0(,7)
 LA 7,2(,7)
 SRL 4,2
 BCT 8,MAKE
 MVC 0(6,7),TAIL
 BAL 14,AREA
 B LOOP
SEED DC F'1'
CODES DC X'00001A65',X'00001B65',X'00001765',X'00001865'
TAIL BCT 9,AREA
 BR 14
 DS 0F
 LTORG
AREA DS 64X
 END`).cards, program).bytes;

test('a program that makes new code all the time is not translated over and over', t => {
	const machine = new Machine({storage: size, timers: {running: false}});
	const report = new TranslationReport(() => 0);
	machine.processor.translationReport = report;
	machine.storage.store(program, making);
	machine.cpu.gpr[12] = program;
	machine.cpu.psw.load(0, program);
	for (let part = 0; part < 60; part++) {
		machine.run(1_000_000);
	}

	const {executed, count} = machine.processor.translator!;
	const {regions} = report.summary(machine.cpu.instructions, executed, count);
	t.log(`${regions.made} regions, ${executed} instructions translated`);
	t.true(regions.made > 10);
	t.true(regions.made < 200);
});
