/** HALT (GC20-1806) and REWIND (GC20-1820) of devices that are doing something. */
import test from 'ava';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {Tape3420} from '../../../source/machine/devices/tape/3420.js';
import {MemoryTape} from '../../../source/machine/devices/tape/tape-medium.js';
import {TestSystem} from '../../support/cp.js';

test('REWIND brings the reel to its load point; while the drive is busy it is refused', t => {
	const one = new TestSystem().logOn('USER1');
	const {vm} = one;
	const medium = new MemoryTape([new Uint8Array(1000), new Uint8Array(1000)]);
	vm.devices.attach({
		address: 0x181, kind: 'TAPE', type: '3420', device: new Tape3420(medium), readOnly: false,
	});
	vm.storage.store(0x2000, ccwBytes(0x02, 0x3000, 0, 1000));
	vm.storage.setWord(72, 0x2000);
	one.cp.machineHost.performIo(vm, 'SIO', 0x181);
	t.deepEqual(one.execute('REWIND 181').response, ['TAPE 181 NOT READY']);
	one.wait(1);
	t.is(medium.position, 1);
	t.deepEqual(one.enter('rewind 181'), ['REWIND COMPLETE']);
	t.is(medium.position, 0);
});

test('HALT ends the channel program of who has a disk; his machine hears of it', t => {
	const system = new TestSystem();
	const one = system.logOn('USER1');
	const operator = system.logOn('OPERATOR', 'GRAF 022');
	const {vm} = one;
	// SEEK, and again without end.
	vm.storage.store(0x2000, ccwBytes(0x07, 0x2100, 0x40, 6));
	vm.storage.store(0x2008, ccwBytes(0x08, 0x2000, 0, 1));
	vm.storage.setWord(72, 0x2000);
	one.cp.machineHost.performIo(vm, 'SIO', 0x191);
	t.true(vm.channels.isBusy(0x191));
	t.deepEqual(operator.execute('HALT 250').response, ['DEVICE HALTED']);
	t.false(vm.channels.isBusy(0x191));
	t.true(vm.channels.isActive);
});
