/** Plain lines for screen readers and pipes. */
import {execFile} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {sit} from '../../support/pty.js';

const app = fileURLToPath(new URL('../../support/linear-app.js', import.meta.url));

/** What the program writes and how it ends, given `lines` through a pipe. */
async function piped(
	lines: readonly string[],
): Promise<{readonly output: readonly string[]; readonly errors: readonly string[]; readonly status: number}> {
	return new Promise(resolve => {
		const child = execFile(process.execPath, [app], (error, stdout, stderr) => {
			resolve({output: stdout.split('\n'), errors: stderr.split('\n'), status: Number(error?.code ?? 0)});
		});
		child.stdin!.end(lines.map(line => `${line}\n`).join(''));
	});
}

/** What the terminal of `name` showed. */
const of = (output: readonly string[], name: string): string[] =>
	output.filter(line => line.startsWith(`${name}> `)).map(line => line.slice(name.length + 2));

test('lines go to the terminal they name and come back under its name', async t => {
	const {output, status} = await piped([
		'logon user1',
		'secret',
		'type one',
		'user2: type two',
		'hidden',
		'0: type for the operator',
		'user1!: PF3',
		'user1: type three',
	]);
	t.is(status, 0);
	t.deepEqual(of(output, 'LINE 0C1'), ['ENTER PASSWORD:']);
	t.deepEqual(of(output, 'USER1'), [
		'LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
		'one',
		'Ready; T=0.01/0.02 09:00:01',
		'PF3 UNDEFINED',
		'three',
		'Ready; T=0.01/0.02 09:00:01',
	]);
	t.deepEqual(of(output, 'LINE 0C2'), ['ENTER PASSWORD:']);
	t.deepEqual(of(output, 'USER2'), [
		'LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
		'two',
		'Ready; T=0.01/0.02 09:00:01',
	]);
	t.deepEqual(of(output, 'CONS 009'), ['for the operator']);
	t.deepEqual(output.slice(-2), ['the end', '']);
	t.false(output.some(line => line.startsWith('yorktown: type')), 'a pipe needs no welcome');
});

test('the end of a pipe waits until every line was read and everybody has answered', async t => {
	const {output, status, errors} = await piped([
		'user1: think',
		'secret',
		'type first',
		'think',
		'logoff',
		'logon user2',
		'hidden',
		'think',
	]);
	t.is(status, 0);
	t.deepEqual(errors, ['']);
	t.deepEqual(
		of(output, 'USER1').filter(line => !line.startsWith('Ready')),
		[
			'LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
			'thought',
			'first',
			'thought',
			'LOGOFF AT 17:00:00 EST WEDNESDAY 11/19/75',
		],
	);
	t.deepEqual(of(output, 'USER2'), [
		'LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
		'thought',
		'Ready; T=0.05/0.09 09:00:02',
	]);
});

test('a line that logs on the user it is for is that LOGON, not a second one', async t => {
	const {output, status, errors} = await piped(['user1: logon user1', 'secret', 'type one']);
	t.is(status, 0);
	t.deepEqual(errors, ['']);
	t.deepEqual(of(output, 'LINE 0C1'), ['ENTER PASSWORD:']);
	t.deepEqual(of(output, 'USER1'), [
		'LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
		'one',
		'Ready; T=0.01/0.02 09:00:01',
	]);
});

test('a key is given behind the lines before it, though nobody reads', async t => {
	const {output, status} = await piped(['user1: loop', 'secret', 'user1!: PA1', 'type on']);
	t.is(status, 0);
	t.deepEqual(of(output, 'USER1'), [
		'LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
		'LOOPING',
		'CP',
		'on',
		'Ready; T=0.01/0.02 09:00:01',
	]);
});

test('lines for a user who is not let in are given to nobody; each is named, exit 1', async t => {
	const {output, status, errors} = await piped(['nobody: query time', 'secret', 'query disk']);
	t.is(status, 1);
	t.deepEqual(of(output, 'LINE 0C1'), ['NOBODY NOT IN CP DIRECTORY']);
	t.deepEqual(errors, [
		...Array.from({length: 3}, () => 'yorktown: NOBODY never read a line (not shown: it may be a password)'),
		'',
	]);
});

test('on a terminal the password is not echoed, Ctrl-C is attention, Ctrl-D the end', async t => {
	const person = sit(t, 80, 24, [app]);
	await person.sees('yorktown: type: logon user1');
	person.type('logon user1\n');
	await person.sees('ENTER PASSWORD:');
	person.type('sex\u007Fcret\r');
	await person.sees('LOGON AT');
	t.notRegex(person.written(), /cret/);
	person.type('loop\n');
	await person.sees('USER1> LOOPING');
	person.type('\u0003');
	await person.sees('yorktown: attention to USER1, again: to CP; Ctrl-D shuts down');
	await person.sees('USER1> CP');
	person.type('user2: type ahead\nhidden\n');
	await person.sees('USER2> ahead');
	person.type('\u0004');
	t.is(await person.exit, 0);
	t.false(person.written().includes('\u001B'));
});

test('Ctrl-C at a password prompt is attention too, and enters nothing', async t => {
	const person = sit(t, 80, 24, [app]);
	await person.sees('yorktown: type: logon user1');
	person.type('logon user1\n');
	await person.sees('ENTER PASSWORD:');
	person.type('sec\u0003');
	await person.sees('yorktown: attention to LINE 0C1, again: to CP; Ctrl-D shuts down');
	person.type('secret\r');
	await person.sees('LOGON AT');
	t.notRegex(person.written(), /sec/);
	person.type('\u0004');
	t.is(await person.exit, 0);
});

test('a password given for a user who is not let in is never printed', async t => {
	const {output, errors} = await piped(['nobody: SESAME', 'SESAME', 'nobody: logon nobody SESAME']);
	t.notRegex([...output, ...errors].join('\n'), /SESAME/);
});
