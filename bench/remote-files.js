// `node bench/remote-files.js [MEGABYTES]`: sequential reading of a file (F 800, 12 MB by default) on a disk of one's
// own and on the same disk of another machine, record by record as FSREAD does it and in batches as COPYFILE does;
// COPYFILE from and to either. Prints JSON: simulated seconds and processor seconds of the host, and what remote is
// worth of local (1: as fast). Needs `node scripts/transpile.js`.
import process from 'node:process';
import {VolumeBlocks} from '../build/source/system/volumes/volume-blocks.js';
import {formatDisk, writeFiles} from '../build/source/cms/file-system/disk/host.js';
import {memoryVolume, moment} from '../build/test/support/disks.js';
import {RemoteSession} from '../build/test/support/remote-session.js';

const recordLength = 800;
const megabytes = Number(process.argv[2] ?? 12);
const records = Math.trunc(megabytes * 1e6 / recordLength);
const rounds = 3;

function volume(withFile) {
	const made = memoryVolume(100);
	const device = new VolumeBlocks(made);
	formatDisk(device, 'BENCH');
	if (withFile) {
		writeFiles(device, [{
			name: 'BIG', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength,
			records: Array.from({length: records}, (_, index) => new Uint8Array(recordLength).fill(index)),
		}], moment);
	}

	return made;
}

const command = (name, run) => ({
	name, minimum: name.length, syntax: [name], summary: 'Reads.',
	* run({cms}) {
		const {disk, status} = cms.disks.find('BIG', 'DATA', 'B');
		return yield * run(yield * cms.disks.open(disk, status), status.records, cms);
	},
});

const commands = [
	command('SINGLY', function * (file, count, cms) {
		for (let record = 1; record <= count; record++) {
			yield * cms.charge('record');
			if (!((yield * file.read(record)) instanceof Uint8Array)) {
				return 12;
			}
		}

		return 0;
	}),
	command('BATCHES', function * (file, count) {
		let read = 0;
		while (read < count) {
			const batch = yield * file.readMany(read + 1, 32_000);
			if (batch === 'gone' || batch.length === 0) {
				return 12;
			}

			read += batch.length;
		}

		return 0;
	}),
];

function measure(kind) {
	const remote = kind === 'remote';
	const session = new RemoteSession({
		[remote ? 'BOB' : 'ALICE']: {0x191: volume(false), 0x192: volume(true)},
		...(remote ? {ALICE: {0x191: volume(false)}} : {}),
	}, commands);
	if (remote) {
		session.user('BOB').enter('GRANT * * D TO ALICE (WRITE');
	}

	const alice = session.user('ALICE');
	const {clock} = session.cp.cp;
	const timed = line => {
		const times = Array.from({length: rounds}, () => {
			const before = {clock: clock.now(), cpu: process.cpuUsage()};
			alice.terminal.take();
			alice.terminal.line.enter(line);
			while (!alice.terminal.lines.some(text => text.startsWith('Ready'))) {
				session.cp.cp.pump(0);
			}

			const typed = alice.terminal.take();
			if (!typed.at(-1).startsWith('Ready;')) {
				throw new Error(`${line}: ${typed.join('\n')}`);
			}

			const {user, system} = process.cpuUsage(before.cpu);
			return {simulated: (clock.now() - before.clock) / 1e6, processor: (user + system) / 1e6};
		});
		return times.toSorted((one, other) => one.processor - other.processor)[1];
	};

	alice.enter(remote ? 'ACCESS 192 B (REMOTE BOB' : 'ACCESS 192 B');
	return {
		singly: timed('SINGLY'),
		batches: timed('BATCHES'),
		copyFrom: timed('COPYFILE BIG DATA B COPY DATA A (REPLACE'),
		copyTo: timed('COPYFILE COPY DATA A COPY DATA B (REPLACE'),
	};
}

const local = measure('local');
const remote = measure('remote');
const worth = Object.fromEntries(Object.keys(local).map(name => [name, {
	simulated: local[name].simulated / remote[name].simulated,
	processor: local[name].processor / remote[name].processor,
}]));
process.stdout.write(`${JSON.stringify({megabytes, records, local, remote, worth}, undefined, 2)}\n`);
