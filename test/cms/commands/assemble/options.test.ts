import test from 'ava';
import {parseOptions} from '../../../../source/cms/commands/assemble/options.js';

const parsed = (text: string) => parseOptions(text.split(' '));

test('abbreviations and NO forms of the manual', t => {
	const usual = parsed('DISK');
	t.deepEqual(parsed('NOOBJ NOALGN NOTERM'), {
		...usual, assembler: {align: false}, object: false, terminal: false,
	});
	t.deepEqual(parsed('OBJ ALGN TERM NOLIST'), {...usual, assembler: {align: true}, listing: 'none'});
	t.deepEqual(parsed('NODECK NOTEST NUM STMT BUFSIZE ( MIN ) WORKSIZE ( 2048K )'), usual);
	t.deepEqual(parsed('DECK PR NONUM NOSTMT FLAG ( 8 ) SYSPARM ( ? )'), {
		...usual, assembler: {flag: 8}, deck: true, listing: 'printer', lineNumbers: false, statementNumbers: false,
		asksSysparm: true,
	});
});

test('an unknown option, and one that asks for what is not here, is told', t => {
	for (const word of [
		'NONSENSE', 'TEST', 'ALOGIC', 'LIBMAC', 'MCALL', 'MLOGIC', 'RENT', 'YFLAG', 'OB', 'NOOB', 'ALIG', 'NOXRE', 'NOP', 'D',
	]) {
		t.deepEqual(parsed(`ESD ${word}`), {invalid: word});
	}

	t.deepEqual(parsed('BUFSIZE ( HUGE )'), {invalid: 'BUFSIZE'});
	t.deepEqual(parsed('WORKSIZE'), {invalid: 'WORKSIZE'});
	t.deepEqual(parsed('FLAG ( 256 )'), {invalid: 'FLAG'});
	for (const word of ['DECK', 'PRINT']) {
		t.deepEqual(parseOptions([word], false), {invalid: word}, 'another machine has no devices of the user\'s');
	}
});
