import test from 'ava';
import {Display3277} from '../../../../source/machine/devices/display/3277.js';
import {Rig, sli} from '../rig.js';

test('writes and reads hand the data stream through; a held write ends later', t => {
	const rig = new Rig();
	const seen: string[] = [];
	let isHeld = false;
	const device = rig.attach(0x021, new Display3277({
		write(data, erase) {
			seen.push(`${erase ? 'erase ' : ''}${Buffer.from(data).toString('hex')}`);
			return isHeld ? 'hold' : undefined;
		},
		readModified: () => Uint8Array.of(0x7D, 0x40, 0x40),
		readBuffer: () => new Uint8Array(1923),
		eraseUnprotected() {
			seen.push('eau');
		},
	}));
	rig.put(0x2000, 'C3C1');
	t.is(rig.run(0x021, [[0x05, 0x2000, 0, 2]]).csw, '00 001008 0C00 0000');
	t.is(rig.run(0x021, [[0x0F, 0, sli, 1]]).cc, 1);
	t.deepEqual(seen, ['erase c3c1', 'eau']);
	device.attention();
	t.is(rig.channels.testIo(0x021), 1);
	t.is(rig.csw, '00 000000 8000 0000');
	t.is(rig.run(0x021, [[0x06, 0x2000, sli, 100]]).csw, '00 001008 0C00 0061');
	t.is(rig.hex(0x2000, 3), '7D4040');
	t.is(rig.run(0x021, [[0x02, 0x2000, 0, 100]]).csw, '00 001008 0C40 0000');
	isHeld = true;
	t.is(rig.run(0x021, [[0x01, 0x2000, 0, 2]]).cc, 0);
	t.is(rig.channels.testIo(0x021), 2);
	device.resume();
	rig.timeline.run();
	t.is(rig.channels.testIo(0x021), 1);
	rig.run(0x021, [[0x01, 0x2000, 0, 2]]);
	t.is(rig.channels.haltIo(0x021), 1);
	rig.timeline.run();
	t.is(rig.channels.testIo(0x021), 1);
	t.is(rig.run(0x021, [[0x4B, 0, sli, 1]]).cc, 1);
});
