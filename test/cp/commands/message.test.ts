import test from 'ava';
import {TestSystem} from '../../support/cp.js';

function three() {
	const system = new TestSystem();
	return {
		operator: system.logOn('OPERATOR', 'CONS 009'),
		first: system.logOn('USER1', 'GRAF 021'),
		second: system.logOn('USER2', 'GRAF 022'),
	};
}

test('MSG reaches another user as he typed it', t => {
	const {first, second} = three();
	second.terminal.take();
	t.deepEqual(first.enter('msg user2 Hello  there'), []);
	t.deepEqual(second.terminal.take(), ['09:00:01 * MSG FROM USER1   : Hello  there']);
	t.deepEqual(first.enter('m * note'), ['09:00:02 * MSG FROM USER1   : note']);
});

test('MSG OP is the operator', t => {
	const {operator, first} = three();
	operator.terminal.take();
	first.enter('message op mount tape 181');
	t.regex(operator.terminal.take()[0], / \* MSG FROM USER1 {3}: mount tape 181$/);
});

test('somebody who cannot log on asks for help', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	t.deepEqual(system.terminal('GRAF 021').enter('msg op forgot my password'), []);
	t.deepEqual(operator.terminal.take().map(line => line.slice(9)), ['* MSG FROM LOGON021: forgot my password']);
	t.deepEqual(system.terminal('GRAF 022').enter('msg * hello'), ['LOGON022 NOT LOGGED ON']);
});

test('who does not receive', t => {
	const {first, second} = three();
	t.deepEqual(first.enter('msg'), ['USERID MISSING OR INVALID']);
	t.deepEqual(first.enter('msg user2'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(first.enter('msg user3 hello'), ['USER3 NOT LOGGED ON']);
	second.enter('set msg off');
	t.deepEqual(first.execute('MSG USER2 HELLO'), {rc: 57, response: ['USER2 NOT RECEIVING; MSG OFF']});
	second.enter('set msg on');
	second.enter('ipl cms');
	second.enter('#cp disconn');
	t.deepEqual(first.enter('msg user2 hello'), ['USER2 NOT RECEIVING; DISCONNECTED']);
});

test('WARNING is the operator\'s, and goes to all', t => {
	const {operator, first, second} = three();
	t.deepEqual(first.enter('wng user2 hello'), ['?CP: WNG']);
	first.terminal.take();
	second.terminal.take();
	t.deepEqual(operator.enter('wng all down in 5 minutes'), []);
	for (const user of [first, second]) {
		t.regex(user.terminal.take()[0], / \* WNG FROM OPERATOR: down in 5 minutes$/);
	}

	second.enter('set wng off');
	t.deepEqual(operator.enter('warning user2 hello'), ['USER2 NOT RECEIVING; WNG OFF']);
});
