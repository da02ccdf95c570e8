import test from 'ava';
import {Tape3420} from '../../../source/machine/devices/tape/3420.js';
import {MemoryTape} from '../../../source/machine/devices/tape/tape-medium.js';
import {CardReader2540} from '../../../source/machine/devices/unit-record/2540-reader.js';
import {Console3215} from '../../../source/machine/devices/3215.js';
import {
	cd, Rig, silent, sli,
} from '../devices/rig.js';

/** A tape that stands behind a block of 1 2 3 … `length`. */
function behind(length: number): Rig {
	const rig = new Rig();
	const tape = new MemoryTape([Uint8Array.from({length}, (_, index) => index + 1)]);
	tape.step(1);
	rig.attach(0x181, new Tape3420(tape));
	return rig;
}

test('read backward stores downward from the CCW\'s address', t => {
	const rig = behind(5);
	t.is(rig.run(0x181, [[0x0C, 0x2004, 0, 5]]).csw, '00 001008 0C00 0000');
	t.is(rig.hex(0x1FFF, 7), '00010203040500');
});

test('read backward with data chaining: the chained CCW\'s command does not matter', t => {
	const rig = behind(5);
	t.is(rig.run(0x181, [[0x0C, 0x2004, cd, 2], [0x02, 0x3002, 0, 3]]).csw, '00 001010 0C00 0000');
	t.is(rig.hex(0x2003, 2), '0405');
	t.is(rig.hex(0x3000, 3), '010203');
});

test('read backward across a protection block, skipping, and running out of storage', t => {
	const rig = behind(5);
	rig.storage.keys[0x2000 >>> 11] = 0x10;
	rig.storage.keys[0x1800 >>> 11] = 0x20;
	rig.storage.keys[0x1000 >>> 11] = 0x10;
	t.is(rig.run(0x181, [[0x0C, 0x2001, 0, 5]], 1).csw, '10 001008 0C10 0003');
	t.is(rig.hex(0x1FFE, 4), '00000405');
	const second = behind(5);
	t.is(second.run(0x181, [[0x0C, 0x2004, cd | 0x10, 3], [0, 0x3001, 0, 2]]).csw, '00 001010 0C00 0000');
	t.is(second.hex(0x3000, 2), '0102');
	t.is(second.hex(0x2002, 3), '000000');
	const third = behind(5);
	t.is(third.run(0x181, [[0x0C, 0x0001, 0, 5]]).csw, '00 001008 0C20 0003');
});

test('read backward by indirect words: the further ones stand at ends of blocks', t => {
	const rig = behind(6);
	rig.put(0x3000, '00002001 00004FFF');
	t.is(rig.run(0x181, [[0x0C, 0x3000, 0x04, 6]]).csw, '00 001008 0C00 0000');
	t.is(rig.hex(0x2000, 2), '0506');
	t.is(rig.hex(0x4FFC, 4), '01020304');
	const wrong = behind(6);
	wrong.put(0x3000, '00002001 00004800');
	t.is(wrong.run(0x181, [[0x0C, 0x3000, 0x04, 6]]).csw, '00 001008 0C20 0004');
});

test('a program may read into the CCW its own data chain goes on with', t => {
	const rig = new Rig();
	rig.attach(0x00C, new CardReader2540({next: () => Uint8Array.from(Buffer.from('00002000000000020506', 'hex'))}));
	rig.run(0x00C, [[0x02, 0x1008, cd, 8], [0, 0, 0, 0]]);
	t.is(rig.csw, '00 001010 0C00 0000');
	t.is(rig.hex(0x2000, 2), '0506');
});

test('a PCI flag in a data chain takes effect when the data reach it', t => {
	const rig = new Rig();
	const console = rig.attach(9, new Console3215(silent));
	rig.program([[0x0A, 0x2000, cd, 2], [0, 0x2010, sli | 0x08, 4]]);
	rig.channels.startIo(9);
	t.is(rig.channels.highest(() => true), undefined);
	console.line(new Uint8Array(3));
	rig.channels.highest(() => true)?.store();
	t.is(rig.hex(69, 1), '80');
});

test('an indirect data address word is fetched with the key of the channel program', t => {
	const indirect = 0x04;
	const rig = new Rig();
	rig.attach(0x009, new Console3215(silent));
	rig.storage.setWord(0x3000, 0x2000);
	t.is(rig.run(9, [[0x09, 0x3000, indirect, 3]], 1).csw, '10 001008 0C00 0000');
	rig.storage.keys[0x3000 >>> 11] = 0x28;
	t.regex(rig.run(9, [[0x09, 0x3000, indirect, 3]], 1).csw, /^10 001008 0C10/, 'protection check');
});
