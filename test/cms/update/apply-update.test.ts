/** Updates by sequence numbers (GC20-1818, "UPDATE"). */
import test from 'ava';
import fc from 'fast-check';
import {applyUpdate, sequenceOf} from '../../../source/cms/update/apply-update.js';

const line = (text: string, sequence: number): string => `${text.padEnd(72)}${String(sequence).padStart(8, '0')}`;
const source = ['ONE', 'TWO', 'THREE', 'FOUR'].map((text, index) => line(text, (index + 1) * 1000));

/** Text and number of each record. */
function updated(...update: readonly string[]): string[] | string {
	const result = applyUpdate(source, update);
	return 'problem' in result
		? `${result.line}: ${result.problem}`
		: result.map(record => `${record.slice(0, 72).trim()} ${sequenceOf(record) ?? '-'}`);
}

test('insertions, deletions and replacements', t => {
	t.deepEqual(updated('./ * Comment', './ I 1000', 'NEW', './ D 3000 4000'), ['ONE 1000', 'NEW -', 'TWO 2000']);
	t.deepEqual(updated('./ R 2000 3000', 'NEW'), ['ONE 1000', 'NEW -', 'FOUR 4000']);
	t.deepEqual(updated('./ I 4000', 'LAST'), ['ONE 1000', 'TWO 2000', 'THREE 3000', 'FOUR 4000', 'LAST -']);
	t.deepEqual(updated('./ R 1000 4000'), []);
});

test('what is inserted behind a $ is numbered', t => {
	t.deepEqual(updated('./ I 1000 $', 'A', 'B', './ R 3000 $ 3100 50', 'C', 'D'), [
		'ONE 1000', 'A 1010', 'B 1020', 'TWO 2000', 'C 3100', 'D 3150', 'FOUR 4000',
	]);
	t.is(updated('./ I 1000 $ 1500', 'A')[1], 'A 1500');
});

test('all is numbered anew, with a label if one is told', t => {
	t.deepEqual(updated('./ S 10 5', './ D 10 15'), ['THREE 20', 'FOUR 25']);
	t.is((applyUpdate(source, ['./ S 100 100 ABC']) as string[])[1].slice(72), 'ABC00200');
});

test('what does not go with the source is told, and where', t => {
	t.is(updated('./ D 1500'), '1: no record 1500');
	t.is(updated('./ D 3000', './ D 1000'), '2: no record 1000');
	t.is(updated('./ D 3000 1000'), '1: no record 1000');
	t.is(updated('NEW'), '1: no control statement');
	t.is(updated('./ X 1000'), '1: control statement X');
	t.is(updated('./ I'), '1: no sequence number');
	t.is(updated('./ D 1000', 'NEW'), '2: records behind D');
	t.is(updated('./ I 1000', './ S 10'), '2: S must come first, and alone');
});

test('an update that inserts lines behind any of a source, and one that takes them away again', t => {
	const records = fc.uniqueArray(fc.integer({min: 1, max: 4}), {maxLength: 4});
	fc.assert(fc.property(records, fc.integer({min: 0, max: 3}), (at, count) => {
		const places = at.toSorted((one, other) => one - other);
		const inserted = applyUpdate(source, places.flatMap(place =>
			[`./ I ${place * 1000} $ ${(place * 1000) + 1} 1`, ...Array.from({length: count}, () => 'NEW')]));
		t.is((inserted as string[]).length, source.length + (places.length * count));
		const removed = count === 0
			? inserted
			: applyUpdate(inserted as string[], places.map(place =>
				`./ D ${(place * 1000) + 1} ${(place * 1000) + count}`));
		t.deepEqual(removed, source);
	}));
});

test('any lines at all: an answer', t => {
	const word = fc.constantFrom('./', 'S', 'I', 'D', 'R', '$', '*', '1000', '2000', '99999999', 'X', '');
	const lines = fc.array(fc.array(word, {maxLength: 6}).map(words => words.join(' ')), {maxLength: 8});
	fc.assert(fc.property(lines, update => {
		const result = applyUpdate(source, update);
		t.true('problem' in result || result.every(record => typeof record === 'string'));
	}));
});
