/**
 * Disks whose label, master directory, directory blocks or chain links are nonsense: commands answer with messages and
 * return codes, and nothing is thrown or goes on for ever. `DAMAGE_TRIALS` and `DAMAGE_SEED` run more, from another
 * seed.
 */
import process from 'node:process';
import test from 'ava';
import {runToEnd} from '../../source/guest/action.js';
import {formatDisk, listFiles, writeFiles} from '../../source/cms/file-system/disk/host.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {fst} from '../../source/cms/file-system/directory/fst.js';
import {mfd, masterBlock} from '../../source/cms/file-system/directory/master-directory.js';
import {readChain} from '../../source/cms/file-system/files/chain.js';
import {Extent} from '../../source/machine/devices/volume/extent.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import {blockSize} from '../../source/cms/file-system/disk/geometry.js';
import {VolumeBlocks} from '../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../support/cms-disk.js';
import {CmsSession} from '../support/cms-session.js';
import {memoryVolume, moment} from '../support/disks.js';
import {Random} from '../support/random.js';

const trials = Number(process.env.DAMAGE_TRIALS ?? 200);
const seed = Number(process.env.DAMAGE_SEED ?? 1975);
/** What is in use on the disk. */
const firstBlock = 3;
const blocks = 14;
/** Simulated seconds for a command: a chain that names the same links again and again is read as it says. */
const patience = 10_000;
/** Milliseconds of the host's processor. */
const longest = 5000;

const commands = [
	'LISTFILE * * C (DATE', 'TYPE ONE DATA C', 'TYPE TWO DATA C', 'TYPE FIXED DATA C', 'STATE TWO DATA C',
	'COPYFILE ONE DATA C NEW DATA C', 'COPYFILE FIXED DATA C COPY DATA A (REPLACE', 'ERASE ONE DATA C',
	'RENAME TWO DATA C OTHER DATA C', 'ERASE * * C', 'QUERY DISK C', 'EXEC RUN', 'ACCESS 193 C (ERASE', 'RELEASE C',
	'ACCESS 193 D/A * DATA', 'COPYFILE ONE DATA A THREE DATA C (REPLACE', 'LOADMOD PROG', 'MOVEFILE ONE TWO',
];

/** A copy of `good` with some of its numbers or bytes changed, or nonsense throughout. */
function damaged(good: Uint8Array, random: Random): Uint8Array {
	const bytes = Uint8Array.from(good);
	const view = new DataView(bytes.buffer);
	if (random.below(8) === 0) {
		return bytes.map(() => random.below(256));
	}

	for (let change = 1 + random.below(6); change > 0; change--) {
		// Most of what counts stands at the beginning.
		const at = random.below(random.below(3) === 0 ? blockSize / 2 : 60) * 2;
		const values = [0, 0xFFFF, 0xFFFD, 3, 4, firstBlock + random.below(blocks), random.below(0x1_0000), 0x7FFF];
		view.setUint16(at, random.pick(values));
	}

	return bytes;
}

test('a damaged disk gives messages and return codes', t => {
	t.timeout(24 * 60 * 60 * 1000);
	const random = new Random(seed);
	const volume = cmsVolume({
		'ONE DATA': ['ONE', 'TWO'], 'TWO DATA': Array.from({length: 60}, () => 'LINE'.repeat(20)),
	}, [{
		name: 'FIXED', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 400,
		records: Array.from({length: 5}, () => new Uint8Array(400).fill(0xC1)),
	}]);
	const device = new VolumeBlocks(volume);
	const numbers = Array.from({length: blocks}, (_, index) => firstBlock + index);
	const good = runToEnd(device.read(numbers));
	const session = new CmsSession({
		files: {'ONE DATA': ['ONE'], 'RUN EXEC': ['&TYPE HELLO']}, volumes: {0x193: volume},
	});
	for (let trial = 0; trial < trials; trial++) {
		const content = [...good];
		for (let count = 1 + random.below(3); count > 0; count--) {
			const index = random.below(blocks);
			content[index] = damaged(content[index], random);
		}

		runToEnd(device.write(numbers.map((number, index): [number, Uint8Array] => [number, content[index]])));
		const lines = ['ACCESS 193 C', ...Array.from({length: 6}, () => random.pick(commands))];
		for (const line of lines) {
			const before = process.cpuUsage();
			session.terminal.take();
			session.terminal.line.enter(line);
			session.run(patience);
			const typed = session.terminal.take();
			const {user, system} = process.cpuUsage(before);
			const shown = typed.slice(-4).join(' / ');
			// A directory larger than the machine is an abend: no free storage.
			t.regex(shown, /(?:^| )Ready[^;]*;[^;]*$|System abend 0F8 called from DMSFRE \/ CMS$/, `trial ${trial} of ${seed}: ${lines.join('; ')}`);
			t.true((user + system) / 1000 < longest, `trial ${trial}: ${line}`);
		}
	}
});

const record = (length: number, code: number): Uint8Array => new Uint8Array(length).fill(code);
const sound = Array.from({length: 25}, (_, index): NewFile => ({
	name: `KEEP${index}`, type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 800,
	records: Array.from({length: 1 + (index % 5)}, () => record(800, 0x40 + index)),
}));
const victim: NewFile = {
	name: 'VICTIM', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 800,
	records: Array.from({length: 70}, () => record(800, 0xE5)),
};
const changes = [
	'ERASE VICTIM DATA C', 'COPYFILE ONE DATA A NEW1 DATA C (REPLACE', 'COPYFILE LONG DATA A NEW2 DATA C (REPLACE',
	'EXECIO 1 DISKW NEW3 DATA C (STRING HELLO', 'COPYFILE ONE DATA A VICTIM DATA C (REPLACE', 'RENAME VICTIM DATA C V2 DATA C',
	'TYPE VICTIM DATA C', 'LISTFILE * * C (LABEL', 'ERASE NEW1 DATA C', 'ERASE NEW2 DATA C', 'ACCESS 193 C',
	'COPYFILE VICTIM DATA C NEW4 DATA C (REPLACE', 'EXECIO 1 DISKW VICTIM DATA C (STRING HELLO', 'ACCESS 193 C/A V*', 'FINIS * * *',
];

/** A volume whose cylinders 2 to 4 are the disk; what stands before and behind is somebody else's. */
function soundDisk(): {readonly volume: CkdVolume; readonly minidisk: CkdVolume} {
	const volume = memoryVolume(7);
	formatDisk(new VolumeBlocks(new Extent(volume, 0, 2)), 'BEFORE');
	formatDisk(new VolumeBlocks(new Extent(volume, 5, 2)), 'BEHIND');
	const minidisk = new Extent(volume, 2, 3);
	formatDisk(new VolumeBlocks(minidisk), 'DAMAGE');
	writeFiles(new VolumeBlocks(minidisk), [...sound.slice(0, 12), victim, ...sound.slice(12)], moment);
	return {volume, minidisk};
}

const tracksOf = (volume: CkdVolume, start: number, cylinders: number): Uint8Array[] =>
	Array.from({length: cylinders * volume.model.heads}, (_, index) => volume.readTrack(
		start + Math.trunc(index / volume.model.heads), index % volume.model.heads,
	).slice());

/**
 * Damage of label, master file directory, map, VICTIM's entry or its chain. A chain may name every block but those that
 * are other files' data: whose those are only a `check` of all chains finds out.
 */
function hurt(blocks: ReadonlyMap<number, Uint8Array>, places: Places, random: Random): Map<number, Uint8Array> {
	const {directory, entry, links, total, spare} = places;
	const change = (block: number, at: number, value: number): [number, Uint8Array] => {
		const bytes = Uint8Array.from(blocks.get(block)!);
		new DataView(bytes.buffer).setUint16(at, value);
		return [block, bytes];
	};

	const number = random.pick([
		0, 1, 3, 4, ...directory, ...links, ...spare, total, total + 1, 0xFF_FF, 0xFF_FD, random.below(0x1_0000),
	]);
	switch (random.below(5)) {
		case 0: {
			return new Map([change(3, random.below(6) * 2, random.below(0x1_0000))]);
		}

		case 1: {
			return new Map([change(4, random.below(8) * 2, number)]);
		}

		case 2: {
			// Counts, the map, the unit type.
			return new Map([change(4, mfd.offset.total + (random.below(146) * 2), random.below(0x1_0000))]);
		}

		case 3: {
			const field = random.pick(['firstChainLink', 'records', 'recordLength', 'blocks', 'recordFormat', 'mode'] as const);
			const value = field === 'firstChainLink'
				? random.pick([number, ...places.firstLinks])
				: random.pick([0, 1, 0xFF_FF, random.below(0x1_0000)]);
			return new Map([change(entry.block, entry.at + fst.offset[field], value)]);
		}

		default: {
			const link = random.pick(links);
			const named = random.pick([number, ...places.firstLinks, ...directory]);
			return new Map([change(link, random.below(link === links[0] ? 100 : 12) * 2, named)]);
		}
	}
}

type Places = {
	readonly directory: readonly number[];
	readonly entry: {readonly block: number; readonly at: number};
	/** Of VICTIM. */
	readonly links: readonly number[];
	/** Of the others. */
	readonly firstLinks: readonly number[];
	readonly total: number;
	/** Nobody's. */
	readonly spare: readonly number[];
};

function placesOf(device: VolumeBlocks): {places: Places; owned: ReadonlyMap<string, readonly number[]>} {
	const {pointers, total} = mfd.decode(runToEnd(device.read([masterBlock]))[0]);
	const directory = pointers.slice(0, pointers.indexOf(0xFF_FF));
	const owned = new Map<string, readonly number[]>();
	const firstLinks: number[] = [];
	let place = {block: 0, at: 0};
	let links: readonly number[] = [];
	for (const block of directory) {
		const content = runToEnd(device.read([block]))[0];
		for (let at = 0; at < blockSize && content[at] !== 0; at += fst.length) {
			const {name, recordFormat: _, ...found} = fst.decode(content, at);
			const chain = runToEnd(readChain(device, {...found, recordFormat: 'F'}, total));
			if (name === 'VICTIM') {
				place = {block, at};
				({links} = chain);
			} else {
				owned.set(name, [...chain.links, ...chain.data]);
				firstLinks.push(chain.links[0]);
			}
		}
	}

	return {places: {directory, entry: place, links, firstLinks, total, spare: [total - 3, total - 7]}, owned};
}

const kept = (device: VolumeBlocks): string[] =>
	listFiles(device).map(({name}) => name).filter(name => name.startsWith('KEEP'));

test('no damage of label, directory, map, entry or chain costs another file a block, or anything outside the disk', t => {
	t.timeout(24 * 60 * 60 * 1000);
	const random = new Random(seed);
	const {volume, minidisk} = soundDisk();
	const device = new VolumeBlocks(minidisk);
	const {places, owned} = placesOf(device);
	t.is(owned.size, sound.length);
	const outside = [...tracksOf(volume, 0, 2), ...tracksOf(volume, 5, 2)];
	const numbers = Array.from({length: 400}, (_, index) => index + 1);
	const good = new Map(runToEnd(device.read(numbers)).map((content, index) => [index + 1, content.slice()]));
	const session = new CmsSession({
		files: {'ONE DATA': ['ONE'], 'LONG DATA': Array.from({length: 300}, () => 'LINE'.repeat(20))}, volumes: {0x193: minidisk},
	});
	let refused = 0;
	for (let trial = 0; trial < trials; trial++) {
		const damage = hurt(good, places, random);
		runToEnd(device.write([...new Map([...good, ...damage])]));
		const lines = ['ACCESS 193 C', ...Array.from({length: 6}, () => random.pick(changes)), 'RELEASE C'];
		const report = `trial ${trial} of ${seed}: ${lines.join('; ')}`;
		for (const line of lines) {
			session.terminal.take();
			session.terminal.line.enter(line);
			session.run(patience);
			const shown = session.terminal.take().slice(-4).join(' / ');
			refused += shown.includes('IS DAMAGED') ? 1 : 0;
			t.regex(shown, /(?:^| )Ready[^;]*;[^;]*$/, `${report}: ${line}`);
		}

		if ([...damage.keys()].every(block => places.links.includes(block))) {
			t.deepEqual(kept(device), sound.map(({name}) => name), `${report}: the directory has them`);
		}

		for (const [name, blocksOfFile] of owned) {
			const now = runToEnd(device.read(blocksOfFile));
			t.true(
				now.every((content, index) => Buffer.compare(content, good.get(blocksOfFile[index])!) === 0),
				`${report}: ${name}`,
			);
		}
	}

	t.true(trials < 100 || refused > 0);
	const after = [...tracksOf(volume, 0, 2), ...tracksOf(volume, 5, 2)];
	t.true(after.every((track, index) => Buffer.compare(track, outside[index]) === 0), 'outside the disk');
});
