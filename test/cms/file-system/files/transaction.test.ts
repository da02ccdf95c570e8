import test from 'ava';
import fc from 'fast-check';
import {runToEnd, type Step} from '../../../../source/guest/action.js';
import {BufferStorage} from '../../../../source/cms/file-system/directory/directory-storage.js';
import {checkFileSystem, formatDisk, readFiles} from '../../../../source/cms/file-system/disk/host.js';
import {CmsDiskTable} from '../../../../source/cms/file-system/directory/disk-table.js';
import type {BlockDevice} from '../../../../source/cms/file-system/disk/block-device.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {Crash, FragileDisk, moment} from '../../../support/disks.js';

type Operation =
	| {readonly kind: 'write'; readonly file: NewFile}
	| {readonly kind: 'erase'; readonly name: string}
	| {readonly kind: 'rename'; readonly from: string; readonly to: string};

type Model = ReadonlyMap<string, string>;

const sorted = (model: Model): Model => new Map([...model].toSorted(([one], [other]) => one < other ? -1 : 1));

const name = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G');
const record = fc.uint8Array({minLength: 1, maxLength: 900});
const file: fc.Arbitrary<NewFile> = fc.oneof(
	fc.record({
		name,
		type: fc.constant('DATA'),
		modeNumber: fc.constantFrom('1', '2'),
		recordFormat: fc.constant('V' as const),
		records: fc.array(record, {minLength: 1, maxLength: 12}),
	}),
	fc.record({
		name,
		type: fc.constant('DATA'),
		modeNumber: fc.constant('1'),
		recordFormat: fc.constant('F' as const),
		records: fc.array(fc.uint8Array({minLength: 80, maxLength: 80}), {minLength: 1, maxLength: 700}),
	}),
);
const operation: fc.Arbitrary<Operation> = fc.oneof(
	{weight: 5, arbitrary: fc.record({kind: fc.constant('write' as const), file})},
	{weight: 2, arbitrary: fc.record({kind: fc.constant('erase' as const), name})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('rename' as const), from: name, to: name})},
);

const fingerprint = (format: string, records: readonly Uint8Array[]): string =>
	`${format} ${records.map(bytes => Buffer.from(bytes).toString('base64')).join(' ')}`;

function contents(disk: BlockDevice): Model {
	return sorted(
		new Map(readFiles(disk).map(({status, records}) => [status.name, fingerprint(status.recordFormat, records)])),
	);
}

function table(disk: BlockDevice): CmsDiskTable {
	const disks = new CmsDiskTable({
		storage: new BufferStorage(),
		* openDevice(): Step<BlockDevice> {
			return disk;
		},
		* now() {
			return moment;
		},
	});
	runToEnd(disks.access(0x191, 'A'));
	return disks;
}

function perform(disks: CmsDiskTable, operation: Operation): number {
	const disk = disks.disk('A')!;
	switch (operation.kind) {
		case 'write': {
			return runToEnd(disks.write(disk, operation.file));
		}

		case 'erase': {
			return runToEnd(disks.erase(disk, operation.name, 'DATA'));
		}

		case 'rename': {
			return runToEnd(disks.rename(
				disk,
				{name: operation.from, type: 'DATA'},
				{name: operation.to, type: 'DATA', modeNumber: '1'},
			));
		}
	}
}

/** The model after an operation that ended with `code`. */
function expected(model: Model, operation: Operation): {readonly model: Model; readonly code: number | undefined} {
	const next = new Map(model);
	switch (operation.kind) {
		case 'write': {
			next.set(operation.file.name, fingerprint(operation.file.recordFormat, operation.file.records));
			// Whether it fits is the disk's to say.
			return {model: next, code: undefined};
		}

		case 'erase': {
			return {code: next.delete(operation.name) ? 0 : 28, model: next};
		}

		case 'rename': {
			const content = next.get(operation.from);
			if (content === undefined || (next.has(operation.to) && operation.from !== operation.to)) {
				return {code: content === undefined ? 28 : 24, model: next};
			}

			next.delete(operation.from);
			next.set(operation.to, content);
			return {code: 0, model: next};
		}
	}
}

test('any sequence of changes behaves as a map of names to contents, and the disk stays consistent', t => {
	fc.assert(fc.property(fc.array(operation, {minLength: 1, maxLength: 25}), operations => {
		const disk = new FragileDisk(4);
		formatDisk(disk, 'TEST');
		const disks = table(disk);
		let model: Model = new Map();
		for (const operation of operations) {
			const code = perform(disks, operation);
			const next = expected(model, operation);
			t.true(
				next.code === undefined ? code === 0 || code === 13 : code === next.code,
				`${operation.kind}: ${code}`,
			);
			model = code === 0 ? next.model : model;
			t.deepEqual(contents(disk), sorted(model));
			t.deepEqual(checkFileSystem(disk), []);
			t.deepEqual(disks.disk('A')!.list().map(({name}) => name).toSorted(), [...model.keys()].toSorted());
		}

		// What ACCESS would read is what the table in storage says.
		t.deepEqual(table(disk).disk('A')!.list(), disks.disk('A')!.list());
		t.deepEqual(table(disk).disk('A')!.blocks, disks.disk('A')!.blocks);
	}), {numRuns: 60});
});

test('a crash before any block that a change writes leaves the state before or the state after', t => {
	fc.assert(fc.property(fc.array(operation, {minLength: 1, maxLength: 8}), operations => {
		let disk = new FragileDisk(3);
		formatDisk(disk, 'TEST');
		for (const operation of operations) {
			const whole = disk.copy();
			perform(table(whole), operation);
			const before = contents(disk);
			const after = contents(whole);
			for (let writes = 0; writes < whole.written; writes++) {
				const crashed = disk.copy();
				crashed.writesLeft = writes;
				t.throws(() => perform(table(crashed), operation), {instanceOf: Crash});
				t.deepEqual(checkFileSystem(crashed), []);
				t.deepEqual(contents(crashed), before);
			}

			t.deepEqual(contents(whole), after);
			disk = whole.copy();
		}
	}), {numRuns: 25});
});
