/** Updates by sequence numbers (GC20-1818, "UPDATE"). */
import test from 'ava';
import fc from 'fast-check';
import {applyUpdate, problemOf, type UpdateForm} from '../../../source/cms/update/apply-update.js';
import {formOf, sequenceOf} from '../../../source/cms/update/sequence.js';

const line = (text: string, sequence: number): string => `${text.padEnd(72)}${String(sequence).padStart(8, '0')}`;
const numbersOf = (...sequences: readonly number[]): string[] =>
	sequences.map((sequence, index) => line(`R${index + 1}`, sequence));
const source = ['ONE', 'TWO', 'THREE', 'FOUR'].map((text, index) => line(text, (index + 1) * 1000));
const usual: UpdateForm = {digits: 8, label: '', hasNumbers: true};

/** Text and number of each record, and what was remarked. */
function updated(update: readonly string[], from = source, form = usual): string[] {
	const {records, remarks} = applyUpdate(from, update, form);
	return [
		...records.map(record => `${record.slice(0, 72).trim()} ${sequenceOf(record, form) ?? '-'}`),
		...remarks.map(remark => `${remark.line}: ${problemOf(remark)}`),
	];
}

const remarks = (update: readonly string[], from?: string[], form?: UpdateForm): string[] =>
	updated(update, from, form).filter(text => /^\d+: /.test(text));

test('insertions, deletions and replacements', t => {
	t.deepEqual(updated(['./ * Comment', './ I 1000', 'NEW', './ D 3000 4000']), ['ONE 1000', 'NEW -', 'TWO 2000']);
	t.deepEqual(updated(['./ R 2000 3000', 'NEW']), ['ONE 1000', 'NEW -', 'FOUR 4000']);
	t.deepEqual(updated(['./ I 4000', 'LAST']), ['ONE 1000', 'TWO 2000', 'THREE 3000', 'FOUR 4000', 'LAST -']);
	t.deepEqual(updated(['./ R 1000 4000']), []);
	t.deepEqual(updated(['./ D 2000 $ NOTHING OF IT'], numbersOf(1000, 2000, 3000)), ['R1 1000', 'R3 3000']);
});

test('what is inserted behind a $ is numbered; the usual step is a tenth of the last digit that counts', t => {
	t.deepEqual(updated(['./ I 1000 $', 'A', 'B', './ R 3000 $ 3100 50', 'C', 'D']), [
		'ONE 1000', 'A 1100', 'B 1200', 'TWO 2000', 'C 3100', 'D 3150', 'FOUR 4000',
	]);
	t.is(updated(['./ I 1000 $ 1500', 'A'])[1], 'A 1500');
	t.deepEqual(updated(['./ I 2600 $', 'A', 'B'], numbersOf(2600, 2700)).slice(1, 3), ['A 2610', 'B 2620']);
	t.is(updated(['./ I 240000 $', 'A'], numbersOf(240_000))[1], 'A 240100');
	t.is(updated(['./ I 25 $', 'A'], numbersOf(25))[1], 'A 26');
});

test('without numbers (NOINC) asterisks stand in their place', t => {
	const {records} = applyUpdate(source, ['./ I 1000 $', 'A'.padEnd(72) + 'KEPT0001'], {...usual, hasNumbers: false});
	t.is(records[1].slice(72), '********');
	t.is(applyUpdate(source, ['./ I 1000', 'A'.padEnd(72) + 'KEPT0001'], usual).records[1].slice(72), 'KEPT0001');
});

test('S numbers the result anew; other statements go by the numbers before', t => {
	t.deepEqual(updated(['./ * C', './ S 10 5', './ D 1000 2000']), ['THREE 10', 'FOUR 15']);
	t.deepEqual(updated(['./ S'], ['A', 'B']), ['A 1000', 'B 2000']);
	const labelled: UpdateForm = {digits: 5, label: 'PRO', hasNumbers: true};
	t.is(applyUpdate(source, ['./ S'], labelled).records[1].slice(72), 'PRO00020');
	t.is(applyUpdate(source, ['./ S 100 100 ABC'], labelled).records[1].slice(72), 'ABC00200');
	t.deepEqual(remarks(['./ D 1000', './ S 10']), ['2: S must come first']);
	t.deepEqual(remarks(['./ S 10 0']), ['1: increment is zero']);
	t.deepEqual(remarks(['./ S 60000'], source, labelled), ['0: numbers overflow behind 60000']);
});

test('a label and five digits: the label is that of the source', t => {
	const labelled = ['ABC00100', 'ABC00200'].map(field => 'X'.padEnd(72) + field);
	const form = formOf(labelled);
	t.deepEqual(form, {digits: 5, label: 'ABC'});
	const {records} = applyUpdate(labelled, ['./ I 100 $', 'NEW'], {...form, hasNumbers: true});
	t.is(records[1].slice(72), 'ABC00110');
	t.deepEqual(formOf([...source, 'BLANK', 'STAR'.padEnd(72) + '********']), {digits: 8, label: ''});
});

test('a statement that cannot be obeyed is left out, with what stands behind it; all else is done', t => {
	const all = ['ONE 1000', 'TWO 2000', 'THREE 3000', 'FOUR 4000'];
	t.deepEqual(updated(['./ D 1500', './ D 2000']), ['ONE 1000', 'THREE 3000', 'FOUR 4000', '1: no record 1500']);
	t.deepEqual(updated(['./ D 3000', './ D 1000']), ['ONE 1000', 'TWO 2000', 'FOUR 4000', '2: no record 1000']);
	t.deepEqual(updated(['./ D 3000 1000']), [...all, '1: no record 1000']);
	t.deepEqual(updated(['./ R 5000', 'NEW']), [...all, '1: no record 5000']);
	t.deepEqual(updated(['NEW']), [...all, '1: invalid control statement']);
	t.deepEqual(updated(['./ X 1000', 'NEW', 'NEW']), [...all, '1: invalid control statement']);
	t.deepEqual(remarks(['./D 1000', './ I', './']), [1, 2, 3].map(at => `${at}: invalid control statement`));
	t.deepEqual(remarks(['./ D 10A0']), ['1: invalid character in 10A0']);
	t.deepEqual(remarks(['./ I 1000 $ 123456789']), ['1: invalid character in 12345678']);
	t.deepEqual(remarks(['./ D 1000', 'NEW', 'NEW']), ['2: invalid control statement']);
	t.deepEqual(remarks([`./${' '.repeat(50)}D 1000`]), ['1: invalid control statement'], 'behind column 50');
});

test('numbers that do not ascend: in the source, and as the update makes them', t => {
	t.deepEqual(remarks(['./ I 1000 $ 2000', 'NEW']), ['0: result out of order, 00002000 to 00002000']);
	t.deepEqual(remarks(['./ I 2000 $ 1500', 'NEW']), ['1: result out of order, 00002000 to 00001500']);
	t.deepEqual(remarks(['./ * C'], numbersOf(1000, 3000, 2000)), ['0: source out of order, 00003000 to 00002000']);
	t.deepEqual(remarks(['./ I 1000 $ 99999990 50', 'A', 'B']).slice(0, 1), ['1: numbers overflow behind 99999990']);
	t.deepEqual(remarks(['./ D 1000'], [numbersOf(1000)[0], 'BLANK', numbersOf(2000)[0]]), []);
	t.deepEqual(updated(['./ D 1000 2000'], [line('A', 1000), 'BLANK', line('B', 2000)]), []);
});

test('an update that inserts lines behind any of a source, and one that takes them away again', t => {
	const places = fc.uniqueArray(fc.integer({min: 1, max: 4}), {maxLength: 4});
	fc.assert(fc.property(places, fc.integer({min: 0, max: 3}), (at, count) => {
		const ascending = at.toSorted((one, other) => one - other);
		const inserted = applyUpdate(source, ascending.flatMap(place =>
			[`./ I ${place * 1000} $ ${(place * 1000) + 1} 1`, ...Array.from({length: count}, () => 'NEW')]), usual);
		t.is(inserted.records.length, source.length + (ascending.length * count));
		t.deepEqual(inserted.remarks, []);
		const removed = count === 0
			? inserted
			: applyUpdate(inserted.records, ascending.map(place =>
				`./ D ${(place * 1000) + 1} ${(place * 1000) + count}`), usual);
		t.deepEqual(removed.records, source);
	}));
});

test('any lines at all: an answer, and each record of the source written or deleted once', t => {
	const word = fc.constantFrom('./', 'S', 'I', 'D', 'R', '$', '*', '1000', '2000', '99999999', 'X', '');
	const lines = fc.array(fc.array(word, {maxLength: 6}).map(words => words.join(' ')), {maxLength: 8});
	fc.assert(fc.property(lines, update => {
		const {records, log} = applyUpdate(source, update, usual);
		const deleted = log.flatMap(entry => entry.kind === 'deleted' ? entry.records : []);
		const kept = [...records, ...deleted].map(record => record.slice(0, 72)).filter(text =>
			source.some(record => record.startsWith(text) && text.trim() !== ''));
		t.is(kept.length, source.length);
	}));
});
