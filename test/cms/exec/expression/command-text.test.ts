import test from 'ava';
import fc from 'fast-check';
import {commandText} from '../../../../source/cms/exec/expression/command-text.js';
import {scan} from '../../../../source/cms/exec/expression/scanner.js';
import type {Scope} from '../../../../source/cms/exec/expression/substitution.js';

const values: Readonly<Record<string, string>> = {A: 'ALPHA', CMD: 'STATE'};
const scope: Scope = {get: name => values[name], isReserved: () => false, hex: false};

test('a command is the end of its line, variables replaced, all else as it stands', t => {
	t.is(commandText('&IF X EQ X STATE  verylongname (x', ['STATE', 'verylong', '(', 'x'], scope), 'STATE  verylongname (x');
	t.is(commandText('-L &CMD &A &NONE x ', ['STATE', 'ALPHA', 'x'], scope), 'STATE ALPHA  x');
	t.is(commandText('STATE &LITERAL &A x&A', ['STATE', '&A', 'xALPHA'], scope), 'STATE &LITERAL ALPHA x&A');
});

test('of another line the tokens are taken', t => {
	t.is(commandText('-L &GOTO -L', ['STATE', 'X'], scope), 'STATE X');
	t.is(commandText('', ['STATE', 'X'], scope), 'STATE X');
	t.is(commandText('STATE &=', ['STATE'], scope), 'STATE');
});

test('whatever the line, a command without variables and label is that line from its first word on', t => {
	fc.assert(fc.property(fc.stringMatching(/^[A-Z]{1,9}[a-zA-Z ()]{0,40}$/), line => {
		t.is(commandText(line, scan(line), scope), line.trimEnd());
	}));
});
