/** Damaged CMS disks: what is wrong is found, what can be mended is, and no file suffers for another. */
import test from 'ava';
import fc from 'fast-check';
import {runToEnd} from '../../../../source/guest/action.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {
	checkFileSystem, formatDisk, readFiles, repairFileSystem, writeFiles,
} from '../../../../source/cms/file-system/disk/host.js';
import {encodeLabel} from '../../../../source/cms/file-system/directory/disk-label.js';
import {decodeFst, fst, type FileEntry} from '../../../../source/cms/file-system/directory/fst.js';
import {mfd} from '../../../../source/cms/file-system/directory/master-directory.js';
import {placeOfData, readChain} from '../../../../source/cms/file-system/files/chain.js';
import {FragileDisk, moment, textFile} from '../../../support/disks.js';

const cylinders = 12;
const total = cylinders * 40;
const files: readonly NewFile[] = [
	textFile('ONE', 'DATA', ['A LINE', 'ANOTHER ONE', 'X'.repeat(900)]),
	textFile('LONG', 'LISTING', Array.from({length: 700}, (_, index) => `LINE ${index} ${'.'.repeat(index % 90)}`)),
	textFile('FIXED', 'DECK', Array.from({length: 120}, (_, index) => `CARD ${index}`), {
		recordFormat: 'F', recordLength: 80,
	}),
	...Array.from({length: 30}, (_, index) => textFile(`F${index}`, 'SMALL', [`FILE ${index}`, 'END'])),
];

type Blocks = Map<number, Uint8Array>;

/** A disk with files, some of which were written twice, as its blocks. */
function wholeDisk(): Blocks {
	const disk = new FragileDisk(cylinders);
	formatDisk(disk, 'WHOLE');
	writeFiles(disk, files, moment);
	writeFiles(disk, [files[0], files[3]], moment);
	return new Map(Array.from({length: total}, (_, index) => [index + 1, runToEnd(disk.read([index + 1]))[0]]));
}

const whole = wholeDisk();

function diskOf(changes: Blocks = new Map()): FragileDisk {
	const disk = new FragileDisk(cylinders);
	runToEnd(disk.write([...whole, ...changes]));
	return disk;
}

/** Records by name, as bytes in hexadecimal. */
const contentOf = (disk: FragileDisk): Map<string, string> => new Map(readFiles(disk).map(({status, records}) =>
	[`${status.name} ${status.type}`, records.map(record => Buffer.from(record).toString('hex')).join(' ')]));

const before = contentOf(diskOf());
const master = mfd.decode(whole.get(4)!);
const directoryBlocks = master.pointers.slice(0, master.pointers.indexOf(0xFF_FF));

/** Place of a file's entry. */
function entryOf(name: string): {readonly block: number; readonly at: number; readonly entry: FileEntry} {
	for (const block of directoryBlocks) {
		const content = whole.get(block)!;
		for (let at = 0; at < 800; at += 40) {
			const entry = fst.decode(content, at);
			if (`${entry.name} ${entry.type}` === name) {
				return {block, at, entry: decodeFst(content, at)!};
			}
		}
	}

	throw new Error(name);
}

const chainOf = (name: string): readonly number[] => {
	const {links, data} = runToEnd(readChain(diskOf(), entryOf(name).entry, total));
	return [...links, ...data];
};

/** Which files a block is part of: their chains, and the directory's entries. */
const filesIn = new Map<number, Set<string>>();
for (const name of before.keys()) {
	for (const block of [entryOf(name).block, ...chainOf(name)]) {
		filesIn.set(block, (filesIn.get(block) ?? new Set()).add(name));
	}
}

function changed(block: number, change: (content: Uint8Array) => void): Blocks {
	const content = Uint8Array.from(whole.get(block)!);
	change(content);
	return new Map([[block, content]]);
}

const word = (at: number, value: number) => (content: Uint8Array): void => {
	content[at] = value >>> 8;
	content[at + 1] = value & 0xFF;
};

test('a sound disk has nothing wrong, and repair changes nothing of it', t => {
	const disk = diskOf();
	t.deepEqual(checkFileSystem(disk), []);
	t.deepEqual(repairFileSystem(disk), []);
	t.is(disk.written, total, 'no block more');
});

test('a random block with random bytes: found or harmless; repair makes a disk that CMS reads, others byte-equal', t => {
	const damage = fc.record({
		// The directory and the chains are few blocks of many.
		block: fc.oneof(
			fc.integer({min: 3, max: total}),
			fc.constantFrom(3, 4, ...directoryBlocks, ...chainOf('LONG LISTING').slice(0, 3)),
		),
		at: fc.integer({min: 0, max: 799}),
		bytes: fc.oneof(
			fc.uint8Array({minLength: 1, maxLength: 8}),
			fc.uint8Array({minLength: 800, maxLength: 800}),
			fc.constantFrom(new Uint8Array(800), new Uint8Array(40), new Uint8Array(40).fill(0xFF)),
			fc.constantFrom(Uint8Array.of(0xEE, 0xEE), Uint8Array.of(0, 9), Uint8Array.of(0xFF, 0xFF)),
		),
	});
	let mended = 0;
	fc.assert(fc.property(damage, ({block, at, bytes}) => {
		const changes = changed(block, content => {
			content.set(bytes.subarray(0, 800 - at), at);
		});
		const disk = diskOf(changes);
		const found = checkFileSystem(disk);
		const findings = repairFileSystem(disk);
		t.deepEqual(findings.map(({text}) => text), found, 'told the same');
		if (findings.some(({isMended}) => !isMended)) {
			t.is(block, 4, 'only a directory that is gone cannot be mended');
			t.deepEqual(runToEnd(disk.read([4]))[0], changes.get(4), 'and is left alone');
			return;
		}

		mended += findings.length > 0 ? 1 : 0;
		t.deepEqual(checkFileSystem(disk), []);
		const after = contentOf(disk);
		const harmed = filesIn.get(block) ?? new Set();
		for (const [name, content] of before) {
			if (!harmed.has(name)) {
				t.is(after.get(name), content, `${name} after damage of block ${block}`);
			}
		}
	}), {numRuns: 100});
	t.true(mended > 10);
});

test('each finding names the file and what is wrong', t => {
	const deck = chainOf('FIXED DECK');
	const long = chainOf('LONG LISTING');
	const small = entryOf('F7 SMALL');
	const cases: ReadonlyArray<readonly [string, Blocks, readonly RegExp[]]> = [
		['label', changed(3, content => {
			content.fill(0, 0, 4);
		}), [/^block 3 is not the label/]],
		['map', changed(4, content => {
			content[0x1_80] = 0xF0;
		}), [/: block 5 free in the map$/, /^the counts /]],
		['lost block', changed(4, content => {
			content[0x1_80 + (total / 8) - 1] |= 1;
		}), [new RegExp(`^block ${total} allocated and belonging to nothing`), /^the counts /]],
		['counts', changed(4, word(0x1_72, 7)), [/^the counts \(7 used/]],
		['blocks in the entry', changed(small.block, word(small.at + fst.offset.blocks, 3)), [
			/^F7 SMALL: the directory says 3 data blocks, its chain has 1$/,
		]],
		['a block of two files', changed(deck[0], word(placeOfData(0).at, long[5])), [
			new RegExp(`block ${long[5]} belongs to .* too: it gets a copy`), /allocated and belonging to nothing/,
		]],
		['a chain that leaves the disk', changed(long[0], word(placeOfData(4).at, 60_000)), [
			/^LONG LISTING: block 60{4} of its chain is outside the disk$/, /^LONG LISTING: \d+ of its 700 records/,
			/allocated and belonging/,
		]],
		['a name that nobody can type', changed(small.block, content => {
			content[small.at] = 0x01;
		}), [/its name cannot be one: it becomes MENDED1$/]],
		['a directory block that is pointed to no more', changed(4, word(0, 3)), [
			/points to block 3, which is none of the directory/, new RegExp(`^block ${directoryBlocks[0]} of the directory`),
		]],
	];
	for (const [what, changes, expected] of cases) {
		const disk = diskOf(changes);
		const found = checkFileSystem(disk);
		for (const pattern of expected) {
			t.true(found.some(text => pattern.test(text)), `${what}: ${found.join(' / ')}`);
		}

		t.true(repairFileSystem(disk).every(({isMended}) => isMended));
		t.deepEqual(checkFileSystem(disk), [], what);
	}
});

test('a name is there twice: both files stay', t => {
	const {block, at} = entryOf('F8 SMALL');
	const disk = diskOf(changed(block, content => {
		fst.change(content, at, {name: 'F9'});
	}));
	t.deepEqual(checkFileSystem(disk), ['F9 SMALL is there twice: the other one becomes MENDED1 SMALL']);
	repairFileSystem(disk);
	const after = contentOf(disk);
	t.deepEqual(
		new Set([after.get('F9 SMALL'), after.get('MENDED1 SMALL')]),
		new Set([before.get('F8 SMALL'), before.get('F9 SMALL')]),
	);
});

test('two files with one block get one each, and read as before', t => {
	const [first, ...data] = chainOf('LONG LISTING');
	const disk = diskOf(changed(first, word(placeOfData(2).at, data[1])));
	repairFileSystem(disk);
	t.deepEqual(checkFileSystem(disk), []);
	const after = contentOf(disk);
	before.delete('LONG LISTING');
	for (const [name, content] of before) {
		t.is(after.get(name), content);
	}
});

test('a disk without label or directory is left alone', t => {
	const disk = diskOf(new Map([[3, encodeLabel('X')], [4, new Uint8Array(800).fill(0x5A)]]));
	t.deepEqual(repairFileSystem(disk), [{text: 'block 4 is not a master file directory that can be relied on', isMended: false}]);
	t.is(disk.written, total + 2);
});
