/** Files that are larger than the machines they pass through. */
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {formatDisk, readFile, writeFiles} from '../../../source/cms/file-system/disk/host.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {memoryVolume, moment} from '../../support/disks.js';
import {RemoteSession} from '../../support/remote-session.js';

function volume(cylinders: number): {volume: ReturnType<typeof memoryVolume>; device: VolumeBlocks} {
	const made = memoryVolume(cylinders);
	const device = new VolumeBlocks(made);
	formatDisk(device, 'LARGE');
	return {volume: made, device};
}

test('12 MB and 65,000 records are copied from and to a disk of another machine, by machines of 256K', t => {
	const theirs = volume(60);
	const mine = volume(34);
	const blocks = Array.from({length: 15_000}, (_, index) => new Uint8Array(800).fill(index));
	const short = Array.from({length: 65_000}, (_, index) => toEbcdic(`LINE ${index}`));
	writeFiles(theirs.device, [
		{
			name: 'BIG', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 800, records: blocks,
		},
		{
			name: 'MANY', type: 'DATA', modeNumber: '1', recordFormat: 'V', records: short,
		},
	], moment);
	const session = new RemoteSession({BOB: {0x191: theirs.volume}, ALICE: {0x191: mine.volume}});
	session.user('BOB').enter('GRANT * * A TO ALICE (WRITE');
	const alice = session.user('ALICE');
	alice.enter('ACCESS 191 B (REMOTE BOB');
	const same = (device: VolumeBlocks, name: string, records: readonly Uint8Array[]): boolean => {
		const found = readFile(device, name, 'DATA');
		return found?.length === records.length
			&& found.every((record, index) => Buffer.compare(record, records[index]) === 0);
	};

	t.deepEqual(alice.enter('COPYFILE BIG DATA B = = A'), ['Ready;']);
	t.true(same(mine.device, 'BIG', blocks));
	t.deepEqual(alice.enter('COPYFILE BIG DATA A BACK DATA B'), ['Ready;']);
	t.true(same(theirs.device, 'BACK', blocks));
	t.deepEqual(alice.enter('COPYFILE MANY DATA B = = A'), ['Ready;']);
	t.deepEqual(alice.enter('COPYFILE MANY DATA A AGAIN DATA B (RECFM F LRECL 20'), ['Ready;']);
	t.true(same(mine.device, 'MANY', short));
	t.is(readFile(theirs.device, 'AGAIN', 'DATA')?.length, 65_000);
	t.deepEqual(alice.enter('TYPE MANY DATA B 64999 65000'), ['', 'LINE 64998', 'LINE 64999', '', 'Ready;']);
});

test('a record of 65,535 bytes goes in parts where there is no storage for it', t => {
	const theirs = volume(4);
	const long = new Uint8Array(65_535).map((_, index) => index % 251);
	writeFiles(theirs.device, [{
		name: 'LONG', type: 'DATA', modeNumber: '1', recordFormat: 'V', records: [long, long.subarray(0, 10)],
	}], moment);
	const session = new RemoteSession({BOB: {0x191: theirs.volume}});
	session.user('BOB').enter('GRANT * * A TO ALICE (WRITE');
	const alice = session.user('ALICE');
	alice.enter('ACCESS 191 B (REMOTE BOB');
	t.deepEqual(alice.enter('COPYFILE LONG DATA B COPY DATA B'), ['Ready;']);
	const [one, two] = readFile(theirs.device, 'COPY', 'DATA')!;
	t.is(Buffer.compare(one, long), 0);
	t.is(two.length, 10);
});
