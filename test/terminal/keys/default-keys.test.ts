/** The key table and what is made from it. */
import test from 'ava';
import {
	bindings, helpSections, keyName, keyTable, keyTableMarkdown, tableWith,
} from '../../../source/terminal/keys/default-keys.js';

test('no key has two meanings', t => {
	const direct = keyTable.flatMap(row => [...row.keys, ...(row.letter === undefined ? [] : [`alt-${row.letter}`])]);
	t.deepEqual(direct.filter((key, index) => direct.indexOf(key) !== index), []);
});

test('function keys are PF keys, the prefix letters work with Alt too', t => {
	const {direct, prefixed} = bindings();
	t.is(direct.get('f3'), 'pf3');
	t.is(direct.get('shift-f12'), 'pf24');
	t.is(direct.get('ctrl-c'), 'attention');
	t.is(prefixed.get('n'), 'new');
	t.is(direct.get('alt-n'), 'new');
	t.is(prefixed.get('3'), 'focus-3');
	t.is(direct.get('alt-left'), 'focus-left');
});

test('settings give actions other keys', t => {
	const {direct} = bindings(tableWith({attention: ['ctrl-q'], clear: [], unknown: ['x']}));
	t.is(direct.get('ctrl-q'), 'attention');
	t.is(direct.get('ctrl-c'), undefined);
	t.is(direct.get('ctrl-l'), undefined);
});

test('keys are written as keyboards name them', t => {
	t.is(keyName('ctrl-pageup'), 'Ctrl-PgUp');
	t.is(keyName('alt-b'), 'Alt-B');
	t.is(keyName('ctrl-]'), 'Ctrl-]');
});

test('help and README say what every key does', t => {
	const help = new Set(helpSections().flatMap(({rows}) => rows.map(([keys, text]) => `${keys}: ${text}`)));
	t.true(help.has('F1–F12: PF1–PF12, as SET PFnn says'));
	t.true(help.has('q: SHUTDOWN and leave; asks first'));
	t.true(keyTable.every(row => row.text.length <= 49), 'fits a window of 80 columns');
	t.true(keyTableMarkdown().includes('| Ctrl-C | attention (PA1): to the program, again: to CP |\n'));
});
