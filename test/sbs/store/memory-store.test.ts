import test from 'ava';
import {Failure} from '../../../source/base/failure.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {after, DamagedLibrary, type Extent} from '../../../source/sbs/store/store.js';
import {MemoryStore} from '../../support/memory-store.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

const filled = (): MemoryStore => {
	const store = new MemoryStore();
	runToEnd(store.change(function * (transaction) {
		for (const name of ['AB', 'A', 'B', 'ABC']) {
			yield * transaction.put(bytes(name), bytes(`of ${name}`));
		}
	}));
	return store;
};

const keysOf = (store: MemoryStore, prefix: string, from?: Uint8Array, most?: number): string[] =>
	runToEnd(store.read(function * (reader): Step<string[]> {
		const entries = yield * reader.scan(bytes(prefix), from, most);
		return entries.map(({key}) => Buffer.from(key).toString());
	}));

test('keys are in order, a beginning at a time, and a scan goes on behind a key', t => {
	const store = filled();
	t.deepEqual(keysOf(store, ''), ['A', 'AB', 'ABC', 'B']);
	t.deepEqual(keysOf(store, 'A'), ['A', 'AB', 'ABC']);
	t.deepEqual(keysOf(store, 'A', after(bytes('A')), 1), ['AB']);
	t.deepEqual(keysOf(store, 'A', bytes('AC')), []);
});

test('a change sees what it has put; where it fails, or answers a failure, all is as it was but for the audit', t => {
	const store = filled();
	const before = [...store.entries];
	const seen = runToEnd(store.change(function * (transaction): Step<Failure | Uint8Array | undefined> {
		yield * transaction.put(bytes('AB'), bytes('new'));
		yield * transaction.remove(bytes('A'));
		yield * transaction.write(bytes('a text'));
		transaction.audit('REFUSED');
		t.is(Buffer.from((yield * transaction.get(bytes('AB')))!).toString(), 'new');
		t.is(yield * transaction.get(bytes('A')), undefined);
		return new Failure(8);
	}));
	t.true(seen instanceof Failure);
	t.throws(() => runToEnd(store.change(function * (transaction) {
		yield * transaction.remove(bytes('B'));
		throw new Error('lost');
	})), {message: 'lost'});
	t.deepEqual(store.entries, before);
	t.is(store.usedSlots, 0);
	t.deepEqual(store.auditLines, ['REFUSED']);
});

test('a text is there until it is freed, and not a second time', t => {
	const store = new MemoryStore();
	const extent = runToEnd(store.change(function * (transaction): Step<Extent> {
		return yield * transaction.write(bytes('x'.repeat(801)));
	}));
	t.is(extent.runs[0].count, 2);
	t.is(runToEnd(store.read(reader => reader.text(extent))).length, 801);
	runToEnd(store.change(transaction => transaction.free(extent)));
	t.throws(() => runToEnd(store.read(reader => reader.text(extent))), {instanceOf: DamagedLibrary});
});
