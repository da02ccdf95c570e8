/** The order of writes in the SBS data base: a version exists when the index says so, and then its data are there. */
import test from 'ava';
import {Failure} from '../../source/base/failure.js';
import {runToEnd, type Step} from '../../source/guest/action.js';
import type {CarriedFile} from '../../source/service/block.js';
import {fileOf, type FileSource} from '../../source/service/parts.js';
import {DataBase} from '../../source/sbs/data-base.js';
import type {SharedFiles} from '../../source/sbs/shared-files.js';

const text: CarriedFile = {
	name: 'MINE', type: 'DATA', recordFormat: 'V', recordLength: 80, records: [Uint8Array.of(0xC1)],
};

/** Files in memory. `done`: what was asked for, in order; `refused`: a type of file that cannot be written. */
class TestFiles implements SharedFiles {
	readonly done: string[] = [];
	readonly #files = new Map<string, CarriedFile>();
	#staged: CarriedFile | undefined;

	/** A type of file that cannot be read now. */
	unreadable = '';

	constructor(readonly refused = '') {
		// Nothing else.
	}

	* read(name: string, type: string): Step<FileSource | undefined | Failure> {
		const file = this.#files.get(`${name} ${type}`);
		return type === this.unreadable ? new Failure(104) : file && fileOf(file);
	}

	* stage(part: CarriedFile): Step<number> {
		this.#staged = {...part, records: [...this.#staged?.records ?? [], ...part.records]};
		return 0;
	}

	* store(name: string, type: string): Step<number> {
		this.done.push(`write ${type}`);
		const staged = this.#staged!;
		this.#staged = undefined;
		if (type === this.refused) {
			return 13;
		}

		this.#files.set(`${name} ${type}`, {...staged, name, type});
		return 0;
	}

	* erase(name: string, type: string): Step<number> {
		this.done.push(`erase ${name} ${type}`);
		this.#files.delete(`${name} ${type}`);
		return 0;
	}

	* lock(): Step<number> {
		this.done.push('lock');
		return 0;
	}

	* unlock(): Step<number> {
		this.done.push('unlock');
		return 0;
	}
}

let request = 0;

function put(files: TestFiles, number = ++request) {
	const base = new DataBase(files, `USER1.${number}`);
	runToEnd(base.stage(text));
	return runToEnd(base.add(versions => ({
		name: 'MINE', type: 'DATA', version: versions.length + 1, owner: 'USER1', storedBy: 'USER1', date: '11/19/81',
		time: '09:00:00',
	}), text.records.length));
}

const versions = (files: TestFiles) => runToEnd(new DataBase(files, 'USER1.0').versions());

test('the data first, the index last, all of it under the lock', t => {
	const files = new TestFiles();
	t.is(put(files).code, 0);
	t.deepEqual(files.done, ['lock', 'write SBSDATA', 'write INDEX', 'unlock']);
	t.like(versions(files), {length: 1});
});

test('data that could not be written are in no index; the lock is given up', t => {
	const files = new TestFiles('SBSDATA');
	t.is(put(files).code, 13);
	t.deepEqual(files.done, ['lock', 'write SBSDATA', 'unlock']);
	t.deepEqual(versions(files), []);
});

test('an index that cannot be read is not taken for an empty one: it stays as it is', t => {
	const files = new TestFiles();
	put(files);
	files.done.length = 0;
	files.unreadable = 'INDEX';
	t.is(put(files).code, 104);
	t.deepEqual(files.done, ['lock', 'unlock']);
	t.deepEqual(versions(files), new Failure(104));
	files.unreadable = '';
	t.like(versions(files), {length: 1});
});

test('a request that comes again, because its master was lost behind it, is done once and answered as the first time', t => {
	const files = new TestFiles();
	t.is(put(files, 77).version!.version, 1);
	t.is(put(files, 77).version!.version, 1);
	t.like(versions(files), {length: 1});
	t.is(put(files, 78).version!.version, 2);
	t.like(versions(files), {length: 2});
});

test('a member that is deleted is in no list; its data goes behind the index; once, whoever asks again', t => {
	const files = new TestFiles();
	put(files);
	files.done.length = 0;
	const base = new DataBase(files, 'USER1.DELETE');
	t.truthy(runToEnd(base.delete('MINE', 'DATA', () => true)).version);
	t.deepEqual(files.done, ['lock', 'write INDEX', 'erase V0000001 SBSDATA', 'unlock']);
	t.deepEqual(versions(files), []);
	t.truthy(runToEnd(base.delete('MINE', 'DATA', () => false)).version);
	t.is(runToEnd(new DataBase(files, 'USER1.OTHER').delete('MINE', 'DATA', () => true)).version, undefined);
	t.is(put(files).version!.version, 1);
	t.like(versions(files), {length: 1});
});
