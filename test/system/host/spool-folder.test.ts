import {mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import type {SpoolFile} from '../../../source/cp/spool/spool-file.js';
import {spoolFolder} from '../../../source/system/host/spool-folder.js';
import {TestSystem} from '../../support/cp.js';
import {read, write} from '../../support/unit-record.js';

function folder(t: {teardown(action: () => void): void}): string {
	const made = mkdtempSync(path.join(tmpdir(), 'spool-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	return made;
}

const neverDamaged = (file: string): void => {
	throw new Error(file);
};

test('files survive a restart, with their order and numbers', t => {
	const place = folder(t);
	const before = new TestSystem({spool: spoolFolder(place, neverDamaged)}).logOn('USER1');
	before.enter('spool pun to user2');
	for (const text of ['A', 'B', 'C']) {
		write(before.vm, 0x00D, [text, `${text} END`]);
		before.enter(`close pun name ${text} data`);
	}

	const system = new TestSystem({spool: spoolFolder(place, neverDamaged)});
	const after = system.logOn('USER2');
	t.deepEqual(after.enter('order rdr 3'), ['0001 FILE ORDERED']);
	t.deepEqual([read(after.vm), read(after.vm), read(after.vm)], ['C', 'C END', 'EOF']);
	t.is(read(after.vm), 'A', 'killed in the middle of this file: it stays');
	const again = new TestSystem({spool: spoolFolder(place, neverDamaged)}).logOn('USER2');
	t.deepEqual(
		again
			.enter('q rdr all')
			.slice(1)
			.map(line => line.slice(9, 61).trimEnd()),
		[
			'0001 A PUN 000002 01  NONE 11/19 09:00:01 A         DATA'.slice(0, 52).trimEnd(),
			'0002 A PUN 000002 01  NONE 11/19 09:00:01 B         DATA'.slice(0, 52).trimEnd(),
		],
	);
	again.enter('spool pun to *');
	write(again.vm, 0x00D, ['D']);
	t.deepEqual(again.enter('close pun'), ['PUN FILE 0003  TO  USER2    COPY 01 NOHOLD']);
	t.deepEqual(again.enter('purge all'), ['0003 FILES PURGED']);
	t.deepEqual(readdirSync(place), []);
});

test('what is half written or not ours is set aside, the rest is there', t => {
	const place = folder(t);
	const user = new TestSystem({spool: spoolFolder(place, neverDamaged)}).logOn('USER1');
	user.enter('spool pun to *');
	for (const text of ['A', 'B']) {
		write(user.vm, 0x00D, [text]);
		user.enter('close pun');
	}

	truncateSync(path.join(place, '0001'), 100);
	writeFileSync(path.join(place, '0007'), 'garbage\n\n\n');
	writeFileSync(path.join(place, '0008.new'), 'killed');
	const damaged: string[] = [];
	const {length} = spoolFolder(place, file => {
		damaged.push(path.basename(file));
	}).load();
	t.is(length, 1);
	t.deepEqual(damaged.toSorted(), ['0001.damaged', '0007.damaged']);
});

const record = fc.record({command: fc.nat(255), data: fc.uint8Array({maxLength: 200})}, {noNullPrototype: true});
const name = fc.stringMatching(/^[A-Z\d]{0,8}$/);
const anyFile: fc.Arbitrary<SpoolFile> = fc.record(
	{
		id: fc.integer({min: 1, max: 9900}),
		sequence: fc.integer(),
		owner: name,
		originator: name,
		queue: fc.constantFrom('RDR' as const, 'PRT' as const, 'PUN' as const),
		origin: fc.constantFrom('CON' as const, 'PRT' as const, 'PUN' as const),
		class: fc.constantFrom('A', '9'),
		copies: fc.integer({min: 1, max: 99}),
		hold: fc.boolean(),
		name,
		type: name,
		distribution: name,
		tag: name,
		created: fc.nat(),
		records: fc.array(record, {maxLength: 20}),
	},
	{noNullPrototype: true},
);

test('what is put is what is loaded', t => {
	const place = folder(t);
	const store = spoolFolder(place, neverDamaged);
	t.notThrows(() => {
		fc.assert(fc.property(anyFile, file => {
			store.put(file);
			const [loaded] = store.load();
			store.remove(file.id);
			return isDeepStrictEqual({...loaded}, {...file});
		}), {numRuns: 50});
	});
});
