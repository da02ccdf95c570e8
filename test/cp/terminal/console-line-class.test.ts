/** Error lines are red: CP tells the terminal which lines are errors, whatever SET EMSG leaves of them. */
import test from 'ava';
import {ConsoleLineClass} from '../../../source/cp/terminal/console-line-class.js';
import {CmsSession} from '../../support/cms-session.js';

for (const [emsg, shown] of [
	['ON', "DMSSTT002E File 'NO FILE' not found."],
	['TEXT', "File 'NO FILE' not found."],
	['CODE', 'DMSSTT002E'],
] as const) {
	test(`an error of CMS is an error line under SET EMSG ${emsg}`, t => {
		const session = new CmsSession();
		session.enter(`cp set emsg ${emsg.toLowerCase()}`);
		session.terminal.errors.length = 0;
		const typed = session.enter('state no file');
		t.deepEqual(typed, [shown, 'Ready(00028);']);
		t.is(session.terminal.errors[0], shown);
		t.regex(session.terminal.errors[1], /^Ready\(00028\);/);
	});
}

test('an error stays one where SET OUTPUT translates its characters', t => {
	const session = new CmsSession();
	session.enter('set output d7 d8');
	session.enter('set output 95 d5');
	session.terminal.errors.length = 0;
	session.enter('state no file');
	t.is(session.terminal.errors.length, 2);
});

test('information, and what is typed behind a message, is no error', t => {
	const session = new CmsSession({files: {'P EXEC A1': ['&EMSG XXX001I ALL IS WELL', '&TYPE ALL IS WELL']}});
	session.terminal.errors.length = 0;
	session.enter('exec p');
	t.deepEqual(session.terminal.errors, []);
});

for (const text of [
	"DMSCPY105S ERROR '13' WRITING FILE",
	'DMSOPN002E FILE NOT FOUND',
	'SBS106E MY EXEC NOT IN SBS DATA BASE',
	'Ready(00028); T=0.01/0.02 14:05:03',
	'R(-0003);',
	'+++ R(00028) +++',
]) {
	test(`an error: ${text}`, t => {
		t.is(new ConsoleLineClass().of(text), 'error');
	});
}

for (const text of [
	'Ready; T=0.01/0.02 14:05:03',
	'R;',
	'SBS104I MY EXEC VERSION 1 STORED',
	'DMSLIO740I EXECUTION BEGINS...',
	'DMSABC001W BEWARE',
	'Ready(00000);',
	'the text DMSOPN002E FILE',
]) {
	test(`no error: ${text}`, t => {
		t.is(new ConsoleLineClass().of(text), 'vm');
	});
}

test('a message longer than a line is an error to its end, and what follows is none', t => {
	const lines = new ConsoleLineClass();
	lines.edited('DMSXXX001E', 'A'.repeat(150));
	t.is(lines.of('A'.repeat(130)), 'error');
	t.is(lines.of('A'.repeat(20)), 'error');
	t.is(lines.of('A'.repeat(20)), 'vm');
	lines.edited('DMSXXX001E', 'TEXT');
	t.is(lines.of('ANOTHER LINE'), 'vm');
	t.is(lines.of('TEXT'), 'vm');
});
