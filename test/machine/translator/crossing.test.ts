import test from 'ava';
import type {Machine} from '../../../source/machine/machine.js';
import {TranslationReport} from '../../../source/machine/translator/translation-report.js';
import {
	assembly, data, loading, pair, same,
} from '../../support/translated-pair.js';

/** The last bytes of a page, whose neighbours in the machine are none in the host. */
const boundary = data + 0x1000;

const report = (machine: Machine): TranslationReport =>
	machine.processor.translationReport = new TranslationReport(() => 0);

/** Rows that the first machine's regions call for, in both of which a loop does the same. */
function called(t: Parameters<typeof same>[0], text: string, prepare: (machine: Machine) => void) {
	const machines = pair(machine => {
		loading(assembly(text))(machine);
		prepare(machine);
	});
	const told = report(machines[0]);
	same(t, machines, Array.from({length: 30}, (_, index) => 200 + (7 * index)));
	const [{cpu, processor}] = machines;
	const {executed, count} = processor.translator!;
	t.true(executed > cpu.instructions / 2);
	return told.summary(cpu.instructions, executed, count).called.by;
}

test('numbers and strings across two pages are fetched, changed and put back without their rows', t => {
	// What one round leaves the next one works with, so that nothing may get lost.
	const rows = called(t, `
LOOP L 1,0(,10)
 LA 1,1(,1)
 ST 1,0(,10)
 XC 0(32,11),0(8)
 MVC 0(32,7),1(11)
 NI 3(11),X'7F'
 MVC 0(31,11),0(7)
 LH 2,15(,11)
 AR 3,2
 CLC 0(31,11),0(7)
 BNE LOOP
 B LOOP`, ({cpu, storage}) => {
		cpu.gpr[10] = boundary - 1;
		cpu.gpr[11] = boundary - 16;
		cpu.gpr[7] = data + 0x300;
		cpu.gpr[8] = data + 0x500;
		storage.store(data + 0x500, Uint8Array.from({length: 32}, (_, index) => (index * 41) & 255));
	});
	t.deepEqual(rows, {});
});

test('decimal numbers across two pages, too', t => {
	const rows = called(t, `
LOOP AP 0(6,11),0(3,8)
 CP 0(6,11),0(3,8)
 BNE LOOP`, ({cpu, storage}) => {
		cpu.gpr[11] = boundary - 3;
		cpu.gpr[8] = data + 0x500;
		storage.store(data + 0x500, Uint8Array.of(0, 0x01, 0x7C));
		storage.store(boundary - 3, Uint8Array.of(0, 0, 0, 0, 0x12, 0x3C, 0, 0));
	});
	t.deepEqual(rows, {});
});

test('strings that meet across a boundary go byte by byte', t => {
	const rows = called(t, `
LOOP MVC 0(40,11),4(11)
 MVC 36(4,11),0(10)
 OC 0(24,11),2(11)
 LA 10,1(,10)
 N 10,MASK
 B LOOP
MASK DC X'00002FFF'`, ({cpu, storage}) => {
		cpu.gpr[11] = boundary - 20;
		cpu.gpr[10] = data + 0x300;
		storage.store(data, Uint8Array.from({length: 0x1000}, (_, index) => (index * 37) & 255));
	});
	t.true((rows.MVC ?? 0) > 0);
});
