import process from 'node:process';
import test from 'ava';
import {ccwBytes} from '../../source/machine/ccw.js';
import {Printer1403} from '../../source/machine/devices/1403.js';
import {CardPunch2540} from '../../source/machine/devices/2540-punch.js';
import {CardReader2540} from '../../source/machine/devices/2540-reader.js';
import {Console3215} from '../../source/machine/devices/3215.js';
import {DisplayBuffer} from '../../source/machine/devices/3270-buffer.js';
import {Display3277} from '../../source/machine/devices/3277.js';
import {Tape3420, tapeCommand} from '../../source/machine/devices/3420.js';
import {CkdDisk} from '../../source/machine/devices/3350.js';
import {ckdCommand} from '../../source/machine/devices/ckd-commands.js';
import {findCkdModel} from '../../source/machine/devices/ckd-models.js';
import {SharedUnit} from '../../source/machine/devices/ckd-reserve.js';
import {emptyTrack, trackRecords} from '../../source/machine/devices/ckd-track.js';
import {formatTrack} from '../../source/machine/devices/ckd-volume.js';
import {channelAdapter} from '../../source/machine/devices/ctca.js';
import {Extent} from '../../source/machine/devices/extent.js';
import {MemoryVolume} from '../../source/machine/devices/memory-volume.js';
import {standardForms} from '../../source/machine/devices/forms-control.js';
import {OverlayVolume} from '../../source/machine/devices/overlay-volume.js';
import {MemoryTape} from '../../source/machine/devices/tape-medium.js';
import {Rig, silent} from './devices/rig.js';

/** Marsaglia's xorshift: the same chains on every host. */
function random(seed: number): (limit: number) => number {
	let state = seed;
	return limit => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % limit;
	};
}

/** 10,000 unless told otherwise: a million were run once. */
const rounds = Number(process.env.YORKTOWN_FUZZ ?? 10_000);

test('random channel programs on every kind of device never throw, never hang, and leave every track readable', t => {
	const pick = random(Number(process.env.YORKTOWN_SEED ?? 1975));
	const rig = new Rig();
	const base = new MemoryVolume(findCkdModel('3350')!, 3);
	formatTrack(base, 1, 0, 800, 19);
	formatTrack(base, 2, 1, 200, 5);
	const volume = new OverlayVolume(base);
	const unit = new SharedUnit();
	const old = new MemoryVolume(findCkdModel('2314')!, 3);
	formatTrack(old, 0, 1, 800, 4);
	const console = rig.attach(0x009, new Console3215({...silent, print: bytes => bytes.length % 7 === 0 ? 'hold' : undefined}));
	rig.attach(0x00C, new CardReader2540({next: () => (['endOfFile', undefined, new Uint8Array(80), new Uint8Array(133), {holes: Uint8Array.from({length: 160}, () => pick(64))}] as const)[pick(5)]}));
	rig.attach(0x00D, new CardPunch2540({punch: () => pick(5) > 0}));
	rig.attach(0x00E, new Printer1403({print: () => pick(5) > 0}, {forms: standardForms, type: '3211'}));
	const buffer = new DisplayBuffer();
	const display = rig.attach(0x021, new Display3277({
		write: (data, erase, chained) => pick(3) === 0 ? 'hold' : buffer.write(data, erase, chained),
		readModified: from => buffer.readModified(from),
		readBuffer: from => buffer.readBuffer(from),
		eraseUnprotected() {
			buffer.eraseUnprotected();
		},
		get address() {
			return buffer.address;
		},
	}, '3278'));
	rig.attach(0x191, new CkdDisk(new Extent(volume, 1, 2), unit));
	rig.attach(0x192, new CkdDisk(new Extent(volume, 0, 2, {readOnly: true})));
	rig.attach(0x193, new CkdDisk(old));
	rig.attach(0x194, new CkdDisk(new Extent(volume, 1, 2), unit));
	const tape = rig.attach(0x281, new Tape3420(new MemoryTape([new Uint8Array(80), 'mark', new Uint8Array(3000)]), {feet: 60}));
	const ends = channelAdapter();
	rig.attach(0x300, ends[0]);
	rig.attach(0x301, ends[1]);
	const addresses = [0x009, 0x00C, 0x00D, 0x00E, 0x021, 0x191, 0x191, 0x191, 0x192, 0x193, 0x193, 0x194, 0x281, 0x281, 0x300, 0x301];
	const commands = [...Object.values(ckdCommand), ...Object.values(tapeCommand)];
	for (let block = 0; block < 32; block++) {
		rig.storage.keys[block] = pick(4) === 0 ? pick(256) & 0xF8 : 0;
	}

	const seen = new Set<string>();
	for (let round = 0; round < rounds; round++) {
		const length = 1 + pick(8);
		for (let index = 0; index < length; index++) {
			const isBack = index > 0 && pick(4) === 0;
			const command = isBack ? 8 : (pick(3) === 0 ? pick(256) : commands[pick(commands.length)] | (pick(6) === 0 ? 0x80 : 0));
			const address = isBack ? 0x1000 + (pick(length) * 8) : (pick(20) === 0 ? pick(0x100_0000) : 0x2000 + pick(64));
			rig.storage.store(0x1000 + (index * 8), ccwBytes(command, address, index === length - 1 ? pick(4) << 4 : [0x40, 0x60, 0x60, 0x40, 0x80, 0x48, 0x44, pick(256)][pick(8)], [1, 5, 6, 8, 800, pick(65_536)][pick(6)]));
		}

		// Arguments: seek addresses, identifiers, counts, masks that are right often enough.
		rig.storage.store(0x2000, Uint8Array.from({length: 72}, (_, index) => pick(3) === 0 ? pick(256) : [0, 0, 0, pick(3), 0, pick(3), pick(20), 0xC0][index & 7]));
		rig.storage.setWord(72, ((pick(10) === 0 ? pick(16) : 0) << 28 | 0x1000) >>> 0);
		const address = addresses[pick(addresses.length)];
		if (pick(64) === 0) {
			rig.channels.setKind(1 + pick(3), (['selector', 'blockMultiplexer', 'byteMultiplexer'] as const)[pick(3)]);
		}

		if (pick(32) === 0) {
			tape.mount(new MemoryTape([new Uint8Array(80), 'mark', new Uint8Array(3000)], {readOnly: pick(4) === 0}));
			old.writeTrack(0, 2, Uint8Array.of(2, ...emptyTrack(0, 2).subarray(1)));
		}

		if (pick(4) === 0) {
			seen.add(`s${rig.channels.runSynchronously(address, 0x1000, pick(16)).cc}`);
			continue;
		}

		const cc = pick(4) === 0 ? rig.channels.startIoFast(address) : rig.channels.startIo(address);
		if (pick(8) === 0) {
			seen.add(`${rig.channels.startIo(address)}`);
		}

		rig.timeline.run(pick(2) === 0 ? 1_000_000 : 0, 2);
		console.line(new Uint8Array(pick(200)));
		console.resume();
		display.resume();
		rig.timeline.run(1_000_000, 2);
		if (pick(50) === 0) {
			console.attention();
		}

		if (pick(8) === 0) {
			seen.add(`c${rig.channels.clearIo(address)}`);
		}

		for (const other of addresses) {
			if (other !== address && rig.channels.isBusy(other) && pick(2) === 0) {
				rig.channels.haltIo(other);
			}
		}

		if (rig.channels.isBusy(address)) {
			rig.channels.haltIo(address);
			rig.timeline.run(1000, 2);
		}

		seen.add(`${cc}`);
		for (let pending = rig.channels.highest(() => true); pending; pending = rig.channels.highest(() => true)) {
			pending.store();
			seen.add(rig.hex(68, 2));
			if (pending.device === 0x301 && pick(3) === 0) {
				rig.channels.haltIo(0x300);
			}
		}
	}

	rig.timeline.run(400_000_000);
	t.is(rig.timeline.events, 0);
	for (const status of ['0', '1', '2', 's0', 's1', 's2', 'c0', 'c1', '0C00', '0E00', '0C40', '0C20', '0C10', '8000', '0400', '0800', '0D00']) {
		t.true(seen.has(status), `${status}`);
	}

	for (const disk of [volume, old]) {
		for (let track = 0; track < 3 * disk.model.heads; track++) {
			const image = disk.readTrack(Math.trunc(track / disk.model.heads), track % disk.model.heads);
			const records = trackRecords(image);
			t.true(records.length > 0 && records.at(-1)!.end + 8 <= image.length && image.length <= disk.model.trackSize);
		}
	}
});

test('a volume full of garbage is read and written without a throw', t => {
	const pick = random(370);
	const rig = new Rig();
	const volume = new MemoryVolume(findCkdModel('3350')!, 1);
	rig.attach(0x191, new CkdDisk(volume));
	const commands = Object.values(ckdCommand).filter(command => command !== ckdCommand.seek && command !== ckdCommand.seekHead);
	const statuses = new Set<number>();
	for (let round = 0; round < 3000; round++) {
		if (round % 10 === 0) {
			const most = [256, 2, 10][pick(3)];
			volume.writeTrack(0, 0, Uint8Array.from({length: pick(3) === 0 ? 19_456 : 40 + pick(3000)}, () => pick(most)));
		}

		rig.storage.store(0x2000, Uint8Array.of(0xC0, ...Array.from({length: 40}, () => pick(2))));
		rig.program([[0x1F, 0x2000, 0x60, 1], ...Array.from({length: 6}, () => [commands[pick(commands.length)], 0x2001 + pick(9), 0x60, [1, 5, 8, 4000][pick(4)]] as const), [0x06, 0x3000, 0x20, 10]]);
		statuses.add(rig.channels.runSynchronously(0x191, 0x1000, 0).unitStatus);
		const track = volume.readTrack(0, 0);
		t.true(trackRecords(track).length === 0 || trackRecords(track).at(-1)!.end + 8 <= 19_456);
	}

	t.true(statuses.has(0x0C) && statuses.has(0x0E));
});
