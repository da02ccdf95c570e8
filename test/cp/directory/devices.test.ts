import test from 'ava';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {TestSystem} from '../../support/cp.js';

test('slaves of one prototype share its minidisks as anybody would', t => {
	const {cp} = new TestSystem({
		directory: `DIRECTORY 150 3350 YRKRES
USER PROTO NOLOG
 MDISK 191 3350 010 002 YRKUSR MR
 MDISK 192 3350 T-DISK 001 MR
`,
	});
	const prototype = cp.directory.find('PROTO')!;
	const [first, second] = ['SLAVE1', 'SLAVE2'].map(name => cp.sessions.logon(prototype, undefined, name));
	t.false(first.devices.get(0x191)!.readOnly);
	t.true(second.devices.get(0x191)!.readOnly);
	t.deepEqual([first, second].map(vm => vm.devices.get(0x192)!.readOnly), [false, false]);
});

test('what one writes the other reads', t => {
	const system = new TestSystem();
	const owner = system.logOn('USER1', 'GRAF 021');
	const user = system.logOn('USER2', 'GRAF 022');
	user.enter('link user1 191 291 rr ruser1');
	const volumes = [owner.vm.devices.get(0x191)!, user.vm.devices.get(0x291)!].map(({device}) => {
		if (!(device instanceof CkdDisk)) {
			throw new TypeError('no disk');
		}

		return device.volume;
	});
	const track = Uint8Array.from(volumes[0].readTrack(1, 0));
	track[20] ^= 255;
	volumes[0].writeTrack(1, 0, track);
	t.deepEqual(volumes[1].readTrack(1, 0).subarray(0, 30), track.subarray(0, 30));
	t.true(volumes[1].readOnly);
});

test('SPECIAL gives a display, beside the units that SPOOL names', t => {
	const system = new TestSystem({
		directory:
			'DIRECTORY 150 3350 YRKRES\nUSER A A\n CONSOLE 009 3215\n SPOOL 00C 2540 READER *\n SPECIAL 0C0 3270\n '
			+ 'SPOOL 00E 1403 A\n',
	});
	const vm = system.cp.sessions.logon(system.cp.directory.find('A')!, undefined);
	t.deepEqual([...vm.devices.values()].map(({address, kind}) => [address, kind]), [
		[0x9, 'CONS'],
		[0xC0, 'GRAF'],
		[0xC, 'RDR'],
		[0xE, 'PRT'],
	]);
});

test('DEDICATE is accepted; the device it names is not there, and LOGON says so', t => {
	const system = new TestSystem({
		directory:
			'DIRECTORY 150 3350 YRKRES\nUSER A A\n CONSOLE 009 3215\n DEDICATE 181 580\n DEDICATE 291 VOLID SCRTCH '
			+ 'R/O\n DEDICATE 292 3330V MYVOL\n',
	});
	const user = system.terminal();
	t.deepEqual(user.enter('LOGON A A').slice(0, 3), [
		'DEV 181 NOT DEFINED; 580 NOT AVAILABLE',
		'DEV 291 NOT DEFINED; SCRTCH NOT AVAILABLE',
		'DEV 292 NOT DEFINED; MYVOL NOT AVAILABLE',
	]);
	t.deepEqual(
		system.cp.directory.find('A')!.dedicates?.map(({real, byVolume, readOnly}) => [real, byVolume, readOnly]),
		[
			['580', false, false],
			['SCRTCH', true, true],
			['MYVOL', true, false],
		],
	);
});
