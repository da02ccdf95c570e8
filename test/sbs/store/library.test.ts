/** The library on CMS disks: what is changed is there, whole or not at all, whatever happens in between. */
import test from 'ava';
import fc from 'fast-check';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {Failure} from '../../../source/base/failure.js';
import {checkFileSystem, readFile} from '../../../source/cms/file-system/disk/host.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {compareKeys} from '../../../source/sbs/store/entries.js';
import {keyOf, table} from '../../../source/sbs/store/keys.js';
import type {Library} from '../../../source/sbs/store/library.js';
import {
	DamagedLibrary, LibraryFull, type Entry, type Extent, type Transaction,
} from '../../../source/sbs/store/store.js';
import {compressLibrary, type ExtentCodec} from '../../../source/sbs/store/compress.js';
import {verifyLibrary} from '../../../source/sbs/store/verify.js';
import {Crash, type FragileDisk} from '../../support/disks.js';
import {fragileDisks, libraryOn} from '../../support/library.js';

/** Entries of these tests: a name, and the text that it has. */
const nameKey = (name: string): Uint8Array => keyOf(table.member, Uint8Array.from(Buffer.from(name)));

function encodeExtent({runs, bytes, checksum}: Extent): Uint8Array {
	return Uint8Array.from(Buffer.from(JSON.stringify([runs.map(({slot, count}) => [slot, count]), bytes, checksum])));
}

function decodeExtent(value: Uint8Array): Extent {
	type Told = [runs: Array<[slot: number, count: number]>, bytes: number, checksum: number];
	const [runs, bytes, checksum] = JSON.parse(Buffer.from(value).toString()) as Told;
	return {runs: runs.map(([slot, count]) => ({slot, count})), bytes, checksum};
}

const extentsOf = function * ({value}: Entry): Step<Extent[]> {
	return [decodeExtent(value)];
};

type Operation = {readonly name: string; readonly text?: {readonly length: number; readonly seed: number}};

const operation: fc.Arbitrary<Operation> = fc.record({
	name: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'LONGER', 'LONGEST'),
	text: fc.option(fc.record({
		length: fc.oneof(fc.nat(900), fc.nat(6000)), seed: fc.nat(255),
	}), {nil: undefined, freq: 4}),
});

const textOf = ({length, seed}: {readonly length: number; readonly seed: number}): Uint8Array =>
	Uint8Array.from({length}, (_, index) => (seed + (index * 31)) & 0xFF);

/** Puts a text in place of another, or takes it away. */
function * perform(transaction: Transaction, {name, text}: Operation): Step {
	const key = nameKey(name);
	const old = yield * transaction.get(key);
	if (old) {
		yield * transaction.free(decodeExtent(old));
	}

	if (text) {
		const extent = yield * transaction.write(textOf(text));
		yield * transaction.put(key, encodeExtent(extent));
		if (!Buffer.from(yield * transaction.text(extent)).equals(textOf(text))) {
			throw new Error('a change does not see what it has written');
		}
	} else {
		yield * transaction.remove(key);
	}

	transaction.audit(`${text ? 'PUT' : 'DELETE'} ${name}`);
}

function change(library: Library, operations: readonly Operation[], fails = false): Failure | undefined {
	return runToEnd(library.change(function * (transaction): Step<Failure | undefined> {
		for (const each of operations) {
			yield * perform(transaction, each);
		}

		return fails ? new Failure(8) : undefined;
	}));
}

type Model = ReadonlyMap<string, string>;

function after(model: Model, operations: readonly Operation[]): Model {
	const next = new Map(model);
	for (const {name, text} of operations) {
		if (text) {
			next.set(name, Buffer.from(textOf(text)).toString('base64'));
		} else {
			next.delete(name);
		}
	}

	return new Map([...next].toSorted(([one], [other]) => compareKeys(nameKey(one), nameKey(other))));
}

const contents = (library: Library): Model => runToEnd(library.read(function * (reader): Step<Model> {
	const found = new Map<string, string>();
	for (const {key, value} of yield * reader.scan(Uint8Array.of(table.member))) {
		const text = yield * reader.text(decodeExtent(value));
		found.set(Buffer.from(key.subarray(1)).toString(), Buffer.from(text).toString('base64'));
	}

	return found;
}));

const auditOf = (device: FragileDisk): string[] =>
	(readFile(device, 'SBS', 'AUDIT') ?? []).map(record => fromEbcdic(record).trimEnd());

const problems = (devices: readonly FragileDisk[]): string[] => [
	...devices.flatMap(device => checkFileSystem(device)),
	...runToEnd(verifyLibrary(libraryOn(devices), extentsOf)),
];

test('changes of any kind are there for who opens it anew; what fails, or answers a failure, leaves its audit lines', t => {
	const step = fc.record({operations: fc.array(operation, {minLength: 1, maxLength: 6}), fails: fc.boolean()});
	fc.assert(fc.property(fc.array(step, {minLength: 1, maxLength: 10}), steps => {
		const devices = fragileDisks(8, 12);
		let library = libraryOn(devices);
		let model: Model = new Map();
		const lines: string[] = [];
		for (const [index, {operations, fails}] of steps.entries()) {
			const answer = change(library, operations, fails);
			t.is(answer instanceof Failure, fails);
			model = fails ? model : after(model, operations);
			lines.push(...operations.map(({name, text}) => `${text ? 'PUT' : 'DELETE'} ${name}`));
			t.deepEqual(contents(library), model);
			library = index % 3 === 2 ? libraryOn(devices) : library;
			t.deepEqual(contents(library), model);
			t.deepEqual(auditOf(devices[0]), lines);
			t.deepEqual(problems(devices), []);
		}
	}), {numRuns: 10});
});

test('a power loss before any block of a change leaves the library before it, whole', t => {
	fc.assert(fc.property(fc.array(fc.array(operation, {minLength: 1, maxLength: 3}), {maxLength: 4}), steps => {
		let devices = fragileDisks(6, 6);
		let model: Model = new Map();
		for (const operations of steps) {
			const whole = devices.map(device => device.copy());
			change(libraryOn(whole), operations);
			const total = whole.reduce((sum, {written}) => sum + written, 0);
			for (let writes = 0; writes < total; writes++) {
				const crashed = devices.map(device => device.copy());
				const power = {left: writes};
				for (const device of crashed) {
					device.power = power;
				}

				t.throws(() => change(libraryOn(crashed), operations), {instanceOf: Crash});
				const again = crashed.map(device => device.copy());
				t.deepEqual(contents(libraryOn(again)), model);
				t.deepEqual(problems(again), []);
			}

			model = after(model, operations);
			t.deepEqual(contents(libraryOn(whole)), model);
			devices = whole.map(device => device.copy());
		}
	}), {numRuns: 4});
});

const codec: ExtentCodec = {
	extentsIn: ({value}) => [decodeExtent(value)],
	withExtents: (_, [extent]) => encodeExtent(extent),
};

test('compressed, a library has what it had, and gives room back', t => {
	fc.assert(fc.property(fc.array(operation, {minLength: 30, maxLength: 60}), operations => {
		const devices = fragileDisks(20, 20);
		const library = libraryOn(devices);
		let model: Model = new Map();
		for (const each of operations) {
			change(library, [each]);
			model = after(model, [each]);
		}

		const left = (): number => library.place.disks.all.reduce((sum, {blocks}) => sum + blocks.left, 0);
		const before = left();
		const {slots, records} = runToEnd(compressLibrary(library, codec));
		t.true(left() >= before + Math.max(slots + records - 4, 0), `${before} + ${slots} + ${records}: ${left()}`);
		t.deepEqual(contents(library), model);
		t.deepEqual(contents(libraryOn(devices)), model);
		t.deepEqual(problems(devices), []);
		change(library, [{name: 'B', text: {length: 3000, seed: 9}}]);
		t.deepEqual(problems(devices), []);
	}), {numRuns: 5, endOnFailure: true});
});

test('a power loss anywhere while a library is compressed leaves all it had', t => {
	const devices = fragileDisks(12, 12);
	let model: Model = new Map();
	for (let number = 0; number < 30; number++) {
		const operations = [{name: `M${number % 12}`, text: {length: 400 * (number % 9), seed: number}}];
		change(libraryOn(devices), number % 3 === 0 ? [{name: `M${number % 7}`}] : operations);
		model = after(model, number % 3 === 0 ? [{name: `M${number % 7}`}] : operations);
	}

	const compress = (on: readonly FragileDisk[]) => runToEnd(compressLibrary(libraryOn(on), codec));
	const whole = devices.map(device => device.copy());
	t.true(compress(whole).textsMoved > 0);
	const total = whole.reduce((sum, {written}) => sum + written, 0);
	for (let writes = 0; writes < total; writes += 3) {
		const crashed = devices.map(device => device.copy());
		const power = {left: writes};
		for (const device of crashed) {
			device.power = power;
		}

		t.throws(() => compress(crashed), {instanceOf: Crash});
		const again = crashed.map(device => device.copy());
		t.deepEqual(contents(libraryOn(again)), model);
		t.deepEqual(problems(again), []);
	}
});

test('texts go to other disks first: that of the index is the index\'s', t => {
	const devices = fragileDisks(8, 6, 4);
	const library = libraryOn(devices);
	const used = (): number[] => library.place.disks.all.map(disk =>
		disk.list().filter(({type}) => type === 'DATA').reduce((sum, {records}) => sum + records, 0));
	change(library, [{name: 'A', text: {length: 3000, seed: 1}}]);
	t.true(used()[0] === 0 && used()[1] > 0);
	for (let number = 0; number < 90 && used()[0] === 0; number++) {
		change(library, [{name: `M${number}`, text: {length: 5000, seed: number}}]);
	}

	t.true(used().every(slots => slots > 0), used().join(' '));
	t.deepEqual(problems(devices), []);
});

test('a library that is full changes nothing, and goes on when something is deleted', t => {
	const devices = fragileDisks(4);
	const library = libraryOn(devices);
	let model: Model = new Map();
	let isFull = false;
	for (let number = 0; number < 400 && !isFull; number++) {
		const operations = [{name: `M${number}`, text: {length: 1500, seed: number & 0xFF}}];
		try {
			change(library, operations);
			model = after(model, operations);
		} catch (error) {
			t.true(error instanceof LibraryFull);
			isFull = true;
		}
	}

	t.true(isFull);
	t.true(model.size > 30, `${model.size} texts`);
	t.deepEqual(contents(library), model);
	t.deepEqual(problems(devices), []);
	change(library, [{name: 'M0'}, {name: 'M1'}]);
	change(library, [{name: 'NEW', text: {length: 1500, seed: 1}}]);
	t.deepEqual(problems(devices), []);
	t.true(contents(library).has('NEW'));
});

test('what a change throws comes back, and nothing is changed; a change within a change is an error of ours', t => {
	const devices = fragileDisks(4);
	const library = libraryOn(devices);
	change(library, [{name: 'A', text: {length: 10, seed: 1}}]);
	const before = contents(library);
	t.throws(() => runToEnd(library.change(function * (transaction) {
		yield * perform(transaction, {name: 'A'});
		throw new Error('lost');
	})), {message: 'lost'});
	t.throws(() => {
		runToEnd(library.change(function * () {
			yield * library.change(transaction => transaction.remove(nameKey('A')));
		}));
	}, {message: /within/});
	t.deepEqual(contents(library), before);
	t.deepEqual(auditOf(devices[0]), ['PUT A', 'DELETE A']);
});

test('an entry that is damaged shows nothing of what another has, or had', t => {
	const devices = fragileDisks(8, 8);
	const library = libraryOn(devices);
	change(library, [{name: 'A', text: {length: 500, seed: 1}}, {name: 'B', text: {length: 500, seed: 2}}]);
	const place = (name: string): Extent => decodeExtent(runToEnd(library.read(reader => reader.get(nameKey(name))))!);
	const [mine, theirs] = [place('A'), place('B')];
	change(library, [{name: 'B'}]);
	const free = {slot: theirs.runs[0].slot + 1, count: 1};
	for (const run of [theirs.runs[0], free]) {
		const damaged = {...mine, runs: [run]};
		t.throws(() => runToEnd(library.read(reader => reader.text(damaged))), {instanceOf: DamagedLibrary}, `slot ${run.slot}`);
	}
});
