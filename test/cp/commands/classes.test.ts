/** Privilege classes (GC20-1806, "Privilege Classes"): what is not every user's, and to whom it does not exist. */
import test from 'ava';
import {cpCommands} from '../../../source/cp/commands/index.js';
import {TestSystem} from '../../support/cp.js';

/** Commands that class G alone does not have, and whose they are. */
const privileged = {
	ACNT: 'A',
	ATTACH: 'B',
	AUTOLOG: 'AB',
	BACKSPAC: 'D',
	DCP: 'CE',
	DISABLE: 'AB',
	DMCP: 'CE',
	DRAIN: 'D',
	ENABLE: 'AB',
	FLUSH: 'D',
	FORCE: 'A',
	FREE: 'D',
	HALT: 'A',
	HOLD: 'D',
	LOADBUF: 'D',
	LOCATE: 'CE',
	LOCK: 'A',
	MONITOR: 'AE',
	NETWORK: 'ABF',
	REPEAT: 'D',
	SAVESYS: 'E',
	SHUTDOWN: 'A',
	SPACE: 'D',
	START: 'D',
	STCP: 'C',
	UNLOCK: 'A',
	VARY: 'B',
	WARNING: 'AB',
};

test('a command that is not for general users is in this table, with its classes', t => {
	t.deepEqual(
		Object.fromEntries(cpCommands
			.flatMap(command => command.audience === undefined && !command.classes.includes('G')
				? [[command.name, command.classes] as const]
				: [])),
		privileged,
	);
});

for (const name of Object.keys(privileged)) {
	test(`${name} does not exist for a general user`, t => {
		const system = new TestSystem();
		const user = system.logOn('USER1');
		t.deepEqual(user.enter(`${name} user1`), [`?CP: ${name}`]);
		t.true(system.cp.machines.has('USER1'));
	});
}

test('MSG ALL is for classes A and B: to others ALL is a userid like any', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const user = system.logOn('USER1', 'GRAF 021');
	operator.terminal.take();
	t.deepEqual(user.enter('msg all hello'), ['ALL NOT LOGGED ON']);
	t.deepEqual(operator.terminal.take(), []);
	operator.enter('msg all hello');
	t.regex(user.terminal.take()[0], / \* MSG FROM OPERATOR: hello$/);
});
