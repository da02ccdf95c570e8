import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {parseHexBytes} from '../../../source/base/hex.js';
import {Console3215} from '../../../source/machine/devices/3215.js';
import {
	cc, Rig, silent, sli,
} from './rig.js';

test('cancel ends a read with unit exception and breaks the chain', t => {
	const rig = new Rig();
	const console = rig.attach(9, new Console3215(silent));
	t.false(console.cancel());
	rig.program([[0x0A, 0x2000, cc | sli, 10], [0x09, 0x2000, 0, 1]]);
	rig.channels.startIo(9);
	t.true(console.isReading);
	t.true(console.cancel());
	rig.timeline.run();
	rig.channels.testIo(9);
	t.is(rig.csw, '00 001008 0D00 000A');
});

test('a held terminal delays the end of a write', t => {
	const rig = new Rig();
	let alarms = 0;
	const console = rig.attach(9, new Console3215({
		...silent,
		print: () => 'hold',
		alarm() {
			alarms++;
		},
	}, {characterTime: 0}));
	rig.program([[0x09, 0x2000, cc | sli, 5], [0x0B, 0, sli, 1]]);
	rig.channels.startIo(9);
	rig.timeline.run();
	t.is(rig.channels.testIo(9), 2);
	t.is(alarms, 0);
	console.resume();
	console.resume();
	rig.timeline.run();
	t.is(alarms, 1);
	t.is(rig.channels.testIo(9), 1);
	t.is(rig.csw, '00 001010 0C00 0001');
});

test('more characters than the read has room for are lost', t => {
	const rig = new Rig();
	const console = rig.attach(9, new Console3215(silent));
	rig.program([[0x0A, 0x2000, 0, 2]]);
	rig.channels.startIo(9);
	console.line(Uint8Array.of(1, 2, 3));
	rig.timeline.run();
	rig.channels.testIo(9);
	t.is(rig.csw, '00 001008 0C00 0000');
	t.is(rig.hex(0x2000, 3), '010200');
});

/** What a console types, a line for each carrier return, of a program's writes: command and data in hexadecimal. */
function typedBy(...writes: ReadonlyArray<readonly [command: number, data: string]>): string[] {
	const rig = new Rig();
	const typed = [''];
	rig.attach(9, new Console3215({
		...silent,
		print(bytes, newLine) {
			typed.push(`${typed.pop()!}${fromEbcdic(bytes)}`);
			if (newLine) {
				typed.push('');
			}
		},
	}, {characterTime: 0}));
	for (const [command, data] of writes) {
		const bytes = parseHexBytes(data)!;
		rig.storage.store(0x2000, bytes);
		rig.program([[command, 0x2000, sli, bytes.length]]);
		rig.channels.startIo(9);
		rig.timeline.run();
		rig.channels.testIo(9);
	}

	return typed;
}

test('X\'15\' is a new line wherever it stands; behind one the automatic carrier return has nothing to do', t => {
	t.deepEqual(typedBy([0x09, 'C315C4']), ['C', 'D', '']);
	t.deepEqual(typedBy([0x09, 'C3D415']), ['CM', '']);
	t.deepEqual(typedBy([0x09, 'C31515']), ['C', '', '']);
	t.deepEqual(typedBy([0x01, 'C3D415'], [0x01, 'E2']), ['CM', 'S']);
	t.deepEqual(typedBy([0x01, 'C3'], [0x01, '15D4']), ['C', 'M']);
	t.deepEqual(typedBy([0x09, '15']), ['', '']);
});

test('X\'17\' prints nothing; a line of it alone is an empty line', t => {
	t.deepEqual(typedBy([0x09, 'C317D4171715E217']), ['CM', 'S', '']);
	t.deepEqual(typedBy([0x09, '17']), ['', '']);
	t.deepEqual(typedBy([0x01, '1717']), ['']);
	t.deepEqual(typedBy([0x01, '3606'], [0x09, 'C3']), ['C', ''], 'BLIP: the shifts of a typewriter');
});
