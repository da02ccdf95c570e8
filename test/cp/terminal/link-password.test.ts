/** A password for LINK, typed before CP asks for it: it is CP's, and never a command of the program that runs LINK. */
import test, {type ExecutionContext} from 'ava';
import type {TerminalOutput} from '../../../source/port/terminal-port.js';
import {Installation, type InstalledUser} from '../../support/installation.js';

/** USER1 in CMS; everything its terminal is sent. */
function start(t: ExecutionContext): {readonly user: InstalledUser; readonly sent: TerminalOutput[]} {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const user = installation.logOn('USER1');
	const sent: TerminalOutput[] = [];
	const send = user.send.bind(user);
	user.send = output => {
		sent.push(output);
		send(output);
	};

	user.enterAll('SET BLIP OFF', 'CP SPOOL CONSOLE START');
	return {user, sent};
}

const linked = ['ENTER READ PASSWORD:', 'DASD 291 LINKED R/O', 'Ready;'];

for (const command of ['LINK USER2 191 291 RR', 'CP LINK USER2 191 291 RR', '#CP LINK USER2 191 291 RR']) {
	test(`typed ahead of the question of ${command} it answers that, unseen`, t => {
		const {user, sent} = start(t);
		user.type(command);
		user.type('RUSER2');
		user.installation.settle();
		t.deepEqual(user.take(), command.startsWith('#') ? linked.slice(0, 2) : linked);
		t.false(sent.some(output => output.kind === 'line' && output.text.includes('RUSER2')), 'nor repeated');
		t.regex(user.enter('QUERY DISK A').join('\n'), /Ready;$/, 'the next line is a command again');
	});
}

test('a LINK that will ask nobody conceals nothing', t => {
	const {user, sent} = start(t);
	user.type('LINK MAINT 190 290 RR');
	user.type('CP QUERY USERID');
	user.installation.settle();
	t.true(user.take().includes('USER1    AT YORKTOWN'));
	t.true(sent.some(output => output.kind === 'line' && output.text === 'CP QUERY USERID'), 'repeated as any line');
});

test('a LINK that the program never runs holds up no line behind the next', t => {
	const {user} = start(t);
	user.enterAll('EDIT LINK EXEC', 'INPUT', '-A', '&GOTO -A', '', 'FILE');
	const {cp} = user.installation.system;
	/** The EXEC never ends: no more than some seconds. */
	const wait = (): void => {
		const time = {isOver: false};
		cp.schedule(3e6, () => {
			time.isOver = true;
		});
		while (!time.isOver) {
			cp.pump(1);
		}
	};

	user.type('LINK USER2 191 291 RR');
	wait();
	user.type('HX');
	wait();
	t.deepEqual(user.take(), [], 'it may be the password');
	user.type('HX');
	wait();
	t.deepEqual(user.take(), ['CMS']);
});
