import {createHash} from 'node:crypto';
import {
	mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {VirtualClock} from '../../../source/base/clock.js';
import {KeptTracks} from '../../../source/system/volumes/kept-tracks.js';
import {memoryVolumes} from '../../../source/system/volumes/memory-volumes.js';
import {readProfile} from '../../../source/system/profile.js';
import {systemFiles} from '../../../source/system/system-files.js';

type Place = {
	readonly folder: string;
	readonly kept: string;
	/** The tracks, and how often they have been built. */
	tracks(moment?: string): {readonly first: number; readonly built: number};
};

function place(t: {teardown(task: () => void): void}): Place {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-kept-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true});
	});
	const program = path.join(folder, 'program');
	const files = path.join(folder, 'disks');
	const kept = path.join(folder, 'kept', 'volumes');
	mkdirSync(path.join(files, 'USER.191'), {recursive: true});
	writeFileSync(program, 'ONE');
	writeFileSync(path.join(files, 'USER.191', 'A.EXEC'), 'ONE');
	let built = 0;
	return {
		folder,
		kept,
		tracks(moment = 'NOON') {
			const tracks = new KeptTracks(program, kept).of([files, path.join(folder, 'absent')], moment, () => {
				built++;
				return new Map([['VOL001', new Map([[7, Uint8Array.of(built)]])]]);
			});
			return {first: tracks.get('VOL001')!.get(7)![0], built};
		},
	};
}

test('what was built once is there at the next start, and built again only where something changed', t => {
	const {folder, tracks} = place(t);
	t.deepEqual(tracks(), {first: 1, built: 1});
	t.deepEqual(tracks(), {first: 1, built: 1});
	const file = path.join(folder, 'disks', 'USER.191', 'A.EXEC');
	const changes: ReadonlyArray<readonly [string, () => void]> = [
		['another length', () => {
			writeFileSync(file, 'LONGER');
		}],
		['another time', () => {
			utimesSync(file, 1, 1);
		}],
		['a file more', () => {
			writeFileSync(path.join(folder, 'disks', 'USER.191', 'B.EXEC'), 'TWO');
		}],
		['a file less', () => {
			rmSync(file);
		}],
		['a file that was not there', () => {
			writeFileSync(path.join(folder, 'absent'), '');
		}],
		['another program', () => {
			writeFileSync(path.join(folder, 'program'), 'TWO!');
		}],
	];
	for (const [index, [what, change]] of changes.entries()) {
		change();
		t.deepEqual(tracks(), {first: index + 2, built: index + 2}, what);
		t.deepEqual(tracks(), {first: index + 2, built: index + 2}, what);
	}

	t.is(tracks('MIDNIGHT').built, changes.length + 2);
});

test('what is kept damaged is built anew, and a folder in itself is no endless way', t => {
	const {folder, kept, tracks} = place(t);
	tracks();
	truncateSync(kept, 100);
	t.is(tracks().built, 2);
	writeFileSync(kept, 'NOTHING OF OURS');
	t.is(tracks().built, 3);
	symlinkSync('..', path.join(folder, 'disks', 'LOOP'));
	t.is(tracks().built, 4);
});

test('volumes of a profile from kept tracks are those that are built', t => {
	const {kept} = place(t);
	const profile = readProfile();
	const now = new VirtualClock().now();
	const keep = new KeptTracks(profile.folder, kept);
	const contents = (tracks?: KeptTracks): string[] =>
		[...memoryVolumes(profile, systemFiles, now, tracks)].map(([serial, volume]) => {
			const sum = createHash('sha1');
			for (let cylinder = 0; cylinder < volume.cylinders; cylinder++) {
				for (let head = 0; head < volume.model.heads; head++) {
					sum.update(volume.readTrack(cylinder, head));
				}
			}

			return `${serial} ${sum.digest('hex')}`;
		});
	const built = contents();
	t.is(built.length, 2);
	t.deepEqual(contents(keep), built);
	t.true(readFileSync(kept).length > 100_000);
	t.deepEqual(contents(keep), built);
});
