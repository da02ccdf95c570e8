import test from 'ava';
import fc from 'fast-check';
import {runToEnd} from '../../../../source/guest/action.js';
import {BufferStorage} from '../../../../source/cms/file-system/directory/directory-storage.js';
import {Directory, plainDirectory} from '../../../../source/cms/file-system/directory/directory.js';
import {encodeFst, fstSize} from '../../../../source/cms/file-system/directory/fst.js';
import {ParsedDirectory, parsedDirectory} from '../../../../source/cms/file-system/directory/parsed-directory.js';
import type {BlockDevice} from '../../../../source/cms/file-system/disk/block-device.js';
import {writeFiles} from '../../../../source/cms/file-system/disk/host.js';
import {memoryDisk, moment, textFile} from '../../../support/disks.js';

const blockOf = (names: readonly string[]): Uint8Array => {
	const block = new Uint8Array(800);
	for (const [slot, name] of names.entries()) {
		block.set(encodeFst({
			name, type: 'DATA', mode: 'A1', recordFormat: 'F', recordLength: 80, records: 1, blocks: 1,
			date: '1975-11-19', time: '09:00', firstChainLink: slot + 5,
		}), slot * fstSize);
	}

	return block;
};

function accessed(device: BlockDevice, letter: string): Directory {
	const view = {device: 0x190, letter, readOnly: true};
	return runToEnd(Directory.load(device, new BufferStorage(), view, plainDirectory)) as Directory;
}

test('all who have a disk read-only have its entries once, under each letter', t => {
	const disk = memoryDisk();
	writeFiles(disk, [textFile('ONE', 'DATA', ['1']), textFile('TWO', 'DATA', ['2'])], moment);
	const users = Array.from({length: 3}, () => accessed(disk, 'S'));
	t.is(new Set(users.map(user => user.find('TWO', 'DATA'))).size, 1);
	t.is(users[0].find('TWO', 'DATA')?.mode, 'S1');
	t.is(accessed(disk, 'Y').find('TWO', 'DATA')?.mode, 'Y1');
	writeFiles(disk, [textFile('TWO', 'DATA', ['2', '3'])], moment);
	t.is(accessed(disk, 'S').find('TWO', 'DATA')?.records, 2);
	t.is(users[0].find('TWO', 'DATA')?.records, 1, 'until the next ACCESS');
});

test('of what is known before, only blocks that are others now are read again', t => {
	const before = new ParsedDirectory([blockOf(['A', 'B']), blockOf(['C'])], 'A');
	const after = new ParsedDirectory([blockOf(['A', 'B']), blockOf(['D'])], 'A', before);
	t.is(after.place('A', 'DATA'), before.place('A', 'DATA'));
	t.is(after.place('C', 'DATA'), undefined);
	t.like(after.place('D', 'DATA'), {block: 1, offset: 0});
	t.is(new ParsedDirectory([blockOf(['A'])], 'B', before).place('A', 'DATA')?.entry.mode, 'B1');
});

const names = fc.uniqueArray(fc.stringMatching(/^[A-C]{1,2}$/), {maxLength: 20});
const blocks = fc.array(names, {maxLength: 3});

test('whatever was known before, a directory says what its blocks say', t => {
	fc.assert(fc.property(blocks, blocks, fc.constantFrom('A', 'B'), (old, now, letter) => {
		const before = new ParsedDirectory(old.map(each => blockOf(each)), 'A');
		const content = now.map(each => blockOf(each));
		const plain = new ParsedDirectory(content, letter);
		for (const made of [new ParsedDirectory(content, letter, before), parsedDirectory(content, letter, before)]) {
			t.deepEqual(made.list, plain.list);
			t.deepEqual(made.list.map(({name}) => name), now.flat());
			for (const name of now.flat()) {
				const block = now.findIndex(each => each.includes(name));
				t.like(made.place(name, 'DATA'), {block, offset: now[block].indexOf(name) * fstSize});
			}

			t.true(made.isOf(content, letter));
			t.false(made.isOf([...content, blockOf(['Z'])], letter));
		}
	}), {numRuns: 50});
});
