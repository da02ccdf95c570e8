import {mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import type {SpoolFile, SpoolStore} from '../../../source/cp/spool/spool-file.js';
import {ConfigurationError} from '../../../source/system/configuration-error.js';
import {openJournal} from '../../../source/system/host/journaled-folder.js';
import {spoolFolder} from '../../../source/system/host/spool-folder.js';
import {hostFileLayer} from '../../../source/system/journal/file-layer.js';
import {TestSystem} from '../../support/cp.js';
import {read, write} from '../../support/unit-record.js';

type Cleanup = {teardown(action: () => void): void};

function folder(t: Cleanup): string {
	const made = mkdtempSync(path.join(tmpdir(), 'spool-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	mkdirSync(path.join(made, 'spool'));
	return made;
}

const neverDamaged = (file: string): void => {
	throw new Error(file);
};

/** The store as a start finds it; `kill` ends it as a killed process does. */
function start(place: string, damaged = neverDamaged): SpoolStore & {kill(): void; close(): Promise<void>} {
	const journal = openJournal(place);
	return {
		...spoolFolder({
			layer: hostFileLayer, folder: place, journal, damaged,
		}),
		kill() {
			journal.abandon();
		},
		async close() {
			await journal.close();
		},
	};
}

test('what the spooling operator holds, and options of a 3800, survive a restart', t => {
	const place = folder(t);
	const first = start(place);
	const before = new TestSystem({spool: first});
	const user = before.logOn('USER1');
	user.enter('spool prt chars gt12 flash over 2');
	write(user.vm, 0x00E, ['LINE']);
	user.enter('close prt');
	const operator = before.logOn('OPERATOR', 'GRAF 022');
	operator.enter('hold user2');
	operator.enter('change prt 1 hold');
	first.kill();
	const after = new TestSystem({spool: start(place)}).logOn('OPERATOR');
	t.deepEqual(after.enter('query hold'), ['USER2 - ALL']);
	t.is(after.enter('query prt tbl')[1], 'USER1    0001 A PRT 000001 01  SYS  OVER  GT12            02');
});

test('files survive a restart, with their order and numbers', async t => {
	const place = folder(t);
	const first = start(place);
	const before = new TestSystem({spool: first}).logOn('USER1');
	before.enter('spool pun to user2');
	for (const text of ['A', 'B', 'C']) {
		write(before.vm, 0x00D, [text, `${text} END`]);
		before.enter(`close pun name ${text} data`);
	}

	first.kill();
	const second = start(place);
	const system = new TestSystem({spool: second});
	const after = system.logOn('USER2');
	t.deepEqual(after.enter('order rdr 3'), ['0001 FILE ORDERED']);
	t.deepEqual([read(after.vm), read(after.vm), read(after.vm)], ['C', 'C END', 'EOF']);
	t.is(read(after.vm), 'A', 'killed in the middle of this file: it stays');
	second.kill();
	const third = start(place);
	const again = new TestSystem({spool: third}).logOn('USER2');
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
	await third.close();
	t.deepEqual(readdirSync(path.join(place, 'spool')), []);
	t.deepEqual(readdirSync(path.join(place, 'journal')), [], 'everything is in its place');
});

test('what is half written or not ours is set aside, the rest is there', async t => {
	const place = folder(t);
	const store = start(place);
	const user = new TestSystem({spool: store}).logOn('USER1');
	user.enter('spool pun to *');
	for (const text of ['A', 'B']) {
		write(user.vm, 0x00D, [text]);
		user.enter('close pun');
	}

	await store.close();
	truncateSync(path.join(place, 'spool', '0001'), 100);
	writeFileSync(path.join(place, 'spool', '0007'), 'garbage\n\n\n');
	writeFileSync(path.join(place, 'spool', '0008.new'), 'killed');
	const damaged: string[] = [];
	const {length} = start(place, file => {
		damaged.push(path.basename(file));
	}).load();
	t.is(length, 1);
	t.deepEqual(damaged.toSorted(), ['0001.damaged', '0007.damaged']);
});

test('a file whose last card is missing is not all of one', async t => {
	const place = folder(t);
	const store = start(place);
	const user = new TestSystem({spool: store}).logOn('USER1');
	user.enter('spool pun to *');
	write(user.vm, 0x00D, ['FIRST', 'LAST']);
	user.enter('close pun');
	await store.close();
	const file = path.join(place, 'spool', '0001');
	truncateSync(file, statSync(file).size - 83);
	const damaged: string[] = [];
	t.deepEqual(start(place, name => {
		damaged.push(path.basename(name));
	}).load(), []);
	t.deepEqual(damaged, ['0001.damaged']);
});

test('a folder or a symbolic link in the place of a spool file is named and left alone', t => {
	const place = folder(t);
	mkdirSync(path.join(place, 'spool', '0001'));
	t.throws(() => start(place).load(), {instanceOf: ConfigurationError, message: /spool.0001: is a folder/});
	rmSync(path.join(place, 'spool', '0001'), {recursive: true});
	writeFileSync(path.join(place, 'elsewhere'), '');
	symlinkSync(path.join(place, 'elsewhere'), path.join(place, 'spool', '0002'));
	t.throws(() => start(place).load(), {instanceOf: ConfigurationError, message: /spool.0002: is a symbolic link/});
	t.deepEqual(readdirSync(path.join(place, 'spool')), ['0002']);
});

const large: SpoolFile = {
	id: 12, sequence: 1, owner: 'USER1', originator: 'USER1', queue: 'RDR', origin: 'PUN', class: 'A', copies: 1,
	hold: false, name: 'LARGE', type: 'DATA', distribution: 'USER1', tag: '', created: 0,
	records: Array.from({length: 2000}, (_, index) => ({command: 1, data: new Uint8Array(1000).fill(index)})),
};

test('a file too large for the journal is there whole after a kill', t => {
	const place = folder(t);
	const store = start(place);
	store.put(large);
	store.kill();
	const again = start(place);
	t.deepEqual(again.load().map(({id, records: {length}}) => [id, length]), [[12, 2000]]);
	again.remove(12);
	again.kill();
	t.deepEqual(start(place).load(), []);
	t.deepEqual(readdirSync(path.join(place, 'spool')), []);
});

test('what a kill left of a large file that no record takes over is in nobody\'s way', t => {
	const place = folder(t);
	writeFileSync(path.join(place, 'spool', '0012.1.aside'), 'HALF OF IT');
	const store = start(place);
	t.deepEqual(store.load(), []);
	t.deepEqual(readdirSync(path.join(place, 'spool')), []);
	t.true(store.put(large), 'under the same name');
	store.kill();
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
	const store = start(place);
	t.notThrows(() => {
		fc.assert(fc.property(anyFile, file => {
			store.put(file);
			const [loaded] = store.load();
			store.remove(file.id);
			return isDeepStrictEqual({...loaded}, {...file});
		}), {numRuns: 50});
	});
});
