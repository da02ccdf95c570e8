import test from 'ava';
import fc from 'fast-check';
import {EditBuffer} from '../../../source/cms/edit/buffer.js';
import {
	agrees, change, contains, delimited, expandTabs, overlay,
} from '../../../source/cms/edit/text.js';

const zone = {first: 1, last: 80};

test('any character delimits strings', t => {
	t.deepEqual(delimited(' /a/b/ 3 G', 2), {strings: ['a', 'b'], closed: true, rest: '3 G'});
	t.deepEqual(delimited(',a/b,', 1), {strings: ['a/b'], closed: true, rest: ''});
	t.is(delimited('  ', 1), undefined);
});

test('the zone limits search and change', t => {
	t.false(contains('ABC', 'A', {first: 2, last: 80}));
	t.deepEqual(change('AB AB', 'AB', 'X', {first: 2, last: 80}, false), {line: 'AB X', truncated: false});
	t.deepEqual(change('ABCDEFGH', 'B', 'XYZ', {first: 1, last: 4}, false), {line: 'AXYZEFGH', truncated: true});
	t.deepEqual(change('A A A', 'A', '$&', zone, true), {line: '$& $& $&', truncated: false});
});

test('FIND, OVERLAY and tabs go by columns', t => {
	t.true(agrees('RED FISH', '    F'));
	t.false(agrees('RED', '    F'));
	t.is(overlay('ABCDEF', '  X_'), 'ABX EF');
	t.is(expandTabs('A\tB\tC', [1, 10, 16]), 'A        B     C');
});

test('what is changed and changed back is what it was', t => {
	const line = fc.string({unit: fc.constantFrom(...'AB '), maxLength: 40}).map(text => text.trimEnd());
	fc.assert(fc.property(line, text => {
		const there = change(text, 'A', 'xyz', zone, true);
		t.is(there ? change(there.line, 'xyz', 'A', zone, true)!.line : text, text);
	}));
});

test('the pointer stays between top and end of file whatever happens', t => {
	const action = fc.oneof(
		fc.record({kind: fc.constant('move' as const), by: fc.integer({min: -5, max: 5})}),
		fc.record({kind: fc.constant('insert' as const), by: fc.integer({min: 1, max: 3})}),
		fc.record({kind: fc.constant('delete' as const), by: fc.integer({min: 1, max: 4})}),
	);
	fc.assert(fc.property(fc.array(action), actions => {
		const buffer = new EditBuffer(['A', 'B']);
		for (const {kind, by} of actions) {
			const before = buffer.length;
			if (kind === 'move') {
				buffer.move(by);
			} else if (kind === 'insert') {
				buffer.insert(...Array.from({length: by}, () => 'X'));
			} else {
				buffer.delete(by);
			}

			const changes = {move: [0], insert: [by], delete: Array.from({length: by + 1}, (_, count) => 0 - count)}[
				kind
			];
			t.true(changes.includes(buffer.length - before));
			t.true(buffer.current >= 0 && buffer.current <= buffer.length + 1);
		}
	}));
});
