/** TRACE and ADSTOP under CMS: a resident program, whose actions are traced as the instructions they stand for. */
import test from 'ava';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';
import {programFile} from '../../support/program-file.js';

const files = {'HELLO EXEC': ['&TYPE HELLO', '&EXIT']};

test('CMS types the same under every trace, with the lines of the trace between', t => {
	for (const what of ['all', 'svc i/o program external priv sio ccw csw branch instruct']) {
		const one = new CmsSession({files});
		t.deepEqual(one.enter(`#cp trace ${what} run`), ['TRACE STARTED']);
		const lines = one.enter('hello');
		t.true(lines.includes('HELLO'));
		t.true(lines.some(line => line.startsWith('*** ')), 'the interruption that ends the read');
		t.true(lines.some(line => line.startsWith('I/O ')), 'the SIO that types');
		t.deepEqual(lines.filter(line => !/^(?:\*\*\*|:::|==>|I\/O|CCW|CSW| {3}) /.test(line)), ['HELLO', 'Ready;']);
		t.false(lines.some(line => line.includes('83000100')), 'that a resident program goes on is nobody\'s business');
		t.deepEqual(one.enter('#cp trace end').slice(-1), ['TRACE ENDED']);
	}
});

test('TRACE SVC shows a call for every command that CMS and EXEC call, and once for one of a program', t => {
	const inner = {'OUTER EXEC': ['EXEC HELLO', 'STATE NO FILE A', 'CP QUERY TIME'], ...files};
	const call = /^\*\*\* [\dA-F]{6} SVC 00CA ==> [\dA-F]{6}$/;
	const one = new CmsSession({files: inner});
	one.enter('#cp trace svc run');
	const lines = one.enter('outer');
	t.is(lines.filter(line => call.test(line)).length, 4, 'OUTER, EXEC HELLO, STATE, CP');
	t.regex(lines[0], call);
	t.is(one.enter('nonsense').filter(line => call.test(line)).length, 1);
	const program = programFile('PROG', [
		'         BALR  12,0', '         USING *,12', '         LR    3,14', '         LA    1,PLIST', '         SVC   202',
		'         DC    AL4(1)', '         SR    15,15', '         BR    3', 'PLIST    DC    CL8\'STATE\'',
		'         DC    3CL8\'NO\'', '         DC    8X\'FF\'',
	].join('\n'));
	const other = new CmsSession({volumes: {0x191: cmsVolume({}, [program])}});
	other.enter('load prog');
	other.enter('#cp trace svc run');
	t.is(other.enter('start').filter(line => call.test(line)).length, 2, 'START and the program\'s own');
});

test('NORUN stops in CP behind each line, BEGIN goes on, and END lets CMS finish', t => {
	const one = new CmsSession({files});
	one.enter('#cp trace i/o');
	t.regex(one.enter('hello')[0], /^\*{3} [\dA-F]{6} I\/O 009 ==> [\dA-F]{6} CSW 0C00$/);
	t.is(one.terminal.status, 'CP READ');
	t.regex(one.enter('begin').at(-1)!, /^\*{3} .* I\/O 009 /);
	t.is(one.terminal.status, 'CP READ');
	t.deepEqual(one.enter('trace end'), ['TRACE ENDED']);
	const rest = one.enter('begin');
	t.is(rest.at(-1), 'Ready;');
	t.is(one.terminal.status, 'VM READ');
});

test('ADSTOP stops a program that CMS starts before its first instruction, and TRACE shows it by instructions', t => {
	const program = programFile('PROG', '         BALR  12,0\n         LA    3,7\n         SR    15,15\n         BR    14');
	const one = new CmsSession({volumes: {0x191: cmsVolume({}, [program])}});
	one.enter('load prog');
	one.enter('#cp adstop 20000');
	t.deepEqual(one.enter('start').slice(-1), ['ADSTOP AT 020000']);
	t.is(one.terminal.status, 'CP READ');
	one.enter('trace instruct run');
	const lines = one.enter('begin');
	t.deepEqual(lines.slice(0, 3), ['    020000 BALR 05C0', '    020002 LA   41300007', '    020006 SR   1BFF']);
	t.regex(lines[3], /^ {4}020008 BCR {2}07FE ==> [\dA-F]{6}$/);
	t.true(lines.includes('Ready;'));
});
