/** Plain lines for screen readers and pipes. */
import {execFile} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {sit} from '../support/pty.js';

const app = fileURLToPath(new URL('../support/linear-app.js', import.meta.url));

test('lines go to the terminal they name and come back under its name', async t => {
	const output = await new Promise<string>((resolve, reject) => {
		const child = execFile(process.execPath, [app], (error, stdout) => {
			if (error) {
				reject(new Error('the program failed', {cause: error}));
			} else {
				resolve(stdout);
			}
		});
		child.stdin!.end([
			'logon user1', 'secret', 'type one', 'user2: type two', 'hidden', '0: type for the operator', 'user1!: PF3', 'user1: type three', '',
		].join('\n'));
	});
	t.deepEqual(output.split('\n'), [
		'LINE 0C1> ENTER PASSWORD:',
		'USER1> LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
		'USER1> one',
		'USER1> Ready; T=0.01/0.02 09:00:01',
		'LINE 0C2> ENTER PASSWORD:',
		'USER2> LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
		'USER2> two',
		'USER2> Ready; T=0.01/0.02 09:00:01',
		'CONS 009> for the operator',
		'USER1> PF3 UNDEFINED',
		'USER1> three',
		'USER1> Ready; T=0.01/0.02 09:00:01',
		'the end',
		'',
	]);
});

test('on a terminal the password is not echoed, Ctrl-C is attention, Ctrl-D the end', async t => {
	const person = sit(t, 80, 24, [app]);
	person.type('logon user1\n');
	await person.sees('ENTER PASSWORD:');
	person.type('sex\u007Fcret\r');
	await person.sees('LOGON AT');
	t.notRegex(person.written(), /cret/);
	person.type('loop\n');
	await person.sees('USER1> LOOPING');
	person.type('\u0003');
	await person.sees('USER1> CP');
	person.type('\u0004');
	t.is(await person.exit, 0);
	t.false(person.written().includes('\u001B'));
});
