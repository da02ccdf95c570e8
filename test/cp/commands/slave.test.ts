/** SLAVE: slaves at a terminal, with the rights that their creator gave. */
import test from 'ava';
import {defaultDirectory, TestSystem} from '../../support/cp.js';

/** USER1 may create slaves of SBSPROTO. */
function start() {
	const directory = defaultDirectory.replace(
		'USER USER1 USER1 1M 4M G\n', 'USER USER1 USER1 1M 4M G\n OPTION CREATOR SBSPROTO\n',
	);
	const system = new TestSystem({directory});
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const creator = system.logOn('USER1', 'GRAF 021');
	const owner = system.logOn('USER2', 'GRAF 022');
	const other = system.logOn('USER3', 'GRAF 023');
	return {
		system, operator, creator, owner, other,
	};
}

test('a creator makes a slave, stores a program into it, runs it and looks at what it did', t => {
	const {system, creator} = start();
	t.deepEqual(creator.enter('slave create work1 sbsproto'), []);
	// LA 2,1(2); LPSW X'810': a disabled wait.
	t.deepEqual(creator.enter('slave store work1 800 41220001 82000810'), ['STORE COMPLETE']);
	t.deepEqual(creator.enter('slave store work1 810 00020000 000000AA'), ['STORE COMPLETE']);
	t.deepEqual(creator.enter('slave store work1 g2 41'), ['STORE COMPLETE']);
	t.deepEqual(creator.enter('slave start work1 800'), []);
	t.deepEqual(creator.enter('slave display work1 g2 psw'), [
		'GPR 2  = 00000042',
		'PSW = 00020000 000000AA',
	]);
	t.regex(creator.enter('slave query')[0], /^WORK1 {4}OF USER1 {4}FOR USER1 {19}STOPPED TIME 0\.\d{3}$/);
	t.deepEqual(creator.enter('slave ipl work1 cms'), []);
	t.regex(creator.enter('slave query work1')[0], / WAITING TIME /);
	t.deepEqual(creator.enter('slave stop work1'), []);
	t.regex(creator.enter('slave query work1')[0], / STOPPED TIME /);
	t.deepEqual(creator.enter('slave delete work1'), []);
	t.false(system.cp.machines.has('WORK1'));
	t.deepEqual(creator.enter('slave query'), []);
});

test('ASSIGN says who pays and who has control; RELEASE clears what he left', t => {
	const {creator, owner, other, operator} = start();
	creator.enter('slave create work1 sbsproto');
	t.deepEqual(creator.enter('slave assign work1 to user2 charge limit 60'), []);
	t.regex(owner.enter('slave query')[0], /^WORK1 {4}OF USER1 {4}FOR USER2 {4}CHARGE {9}STOPPED TIME 0\.000 LIMIT 60\.000$/);
	t.deepEqual(owner.enter('slave display work1 g0'), ['NOT AUTHORIZED FOR SLAVE WORK1']);
	t.deepEqual(owner.enter('slave start work1'), ['NOT AUTHORIZED FOR SLAVE WORK1']);
	t.deepEqual(creator.enter('slave assign work1 user2'), []);
	t.regex(owner.enter('slave query work1')[0], / CHARGE CONTROL STOPPED TIME 0\.000$/);
	t.deepEqual(owner.enter('slave store work1 800 C5C5C5C5'), ['STORE COMPLETE']);
	t.deepEqual(owner.enter('slave display work1 800.4'), ['000800  C5C5C5C5 06']);
	t.deepEqual(owner.enter('slave release work1'), ['NOT AUTHORIZED FOR SLAVE WORK1']);
	t.deepEqual(owner.enter('slave delete work1'), ['NOT AUTHORIZED FOR SLAVE WORK1']);
	t.deepEqual(other.enter('slave display work1 800.4'), ['NOT AUTHORIZED FOR SLAVE WORK1']);
	t.deepEqual(other.enter('slave query'), [], 'it is no matter of his');
	t.deepEqual(other.enter('slave query work1'), ['WORK1 IS NOT A SLAVE']);
	t.regex(operator.enter('slave query').join(','), /^WORK1 {4}OF USER1/, 'class A sees all');
	t.deepEqual(operator.enter('slave display work1 800.4'), ['NOT AUTHORIZED FOR SLAVE WORK1']);
	t.deepEqual(creator.enter('slave release work1'), []);
	t.deepEqual(creator.enter('slave display work1 800.4'), ['000800  00000000 00']);
});

test('what cannot be is said with its message and return code', t => {
	const {system, creator, other} = start();
	const answers = (session: typeof creator, command: string) => {
		const {rc, response} = session.execute(command);
		return [rc, ...response];
	};

	creator.enter('slave create work1 sbsproto');
	t.deepEqual(answers(creator, 'slave'), [26, 'OPERAND MISSING OR INVALID']);
	t.deepEqual(answers(creator, 'slave frob'), [3, 'INVALID OPTION - FROB']);
	t.deepEqual(answers(creator, 'slave create work2'), [20, 'USERID MISSING OR INVALID']);
	t.deepEqual(answers(creator, 'slave create work1 sbsproto'), [804, 'SLAVE NAME WORK1 INVALID OR IN USE']);
	t.deepEqual(answers(creator, 'slave create user3 sbsproto'), [804, 'SLAVE NAME USER3 INVALID OR IN USE']);
	t.deepEqual(answers(creator, 'slave create work2 operator'), [803, 'PROTOTYPE OPERATOR NOT AUTHORIZED']);
	t.deepEqual(answers(other, 'slave create work2 sbsproto'), [803, 'PROTOTYPE SBSPROTO NOT AUTHORIZED']);
	t.deepEqual(answers(creator, 'slave assign work1 nobody'), [45, 'NOBODY NOT LOGGED ON']);
	t.deepEqual(answers(creator, 'slave assign work1 user3 free'), [3, 'INVALID OPTION - FREE']);
	t.deepEqual(answers(creator, 'slave assign work1 user3 limit 0'), [3, 'INVALID OPTION - LIMIT']);
	t.deepEqual(answers(creator, 'slave stop user3'), [801, 'USER3 IS NOT A SLAVE']);
	t.deepEqual(answers(creator, 'slave start work1 xyz'), [5, 'INVALID HEXDATA - XYZ']);
	t.deepEqual(answers(creator, 'slave ipl work1 nothing'), [44, 'SYSTEM NOTHING DOES NOT EXIST']);
	t.true(system.cp.machines.get('USER3')!.stopped);
});
