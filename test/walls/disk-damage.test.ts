/**
 * Disks whose label, master directory, directory blocks or chain links are nonsense: commands answer with messages and
 * return codes, and nothing is thrown or goes on for ever. `DAMAGE_TRIALS` and `DAMAGE_SEED` run more, from another
 * seed.
 */
import process from 'node:process';
import test from 'ava';
import {runToEnd} from '../../source/guest/action.js';
import {blockSize} from '../../source/cms/file-system/disk/geometry.js';
import {VolumeBlocks} from '../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../support/cms-disk.js';
import {CmsSession} from '../support/cms-session.js';
import {Random} from '../support/random.js';

const trials = Number(process.env.DAMAGE_TRIALS ?? 100);
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
