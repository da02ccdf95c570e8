/** DMSERR's line (GC20-1818, "LINEDIT"); each case is what Release 6 makes of the same list. */
import test from 'ava';
import fc from 'fast-check';
import {editLine, type Substitution} from '../../../../source/cms/nucleus/svc/line-edit.js';

const data = 'ABCDEFGHIJKLMNOPQRSTUVWX';
const storage = {
	text: (address: number, length: number) => data.slice(address, address + length).padEnd(length),
	word: (address: number) => 0xC1C2_C3C4 + (address * 0x0101_0101),
};
const edited = (
	text: string,
	options: string,
	...substitutions: readonly Substitution[]
): string => editLine(text, {
	compress: options.includes('C'), dot: options.includes('D'), carriage: options.includes('P'),
}, substitutions, storage);

test('blanks are compressed, a period ends the line', t => {
	t.is(edited('  hello   world  ', 'CD'), 'hello world.');
	t.is(edited('  hello   world..  ', 'C'), 'hello world.. ');
	t.is(edited('  hello   world', ''), '  hello   world');
	t.is(edited('  hello .', 'D'), '  hello .');
	t.is(edited('1  printed', 'CP'), '1printed');
});

test('rows of dots are filled in order', t => {
	t.is(edited('number .......... end', 'CD', {kind: 1, value: 1234}), 'number 1234 end.');
	t.is(edited('number .......... end', 'D', {kind: 1, value: -5678}), 'number      -5678 end.');
	t.is(edited('number .. end', 'CD', {kind: 1, value: -5678}), 'number -8 end.');
	t.is(edited('hex ...... end', '', {kind: 0, value: -5678}), 'hex FFE9D2 end');
	t.is(edited('hex .......... end', '', {kind: 0, value: -5678}), 'hex FFFFE9D2   end');
	t.is(edited('char .......... end', 'CD', {kind: 2, value: 0}), 'char ABCDEFGHIJ end.');
	t.is(edited('char .......... end', 'CD', {kind: 2, value: 0, length: 3}), 'char ABC end.');
	t.is(edited('a ............ b', 'CD', {kind: 4, value: 0}), 'a ABCDEFGH IJK b.');
	t.is(edited('a ............ b', 'CD', {kind: 3, value: 0}), 'a C1C2C3C4 C5C b.');
	t.is(edited('a ..... b', '', {kind: 7, value: 0}), 'a**     b');
	t.is(edited('a ... b ...', 'C', {kind: 1, value: 1}), 'a 1 b ...');
});

test('whatever the text and its values, a line is no longer than the text and its period', t => {
	const substitution = fc.record({
		kind: fc.nat(9),
		value: fc.integer().map(value => value & 0x7F),
		length: fc.option(fc.nat(255), {nil: undefined}),
	});
	const text = fc.array(fc.constantFrom('.', '.', ' ', 'A'), {maxLength: 130}).map(characters => characters.join(''));
	const options = fc.constantFrom('', 'C', 'D', 'CD', 'CDP');
	fc.assert(fc.property(text, fc.array(substitution, {maxLength: 8}), options, (line, values, chosen) => {
		t.true(edited(line, chosen, ...values).length <= line.length + 2);
	}), {numRuns: 500});
});
