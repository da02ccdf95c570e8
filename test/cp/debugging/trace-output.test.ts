/** Where lines of TRACE go, and what waits for whom. */
import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {TestSystem, type Session} from '../../support/cp.js';

/** LA 1,50; BCT 1,itself; LPSW of a wait. */
function loop(): Session {
	const one = new TestSystem().logOn('USER1');
	one.enter('store 1000 41100032 4610c004 8200c200 gc 1000 l1200 00020000 00007777 psw 00000000 00001000');
	return one;
}

test('a terminal that takes no lines stops a trace with RUN, and lets it go on', t => {
	const one = loop();
	one.enter('trace branch run');
	one.terminal.line.hold();
	t.is(one.enter('begin').length, 1);
	t.true(one.vm.holds.has('trace'));
	t.deepEqual(one.wait(10), []);
	one.terminal.line.resume();
	t.is(one.wait().length, 50);
	t.is(one.terminal.status, 'CP READ');
});

test('lines to the printer are those of the terminal, and become a spool file', t => {
	const one = loop();
	one.enter('trace branch both run');
	const lines = one.enter('begin').slice(0, -1);
	t.is(lines.length, 50);
	one.enter('close printer');
	const [file] = one.cp.spooler.filesOf('USER1', 'PRT');
	t.deepEqual(file.records.map(({data}) => fromEbcdic(data)), lines);
});

test('a machine without a printer is traced to nowhere, and goes on', t => {
	const one = loop();
	one.enter('detach 00e');
	one.enter('trace all printer');
	t.deepEqual(one.enter('begin'), ['CP ENTERED; DISABLED WAIT PSW \'00020000 00007777\'']);
});
