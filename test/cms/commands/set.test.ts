import test from 'ava';
import {CmsSession} from '../../support/cms-session.js';

test('SET and QUERY agree, abbreviated as the manual allows', t => {
	const session = new CmsSession();
	for (const [set, query, answer] of [
		['impex off', 'impex', 'IMPEX    = OFF'], ['impcp off', 'impcp', 'IMPCP    = OFF'], ['abbrev off', 'abbrev', 'ABBREV   = OFF'],
		['redt on', 'redtype', 'REDTYPE  = ON'], ['blip off', 'blip', 'BLIP     = OFF'], ['blip on', 'blip', 'BLIP     = .'],
	] as const) {
		t.deepEqual(session.enter(`set ${set}`), ['Ready;'], set);
		t.deepEqual(session.enter(`query ${query}`), [answer, 'Ready;'], set);
	}
});

test('SET RDYMSG SMSG shortens the ready message', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('set rdymsg smsg'), ['R;']);
	t.deepEqual(session.enter('state a b'), ['File \'A B\' not found.', 'R(00028);']);
	t.deepEqual(session.enter('set rdy l'), ['Ready;']);
});

test('with SET ABBREV OFF only full names are commands', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('desbuf'), ['Ready;']);
	session.enter('set abbrev off');
	t.deepEqual(session.enter('genm'), ['Unknown CP/CMS command']);
});

test('operands that are missing or not valid are refused', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('set'), ['Missing SET function.', 'Ready(00024);']);
	t.deepEqual(session.enter('query'), ['Missing QUERY function.', 'Ready(00024);']);
	t.deepEqual(session.enter('set impex maybe'), ['Invalid parameter \'MAYBE\' in the IMPEX field.', 'Ready(00024);']);
	t.deepEqual(session.enter('set blip abcdefgh 2'), ['Invalid parameter \'ABCDEFGH\' in the BLIP field.', 'Ready(00024);']);
});

test('what is none of CMS\'s goes to CP', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('set emsg on'), ['Ready;']);
	t.deepEqual(session.enter('state a b'), ['DMSSTT002E File \'A B\' not found.', 'Ready(00028);']);
	t.deepEqual(session.enter('set emsg code'), ['Ready;']);
	t.deepEqual(session.enter('state a b'), ['DMSSTT002E', 'Ready(00028);']);
});
