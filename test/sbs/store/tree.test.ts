/** The index against a sorted map: whatever is put and removed, and in whatever order. */
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {compareKeys, hasPrefix} from '../../../source/sbs/store/entries.js';
import {recordSize} from '../../../source/sbs/store/index-layout.js';
import {
	childrenOf, decodeNode, fitsNode, nextFree, parts, separator,
} from '../../../source/sbs/store/node.js';
import {
	after, DamagedLibrary, mostKey, type Entry,
} from '../../../source/sbs/store/store.js';
import {
	decodeHeader, getValue, Scan, type IndexRecords, type IndexState,
} from '../../../source/sbs/store/tree.js';
import {emptyIndex, TreeChange} from '../../../source/sbs/store/tree-change.js';

/** Records in memory, a change at a time. */
class Index implements IndexRecords {
	readonly records = new Map<number, Uint8Array>();

	constructor() {
		this.commit(new TreeChange(this, emptyIndex, true));
	}

	get state(): IndexState {
		return decodeHeader(this.records.get(1)!);
	}

	* record(record: number): Step<Uint8Array> {
		const bytes = this.records.get(record);
		if (!bytes || record > this.state.records) {
			throw new DamagedLibrary(`index record ${record}`);
		}

		return bytes;
	}

	change(work: (change: TreeChange) => Step): void {
		const change = new TreeChange(this, this.state);
		runToEnd(work(change));
		this.commit(change);
	}

	commit(change: TreeChange): void {
		for (const [record, bytes] of change.changed()) {
			this.records.set(record, bytes);
		}
	}

	scan(prefix: Uint8Array, from?: Uint8Array, most?: number): readonly Entry[] {
		return runToEnd(new Scan(this, prefix, from, most).run(this.state));
	}

	/** Records that the tree reaches, and those that are free; each once. */
	check(): void {
		const seen = new Set<number>();
		const visit = (record: number): void => {
			if (seen.has(record)) {
				throw new Error(`${record} twice`);
			}

			seen.add(record);
		};

		const walk = (record: number, level: number): void => {
			visit(record);
			const node = decodeNode(this.records.get(record)!, record, level === 1);
			if (level > 1) {
				for (const child of childrenOf(node)) {
					walk(child, level - 1);
				}
			}
		};

		const {root, height, free, freeRecords, records} = this.state;
		walk(root, height);
		let count = 0;
		for (let record = free; record !== 0; record = nextFree(this.records.get(record)!, record)) {
			visit(record);
			count++;
		}

		if (count !== freeRecords || seen.size !== records - 1) {
			throw new Error(`${seen.size} of ${records}, ${count} free of ${freeRecords}`);
		}
	}
}

const sorted = (model: ReadonlyMap<string, Uint8Array>): Entry[] => [...model]
	.map(([key, value]) => ({key: Uint8Array.from(Buffer.from(key, 'latin1')), value}))
	.toSorted((one, other) => compareKeys(one.key, other.key));

const plain = (entries: readonly Entry[]): string[] =>
	entries.map(({key, value}) => `${Buffer.from(key).toString('hex')}=${Buffer.from(value).toString('hex')}`);

// Few letters, so that keys meet, share beginnings and are each other's.
const keyText = fc.string({unit: fc.constantFrom('A', 'B', ' '), minLength: 1, maxLength: 5});
const longKey = fc.tuple(keyText, fc.integer({min: 0, max: 40}))
	.map(([text, more]) => text + 'X'.repeat(more) + text);
const key = fc.oneof(keyText, longKey).map(text => Uint8Array.from(Buffer.from(text.slice(0, mostKey), 'latin1')));
const long = fc.integer({min: 200, max: 255}).map(length => new Uint8Array(length));
const value = fc.oneof(fc.uint8Array({maxLength: 30}), long);
const step = fc.oneof(
	{weight: 5, arbitrary: fc.record({key, value})},
	{weight: 4, arbitrary: fc.record({key})},
);

/** Does the steps to both; what the change sees meanwhile is what the model says. */
function * perform(
	t: ExecutionContext,
	change: TreeChange,
	model: Map<string, Uint8Array>,
	steps: ReadonlyArray<{readonly key: Uint8Array; readonly value?: Uint8Array}>,
): Step {
	for (const each of steps) {
		const text = Buffer.from(each.key).toString('latin1');
		if (each.value) {
			yield * change.put({key: each.key, value: each.value});
			model.set(text, each.value);
		} else {
			yield * change.remove(each.key);
			model.delete(text);
		}

		t.deepEqual(yield * change.get(each.key), model.get(text));
	}

	t.deepEqual(plain(yield * change.scan(new Uint8Array(0))), plain(sorted(model)));
}

test('the index is a sorted map, whatever changes, and no record is lost or used twice', t => {
	const changes = fc.array(fc.array(step, {minLength: 1, maxLength: 60}), {minLength: 1, maxLength: 12});
	fc.assert(fc.property(changes, keyText, (made, beginning) => {
		const index = new Index();
		const model = new Map<string, Uint8Array>();
		const prefix = Uint8Array.from(Buffer.from(beginning));
		for (const steps of made) {
			index.change(change => perform(t, change, model, steps));
			index.check();
			const all = sorted(model);
			t.deepEqual(plain(index.scan(new Uint8Array(0))), plain(all));
			const wanted = all.filter(entry => hasPrefix(entry.key, prefix));
			t.deepEqual(plain(index.scan(prefix)), plain(wanted));
			t.deepEqual(plain(index.scan(prefix, undefined, 2)), plain(wanted.slice(0, 2)));
			if (wanted.length > 0) {
				t.deepEqual(plain(index.scan(prefix, after(wanted[0].key))), plain(wanted.slice(1)));
			}
		}
	}), {numRuns: 30});
});

test('what is emptied is free again, and what comes in order fills its records', t => {
	const index = new Index();
	const keys = Array.from({length: 2000}, (_, number) =>
		Uint8Array.from(Buffer.from(`MEMBER${String(number).padStart(6, '0')}`)));
	index.change(function * (change) {
		for (const each of keys) {
			yield * change.put({key: each, value: new Uint8Array(50)});
		}
	});
	index.check();
	const {records} = index.state;
	t.true(records < (2000 * 56 / recordSize) * 1.2, `${records} records`);
	t.true(keys.every(each => runToEnd(getValue(index, index.state, each))?.length === 50));
	for (let number = 0; number < keys.length; number += 100) {
		index.change(function * (change) {
			for (const gone of keys.slice(number, number + 100)) {
				yield * change.remove(gone);
			}
		});
		index.check();
	}

	t.deepEqual(index.scan(new Uint8Array(0)), []);
	t.like(index.state, {height: 1, records, freeRecords: records - 2});
	index.change(change => change.put({key: keys[0], value: new Uint8Array(1)}));
	t.is(index.state.records, records);
});

test('a damaged index is told, or answers something: it does not go on without end', t => {
	const whole = new Index();
	whole.change(function * (change) {
		for (let number = 0; number < 400; number++) {
			yield * change.put({
				key: Uint8Array.from(Buffer.from(`K${(number * 7919) % 1000}`)), value: new Uint8Array(40),
			});
		}
	});
	const {records} = whole.state;
	fc.assert(fc.property(
		fc.array(fc.record({
			record: fc.integer({min: 1, max: records}),
			at: fc.oneof(fc.integer({min: 0, max: 30}), fc.integer({min: 0, max: recordSize - 1})),
			byte: fc.oneof(fc.nat(255), fc.integer({min: 0, max: 12})),
		}), {minLength: 1, maxLength: 6}),
		damage => {
			const index = new Index();
			for (const [record, bytes] of whole.records) {
				index.records.set(record, bytes.slice());
			}

			for (const {record, at, byte} of damage) {
				index.records.get(record)![at] = byte;
			}

			try {
				index.scan(new Uint8Array(0));
				index.change(function * (change) {
					for (let number = 0; number < 60; number++) {
						const name = Uint8Array.from(Buffer.from(`K${number * 13}`));
						yield * number % 3 === 0
							? change.put({key: name, value: new Uint8Array(200)})
							: change.remove(name);
					}
				});
			} catch (error) {
				t.true(error instanceof DamagedLibrary, String((error as Error).stack));
			}
		},
	), {numRuns: 150});
	t.pass();
});

test('entries are parted so that each part fits, and the least that tells two parts is enough', t => {
	const hexadecimal = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
	const lists = fc.uniqueArray(fc.record({key, value}), {
		minLength: 1, maxLength: 80, selector: entry => hexadecimal(entry.key),
	});
	fc.assert(fc.property(lists, fc.option(fc.nat(80), {nil: undefined}), (list, grows) => {
		const entries = list.toSorted((one, other) => compareKeys(one.key, other.key));
		const made = parts(entries, grows);
		t.deepEqual(plain(made.flat()), plain(entries));
		t.true(made.every(part => part.length > 0 && fitsNode(part)));
		for (const [index, part] of made.slice(1).entries()) {
			const left = made[index].at(-1)!.key;
			const between = separator(left, part[0].key);
			t.true(compareKeys(left, between) < 0 && compareKeys(between, part[0].key) <= 0);
		}
	}), {numRuns: 100});
});
