import test from 'ava';
import {editLine} from '../../../source/cp/terminal/line-editing.js';
import {initialTerminal} from '../../../source/cp/terminal/settings.js';

const symbols = initialTerminal(80);
const edit = (line: string, linedit = true) =>
	editLine(line, symbols, linedit).map(({text, toCp}) => (toCp ? `#CP ${text}` : text));

test('@ deletes a character, ¢ the line so far, " takes the next one as it is', t => {
	t.deepEqual(edit('abx@c'), ['abc']);
	t.deepEqual(edit('ab@@@c'), ['c']);
	t.deepEqual(edit('wrong¢right'), ['right']);
	t.deepEqual(edit('a"@b"#c""d'), ['a@b#c"d']);
});

test('# ends a logical line', t => {
	t.deepEqual(edit('type a b#listfile'), ['type a b', 'listfile']);
	t.deepEqual(edit('a##b'), ['a', '', 'b']);
	t.deepEqual(edit('a#'), ['a']);
	t.deepEqual(edit(''), ['']);
});

test('what follows #CP is for CP, wherever it stands', t => {
	t.deepEqual(edit('#cp query time'), ['#CP query time']);
	t.deepEqual(edit('#CP'), ['#CP ']);
	t.deepEqual(edit('listfile#cp q t#q n'), ['listfile', '#CP q t', '#CP q n']);
	t.deepEqual(edit('#copy a b'), ['', 'copy a b']);
	t.deepEqual(edit('#cpx'), ['', 'cpx']);
});

test('with LINEDIT OFF only a leading #CP has a meaning', t => {
	t.deepEqual(edit('a@b#c"¢', false), ['a@b#c"¢']);
	t.deepEqual(edit('#cp set linedit on', false), ['#CP set linedit on']);
	t.deepEqual(edit('x#cp q t', false), ['x#cp q t']);
});
