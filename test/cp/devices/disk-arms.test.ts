import test from 'ava';
import {VirtualClock, type Clock} from '../../../source/base/clock.js';
import {overhead} from '../../../source/cp/machine/accounting.js';
import {ControlProgram} from '../../../source/cp/control-program.js';
import {minidiskDevice} from '../../../source/cp/devices/minidisk.js';
import {parseDirectory} from '../../../source/cp/directory/parser.js';
import {performDiagnose} from '../../../source/cp/machine/intercepts.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {ckdModels, seekTime} from '../../../source/machine/devices/volume/ckd-models.js';
import {formatTrack, writeRecord} from '../../../source/machine/devices/volume/ckd-volume.js';
import {Extent} from '../../../source/machine/devices/volume/extent.js';
import {MemoryVolume} from '../../../source/machine/devices/volume/memory-volume.js';
import {HostStorage} from '../../../source/machine/storage/host-storage.js';
import {MountedVolumes} from '../../../source/system/volumes/volume-table.js';
import {directorySource} from '../../support/cp-session.js';

/** Nothing here takes longer, microseconds. */
const patience = 60e6;

/** Cylinders of the test's minidisks that have records. */
const used = [0, 1, 90];

/**
 * Volumes `V1`, `V2`, `V3` of a type, with minidisks of 100 cylinders from 0, 100, … on; machines `M1`, `M2`, … have
 * one as 191 each, as `places` say: volume and first cylinder.
 */
class Disks {
	readonly cp: ControlProgram;
	readonly machines: VirtualMachine[];

	constructor(
		places: ReadonlyArray<readonly [serial: string, start: number]>,
		{type = '3350', clock = new VirtualClock()}: {type?: string; clock?: Clock} = {},
	) {
		const model = ckdModels.find(({name}) => name === type)!;
		const volumes = new Map(['V1', 'V2', 'V3'].map(serial => {
			const volume = new MemoryVolume(model, model.cylinders);
			for (const [, start] of places) {
				const minidisk = new Extent(volume, start, 100);
				for (const cylinder of used) {
					formatTrack(minidisk, cylinder, 0, 800, 4);
					writeRecord(minidisk, cylinder, 0, 1, new Uint8Array(800).fill(cylinder + 1));
				}
			}

			return [serial, volume];
		}));
		this.cp = new ControlProgram({
			clock, hostStorage: new HostStorage(4 * 1024 * 1024), directory: parseDirectory(directorySource).directory,
			volumes: new MountedVolumes(volumes), systemId: 'TESTVM', savedSystems: new Map(), programs: new Map(),
		});
		for (const serial of volumes.keys()) {
			this.cp.arms?.disk(serial);
		}

		this.machines = places.map(([volume, start], index) => {
			const vm = this.cp.sessions.logon(this.cp.directory.find('BOB')!, undefined, `M${index + 1}`);
			const extent = {owner: 'BOB', ownerAddress: 0x191, volume, start, cylinders: 100};
			vm.devices.attach(minidiskDevice(this.cp.volumes, 0x191, type, extent, true)!);
			return vm;
		});
	}

	/** Starts reading the first record of a cylinder. */
	start(vm: VirtualMachine, cylinder: number): void {
		// What the one before left behind.
		vm.channels.highest(() => true)?.store();
		this.#program(vm, cylinder);
		vm.storage.setWord(72, 0x2000);
		this.cp.machineHost.performIo(vm, 'SIO', 0x191);
	}

	/** The same by DIAGNOSE X'18'. */
	diagnose(vm: VirtualMachine, cylinder: number): void {
		this.#program(vm, cylinder);
		vm.cpu.gpr.set([0x191, 0x2000], 2);
		vm.cpu.gpr[15] = 1;
		performDiagnose(this.cp, vm, 0x18, 2, 3);
	}

	/** When each of them is done, in microseconds from now; `undefined`: nothing was started. */
	finish(machines = this.machines): Array<number | undefined> {
		const began = this.cp.clock.now();
		const busy = (vm: VirtualMachine): boolean => vm.channels.isBusy(0x191) || vm.holds.has('io');
		const ends = new Map<VirtualMachine, number>();
		let left = machines.filter(vm => busy(vm));
		while (left.length > 0 && this.cp.clock.now() < began + patience) {
			// No machine runs: only events happen.
			const {clock, timeline} = this.cp;
			clock.advance(timeline.next! - clock.now());
			timeline.runDue();
			for (const vm of left.filter(each => !busy(each))) {
				ends.set(vm, this.cp.clock.now() - began);
			}

			left = left.filter(vm => busy(vm));
		}

		return machines.map(vm => ends.get(vm));
	}

	#program({storage}: VirtualMachine, cylinder: number): void {
		storage.store(0x2100, Uint8Array.of(0, 0, cylinder >>> 8, cylinder, 0, 0, 1));
		storage.store(0x2000, ccwBytes(0x07, 0x2100, 0x40, 6));
		storage.store(0x2008, ccwBytes(0x31, 0x2102, 0x40, 5));
		storage.store(0x2010, ccwBytes(0x08, 0x2008, 0, 0));
		storage.store(0x2018, ccwBytes(0x06, 0x3000, 0, 800));
	}
}

const model = ckdModels.find(({name}) => name === '3350')!;

test('two machines on one volume take turns, and wait longer than alone', t => {
	const alone = new Disks([['V1', 0]]);
	alone.start(alone.machines[0], 0);
	const [time] = alone.finish();
	const together = new Disks([['V1', 0], ['V1', 0]]);
	const [one, two] = together.machines;
	together.start(one, 0);
	together.start(two, 0);
	const [first, second] = together.finish();
	// CP's own work for the second SIO was done meanwhile.
	t.true(Math.abs(first! - time!) <= 350);
	t.true(Math.abs(second! - (2 * time!)) <= 350, `${time} ${first} ${second}`);
	t.is(one.storage.word(0x3000), two.storage.word(0x3000));
});

test('requests are served in the order in which they came, whoever they are from', t => {
	const disks = new Disks([['V1', 0], ['V1', 100], ['V1', 200], ['V1', 0]]);
	const [a, b, c, d] = disks.machines;
	disks.start(c, 90);
	disks.diagnose(a, 0);
	disks.start(d, 1);
	disks.diagnose(b, 90);
	const [first, second, third, fourth] = disks.finish([c, a, d, b]);
	t.true(first! < second! && second! < third! && third! < fourth!, [first, second, third, fourth].join(' '));
	t.is(disks.cp.arms!.disk('V1').arm.queueLength, 0);
});

test('a neighbour far away costs seeks: the arm is where the last one left it', t => {
	const disks = new Disks([['V1', 0], ['V1', 400]]);
	const [near, far] = disks.machines;
	const time = (vm: VirtualMachine): number => {
		disks.start(vm, 0);
		return disks.finish([vm])[0]!;
	};

	time(near);
	const still = time(near);
	t.is(time(far) - still, seekTime(model, 400));
	t.is(time(far), still);
	t.is(time(near) - still, seekTime(model, 400));
	// A program that does not seek finds the arm away, too.
	time(far);
	near.channels.highest(() => true)?.store();
	near.storage.setWord(72, 0x2008);
	disks.cp.machineHost.performIo(near, 'SIO', 0x191);
	t.is(disks.finish([near])[0]! - still, seekTime(model, 400));
});

test('two volumes overlap; on one channel their data do not', t => {
	const run = (serial: string): number => {
		const disks = new Disks([['V1', 0], [serial, 0]], {type: '2314'});
		for (const vm of disks.machines) {
			disks.diagnose(vm, 0);
		}

		return Math.max(...disks.finish().map(Number));
	};

	const [apart, sameChannel, sameArm] = ['V2', 'V3', 'V1'].map(serial => run(serial));
	t.true(apart < sameChannel, `${apart} ${sameChannel}`);
	t.true(sameChannel < sameArm + 1 && apart < 0.6 * sameArm, `${apart} ${sameArm}`);
});

test('a disk that senses its position tries again a revolution later where the channel is in use', t => {
	const disks = new Disks([['V1', 0], ['V3', 0]]);
	const [one, two] = disks.machines;
	disks.start(one, 0);
	disks.start(two, 0);
	const [first, second] = disks.finish();
	// CP's work for the second, 350 microseconds, is shorter than the transfer of a record.
	t.is(second! - first! - 350, model.timing.revolution);
	t.is(disks.cp.arms!.paths[0].collisions, 1);
});

test('HALT, a reset and LOGOFF take a request out of the queue; the next one has its turn no later', t => {
	const ends: ReadonlyArray<(disks: Disks, vm: VirtualMachine) => void> = [
		(disks, vm) => {
			disks.cp.machineHost.performIo(vm, 'HDV', 0x191);
		},
		(_disks, vm) => {
			vm.reset(false);
		},
		(disks, vm) => {
			disks.cp.sessions.logoff(vm);
		},
	];
	for (const begin of ['start', 'diagnose'] as const) {
		for (const end of begin === 'start' ? ends : ends.slice(1)) {
			const disks = new Disks([['V1', 0], ['V1', 0], ['V1', 0]]);
			const [one, two, three] = disks.machines;
			disks.start(one, 0);
			disks[begin](two, 0);
			disks.start(three, 0);
			const {arm} = disks.cp.arms!.disk('V1');
			t.is(arm.queueLength, 2);
			end(disks, two);
			t.is(arm.queueLength, 1);
			const [first, last] = disks.finish([one, three]);
			// What LOGOFF takes of the processor passes while the first one has the arm.
			const cpsOwn = two.session.loggedOff ? overhead.logoff + overhead.accountingCard : 0;
			t.true(Math.abs(last! - cpsOwn - (2 * first!)) < 1500, `${first} ${last}`);
			if (!two.session.loggedOff) {
				t.is(two.storage.word(0x3000), 0, 'nothing was read for it');
			}
		}
	}
});

test('a disk that is detached or reset while its machine waits for the arm does not leave it waiting for ever', t => {
	for (const how of ['detach', 'reset'] as const) {
		const disks = new Disks([['V1', 0], ['V1', 0]]);
		const [one, two] = disks.machines;
		disks.start(one, 0);
		disks.diagnose(two, 0);
		if (how === 'detach') {
			two.devices.detach(0x191);
		} else {
			two.channels.resetDevice(0x191);
		}

		t.is(disks.cp.arms!.disk('V1').arm.queueLength, 0);
		const [, end] = disks.finish([one, two]);
		t.not(end, undefined, how);
		t.false(two.holds.has('io'), how);
	}
});

test('a machine that starts and halts I/O for ever does not keep the arm from others', t => {
	const disks = new Disks([['V1', 0], ['V1', 0]]);
	const [bad, good] = disks.machines;
	for (let round = 0; round < 1000; round++) {
		disks.start(bad, round % 2 === 0 ? 0 : 90);
		disks.cp.machineHost.performIo(bad, 'HDV', 0x191);
	}

	disks.start(good, 0);
	t.true(disks.finish([good])[0]! < 200_000);
});

test('a channel program without end gives others their turn', t => {
	const disks = new Disks([['V1', 0], ['V1', 0]]);
	const [bad, good] = disks.machines;
	// There and back, for ever: the arm is never idle.
	bad.storage.store(0x2100, Uint8Array.of(0, 0, 0, 0, 0, 0));
	bad.storage.store(0x2108, Uint8Array.of(0, 0, 0, 90, 0, 0));
	bad.storage.store(0x2000, ccwBytes(0x07, 0x2100, 0x40, 6));
	bad.storage.store(0x2008, ccwBytes(0x07, 0x2108, 0x40, 6));
	bad.storage.store(0x2010, ccwBytes(0x08, 0x2000, 0, 0));
	bad.storage.setWord(72, 0x2000);
	disks.cp.machineHost.performIo(bad, 'SIO', 0x191);
	disks.start(good, 0);
	// Two hundred seeks in one go.
	const [end] = disks.finish([good]);
	t.true(end !== undefined && end < 20e6, `${end}`);
	t.true(bad.channels.isBusy(0x191));
});

test('what an arm did is counted', t => {
	const disks = new Disks([['V1', 0], ['V1', 100]]);
	const [one, two] = disks.machines;
	disks.start(one, 0);
	disks.start(two, 0);
	const [first, total] = disks.finish();
	const {arm, address} = disks.cp.arms!.disk('V1');
	t.is(address, 0x150);
	const {requests, waited, waitingTime, busyTime, seekTime: sought, longestQueue} = arm.use;
	t.deepEqual({requests, waited, longestQueue}, {requests: 2, waited: 1, longestQueue: 1});
	t.is(sought, seekTime(model, 100));
	t.true(Math.abs(busyTime - total!) < 1000, `${busyTime} ${total} ${waitingTime}`);
	t.true(Math.abs(waitingTime - first!) < 1000);
});

test('INDICATE I/O shows who waits for which real disk', t => {
	const disks = new Disks([['V1', 0], ['V2', 0], ['V1', 100], ['V3', 0]]);
	const [one, two, three] = disks.machines;
	disks.start(one, 0);
	disks.diagnose(two, 0);
	disks.diagnose(three, 0);
	const lines: string[] = [];
	disks.cp.execute('INDICATE I/O', {
		vm: disks.cp.sessions.logon(disks.cp.directory.find('OPERATOR')!, undefined), line: undefined,
		reply(text) {
			lines.push(text);
		},
		done: () => undefined,
	});
	t.deepEqual(lines, ['M1       150, M2       250, M3       150']);
});

test('under the host\'s clock each device has its disk to itself', t => {
	let now = 0;
	const disks = new Disks([['V1', 0]], {clock: {now: () => now++, advance: () => undefined, isVirtual: false, zone: 'EST'}});
	t.is(disks.cp.arms, undefined);
});
