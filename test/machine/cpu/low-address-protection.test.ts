/**
 * Low-address protection (GA22-7000, "Low-Address Protection"): bit 3 of control register 0 keeps programs from storing
 * at 0–511.
 */
import test from 'ava';
import {Tables} from '../../support/translation.js';
import {machineWith, oldPsw, start} from '../../support/code.js';
import {programBytes} from '../../support/assemble.js';

const on = 0x1000_00E0;
const protection = 4;

/** Runs a few instructions with the protection on; register 12 holds their address. */
function run(text: string, prepare: (machine: ReturnType<typeof machineWith>) => void = () => undefined) {
	const machine = machineWith('', {translation: 'lazy'});
	const {cpu} = machine;
	machine.storage.store(start, programBytes(` START X'1000'\n USING *,12\n${text}\n END`));
	cpu.cr[0] = on;
	cpu.gpr[12] = start;
	cpu.gpr[1] = 0x1234_5678;
	prepare(machine);
	machine.run(100);
	const code = machine.storage.word(40) & 0xFFFF;
	return {machine, code};
}

test('a store at 0 to 511 is a protection exception, whatever the key; the place keeps what it had', t => {
	for (const text of [
		' ST 1,508',
		' STH 1,510',
		' STC 1,511',
		' STM 1,2,504',
		' MVC 256(4),0(12)',
		' MVI 511,1',
		' NI 511,1',
		' XC 500(20),500',
		' STCTL 0,0,0',
		' MVC 508(8),0(12)',
		' STCK 500',
		' CS 1,2,300',
		' TS 511',
	]) {
		const {machine, code} = run(text);
		t.is(code, protection, text);
		t.deepEqual(machine.storage.fetch(256, 256), new Uint8Array(256), text);
	}
});

test('512 and up are free, and so is everything to fetches, interruptions and channels', t => {
	const {machine, code} = run(' ST 1,512\n L 2,0\n SVC 7');
	t.is(code, 0);
	t.is(machine.storage.word(512), 0x1234_5678);
	t.is(oldPsw(machine, 32)[0] & 0xFF, 7);
});

test('loading control register 0 turns it on and off', t => {
	const {machine, code} = run(` LCTL 0,0,OFF
 ST 1,256
 LCTL 0,0,ON
 ST 1,260
OFF DC X'000000E0'
ON DC X'100000E0'`);
	t.is(code, protection);
	t.is(machine.storage.word(256), 0x1234_5678);
	t.is(machine.storage.word(260), 0);
});

test('it goes by the address before translation', t => {
	const {machine, code} = run(` ST 1,0(,3)
 ST 1,4`, machine => {
		new Tables(machine).map(0, 0x4000).map(start, start).map(0x5000, 0);
		machine.cpu.cr[0] |= on;
		machine.cpu.gpr[3] = 0x5100;
		machine.storage.setWord(104, 0x000A_0000);
		machine.cpu.psw.load(0x0408_0000, start);
	});
	t.is(machine.storage.word(0x100), 0x1234_5678);
	t.is(machine.storage.word(0x4004), 0);
	t.is(code, 0);
	t.is(machine.storage.word(140) & 0xFFFF, protection);
});

test('TEST PROTECTION tells that storing is not permitted', t => {
	for (const [address, code] of [[256, 1], [512, 0]] as const) {
		const {machine} = run(` TPROT ${address},0\n SVC 0`);
		t.is((oldPsw(machine, 32)[1] >>> 28) & 3, code);
	}
});

test('a translated loop is refused as well', t => {
	const {machine, code} = run(`LOOP LA 5,1(,5)
 ST 5,512(,6)
 B LOOP`, ({cpu}) => {
		cpu.gpr[6] = 1024;
	});
	t.is(code, 0);
	machine.run(200_000);
	t.is(machine.storage.word(40) & 0xFFFF, 0);
	machine.cpu.gpr[6] = -300;
	machine.run(200_000);
	t.is(machine.storage.word(40) & 0xFFFF, protection);
});
