/** What DIAGNOSE X'18' finds wrong with a channel program (GC20-1807, "Standard DASD I/O"). */
import test from 'ava';
import {formatDisk} from '../../../source/cms/file-system/disk/host.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {CpSession, patch} from '../../support/cp-session.js';
import {executed} from '../../support/diagnose.js';
import {memoryVolume} from '../../support/disks.js';

type Ccw = readonly [command: number, address: number, flags: number, count: number];

/** Reads records 1 and 2 of cylinder 0 head 0; data at X'3000'. */
const two: readonly Ccw[] = [
	[0x07, 0x2100, 0x40, 6], [0x31, 0x2102, 0x40, 5], [0x08, 0x2008, 0, 0], [0x06, 0x3000, 0x60, 800],
	[0x1B, 0x2108, 0x40, 6], [0x31, 0x210A, 0x40, 5], [0x08, 0x2028, 0, 0], [0x06, 0x3320, 0x20, 800],
];

function disk() {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	const volume = memoryVolume(2);
	formatDisk(new VolumeBlocks(volume), 'ALI191');
	vm.devices.attach({
		address: 0x191, kind: 'DASD', type: '3350', device: new CkdDisk(volume), readOnly: false,
	});
	/** Condition code and R15. */
	const run = (ccws: readonly Ccw[], transfers: number): readonly [number, number] => {
		patch(vm, 0x2100, '0000000000000100');
		patch(vm, 0x2108, '0000000000000200');
		vm.storage.store(0x2000, Buffer.concat(ccws.map(ccw => ccwBytes(...ccw))));
		vm.cpu.gpr[15] = transfers;
		const {cc, r15} = executed(session, vm, 0x18, {x: 0x191, y: 0x2000});
		return [cc, r15];
	};

	return {session, vm, run};
}

/** The program with one CCW changed. */
const changed = (index: number, part: number, value: number): readonly Ccw[] =>
	two.map((ccw, at) => at === index ? ccw.with(part, value) as unknown as Ccw : ccw);

test('a program with as many reads and writes as R15 says is run', t => {
	const {run, vm} = disk();
	t.is(run(two, 2)[0], 0);
	t.is(run(two, 15)[0], 0, 'R15 may be larger');
	t.is(run(two.filter(([code]) => code !== 0x1B).map(([code, address, flags, count]): Ccw =>
		code === 0x08 && address === 0x2028 ? [code, 0x2020, flags, count] : [code, address, flags, count]), 2)[0], 0);
	t.true(vm.account.usage.sio >= 3);
});

test('what is wrong with it is in R15, and nothing was moved', t => {
	const {run, vm} = disk();
	const {size} = vm.storage;
	const before = vm.account.usage.sio;
	const cases: ReadonlyArray<readonly [readonly Ccw[], number, number]> = [
		[changed(0, 1, size - 5), 2, 6],
		[changed(1, 1, size - 4), 2, 6],
		[changed(4, 1, size), 2, 6],
		[changed(3, 0, 0x02), 2, 7],
		[changed(7, 0, 0x1D), 2, 7],
		[changed(3, 3, 0), 2, 8],
		[changed(3, 3, 2049), 2, 9],
		[changed(7, 1, size - 799), 2, 10],
		[two, 0, 11],
		[two, -1, 11],
		[two, 16, 11],
		[two, 1, 11],
	];
	for (const [ccws, transfers, fault] of cases) {
		t.deepEqual(run(ccws, transfers), [2, fault], `${fault}`);
	}

	t.is(vm.account.usage.sio, before);
	patch(vm, 0x2110, '0000000100000200');
	t.deepEqual(run(changed(4, 1, 0x2110), 2), [2, 12], 'another cylinder');
});

test('a device at which the machine itself has something under way is busy', t => {
	const {session, vm, run} = disk();
	run(two, 2);
	vm.storage.setWord(72, 0x2000);
	session.cp.machineHost.performIo(vm, 'SIO', 0x191);
	t.deepEqual(run(two, 2), [1, 5]);
	session.run(1);
	t.deepEqual(run(two, 2), [1, 5], 'its interruption was not taken');
	vm.channels.highest(() => true)?.store();
	t.is(run(two, 2)[0], 0);
});
