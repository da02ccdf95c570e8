/** SERVICE as users and administrators type it. */
import test, {type ExecutionContext} from 'ava';
import {Installation} from '../support/installation.js';

function start(t: ExecutionContext) {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const user = installation.logOn('USER1');
	const administrator = installation.logOn('MAINT');
	user.enterAll('SET BLIP OFF', 'SET EMSG ON');
	administrator.enterAll('SET BLIP OFF', 'SET EMSG ON');
	return {
		installation, user, administrator, cp: installation.system.cp,
	};
}

const masked = (lines: readonly string[]): string[] => lines.map(line => line.replace(/\d+ SEC$/, 'n SEC'));

test('QUERY shows whether a service serves, its slaves, and who waits', t => {
	const {user, installation} = start(t);
	t.deepEqual(masked(user.enter('SERVICE QUERY SBS')), [
		'SBS      SERVING  MASTER SBSMASTR  SLAVES 1 OF 6  WAITING 0',
		'SBSSLV01 READY             n SEC',
		'Ready;',
	]);
	const other = installation.logOn('USER2');
	other.type('SBS LIST');
	t.true(user.enter('SERV Q').some(line => /^SBSSLV01 (?:BUSY {5}USER2|STARTING|READY)/.test(line)));
});

test('what SERVICE does not understand it says', t => {
	const {user} = start(t);
	t.deepEqual(user.enter('SERVICE FROB SBS'), ['DMSSRV014E INVALID FUNCTION \'FROB\'.', 'Ready(00024);']);
	t.deepEqual(user.enter('SERVICE STOP'), ['DMSSRV022E NO SERVICE NAME SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(user.enter('SERVICE DRAIN SBS NOW'), ['DMSSRV070E INVALID PARAMETER \'NOW\'.', 'Ready(00024);']);
	t.deepEqual(user.enter('SERVICE QUERY NIX'), ['DMSSRV001E NO SERVICE NIX', 'Ready(00028);']);
});

test('only administrators end a service', t => {
	const {user, cp} = start(t);
	for (const word of ['DRAIN', 'STOP', 'START']) {
		t.deepEqual(user.enter(`SERVICE ${word} SBS`), ['DMSSRV006E NOT AN ADMINISTRATOR OF SBS', 'Ready(00012);']);
	}

	t.true(cp.machines.has('SBSMASTR'));
	t.is(user.enter('SBS LIST').at(-1), 'Ready(00028);');
});

test('DRAIN: who is served is served to the end, nobody new; the master logs off and stays away until START', t => {
	const {user, administrator, cp, installation} = start(t);
	user.enter('COPYFILE HELLO EXEC Y MINE EXEC A');
	const cancel = cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned') {
			cancel();
			administrator.type('SERVICE DRAIN SBS');
		}
	});
	t.deepEqual(user.enter('SBS PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;']);
	t.deepEqual(administrator.take(), ['DMSSRV005I SBS ENDS', 'Ready;']);
	t.false(cp.machines.has('SBSMASTR'));
	t.is(cp.slaves.list('SBSMASTR').length, 0);
	t.deepEqual(user.enter('SBS LIST'), ['SBS114E SBS MASTER SBSMASTR DOES NOT ANSWER', 'Ready(00104);']);
	t.is(administrator.enter('SERVICE START SBS').at(-1), 'Ready(00104);');
	t.is(administrator.enter('SERVICE START SBS SBSMASTR').at(-1), 'Ready;');
	installation.settle();
	t.is(user.enter('SBS LIST').at(-1), 'Ready;');
});

test('STOP: who is served is told, at once', t => {
	const {user, administrator, cp} = start(t);
	user.enter('COPYFILE HELLO EXEC Y MINE EXEC A');
	const cancel = cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned') {
			cancel();
			administrator.type('SERVICE STOP SBS');
			user.vm.stop('command');
			cp.schedule(1_000_000, () => {
				user.type('BEGIN');
			});
		}
	});
	t.deepEqual(user.enter('SBS PUT MINE EXEC').slice(-2), ['SBS114E SBS MASTER SBSMASTR DOES NOT ANSWER', 'Ready(00104);']);
	t.deepEqual(administrator.take(), ['DMSSRV005I SBS ENDS', 'Ready;']);
	t.false(cp.machines.has('SBSMASTR'));
});

test('slaves beyond the minimum go when they had no work for as long as the profile says', t => {
	const {user, administrator, cp, installation} = start(t);
	user.type('SBS LIST');
	let most = 0;
	cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned' && happened.owner === 'USER1') {
			// Its user takes a second until he takes the answer.
			user.vm.stop('command');
			administrator.type('SBS LIST');
			cp.schedule(1_000_000, () => {
				user.type('BEGIN');
			});
		}

		most = Math.max(most, cp.slaves.list('SBSMASTR').length);
	});
	const began = cp.clock.now();
	installation.settle();
	t.is(most, 2);
	t.is(cp.slaves.list('SBSMASTR').length, 1);
	t.true(cp.clock.now() - began > 299_000_000 && cp.clock.now() - began < 310_000_000);
});

test('START of a service that is being drained: it goes on; one who is no administrator cannot', t => {
	const {user, administrator, cp} = start(t);
	user.enter('COPYFILE HELLO EXEC Y MINE EXEC A');
	const told: string[][] = [];
	const cancel = cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned') {
			cancel();
			user.vm.stop('command');
			for (const [second, line] of [
				[1, 'SERVICE DRAIN SBS'], [2, 'SERVICE QUERY SBS'], [3, 'SERVICE START SBS'], [4, 'SERVICE QUERY SBS'],
			] as const) {
				cp.schedule(second * 1_000_000, () => {
					told.push(administrator.take());
					administrator.type(line);
				});
			}

			cp.schedule(5_000_000, () => {
				told.push(administrator.take());
				user.type('BEGIN');
			});
		}
	});
	user.enter('SBS PUT MINE EXEC');
	t.deepEqual(told.map(([line]) => line?.replace(/ {2}SLAVES.*$/, '')), [
		undefined, 'DMSSRV005I SBS ENDS', 'SBS      DRAINING MASTER SBSMASTR', 'DMSSRV005I SBS SERVES',
		'SBS      SERVING  MASTER SBSMASTR',
	]);
	t.true(cp.machines.has('SBSMASTR'));
	t.is(user.enter('SBS LIST').at(-1), 'Ready;');
});

test('START of a service that has ended: CP logs its master on for those who may AUTOLOG, and for nobody else', t => {
	const {user, administrator, cp} = start(t);
	t.is(administrator.enter('SERVICE STOP SBS').at(-1), 'Ready;');
	t.false(cp.machines.has('SBSMASTR'));
	t.is(user.enter('SERVICE QUERY SBS')[0], 'DMSSRV002E MASTER SBSMASTR OF SBS DOES NOT ANSWER');
	t.not(user.enter('SERVICE START SBS SBSMASTR').at(-1), 'Ready;');
	t.false(cp.machines.has('SBSMASTR'), 'class G');
	t.not(administrator.enter('SERVICE START SBS WRONG').at(-1), 'Ready;');
	t.false(cp.machines.has('SBSMASTR'), 'wrong password');
	t.is(administrator.enter('SERVICE START SBS SBSMASTR').at(-1), 'Ready;');
	t.true(cp.machines.has('SBSMASTR'));
	t.is(user.enter('SBS LIST').at(-1), 'Ready(00028);');
});

test('a profile that names users: nobody else is served, and each is told', t => {
	const {
		user, administrator, cp, installation,
	} = start(t);
	const other = installation.logOn('USER2');
	const lines = [
		'ACCESS 190 B', 'COPYFILE SBS SERVICE B = = A', 'EDIT SBS SERVICE A', 'LOCATE /USERS/', 'REPLACE USERS USER2',
		'FILE', 'COPYFILE SBS SERVICE A = = B2 (REPLACE', 'ERASE SBS SERVICE A', 'SERVICE STOP SBS',
	];
	for (const line of lines) {
		administrator.enter(line);
	}

	installation.settle();
	t.is(administrator.enter('SERVICE START SBS SBSMASTR').at(-1), 'Ready;');
	installation.settle();
	t.true(cp.machines.has('SBSMASTR'));
	t.deepEqual(user.enter('SBS LIST'), ['DMSSRV003E SBS NOT AVAILABLE - NOT FOR THIS USER', 'Ready(00104);']);
	t.is(other.enter('SBS LIST').at(-1), 'Ready(00028);');
});
