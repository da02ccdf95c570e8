import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import type {IoInterruptionSource} from '../../../source/machine/cpu/interruption.js';
import {Console3215, type Typewriter} from '../../../source/machine/devices/3215.js';
import {
	cc, cd, Rig, sli,
} from '../devices/rig.js';

function typewriter(): Typewriter & {typed: string[]; reads: number} {
	return {
		typed: [],
		reads: 0,
		print(bytes, newLine) {
			this.typed.push(Buffer.from(bytes).toString('hex').toUpperCase() + (newLine ? '/' : ''));
		},
		requestLine() {
			this.reads++;
		},
		cancelLine() {
			this.reads--;
		},
	};
}

function rig(): {rig: Rig; paper: ReturnType<typeof typewriter>; console: Console3215} {
	const made = new Rig();
	const paper = typewriter();
	return {rig: made, paper, console: made.attach(0x009, new Console3215(paper))};
}

test('a write ends with channel end and device end after the time the device takes', t => {
	const {rig: machine, paper} = rig();
	machine.put(0x2000, 'C1C2C3');
	machine.program([[0x09, 0x2000, 0, 3]]);
	t.is(machine.channels.startIo(9), 0);
	t.deepEqual(paper.typed, []);
	t.is(machine.channels.startIo(9), 2, 'the subchannel works');
	t.is(machine.channels.testIo(9), 2);
	t.is(machine.channels.highest(() => true), undefined);
	machine.timeline.run(3 * 11_764);
	t.deepEqual(paper.typed, ['C1C2C3/']);
	t.is(machine.interruptions, 0);
	machine.timeline.run(100);
	t.is(machine.interruptions, 1);
	t.is(machine.channels.startIo(9), 2, 'the interruption is pending in the subchannel');
	t.is(machine.channels.highest(channel => channel !== 0), undefined, 'channel 0 is masked');
	const pending = machine.channels.highest(() => true);
	t.is(pending?.device, 9);
	pending?.store();
	t.is(machine.csw, '00 001008 0C00 0000');
	t.is(machine.channels.highest(() => true), undefined);
	t.is(machine.channels.testIo(9), 0);
});

test('TEST I/O takes the interruption', t => {
	const {rig: machine} = rig();
	machine.program([[0x09, 0x2000, 0, 3]]);
	machine.channels.startIo(9);
	machine.timeline.run();
	t.is(machine.channels.testIo(9), 1);
	t.is(machine.csw, '00 001008 0C00 0000');
	t.is(machine.channels.testIo(9), 0);
});

test('no device answers condition code 3', t => {
	const {rig: machine} = rig();
	for (const operation of ['startIo', 'testIo', 'haltIo', 'haltDevice', 'clearIo'] as const) {
		t.is(machine.channels[operation](0x00A), 3, `${operation}`);
	}

	t.is(machine.channels.testChannel(0x109), 3);
	t.is(machine.channels.testChannel(0x00F), 0);
	t.is(machine.channels.storeChannelId(0x009), 0);
	t.is(machine.hex(168, 4), '10000000');
});

test('an immediate command alone ends in START I/O: condition code 1, no interruption', t => {
	const {rig: machine} = rig();
	t.deepEqual(machine.run(9, [[0x03, 0, sli, 1]]), {cc: 1, csw: '00 000000 0C00 0000'});
	t.deepEqual(
		machine.run(9, [[0x03, 0, 0, 1]]),
		{cc: 1, csw: '00 000000 0C00 0000'},
		'no incorrect length for immediate commands',
	);
	t.is(machine.interruptions, 0);
	t.deepEqual(
		machine.run(9, [
			[0x03, 0, cc, 1],
			[0x03, 0, 0, 1],
		]),
		{cc: 0, csw: '00 001010 0C00 0001'},
		'in a chain it interrupts',
	);
});

test('the chain CMS types a line with: write, then no-op', t => {
	const {rig: machine, paper} = rig();
	machine.put(0x2000, 'D9C5C1C4E8');
	t.deepEqual(machine.run(9, [[0x09, 0x2000, cc | sli, 5], [0x03, 0, sli, 1]]), {cc: 0, csw: '00 001010 0C00 0001'});
	t.deepEqual(paper.typed, ['D9C5C1C4E8/']);
});

test('a read waits for the line, with incorrect length unless suppressed', t => {
	for (const [flags, channel] of [[sli, '00'], [0, '40']] as const) {
		const {rig: machine, paper, console} = rig();
		machine.program([[0x0A, 0x2000, flags, 134]]);
		t.is(machine.channels.startIo(9), 0);
		machine.timeline.run();
		t.is(machine.interruptions, 0);
		t.is(paper.reads, 1);
		t.true(console.line(toEbcdic('QUERY DISK')));
		t.false(console.line(toEbcdic('LATE')));
		machine.timeline.run();
		machine.channels.highest(() => true)?.store();
		t.is(machine.csw, `00 001008 0C${channel} 007C`);
		t.is(machine.hex(0x2000, 12), 'D8E4C5D9E840C4C9E2D20000');
	}
});

test('a line that is there already when the read begins does not get lost', t => {
	const machine = new Rig();
	const paper = typewriter();
	const console = new Console3215(paper);
	paper.requestLine = () => {
		console.line(Uint8Array.of(0xC1));
	};

	machine.attach(9, console);
	t.deepEqual(
		machine.run(9, [
			[0x0A, 0x2000, cc | sli, 10],
			[0x09, 0x2000, 0, 1],
		]),
		{cc: 0, csw: '00 001010 0C00 0000'},
	);
	t.deepEqual(paper.typed, ['C1/']);
	machine.program([[0x0A, 0x2000, sli, 10]]);
	t.is(machine.channels.runSynchronously(9, 0x1000, 0).cc, 0);
});

test('what is wrong with the channel program is told in the channel status', t => {
	const {rig: machine} = rig();
	const early = (list: Parameters<Rig['run']>[1], csw: string, why: string): void => {
		t.deepEqual(machine.run(9, list), {cc: 1, csw: `00 000000 ${csw} 0000`}, why);
	};

	early([[0x00, 0, 0, 1]], '0020', 'command code zero');
	early([[0x10, 0, 0, 1]], '0020', 'low digit zero');
	early([[0x09, 0x2000, 0, 0]], '0020', 'count zero');
	early([[0x09, 0x2000, 0x01, 1]], '0020', 'bit 39');
	early([[0x08, 0x1000, 0, 1]], '0020', 'transfer in channel first');
	machine.storage.setWord(72, 0x1004);
	t.is(machine.channels.startIo(9), 1, 'CAW not on a doubleword');
	machine.storage.setWord(72, 0x0800_1000);
	t.is(machine.channels.startIo(9), 1, 'CAW bits 4-7');
	machine.storage.setWord(72, 0x00FF_FFF8);
	t.is(machine.channels.startIo(9), 1, 'CAW outside storage');
	t.is(machine.hex(68, 2), '0020');
	const ends = (list: Parameters<Rig['run']>[1], csw: string, why: string): void => {
		t.deepEqual(machine.run(9, list), {cc: 0, csw}, why);
	};

	ends(
		[
			[0x09, 0x2000, cc, 1],
			[0x08, 0x1010, 0, 0],
			[0x08, 0x1000, 0, 0],
		],
		'00 001018 0C20 0000',
		'transfer in channel to transfer in channel',
	);
	ends([[0x09, 0x2000, cc, 1], [0x08, 0x1004, 0, 0]], '00 00100C 0C20 0000', 'transfer in channel to no doubleword');
	ends([[0x09, 0x2000, cc, 1], [0x09, 0x2000, 0, 0]], '00 001010 0C20 0000', 'chained count zero');
	ends([[0x09, 0xFFFE, 0, 5]], '00 001008 0C20 0003', 'data run out of storage');
	ends([[0x09, 0x2000, cd, 1], [0x09, 0x2000, 0, 0]], '00 001008 0C20 0000', 'data-chained count zero');
	t.is(machine.run(9, [[0xFF, 0, 0, 1]]).cc, 1, 'command reject in the initial status');
	t.is(machine.hex(68, 2), '0200');
	t.deepEqual(machine.run(9, [[0x04, 0x2000, 0, 1]]), {cc: 0, csw: '00 001008 0C00 0000'});
	t.is(machine.hex(0x2000, 1), '80');
});

test('data chaining, with transfer in channel between', t => {
	const {rig: machine, paper} = rig();
	machine.put(0x2000, 'C1C2C3C4');
	t.deepEqual(
		machine.run(9, [
			[0x09, 0x2000, cd, 2],
			[0x08, 0x1018, 0, 0],
			[0, 0, 0, 0],
			[0, 0x2003, cd, 1],
			[0, 0x2002, 0, 1],
		]),
		{cc: 0, csw: '00 001028 0C00 0000'},
	);
	t.deepEqual(paper.typed, ['C1C2C4C3/']);
});

test('skip moves nothing to storage', t => {
	const {rig: machine, console} = rig();
	machine.put(0x2000, 'EEEEEEEEEE');
	machine.program([[0x0A, 0xFF_0000, cd | 0x10, 2], [0, 0x2000, sli, 5]]);
	machine.channels.startIo(9);
	console.line(Uint8Array.of(1, 2, 3, 4));
	machine.timeline.run();
	t.is(machine.channels.testIo(9), 1);
	t.is(machine.csw, '00 001010 0C00 0003');
	t.is(machine.hex(0x2000, 5), '0304EEEEEE');
});

test('indirect data address words', t => {
	const {rig: machine, paper} = rig();
	machine.put(0x27FE, 'C1C2');
	machine.put(0x4000, 'C3C4');
	machine.put(0x3000, '000027FE 00004000');
	t.deepEqual(machine.run(9, [[0x09, 0x3000, 0x04, 4]]), {cc: 0, csw: '00 001008 0C00 0000'});
	t.deepEqual(paper.typed, ['C1C2C3C4/']);
	machine.put(0x3004, '00004004');
	t.is(machine.run(9, [[0x09, 0x3000, 0x04, 4]]).csw, '00 001008 0C20 0002', 'second word not on a 2K boundary');
	machine.put(0x3000, '010027FE');
	t.is(machine.run(9, [[0x09, 0x3000, 0x04, 4]]).csw, '00 001008 0C20 0004', 'bits 0-7 not zero');
	t.is(machine.run(9, [[0x09, 0x3002, 0x04, 4]]).csw, '00 001008 0C20 0004', 'list not on a word');
});

test('storage protection holds for data and channel program with the key of the CAW', t => {
	const {rig: machine, console} = rig();
	machine.storage.keys[0x1000 >>> 11] = 0x30;
	machine.storage.keys[0x2000 >>> 11] = 0x30;
	machine.storage.keys[0x2800 >>> 11] = 0x48;
	machine.program([[0x0A, 0x27FE, sli, 4]], 3);
	t.is(machine.channels.startIo(9), 0);
	console.line(Uint8Array.of(1, 2, 3, 4));
	machine.timeline.run();
	t.is(machine.channels.testIo(9), 1);
	t.is(machine.csw, '30 001008 0C10 0002');
	t.is(machine.hex(0x27FE, 4), '01020000');
	t.is(machine.run(9, [[0x09, 0x2800, 0, 4]], 3).csw, '30 001008 0C10 0004', 'fetch-protected');
	machine.storage.keys[0x1000 >>> 11] = 0x48;
	t.is(machine.run(9, [[0x09, 0x2000, 0, 4]], 3).cc, 1, 'channel program fetch-protected');
	t.is(machine.hex(68, 2), '0010');
});

test('reference and change bits, page versions', t => {
	const {rig: machine, console} = rig();
	const version = machine.storage.version(2);
	machine.storage.keys.fill(0);
	machine.program([[0x0A, 0x2000, sli, 4]]);
	machine.channels.startIo(9);
	console.line(Uint8Array.of(1));
	t.is(machine.storage.keys[0x2000 >>> 11], 6);
	t.not(machine.storage.version(2), version);
});

test('program-controlled interruption', t => {
	const {rig: machine, console} = rig();
	machine.program([[0x09, 0x2000, cc, 4], [0x0A, 0x2000, sli | 0x08, 8]]);
	t.is(machine.channels.startIo(9), 0);
	t.is(machine.channels.highest(() => true), undefined, 'the write is under way');
	machine.timeline.run();
	machine.channels.highest(() => true)?.store();
	t.is(machine.csw, '00 001010 0080 0008');
	t.is(machine.channels.highest(() => true), undefined, 'the program goes on');
	console.line(new Uint8Array(0));
	machine.timeline.run();
	machine.channels.highest(() => true)?.store();
	t.is(machine.csw, '00 001010 0C00 0008');
	t.is(
		machine.run(9, [[0x09, 0x2000, 0x08, 4]]).csw,
		'00 001008 0C80 0000',
		'not taken before the end: one CSW for both',
	);
});

test('attention comes unasked and keeps START I/O off', t => {
	const {rig: machine, console} = rig();
	console.attention();
	t.is(machine.interruptions, 1);
	machine.channels.highest(() => true)?.store();
	t.is(machine.csw, '00 000000 8000 0000');
	console.attention();
	machine.program([[0x09, 0x2000, 0, 1]]);
	t.is(machine.channels.startIo(9), 1);
	t.is(machine.hex(68, 2), '9000', 'attention and busy');
	t.is(machine.channels.startIo(9), 0);
	console.attention();
	t.is(machine.channels.highest(() => true), undefined, 'not while the device works');
	machine.timeline.run();
	machine.channels.highest(() => true)?.store();
	t.is(machine.csw, '00 001008 0C00 0000');
	machine.channels.highest(() => true)?.store();
	t.is(machine.csw, '00 000000 8000 0000');
});

test('HALT I/O takes a read back', t => {
	const {rig: machine, paper} = rig();
	t.is(machine.channels.haltIo(9), 1, 'a device at rest takes the signal too');
	t.is(machine.hex(68, 2), '0000');
	machine.program([[0x0A, 0x2000, sli, 8]]);
	machine.channels.startIo(9);
	t.is(machine.channels.haltIo(9), 1);
	t.is(paper.reads, 0);
	machine.timeline.run();
	t.is(machine.channels.haltIo(9), 0, 'an interruption is pending');
	t.is(machine.channels.testIo(9), 1);
	t.is(machine.csw, '00 001008 0C00 0008');
	machine.program([[0x09, 0x2000, 0, 8]]);
	machine.channels.startIo(9);
	t.is(machine.channels.haltDevice(9), 1);
	t.is(machine.channels.testIo(9), 1, 'the end comes at once');
	t.is(machine.timeline.events, 0);
});

test('an endless chain leaves the processor its turn until it is halted', t => {
	const {rig: machine} = rig();
	machine.program([[0x03, 0, cc, 1], [0x08, 0x1000, 0, 0]]);
	t.is(machine.channels.startIo(9), 0);
	machine.timeline.run(100_000);
	t.is(machine.channels.testIo(9), 2);
	t.is(machine.channels.haltIo(9), 1);
	t.is(machine.channels.testIo(9), 1);
	t.is(machine.timeline.events, 0);
	const end = machine.channels.runSynchronously(9, 0x1000, 0);
	t.is(end.cc, 1);
	t.is(end.channelStatus, 0x20);
});

test('reset and detach leave nothing behind', t => {
	const {rig: machine, paper, console} = rig();
	machine.program([[0x0A, 0x2000, sli, 8]]);
	machine.channels.startIo(9);
	console.attention();
	machine.channels.reset();
	t.is(paper.reads, 0);
	t.is(machine.channels.highest(() => true), undefined);
	t.false(machine.channels.isActive);
	machine.channels.startIo(9);
	t.is(machine.channels.detach(9), console);
	t.is(machine.channels.detach(9), undefined);
	t.is(machine.channels.startIo(9), 3);
	t.true(machine.channels.attach(0x01F, console));
	t.false(machine.channels.attach(0x01F, console));
});

test('channels are an interruption source for the processor', t => {
	const source: IoInterruptionSource = rig().rig.channels;
	t.is(source.highest(() => true), undefined);
});

test('interruptions come in order of channel and device address', t => {
	const machine = new Rig();
	const second = machine.attach(0x1F0, new Console3215(typewriter()));
	const first = machine.attach(0x01F, new Console3215(typewriter()));
	second.attention();
	first.attention();
	t.is(machine.channels.highest(() => true)?.device, 0x01F);
	t.is(machine.channels.highest(channel => channel === 1)?.device, 0x1F0);
	t.deepEqual(machine.channels.list().map(({address}) => address), [0x01F, 0x1F0]);
});

test('a synchronous program: sense with unit check, console read refused', t => {
	const {rig: machine, paper} = rig();
	machine.put(0x2000, 'C1');
	machine.program([[0x09, 0x2000, 0, 1]]);
	t.like(machine.channels.runSynchronously(9, 0x1000, 0), {
		cc: 0, unitStatus: 0x0C, channelStatus: 0, residual: 0, duration: 11_765,
	});
	machine.program([[0xFF, 0x2000, 0, 1]]);
	t.deepEqual(machine.channels.runSynchronously(9, 0x1000, 0).sense, Uint8Array.of(0x80));
	machine.program([[0x0A, 0x2000, 0, 1]]);
	t.is(machine.channels.runSynchronously(9, 0x1000, 0).cc, 2);
	t.is(paper.reads, 0);
	t.is(machine.channels.runSynchronously(0x191, 0x1000, 0).cc, 3);
	t.is(machine.channels.highest(() => true), undefined);
});
