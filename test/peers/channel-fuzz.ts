/**
 * Random channel programs on every kind of device of a 64 KiB machine: they never throw, never hang, touch no storage
 * but the machine's and no block that their key protects, and every track stays readable.
 */
import {ccwBytes} from '../../source/machine/channel/ccw.js';
import {FuzzDevices} from './fuzz-devices.js';
import {Random} from './random.js';

export type ChannelReport = {
	programs: number;
	/** How START I/O and its relatives answered, and statuses in CSWs. */
	readonly statuses: Map<string, number>;
	/** Programs by type of device. */
	readonly devices: Map<string, number>;
};

const programAt = 0x1000;
const argumentsAt = 0x2000;
/** Programs on one set of devices. */
const partLength = 10_000;
/** Time for everything that devices still do: the longest is the rewinding of a reel. */
const rest = 400_000_000;

/** A chain at X'1000' with its arguments at X'2000', and its key and address in the CAW. */
function makeProgram(rig: FuzzDevices, random: Random, commands: readonly number[]): void {
	const length = 1 + random.below(8);
	for (let index = 0; index < length; index++) {
		const isBack = index > 0 && random.chance(25);
		const command = isBack
			? 8
			: (random.chance(30)
				? random.below(256)
				: random.of(commands) | (random.chance(16) ? 0x80 : 0));
		const address = isBack
			? programAt + random.below(length) * 8
			: (random.chance(5)
				? random.below(0x100_0000)
				: argumentsAt + random.below(64));
		const flags =
			index === length - 1
				? random.below(4) << 4
				: random.of([0x40, 0x60, 0x60, 0x40, 0x80, 0x48, 0x44, random.below(256)]);
		rig.storage.store(
			programAt + index * 8,
			ccwBytes(command, address, flags, random.of([1, 5, 6, 8, 800, random.below(65_536)])),
		);
	}

	rig.storage.store(argumentsAt, rig.arguments());
	rig.storage.setWord(72, (((random.chance(10) ? random.below(16) : 0) << 28) | programAt) >>> 0);
}

/**
 * Storage as it is, and a function that throws where `key` may not have stored what has changed since. Interruptions
 * store into the first block.
 */
function watchProtection(rig: FuzzDevices, key: number): () => void {
	const before = rig.storage.fetch(0, rig.storage.size);
	return () => {
		const after = rig.storage.fetch(0, rig.storage.size);
		for (let block = 1; block < after.length >>> 11; block++) {
			if (
				!rig.storage.permits(key, block, true)
				&& Buffer.compare(
					before.subarray(block << 11, (block + 1) << 11),
					after.subarray(block << 11, (block + 1) << 11),
				) !== 0
			) {
				throw new Error(`key ${key} stored into block ${block} with key ${rig.storage.keys[block] >>> 4}`);
			}
		}
	};
}

/** Runs `count` random channel programs from `seed`; every 10,000 on new devices. */
export function fuzzChannelPrograms(
	seed: number,
	count: number,
	progress?: (report: ChannelReport) => void,
): ChannelReport {
	const report: ChannelReport = {programs: 0, statuses: new Map(), devices: new Map()};
	for (let part = 0; report.programs < count; part++) {
		const random = new Random(seed, part);
		const rig = new FuzzDevices(random);
		for (let round = 0; round < partLength && report.programs < count; round++) {
			report.programs++;
			try {
				runOne(rig, random, report);
			} catch (error) {
				throw new Error(`program ${round} of seed ${seed}, part ${part}`, {cause: error});
			}
		}

		rig.timeline.run(rest);
		if (rig.timeline.events > 0) {
			throw new Error(`${rig.timeline.events} events are left of seed ${seed}, part ${part}`);
		}

		rig.checkGuards();
		rig.checkVolumes();
		progress?.(report);
	}

	return report;
}

function runOne(rig: FuzzDevices, random: Random, report: ChannelReport): void {
	const {channels, timeline} = rig;
	const note = (status: string): void => {
		report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
	};

	if (random.chance(8)) {
		rig.disturb();
	}

	const {address, commands} = rig.target();
	const {type} = channels.get(address)!;
	report.devices.set(type, (report.devices.get(type) ?? 0) + 1);
	makeProgram(rig, random, commands);
	if (random.chance(20)) {
		const key = random.below(16);
		// At an adapter the other end's program may end too, which has its own key.
		const check = type !== 'CTCA' && random.chance(10) ? watchProtection(rig, key) : undefined;
		note(`synchronous ${channels.runSynchronously(address, programAt, key).cc}`);
		check?.();
		return;
	}

	note(random.chance(25) ? `SIOF ${channels.startIoFast(address)}` : `SIO ${channels.startIo(address)}`);
	if (random.chance(12)) {
		note(`SIO ${channels.startIo(address)}`);
	}

	timeline.run(random.chance(50) ? 1_000_000 : 0, 2);
	rig.answer();
	timeline.run(1_000_000, 2);
	if (random.chance(12)) {
		note(`CLRIO ${channels.clearIo(address)}`);
	}

	if (random.chance(12)) {
		note(`TIO ${channels.testIo(address)}`);
		note(`TCH ${channels.testChannel(address)}`);
	}

	for (const other of channels.list()) {
		if (other.address !== address && channels.isBusy(other.address) && random.chance(50)) {
			note(`HIO ${channels.haltIo(other.address)}`);
		}
	}

	if (channels.isBusy(address)) {
		note(random.chance(50) ? `HIO ${channels.haltIo(address)}` : `HDV ${channels.haltDevice(address)}`);
		timeline.run(1000, 2);
	}

	for (let pending = channels.highest(() => true); pending; pending = channels.highest(() => true)) {
		pending.store();
		note(rig.hex(68, 2));
	}
}
