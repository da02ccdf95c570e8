/** What is different between two files: it makes the one of the other, and takes no longer the worse they are. */
import test from 'ava';
import fc from 'fast-check';
import {toEbcdic, fromEbcdic} from '../../../source/base/ebcdic.js';
import {applyEdits, difference} from '../../../source/sbs/data-base/difference.js';
import {packEdits, unpackEdits, updateLines} from '../../../source/sbs/data-base/edits.js';

const lines = (...texts: readonly string[]): Uint8Array[] => texts.map(text => toEbcdic(text));
const text = (records: readonly Uint8Array[]): string[] => records.map(record => fromEbcdic(record));

test('the changes of an update, by record number', t => {
	const older = lines('A', 'B', 'C', 'D', 'E', 'F');
	t.deepEqual(text(updateLines(difference(older, lines('A', 'X', 'Y', 'D', 'F', 'G')))), [
		'./ R 2 3', 'X', 'Y', './ D 5', './ I 6', 'G',
	]);
	t.deepEqual(text(updateLines(difference(older, ['0', ...text(older)].map(each => toEbcdic(each))))), ['./ I 0', '0']);
	t.deepEqual(difference(older, older), []);
});

test('it makes the one of the other, packed and not', t => {
	const file = fc.array(fc.constantFrom('A', 'B', 'C', 'D', './ R 1', ''), {maxLength: 12}).map(each => lines(...each));
	fc.assert(fc.property(file, file, (older, newer) => {
		const edits = difference(older, newer);
		t.deepEqual(text(applyEdits(older, edits)), text(newer));
		t.deepEqual(text(applyEdits(older, unpackEdits(packEdits(edits)))), text(newer));
	}), {numRuns: 300});
});

test('records that are there once each: the changes are as few as there can be', t => {
	const names = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
	const file = fc.subarray([...names], {minLength: 5});
	fc.assert(fc.property(file, file, (older, newer) => {
		const changed = difference(lines(...older), lines(...newer))
			.reduce((sum, {removed, inserted}) => sum + removed + inserted.length, 0);
		const common = older.filter(each => newer.includes(each)).length;
		t.is(changed, older.length + newer.length - (2 * common));
	}), {numRuns: 100});
});

test('files that are made to be slow are not', t => {
	const count = 20_000;
	const same = Array.from({length: count}, () => toEbcdic('SAME'));
	const alternating = Array.from({length: count}, (_, index) => toEbcdic(index % 2 === 0 ? 'SAME' : 'OTHER'));
	const shuffled = Array.from({length: count}, (_, index) => toEbcdic(String((index * 7919) % count)));
	const started = performance.now();
	for (const [older, newer] of [
		[same, alternating], [alternating, same], [shuffled, shuffled.toReversed()], [same, shuffled],
	]) {
		t.is(applyEdits(older, difference(older, newer)).length, newer.length);
	}

	t.true(performance.now() - started < 5000);
});
