/** Whatever stands in a procedure without loops, CMS comes back to its read. */
import test from 'ava';
import fc from 'fast-check';
import {cmsVolume} from '../../support/cms-disk.js';
import {masked, SystemSession} from '../../support/whole-system.js';

const word = fc.oneof(
	fc.constantFrom(
		'&TYPE',
		'&IF',
		'&LOOP',
		'&ARGS',
		'&STACK',
		'&BEGSTACK',
		'&END',
		'&ERROR',
		'&EXIT',
		'&CONTROL',
		'&HEX',
		'&SPACE',
		'&LITERAL',
		'&EMSG',
		'&BEGTYPE',
		'&TIME',
		'=',
		'+',
		'/',
		'EQ',
		'NE',
		'&1',
		'&X',
		'&&X',
		'&X&1',
		'&RETCODE',
		'&INDEX',
		'&$',
		'&*',
		'&SUBSTR',
		'&CONCAT',
		'&LENGTH',
		'1',
		'2',
		'-3',
		'X\'1',
		'ALL',
		'-L',
		'(',
		'STATE',
		'%',
		'&',
		'.&X',
	),
	fc.string({unit: fc.constantFrom(...'AB&1-.\'*'), minLength: 1, maxLength: 10}),
);
const line = fc.array(word, {minLength: 1, maxLength: 8}).map(words => words.join(' '));

test('a soup of words ends in a ready message', t => {
	fc.assert(fc.property(fc.array(line, {minLength: 1, maxLength: 12}), lines => {
		const session = new SystemSession({191: cmsVolume({'T EXEC': lines})});
		session.enter('ACCESS (NOPROF');
		const typed = session.enter('T A B').map(text => masked(text));
		t.true(typed.some(text => text.startsWith('Ready')));
		session.close();
	}), {numRuns: 60});
});

test('variables of an EXEC end where the storage of its machine does', t => {
	const session = new SystemSession({191: cmsVolume({
		'GROW EXEC': ['&CONTROL OFF', '&N = 0', '-NEXT &V&N = &N', '&N = &N + 1', '&GOTO -NEXT'],
		'FEW EXEC': ['&CONTROL OFF', '&N = 0', '&LOOP 2 900', '&V&N = &N', '&N = &N + 1'],
	})});
	session.enter('ACCESS (NOPROF');
	const ended = session.enter('GROW');
	t.true(ended.some(line => line.includes('0F8')), ended.join('\n'));
	t.is(ended.at(-1), 'CMS');
	for (let time = 0; time < 40; time++) {
		// An EXEC that has ended gives its storage back.
		t.true(session.enter('FEW').at(-1)!.startsWith('Ready;'));
	}
});
