import test from 'ava';
import {TestSystem} from '../../support/cp.js';

test('the operator sees slaves made, assigned and released', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const vm = system.cp.sessions.logon(system.cp.directory.find('SBSPROTO')!, undefined, 'SBSSLV01');
	for (const [action, owner] of [
		['created', 'SBSMASTR'],
		['assigned', 'USER1'],
		['released', 'USER1'],
		['deleted', undefined],
	] as const) {
		system.cp.events.announce({
			kind: 'slave',
			vm,
			action,
			owner,
		});
	}

	t.deepEqual(
		operator.terminal
			.take()
			.slice(-4)
			.map(line => line.slice(9)),
		[
			'SLAVE  SBSSLV01 CREATED BY SBSMASTR',
			'SLAVE  SBSSLV01 ASSIGNED TO USER1',
			'SLAVE  SBSSLV01 RELEASED BY USER1',
			'SLAVE  SBSSLV01 DELETED',
		],
	);
});

test('nobody is told where no operator is logged on', t => {
	const system = new TestSystem();
	t.deepEqual(system.logOn('USER1').wait(), []);
});
