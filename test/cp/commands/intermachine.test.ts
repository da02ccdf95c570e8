/** AUTHORIZE, UNAUTHORIZE, QUERY AUTHORIZED, QUERY EXCHANGES and TRACE IMC as users see them. */
import test from 'ava';
import {refusal, request} from '../../../source/base/intermachine.js';
import {limits} from '../../../source/base/limits.js';
import {TestSystem} from '../../support/cp.js';
import {Party, verbMessage} from '../../support/party.js';

function setUp() {
	const system = new TestSystem();
	const [user, server] = ['USER1', 'USER2'].map((userid, index) => system.logOn(userid, `GRAF 02${index}`));
	return {
		system, user, server, asks: new Party(system, user.vm), serves: new Party(system, server.vm),
		operator: system.logOn('OPERATOR', 'GRAF 029'),
	};
}

test('a user says who may signal his machine; without a program there, nobody can', t => {
	const {user, server, asks, serves} = setUp();
	asks.listen();
	t.deepEqual(server.enter('query authorized'), ['NO USERS AUTHORIZED']);
	t.deepEqual(server.enter('authorize user1'), []);
	t.deepEqual(server.enter('q auth'), ['USER1    AUTHORIZED', 'NO PROGRAM TAKES SIGNALS']);
	t.is(asks.signal(server), -refusal.notAuthorized);
	serves.listen();
	t.deepEqual(server.enter('q auth'), ['USER1    AUTHORIZED']);
	t.true(asks.signal(server) > 0);
	server.enter('auth *');
	t.deepEqual(server.enter('q auth'), ['*        AUTHORIZED', 'USER1    AUTHORIZED']);
	server.enter('unauthorize *');
	t.true(asks.signal(server) > 0, 'the name stays');
	server.enter('unauth user1');
	t.is(asks.signal(server), -refusal.notAuthorized);
	t.deepEqual(user.enter('authorize'), ['USERID MISSING OR INVALID']);
	t.deepEqual(user.enter('unauthorize averylongname'), ['USERID MISSING OR INVALID']);
	for (let count = 0; count < limits.authorizations.value; count++) {
		t.is(user.execute(`AUTHORIZE U${count}`).rc, 0);
	}

	t.is(user.execute('AUTHORIZE ONEMORE').rc, 805);
});

test('the operator sees what is under way between machines, and how it stands', t => {
	const {operator, user, server, asks, serves} = setUp();
	t.deepEqual(operator.enter('query exchanges'), ['NO EXCHANGES']);
	t.notDeepEqual(user.enter('query exchanges'), ['NO EXCHANGES'], 'a general user may not');
	asks.listen();
	serves.authorize();
	const number = asks.signal(server);
	t.deepEqual(operator.enter('q exch'), ['000001 USER1    TO USER2    SIGNALLED']);
	serves.ask(request.reply, {exchange: number});
	t.deepEqual(operator.enter('q exch'), ['000001 USER1    TO USER2    REPLIED']);
	asks.approve(number, 'send', 0x3000, 8);
	t.deepEqual(operator.enter('q exch'), ['000001 USER1    TO USER2    APPROVED']);
	serves.approve(number, 'receive', 0x3000, 8);
	t.deepEqual(operator.enter('q exch'), ['NO EXCHANGES']);
});

test('TRACE IMC types every step of one\'s own exchanges, until it ends', t => {
	const {system, user, server, asks, serves} = setUp();
	asks.listen();
	serves.authorize();
	t.deepEqual(user.enter('trace imc'), []);
	const number = asks.signal(server, verbMessage('WORK', 7));
	serves.ask(request.reply, {exchange: number, message: verbMessage('GIVE', 8)});
	asks.approve(number, 'send', 0x3000, 8);
	serves.approve(number, 'receive', 0x3000, 8);
	const second = asks.signal(server, verbMessage('WORK', 7));
	serves.ask(request.refuse, {exchange: second});
	t.deepEqual(user.wait(), [
		'IMC SIGNAL   000001 TO   USER2    E6D6D9D200000007',
		'IMC REPLY    000001 FROM USER2    C7C9E5C500000008',
		'IMC TRANSFER 000001 TO   USER2    8 BYTES',
		'IMC SIGNAL   000002 TO   USER2    E6D6D9D200000007',
		'IMC END      000002 FROM USER2    REASON 1',
	]);
	t.deepEqual(server.wait(), [], 'nobody else\'s terminal');
	user.enter('trace end');
	asks.signal(server);
	t.deepEqual(user.wait(), []);
	user.enter('trace imc');
	user.enter('trace imc off');
	asks.signal(server);
	t.deepEqual(user.wait(), []);
	t.deepEqual(user.enter('trace'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(user.enter('trace everything'), ['INVALID OPTION - EVERYTHING']);
	user.enter('trace imc');
	system.cp.sessions.logoff(user.vm);
	serves.ask(request.refuse, {exchange: second});
	t.pass();
});
