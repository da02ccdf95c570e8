/** The order of writes in the SBS data base: a version exists when the index says so, and then its data are there. */
import test from 'ava';
import {Failure} from '../../source/base/failure.js';
import {runToEnd, type Step} from '../../source/guest/action.js';
import type {CarriedFile} from '../../source/service/block.js';
import {DataBase, type SharedFiles} from '../../source/sbs/data-base.js';

const text: CarriedFile = {
	name: 'MINE', type: 'DATA', recordFormat: 'V', recordLength: 80, records: [Uint8Array.of(0xC1)],
};

/** Files in memory. `done`: what was asked for, in order; `refused`: a type of file that cannot be written. */
class TestFiles implements SharedFiles {
	readonly done: string[] = [];
	readonly #files = new Map<string, CarriedFile>();

	/** A type of file that cannot be read now. */
	unreadable = '';

	constructor(readonly refused = '') {
		// Nothing else.
	}

	* read(name: string, type: string): Step<CarriedFile | undefined | Failure> {
		return type === this.unreadable ? new Failure(104) : this.#files.get(`${name} ${type}`);
	}

	* write(file: CarriedFile): Step<number> {
		this.done.push(`write ${file.type}`);
		if (file.type === this.refused) {
			return 13;
		}

		this.#files.set(`${file.name} ${file.type}`, file);
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

const put = (files: TestFiles) => runToEnd(new DataBase(files).add(() => ({
	name: 'MINE', type: 'DATA', version: 1, owner: 'USER1', storedBy: 'USER1', date: '11/19/81', time: '09:00:00',
}), text));

test('the data first, the index last, all of it under the lock', t => {
	const files = new TestFiles();
	t.is(put(files).code, 0);
	t.deepEqual(files.done, ['lock', 'write SBSDATA', 'write INDEX', 'unlock']);
	t.like(runToEnd(new DataBase(files).versions()), {length: 1});
});

test('data that could not be written are in no index; the lock is given up', t => {
	const files = new TestFiles('SBSDATA');
	t.is(put(files).code, 13);
	t.deepEqual(files.done, ['lock', 'write SBSDATA', 'unlock']);
	t.deepEqual(runToEnd(new DataBase(files).versions()), []);
});

test('an index that cannot be read is not taken for an empty one: it stays as it is', t => {
	const files = new TestFiles();
	put(files);
	files.done.length = 0;
	files.unreadable = 'INDEX';
	t.is(put(files).code, 104);
	t.deepEqual(files.done, ['lock', 'unlock']);
	t.deepEqual(runToEnd(new DataBase(files).versions()), new Failure(104));
	files.unreadable = '';
	t.like(runToEnd(new DataBase(files).versions()), {length: 1});
});
