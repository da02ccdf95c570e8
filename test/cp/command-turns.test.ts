/** Commands that look through all of a machine's storage: the others work meanwhile. */
import test from 'ava';
import {limits} from '../../source/base/limits.js';
import {TestSystem, type Session} from '../support/cp.js';

/** Two users; the first one's machine has something else in each of its pages and keys. */
function users(): {readonly system: TestSystem; readonly one: Session; readonly two: Session} {
	const system = new TestSystem();
	const one = system.logOn('USER1');
	const two = system.logOn('USER2', 'GRAF 022');
	const {storage} = one.vm;
	for (let page = 0; page < 256; page++) {
		storage.store((page * 4096) + 8, Uint8Array.of(page, 1, 2, 3));
		storage.keys[page * 2] = 0xF0;
		storage.keys[(page * 2) + 1] = 0;
	}

	return {system, one, two};
}

/** Types a command and goes on as soon as it has begun. */
function begin(session: Session, command: string): void {
	session.terminal.take();
	session.terminal.line.enter(command);
	session.cp.pump(0);
	session.cp.pump(0);
}

/** Whether all of the spool's room is free. */
function isSpoolEmpty({cp: {spooler}}: TestSystem): boolean {
	const {value} = limits.spoolSpace;
	const isEmpty = spooler.claim(value, 'NOBODY');
	spooler.release(isEmpty ? value : 0);
	return isEmpty;
}

for (const [command, end] of [
	['vmdump', 'COMMAND COMPLETE'],
	['dump 0-end', 'COMMAND COMPLETE'],
	['display 0-end', '0FFFF0  00000000 00000000 00000000 00000000'],
	['display k0-end', '0FF800 TO 0FFFFF  KEY = 00'],
] as const) {
	test(`${command}: another terminal is answered before it is over`, t => {
		const {one, two} = users();
		begin(one, command);
		two.terminal.take();
		two.terminal.line.enter('query time');
		two.cp.pump(0);
		t.regex(two.terminal.take()[0] ?? '', /^TIME IS/);
		t.false(one.terminal.take().includes(end), 'still at work');
		t.false(one.vm.runnable, 'its machine waits');
		t.is(one.wait(2).at(-1), end);
	});
}

test('attention ends DISPLAY and DUMP, not VMDUMP', t => {
	for (const [command, last, isEnded] of [
		['display 0-end', '0FFFF0  00000000 00000000 00000000 00000000', false],
		['dump 0-end', 'COMMAND COMPLETE', false],
		['vmdump', 'COMMAND COMPLETE', true],
	] as const) {
		const {one} = users();
		begin(one, command);
		one.terminal.line.key('PA1');
		t.is(one.wait(2).includes(last), isEnded, command);
		t.deepEqual(one.enter('display g0'), ['GPR 0  = 00000000'], command);
	}
});

test('a user who is forced off in the middle of VMDUMP leaves no file, and no room taken', t => {
	const {system, one, two} = users();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	begin(one, 'vmdump to user2');
	operator.enter('force user1');
	t.deepEqual(two.enter('query reader'), ['NO RDR FILES']);
	t.true(isSpoolEmpty(system));
});

test('a terminal that hangs up in the middle of VMDUMP abandons it', t => {
	const {system, one, two} = users();
	begin(one, 'vmdump to user2');
	one.terminal.line.hangUp();
	t.deepEqual(two.enter('query reader'), ['NO RDR FILES']);
	t.true(isSpoolEmpty(system));
	t.false(one.cp.machines.get('USER1')!.holds.has('command'));
});

test('a spool that fills in the middle ends VMDUMP; what was punched gives its room back', t => {
	const {system, one} = users();
	const {spooler} = system.cp;
	const taken = limits.spoolSpace.value - 10_000;
	spooler.claim(taken, 'NOBODY');
	t.deepEqual(one.enter('vmdump'), ['DUMP FAILED; SPOOLING ERROR']);
	spooler.release(taken);
	t.true(isSpoolEmpty(system));
	t.is(one.enter('vmdump').at(-1), 'COMMAND COMPLETE');
});
