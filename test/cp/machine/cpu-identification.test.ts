/** STORE CPU ID in a virtual machine (GC20-1801, OPTION CPUID; GC20-1807). */
import test from 'ava';
import {start} from '../../support/cp-session.js';
import {TestSystem} from '../../support/cp.js';

const user = (name: string, option: string): string =>
	`USER ${name} ${name} 256K 1M G\n${option} ACCOUNT 1\n CONSOLE 009 3215\n`;

test('a virtual machine has version code FF, and the serial number of its directory entry or of the real machine', t => {
	const system = new TestSystem({
		directory: `DIRECTORY 150 3350 YRKRES\n${user('USER1', ' OPTION CPUID 0ABCDE\n')}${user('USER2', '')}`,
	});
	const stored = (userid: string): string => {
		const session = system.logOn(userid);
		// STIDP X'200'; then a wait that nothing ends.
		start(session.vm, 'B2020200 82000210');
		session.vm.storage.store(0x210, Uint8Array.of(0, 2, 0, 0, 0, 0, 0, 0));
		session.wait();
		return Buffer.from(session.vm.storage.fetch(0x200, 8)).toString('hex').toUpperCase();
	};

	t.is(stored('USER1'), 'FF0ABCDE01580000');
	t.is(stored('USER2'), 'FF02037001580000');
});

test('DEFINE STORAGE makes no other processor of it', t => {
	const system = new TestSystem({
		directory: `DIRECTORY 150 3350 YRKRES\n${user('USER1', ' OPTION CPUID 0ABCDE\n')}`,
	});
	const session = system.logOn('USER1');
	session.enter('define storage 512k');
	t.is(session.vm.cpu.identification.high, 0xFF0A_BCDE);
});
