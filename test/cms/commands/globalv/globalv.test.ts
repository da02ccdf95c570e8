import fc from 'fast-check';
import test from 'ava';
import {decodeVariable, encodeVariable} from '../../../../source/cms/commands/globalv/files.js';
import {CmsSession} from '../../../support/cms-session.js';

test('GLOBALV keeps variables of groups from one EXEC to the next', t => {
	const session = new CmsSession({
		files: {
			'ONE EXEC': ['&CONTROL OFF', 'GLOBALV SELECT MINE SET A 1 B TWO', 'GLOBALV SET A 9', 'GLOBALV SELECT MINE'],
			'TWO EXEC': [
				'&CONTROL OFF',
				'GLOBALV STACK B A NONE',
				'&READ VARS &X',
				'&READ VARS &Y',
				'&READ VARS &Z',
				'&TYPE &X &Y &Z &READFLAG',
			],
		},
	});
	t.deepEqual(session.enter('ONE'), ['Ready;']);
	t.deepEqual(session.enter('TWO'), ['TWO 1 CONSOLE', 'Ready;']);
	t.deepEqual(session.enter('globalv list'), ['SELECTED TABLE IS: MINE', ' A=1', ' B=TWO', 'Ready;']);
	t.deepEqual(session.enter('globalv select unnamed list a'), ['SELECTED TABLE IS: UNNAMED', ' A=9', 'Ready;']);
	t.deepEqual(session.enter('globalv select unnamed purge'), ['Ready;']);
	t.deepEqual(session.enter('globalv select unnamed list'), ['SELECTED TABLE IS: UNNAMED', 'Ready;']);
	t.deepEqual(session.enter('globalv setl a All  of it'), ['Ready;']);
	t.deepEqual(session.enter('globalv list a'), ['SELECTED TABLE IS: MINE', ' A=All  of it', 'Ready;']);
});

test('SETS and SETP keep variables in files, which INIT reads', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('GLOBALV SETS S SESSION'), ['Ready;']);
	t.deepEqual(session.enter('GLOBALV SETP P LASTING'), ['Ready;']);
	t.deepEqual(session.enter('GLOBALV SETPL P Lasting line'), ['Ready;']);
	t.deepEqual(session.enter('LISTFILE * GLOBALV A (ALLOC NOHEADER').slice(0, -1).map(line => line.slice(0, 37)), [
		'SESSION  GLOBALV  A1 V    18      1  ', 'LASTING  GLOBALV  A1 V    23      1  ',
	]);
	t.deepEqual(session.enter('GLOBALV PURGE'), ['Ready;']);
	t.deepEqual(session.enter('GLOBALV LIST'), ['SELECTED TABLE IS: UNNAMED', 'Ready;']);
	t.deepEqual(session.enter('GLOBALV INIT'), ['Ready;']);
	t.deepEqual(session.enter('GLOBALV LIST'), ['SELECTED TABLE IS: UNNAMED', ' P=Lasting line', ' S=SESSION', 'Ready;']);
});

test('what GLOBALV refuses', t => {
	const session = new CmsSession({files: {'LASTING GLOBALV': ['NONSENSE']}});
	const file = 'FILE \'LASTING GLOBALV\' CONTAINS INVALID RECORD FORMATS.';
	t.deepEqual(session.enter('GLOBALV LIST'), [file, 'Ready(00032);']);
	session.enter('ERASE LASTING GLOBALV');
	t.deepEqual(session.enter('GLOBALV FOO'), ['INVALID FUNCTION \'FOO\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('GLOBALV INIT X'), ['INVALID PARAMETER \'X\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('GLOBALV SET'), ['PARAMETER MISSING AFTER SET.', 'Ready(00024);']);
	t.deepEqual(session.enter('GLOBALV GET X'), [
		'FUNCTION \'GET\' CAN BE USED FROM AN EXEC 2 OR REXX EXEC ONLY.',
		'Ready(00024);',
	]);
});

test('a variable comes back from its record; a record cut short is none', t => {
	const word = fc.stringMatching(/^[A-Z\d]{1,20}$/);
	fc.assert(fc.property(word, word, fc.stringMatching(/^[ -@A-Z]{0,40}$/), (group, name, value) => {
		const variable = {group: group.slice(0, 8), name, value};
		const record = encodeVariable(variable);
		t.deepEqual(decodeVariable(record, 'V'), variable);
		t.is(decodeVariable(record.subarray(0, -1), 'V'), undefined);
	}));
});
