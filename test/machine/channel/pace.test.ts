/** When data move: behind START I/O, at the pace of the device (GA22-7000, "Execution of Input/Output Operations"). */
import test from 'ava';
import {ccwFlag} from '../../../source/base/channel-words.js';
import {Tape3420} from '../../../source/machine/devices/tape/3420.js';
import {MemoryTape} from '../../../source/machine/devices/tape/tape-medium.js';
import {tapeModels} from '../../../source/machine/devices/tape/tape-models.js';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {formatTrack, readRecord} from '../../../source/machine/devices/volume/ckd-volume.js';
import {MemoryVolume} from '../../../source/machine/devices/volume/memory-volume.js';
import {Standalone} from '../../../source/machine/standalone.js';
import {programBytes} from '../../support/assemble.js';
import {
	cc, cd, Rig, sli, type CcwList,
} from '../devices/rig.js';

const pci = ccwFlag.programControlledInterruption;
const read = 0x02;
const write = 0x01;
const buffer = 0x4000;
const {access} = tapeModels[5];
/** Microseconds for a byte to pass: 125 inches a second, 1,600 bytes an inch. */
const byteTime = 5;

const block = (fill: number, length = 1000): Uint8Array => new Uint8Array(length).fill(fill);

function tape(blocks: readonly Uint8Array[], isUntimed = false): {rig: Rig; medium: MemoryTape} {
	const rig = new Rig();
	rig.timeline.isUntimed = isUntimed;
	const medium = new MemoryTape(blocks);
	rig.attach(0x181, new Tape3420(medium));
	return {rig, medium};
}

function start(rig: Rig, list: CcwList): void {
	rig.program(list);
	rig.channels.startIo(0x181);
}

/** The interruption that is due, as a CSW; `undefined`: none. */
function csw(rig: Rig): string | undefined {
	const due = rig.channels.highest(() => true);
	due?.store();
	return due && rig.csw;
}

test('a read changes storage when the block passes, not in START I/O', t => {
	const {rig} = tape([block(7)]);
	start(rig, [[read, buffer, 0, 1000]]);
	t.is(rig.hex(buffer, 1), '00');
	rig.storage.store(buffer, block(9));
	rig.timeline.run(access + (999 * byteTime));
	t.is(rig.hex(buffer, 1), '09', 'what the program stores meanwhile');
	rig.timeline.run(byteTime);
	t.is(rig.hex(buffer, 1000), '07'.repeat(1000), 'is read over');
	t.is(csw(rig), '00 001008 0C00 0000');
});

test('a write takes what is in storage when the tape is up to speed', t => {
	const {rig, medium} = tape([]);
	rig.storage.store(buffer, block(1));
	start(rig, [[write, buffer, 0, 1000]]);
	rig.timeline.run(access - 1);
	rig.storage.store(buffer, block(2));
	rig.timeline.run(1);
	rig.storage.store(buffer, block(3));
	rig.timeline.run(999 * byteTime);
	t.is(csw(rig), undefined);
	rig.timeline.run(byteTime);
	t.is(csw(rig), '00 001008 0C00 0000');
	t.is(medium.read(-1)[999], 2);
});

test('a loader that reads over its own code right after START I/O executes what it was', t => {
	const machine = new Standalone(65_536);
	const next = programBytes(`
		NEXT     START X'400'
		         USING *,15
		         DS    XL16
		         NOP   0                WHERE THE LOADER TESTS
		         NOP   0
		         LPSW  DONE
		         DS    0D
		DONE     DC    X'000200000000600D'
		         END
	`);
	machine.channels.attach(0x181, new Tape3420(new MemoryTape([next])));
	machine.machine.storage.store(0x400, programBytes(`
		LOADER   START X'400'
		         USING *,15
		         LA    1,CCW
		         ST    1,72
		         SIO   X'181'
		         BNZ   BAD
		TEST     TIO   X'181'
		         BC    2,TEST           BUSY: STILL OUR OWN CODE
		BAD      LPSW  FAILED
		FAILED   DC    X'0002000000000BAD'
		CCW      CCW   X'02',X'400',X'20',4096
		         END
	`));
	machine.machine.cpu.gpr[15] = 0x400;
	machine.machine.cpu.psw.load(0, 0x400);
	t.is(machine.run(100_000), 'disabled wait');
	t.is(machine.machine.cpu.psw.address, 0x600D);
});

test('a program may change the commands that the channel has not come to', t => {
	const {rig} = tape([block(1, 80), block(2, 80), block(3, 80)]);
	start(rig, [[read, buffer, cc | pci, 80], [read, buffer + 80, cc | pci, 80], [read, buffer + 160, 0, 80]]);
	t.is(csw(rig), '00 001008 0080 0050');
	rig.timeline.run(access + (80 * byteTime));
	t.is(csw(rig), '00 001010 0080 0050');
	// The second block is passing; the third CCW stands ahead.
	rig.put(0x1010, '02005000');
	rig.put(0x1008, '02006000');
	rig.timeline.run();
	t.is(rig.hex(buffer + 80, 1), '02', 'too late');
	t.is(rig.hex(0x5000, 1), '03');
	t.is(rig.hex(buffer + 160, 1), '00');
});

test('a block that is read may hold the commands that go on', t => {
	const {rig} = tape([Uint8Array.from(Buffer.from('02005000200000500200600020000050', 'hex')), block(8, 80)]);
	start(rig, [[read, 0x1008, cc | sli, 16], [read, buffer, 0, 80]]);
	rig.timeline.run();
	t.is(rig.hex(0x5000, 1), '08');
	t.is(rig.hex(buffer, 1), '00');
});

test('an area of a data chain is full before the next one begins', t => {
	const {rig} = tape([block(5)]);
	start(rig, [[read, buffer, cd, 600], [0, buffer + 600, cd | pci, 300], [0, 0x5000, 0, 100]]);
	rig.timeline.run(access + (600 * byteTime) - 1);
	t.is(csw(rig), undefined);
	rig.timeline.run(1);
	t.is(csw(rig), '00 001010 0080 012C');
	t.is(rig.hex(buffer + 599, 2), '0500');
	rig.put(0x1010, '00006000');
	rig.timeline.run(400 * byteTime);
	t.is(rig.hex(buffer + 899, 1), '05');
	t.is(rig.hex(0x6000, 100), '05'.repeat(100));
	t.is(rig.hex(0x5000, 1), '00');
	t.is(csw(rig), '00 001018 0C00 0000');
});

test('HALT I/O stops the data where they are: the residual count tells', t => {
	const {rig} = tape([block(5), block(6)]);
	start(rig, [[read, buffer, 0, 1000]]);
	rig.timeline.run(access + (400 * byteTime));
	t.is(rig.channels.haltIo(0x181), 1);
	t.is(rig.hex(buffer + 399, 2), '0500');
	t.is(csw(rig), '00 001008 0C40 0258');
	rig.timeline.run();
	t.is(rig.hex(buffer + 400, 1), '00', 'nothing comes any more');
	start(rig, [[read, buffer, cd, 300], [0, buffer + 300, 0, 700]]);
	rig.timeline.run(access + (500 * byteTime));
	rig.channels.haltDevice(0x181);
	t.is(csw(rig), '00 001010 0C40 01F4', 'in the second area');
});

test('HALT I/O of a write counts what would have passed', t => {
	const {rig} = tape([]);
	start(rig, [[write, buffer, cd, 300], [0, buffer + 300, 0, 700]]);
	rig.timeline.run(access + (100 * byteTime));
	rig.channels.haltIo(0x181);
	t.is(csw(rig), '00 001008 0C40 00C8');
	start(rig, [[write, buffer, 0, 1000]]);
	rig.timeline.run(access - 1);
	rig.channels.haltIo(0x181);
	t.is(csw(rig), '00 001008 0C40 03E8', 'before the first byte');
});

test('CLEAR I/O says how far it was', t => {
	const {rig} = tape([block(5)]);
	start(rig, [[read, buffer, 0, 1000]]);
	rig.timeline.run(access + (250 * byteTime));
	t.is(rig.channels.clearIo(0x181), 1);
	t.is(rig.csw, '00 001008 0000 02EE');
	t.is(rig.hex(buffer + 249, 2), '0500');
});

test('after a reset in the middle nothing is stored', t => {
	const {rig} = tape([block(5), block(6, 80)]);
	start(rig, [[read, buffer, 0, 1000]]);
	rig.timeline.run(access + (999 * byteTime));
	rig.channels.reset();
	rig.timeline.run();
	t.is(rig.hex(buffer, 1000), '00'.repeat(1000));
	t.is(csw(rig), undefined);
	start(rig, [[read, buffer, 0, 80]]);
	rig.timeline.run();
	t.is(rig.hex(buffer, 81), `${'06'.repeat(80)}00`);
});

test('what is wrong with an area shows when the data reach it', t => {
	const {rig} = tape([block(5, 80)]);
	rig.storage.keys[buffer >>> 11] = 0x40;
	rig.program([[read, buffer, 0, 80]], 3);
	t.is(rig.channels.startIo(0x181), 0);
	rig.storage.keys[buffer >>> 11] = 0x30;
	rig.timeline.run();
	t.is(csw(rig), '30 001008 0C00 0000', 'it was put right in time');
});

test('a page is in use as long as data are on their way to it, whatever becomes of the CCW', t => {
	const {rig} = tape([block(5)]);
	start(rig, [[read, buffer, 0, 1000]]);
	t.true(rig.channels.uses(4));
	rig.put(0x1000, '03006000 20000001');
	t.true(rig.channels.uses(4));
	rig.timeline.run();
	t.false(rig.channels.uses(4));
});

test('a program chained to itself takes its time and ends when it is halted', t => {
	const {rig} = tape(Array.from({length: 200}, () => block(5, 80)));
	start(rig, [[read, buffer, cc, 80], [0x08, 0x1000, 0, 0]]);
	rig.timeline.run(100 * (access + (80 * byteTime)));
	t.is(rig.channels.testIo(0x181), 2);
	t.is(rig.channels.haltIo(0x181), 1);
	t.is(csw(rig), '00 001008 0C40 0050');
	rig.timeline.run();
	t.is(rig.timeline.events, 0);
});

test('where the period\'s times do not matter data move at the next turn', t => {
	const {rig, medium} = tape([block(7, 80)], true);
	start(rig, [[read, buffer, cc, 80], [write, buffer, 0, 80]]);
	t.is(rig.hex(buffer, 1), '00');
	rig.timeline.run(0);
	t.is(rig.hex(buffer, 80), '07'.repeat(80));
	t.is(csw(rig), '00 001010 0C00 0000');
	t.is(medium.items, 2);
	start(rig, [[write, buffer, 0, 80]]);
	rig.storage.store(buffer, block(8, 80));
	rig.timeline.run(0);
	t.is(medium.read(-1)[0], 8);
});

test('a disk takes the data of a write when its record has been found', t => {
	const volume = new MemoryVolume(findCkdModel('3350')!, 2);
	formatTrack(volume, 1, 0, 800, 4);
	const rig = new Rig();
	rig.attach(0x190, new CkdDisk(volume));
	rig.put(0x3000, '0000 0001 0000 03');
	rig.storage.store(buffer, block(1, 800));
	rig.program([[0x07, 0x3000, cc, 6], [0x31, 0x3002, cc, 5], [0x08, 0x1008, 0, 0], [0x05, buffer, 0, 800]]);
	t.is(rig.channels.startIo(0x190), 0);
	rig.timeline.run(0);
	rig.storage.store(buffer, block(2, 800));
	rig.timeline.run();
	t.is(csw(rig), '00 001020 0C00 0000');
	t.is(readRecord(volume, 1, 0, 3)?.[799], 2);
});
