/** Initial program loading from every type of device that a channel program can read 24 bytes from. */
import test from 'ava';
import {CardReader2540} from '../../../source/machine/devices/unit-record/2540-reader.js';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {Tape3420} from '../../../source/machine/devices/tape/3420.js';
import {ckdModels, findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {appendRecord, firstRecord, trackRecords} from '../../../source/machine/devices/volume/ckd-track.js';
import {MemoryVolume} from '../../../source/machine/devices/volume/memory-volume.js';
import {MemoryTape} from '../../../source/machine/devices/tape/tape-medium.js';
import {Standalone} from '../../../source/machine/standalone.js';
import {programBytes} from '../../support/assemble.js';
import {codeOf} from '../../support/code.js';

const program = programBytes(`
	IPL      START X'400'
	         USING IPL-X'400',0
	         LA    1,77
	         LPSW  WAIT
	         DS    0D
	WAIT     DC    X'000200000000CAFE'
	         DC    D'0'
	         END
`);

const words = (...values: number[]): Uint8Array => {
	const bytes = Buffer.alloc(values.length * 4);
	for (const [index, value] of values.entries()) {
		bytes.writeUInt32BE(value >>> 0, index * 4);
	}

	return bytes;
};

/** PSW at X'400', BC or EC mode, and two CCWs. */
const initial = (isExtended: boolean, ...ccws: number[]): Uint8Array =>
	words(isExtended ? 0x0008_0000 : 0, 0x400, ...ccws);

const record = (number: number, data: Uint8Array): Uint8Array => {
	const bytes = new Uint8Array(8 + data.length);
	bytes.set([0, 0, 0, 0, number, 0, data.length >>> 8, data.length & 255]);
	bytes.set(data, 8);
	return bytes;
};

function disk(model: string, records: readonly Uint8Array[]): CkdDisk {
	const volume = new MemoryVolume(findCkdModel(model)!, 2);
	let track = volume.readTrack(0, 0);
	let at = trackRecords(track)[0]?.end ?? firstRecord;
	for (const bytes of records) {
		track = appendRecord(track, at, bytes);
		at += bytes.length;
	}

	volume.writeTrack(0, 0, track);
	return new CkdDisk(volume);
}

for (const isExtended of [false, true]) {
	const mode = isExtended ? 'EC' : 'BC';

	const loaded = (system: Standalone, device: number, t: {is(got: unknown, want: unknown): unknown}) => {
		t.is(system.ipl(device), undefined);
		const {storage, cpu} = system.machine;
		t.is(storage.word(isExtended ? 184 : 0) & 0xFFFF, device);
		t.is(storage.word(isExtended ? 0 : 184) & 0xFFFF, 0);
		t.is(system.run(100), 'disabled wait');
		t.is(cpu.psw.address, 0xCAFE);
		t.is(cpu.gpr[1], 77);
	};

	for (const {name} of ckdModels) {
		test(`a ${name} disk, ${mode} mode: record 1 has the CCWs that read record 2`, t => {
			const system = new Standalone(0x1_0000);
			// Behind record 1, READ DATA takes record 2.
			const first = initial(isExtended, 0x0600_0400, 0x2000_0020, 0, 0);
			system.channels.attach(0x190, disk(name, [record(1, first), record(2, program)]));
			loaded(system, 0x190, t);
		});
	}

	test(`a tape, ${mode} mode: the first block, then the second`, t => {
		const system = new Standalone(0x1_0000);
		system.channels.attach(
			0x181,
			new Tape3420(new MemoryTape([initial(isExtended, 0x0200_0400, 0x2000_0020, 0, 0), program])),
		);
		loaded(system, 0x181, t);
	});

	test(`a card reader, ${mode} mode: the first card, then the second`, t => {
		const system = new Standalone(0x1_0000);
		const card = (bytes: Uint8Array) => {
			const image = new Uint8Array(80);
			image.set(bytes);
			return image;
		};

		const cards: Array<Uint8Array | 'endOfFile'> = [
			card(initial(isExtended, 0x0200_0400, 0x2000_0050, 0, 0)),
			card(program),
			'endOfFile',
		];
		system.channels.attach(0x00C, new CardReader2540({next: () => cards.shift()}));
		loaded(system, 0x00C, t);
	});
}

test('IPL resets the CPU and leaves storage and general registers', t => {
	const system = new Standalone(0x1_0000);
	system.channels.attach(
		0x181,
		new Tape3420(new MemoryTape([initial(false, 0x0200_0400, 0x2000_0020, 0, 0), program])),
	);
	const {cpu, storage} = system.machine;
	cpu.cr[1] = 99;
	cpu.gpr[5] = 55;
	cpu.prefix = 0x3000;
	storage.setWord(0x5000, 5);
	system.stop();
	t.is(system.ipl(0x181), undefined);
	t.deepEqual([cpu.cr[1], cpu.gpr[5], cpu.prefix, storage.word(0x5000)], [0, 55, 0, 5]);
	t.is(system.run(10), 'disabled wait');
});

test('a device that ends with something unusual says what', t => {
	const system = new Standalone(0x1_0000);
	system.channels.attach(0x181, new Tape3420(new MemoryTape(['mark'])));
	t.is(system.ipl(0x181), 'unit status X\'0D\', channel status X\'00\'');
	t.is(system.ipl(0x182), 'device not operational');
});

test('stop, start and restart keys', t => {
	const system = new Standalone(0x1_0000);
	const {cpu, storage} = system.machine;
	cpu.psw.load(0, 0x1000);
	storage.store(0x1000, codeOf('LR 1,1; LR 1,1'));
	system.stop();
	t.is(system.run(1), 'stopped');
	t.is(cpu.instructions, 0);
	system.storeStatus();
	t.is(storage.word(260), 0x1000);
	system.start();
	t.is(system.run(1), 'limit');
	storage.setWord(0, 0x0002_0000);
	storage.setWord(4, 0xBEEF);
	system.stop();
	system.restart();
	t.is(system.run(1), 'disabled wait');
	t.is(cpu.psw.address, 0xBEEF);
	t.is(storage.word(12) & 0xFF_FFFF, 0x1002);
});

test('the interrupt key ends a wait that is enabled for it', t => {
	const system = new Standalone(0x1_0000);
	const {cpu, storage} = system.machine;
	storage.setWord(88, 0x0002_0000);
	storage.setWord(92, 0xABC);
	cpu.psw.load(0x0102_0000, 0x1000);
	cpu.cr[0] = 0x40;
	t.is(system.run(1), 'enabled wait');
	system.interrupt();
	t.is(system.run(1), 'disabled wait');
	t.is(storage.word(24) & 0xFFFF, 0x40);
	t.is(cpu.psw.address, 0xABC);
});
