import test from 'ava';
import {parseOptions} from '../../source/asmserv/options.js';

const parsed = (text: string) => parseOptions(text.split(' '));

test('abbreviations and NO forms of the manual', t => {
	t.deepEqual(parsed('NOOBJ NOALGN NOTERM'), {
		assembler: {align: false}, object: false, listing: true, terminal: false,
	});
	t.deepEqual(parsed('OBJ ALGN TERM NOLIST'), {
		assembler: {align: true}, object: true, listing: false, terminal: true,
	});
	t.deepEqual(parsed('NODECK NOTEST NONUM NOSTMT BUFSIZE ( MIN ) WORKSIZE ( 2048K )'), parsed('DISK'));
});

test('an unknown option, and one that asks for what is not here, is told', t => {
	for (const word of ['NONSENSE', 'DECK', 'TEST', 'OB', 'NOOB', 'ALIG', 'NOXRE']) {
		t.deepEqual(parsed(`ESD ${word}`), {invalid: word});
	}

	t.deepEqual(parsed('BUFSIZE ( HUGE )'), {invalid: 'BUFSIZE'});
	t.deepEqual(parsed('WORKSIZE'), {invalid: 'WORKSIZE'});
});
