/** Versions of a member, however many and whatever is in them: each comes back as it was stored. */
import test from 'ava';
import fc from 'fast-check';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {addVersion} from '../../../source/sbs/data-base/add-version.js';
import {historyOf, readVersion} from '../../../source/sbs/data-base/history.js';
import {removeHistory} from '../../../source/sbs/data-base/move-history.js';
import {findMember, newMember, putMember, removeMember} from '../../../source/sbs/data-base/members.js';
import {placeBytes} from '../../../source/sbs/data-base/texts.js';
import type {Form} from '../../../source/sbs/data-base/versions.js';
import {MemoryStore} from '../../support/memory-store.js';
import {Random} from '../../support/random.js';

type Stored = {readonly form: Form; readonly records: readonly Uint8Array[]};

const now = {date: '11/29/81', time: '12:00:00'};

function store(library: MemoryStore, {form, records}: Stored, why = ''): void {
	runToEnd(library.change(function * (transaction): Step {
		const member = (yield * findMember(transaction, 'A', 'DATA')) ?? newMember('A', 'DATA', 'USER1', now);
		yield * putMember(transaction, yield * addVersion(transaction, member, form, records, {user: 'USER1', ...now, why}));
	}));
}

function fetch(library: MemoryStore, version: number): Stored | undefined {
	return runToEnd(library.read(function * (reader): Step<Stored | undefined> {
		const found = yield * readVersion(reader, (yield * findMember(reader, 'A', 'DATA'))!, version);
		if (!found) {
			return undefined;
		}

		const {head: {recordFormat, recordLength, modeNumber, fileDate, fileTime}, records} = found;
		return {
			form: {
				recordFormat, recordLength, modeNumber, fileDate, fileTime,
			},
			records: records.map(record => Uint8Array.from(record)),
		};
	}));
}

const record = (length: number, content: readonly number[]): Uint8Array => {
	const bytes = new Uint8Array(length).fill(0x40);
	bytes.set(content.slice(0, length));
	return bytes;
};

/** Records that come again and again, so that versions have something in common. */
const content = fc.array(fc.constantFrom(0x40, 0xC1, 0xC2, 0), {maxLength: 4});
const version = fc.record({
	recordFormat: fc.constantFrom('F' as const, 'V' as const),
	recordLength: fc.constantFrom(3, 80, 300),
	modeNumber: fc.constantFrom('1', '5'),
	lines: fc.array(content, {maxLength: 30}),
}).map(({lines, ...form}): Stored => ({
	form: {...form, fileDate: '1981-04-17', fileTime: '09:30'},
	records: lines.map(line => form.recordFormat === 'F'
		? record(form.recordLength, line)
		: Uint8Array.from(line.length > 0 ? line : [0x40])),
}));

test('any versions come back byte for byte, and nothing is left when the member goes', t => {
	fc.assert(fc.property(fc.array(version, {minLength: 1, maxLength: 12}), versions => {
		const library = new MemoryStore();
		for (const each of versions) {
			store(library, each);
		}

		for (const [index, each] of versions.entries()) {
			t.deepEqual(fetch(library, index + 1), each);
		}

		t.is(fetch(library, versions.length + 1), undefined);
		runToEnd(library.change(function * (transaction): Step {
			const member = (yield * findMember(transaction, 'A', 'DATA'))!;
			yield * removeHistory(transaction, member);
			yield * removeMember(transaction, member);
		}));
		t.is(library.usedSlots, 0);
		t.deepEqual(library.entries, []);
	}), {numRuns: 40});
});

const form: Form = {
	recordFormat: 'F', recordLength: 80, modeNumber: '1', fileDate: '', fileTime: '',
};

/** A program of so many lines, of which a version changes one here and there. */
function program(random: Random, lines: number): Uint8Array[] {
	return Array.from({length: lines}, () =>
		record(80, Array.from({length: 40}, () => 0xC1 + random.below(9))));
}

test('a member with a thousand versions: each is found by a short way, and a PUT reads no more than the first did', t => {
	const random = new Random(7);
	const library = new MemoryStore();
	const versions: Uint8Array[][] = [program(random, 40)];
	store(library, {form, records: versions[0]});
	for (let count = 1; count < 1000; count++) {
		const records = [...versions[count - 1]];
		records[random.below(records.length)] = program(random, 1)[0];
		versions.push(records);
		store(library, {form, records}, `change ${count}`);
	}

	let most = 0;
	for (let number = 1; number <= 1000; number += 37) {
		let texts = 0;
		runToEnd(library.read(function * (reader): Step {
			const counting = {
				...reader,
				get: reader.get.bind(reader),
				scan: reader.scan.bind(reader),
				* text(extent: Parameters<typeof reader.text>[0]) {
					texts++;
					return yield * reader.text(extent);
				},
			};
			const found = yield * readVersion(counting, (yield * findMember(reader, 'A', 'DATA'))!, number);
			t.deepEqual(found!.records, versions[number - 1]);
		}));
		most = Math.max(most, texts);
	}

	t.true(most <= 12, `${most} texts`);
	// What each PUT writes anew beside the text is short, however many versions there are.
	const newest = runToEnd(library.read(reader => findMember(reader, 'A', 'DATA')))!;
	t.true(placeBytes(newest.tail!) < 5000);
	const reasons = runToEnd(library.read(function * (reader): Step<string[]> {
		const all = yield * historyOf(reader, (yield * findMember(reader, 'A', 'DATA'))!);
		return all.map(({why}) => why);
	}));
	t.deepEqual(reasons, ['', ...Array.from({length: 999}, (_, index) => `change ${index + 1}`)]);
	// Of each version one line of 40 characters, its head and reason, and a text of 40 lines now and then.
	t.true(library.usedSlots * 800 < 1000 * 130, `${library.usedSlots} slots`);
});
