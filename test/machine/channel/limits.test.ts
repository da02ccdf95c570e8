/** Channel programs that would never end: what stops them, so that nobody has to wait for them. */
import test from 'ava';
import {limits} from '../../../source/base/limits.js';
import {Console3215} from '../../../source/machine/devices/3215.js';
import type {DataTransfer} from '../../../source/machine/channel/device.js';
import {AreaTransfer} from '../../../source/machine/channel/data-transfer.js';
import {fetchCcw} from '../../../source/machine/channel/ccw.js';
import {cc, cd, Rig, silent} from '../devices/rig.js';

const transferInChannel = 0x08;
const programCheck = 0x20;

test('a chain of data that closes on itself ends with a program check after 1024 areas', t => {
	const rig = new Rig();
	rig.program([[0x02, 0x2000, cd, 1], [transferInChannel, 0x1000, 0, 0]]);
	const ccw = fetchCcw(rig.storage, 0x1000, 0);
	const transfer: DataTransfer & Pick<AreaTransfer, 'begin' | 'error'> =
		new AreaTransfer(rig.storage, () => undefined);
	transfer.begin(ccw);
	t.is(transfer.remaining, 1025);
	t.is(transfer.input(new Uint8Array(4000)), 1025);
	t.is(transfer.error, programCheck);
});

test('a channel program that CP runs to its end is a loop after so many commands', t => {
	const rig = new Rig();
	let commands = 0;
	rig.attach(0x009, new Console3215({
		...silent,
		print() {
			commands++;
			return undefined;
		},
	}, {characterTime: 0}));
	rig.program([[0x09, 0x2000, cc, 1], [transferInChannel, 0x1000, 0, 0]]);
	const end = rig.channels.runSynchronously(9, 0x1000, 0);
	t.is(end.cc, 1);
	t.is(end.channelStatus, programCheck);
	t.is(commands, limits.synchronousCommands.value);
});

test('a channel program that CP runs to its end is a loop after so many bytes', t => {
	const rig = new Rig();
	let bytes = 0;
	rig.attach(0x009, new Console3215({
		...silent,
		print(line) {
			bytes += line.length;
			return undefined;
		},
	}, {characterTime: 0}));
	rig.program([[0x09, 0x2000, cc, 0x1000], [transferInChannel, 0x1000, 0, 0]]);
	const end = rig.channels.runSynchronously(9, 0x1000, 0);
	t.is(end.channelStatus, programCheck);
	t.is(bytes, limits.synchronousBytes.value);
});

test('a CCW that does not lie in storage is a program check', t => {
	const {storage} = new Rig();
	t.is(fetchCcw(storage, storage.size - 8, 0).check, 0);
	t.is(fetchCcw(storage, storage.size, 0).check, programCheck);
	t.is(fetchCcw(storage, 0xFF_FFF8, 0).check, programCheck);
});
