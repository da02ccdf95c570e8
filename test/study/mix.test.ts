/** Mixes are text that people write. */
import test from 'ava';
import {
	defaultMixText, filled, parseMix, type Mix,
} from '../../source/study/mix.js';
import {Random} from '../../source/study/random.js';

const choices = {any: () => 'M1 EXEC', own: () => 'M2 EXEC', system: () => 'S1'};

test('a mix has a pause and scripts of lines', t => {
	const mix = parseMix('* what we do\n\nthink 7.5\n3 look SBS QUERY {any}\n1 CHANGE SBS GET {OWN} | SBS PUT {OWN}\n');
	t.deepEqual(mix, {
		think: 7.5,
		scripts: [
			{weight: 3, name: 'LOOK', lines: ['SBS QUERY {any}']},
			{weight: 1, name: 'CHANGE', lines: ['SBS GET {OWN}', 'SBS PUT {OWN}']},
		],
	});
});

test('one member is meant throughout a script', t => {
	const mix = parseMix('1 X SBS GET {OWN} | EDIT {own} | NEXT {LINE} | SBS QUERY {ANY} | SBS BUILD {SYSTEM}') as Mix;
	const [get, edit, next, query, build] = filled(mix.scripts[0], choices, new Random(1));
	t.deepEqual([get, edit, query, build], ['SBS GET M2 EXEC', 'EDIT M2 EXEC', 'SBS QUERY M1 EXEC', 'SBS BUILD S1']);
	t.regex(next, /^NEXT [1-6]$/);
});

test('what cannot be read is told with its line', t => {
	t.is(parseMix('THINK 3\nSBS LIST'), 'line 2: expected "THINK seconds" or "weight NAME line | line...", found "SBS LIST"');
	t.is(parseMix('0 X SBS LIST'), 'line 1: expected "THINK seconds" or "weight NAME line | line...", found "0 X SBS LIST"');
	t.is(parseMix('1 X SBS GET {OTHER}'), 'line 1: {OTHER} is none of {ANY}, {OWN}, {LINE}, {TEXT}, {SYSTEM}');
	t.is(parseMix('THINK 3\n1 X LISTFILE'), 'no script has a line that begins with SBS');
});

test('the default mix is one', t => {
	t.is(typeof parseMix(defaultMixText), 'object');
});
