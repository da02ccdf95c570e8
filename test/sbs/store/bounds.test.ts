/** Files of a library that are full: the next one goes on, and the change that begins it is whole as any other. */
import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {Failure} from '../../../source/base/failure.js';
import {checkFileSystem, readFile} from '../../../source/cms/file-system/disk/host.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {keyOf, table} from '../../../source/sbs/store/keys.js';
import type {Library} from '../../../source/sbs/store/library.js';
import type {Extent} from '../../../source/sbs/store/store.js';
import {verifyLibrary} from '../../../source/sbs/store/verify.js';
import {Crash, type FragileDisk} from '../../support/disks.js';
import {fragileDisks, libraryOn} from '../../support/library.js';

const key = (index: number): Uint8Array => keyOf(table.setting, Uint8Array.from(Buffer.from(String(index).padStart(6, '0'))));

/** Entries with these numbers, and a line for each; one that is `refused` leaves its line alone. */
function change(library: Library, numbers: readonly number[], refused = false): void {
	runToEnd(library.change(function * (transaction): Step<Failure | undefined> {
		for (const number of numbers) {
			yield * transaction.put(key(number), new Uint8Array(200).fill(number));
			transaction.audit(`ENTRY ${number}`);
		}

		return refused ? new Failure(12) : undefined;
	}));
}

const linesOf = (device: FragileDisk, name: string): string[] =>
	(readFile(device, name, 'AUDIT') ?? []).map(record => fromEbcdic(record).trimEnd());

const keysOf = (library: Library): number => runToEnd(library.read(reader => reader.scan(keyOf(table.setting)))).length;

const noExtents = function * (): Step<Extent[]> {
	return [];
};

test('an audit file that is full is kept by a number, and no line is lost, whatever the power does', t => {
	const bounds = {indexRecords: 16_000, auditLines: 24};
	let [device] = fragileDisks(20);
	const told: string[] = [];
	for (let number = 0; number < 60; number++) {
		const isRefused = number % 5 === 4;
		const numbers = number % 7 === 0 ? [number, number + 1000] : [number];
		told.push(...numbers.map(each => `ENTRY ${each}`));
		const [before, after] = [device.copy(), device.copy()];
		change(libraryOn([after], 40, bounds), numbers, isRefused);
		const begins = readFile(after, 'SBS', 'AUDIT')!.length < (readFile(before, 'SBS', 'AUDIT') ?? []).length;
		const moments = begins ? after.written : 0;
		for (let writes = 0; writes < moments; writes++) {
			const crashed = before.copy();
			crashed.writesLeft = writes;
			t.throws(() => {
				change(libraryOn([crashed], 40, bounds), numbers, isRefused);
			}, {instanceOf: Crash});
			const again = crashed.copy();
			t.deepEqual(linesOf(again, 'SBS'), linesOf(before, 'SBS'));
			t.deepEqual(checkFileSystem(again), []);
		}

		device = after;
	}

	t.deepEqual(['SBS0001', 'SBS0002', 'SBS'].flatMap(name => linesOf(device, name)), told);
	t.true(linesOf(device, 'SBS0001').length > 20 && linesOf(device, 'SBS').length > 0);
	t.deepEqual(runToEnd(verifyLibrary(libraryOn([device], 40, bounds), noExtents)), []);
});

test('an index in several files: a change of records in all of them is whole', t => {
	const bounds = {indexRecords: 8, auditLines: 65_000};
	const [device] = fragileDisks(20);
	const library = libraryOn([device], 40, bounds);
	for (let number = 0; number < 60; number++) {
		change(library, [number]);
	}

	t.truthy(readFile(device, 'SBS', 'INDEX2'));
	t.truthy(readFile(device, 'SBS', 'INDEX3'));
	t.is(keysOf(libraryOn([device], 40, bounds)), 60);
	// From the first to the last, so that records of all files change.
	const numbers = [0, 20, 40, 59];
	const whole = device.copy();
	const entry = (library: Library): number =>
		runToEnd(library.read(reader => reader.get(key(40))))![0];
	const put = (library: Library): void => {
		runToEnd(library.change(function * (transaction): Step {
			for (const number of numbers) {
				yield * transaction.put(key(number), new Uint8Array(200).fill(0xEE));
			}
		}));
	};

	put(libraryOn([whole], 40, bounds));
	t.is(entry(libraryOn([whole.copy()], 40, bounds)), 0xEE);
	for (let writes = 0; writes < whole.written; writes++) {
		const crashed = device.copy();
		crashed.writesLeft = writes;
		t.throws(() => {
			put(libraryOn([crashed], 40, bounds));
		}, {instanceOf: Crash});
		const again = libraryOn([crashed.copy()], 40, bounds);
		t.is(entry(again), 40);
		t.is(keysOf(again), 60);
		t.deepEqual(runToEnd(verifyLibrary(again, noExtents)), []);
	}
});
