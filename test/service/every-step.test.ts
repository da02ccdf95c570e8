/**
 * Master or slave is forced at every step of a request, one after the other: at each signal, reply, transfer and end of
 * an exchange that the request leads to. Whatever had been done by then, the request is done once, and its user told.
 */
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {Installation} from '../support/installation.js';

/** Every third step; all of them with YORKTOWN_EVERY_STEP=1. */
const stride = process.env.YORKTOWN_EVERY_STEP === undefined ? 3 : 1;
/** Longer than restarts of a service are counted, microseconds. */
const longAgo = 3_700_000_000;

function start(t: ExecutionContext) {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const {cp} = installation.system;
	const operator = installation.logOn('OPERATOR');
	const user = installation.logOn('USER1');
	const other = installation.logOn('USER2');
	for (const each of [user, other]) {
		each.enterAll('SET BLIP OFF', 'SET EMSG ON');
	}

	/** Does something at step `number` of what follows; false where there were not so many. */
	const atStep = (number: number, act: () => void): (() => boolean) => {
		let step = 0;
		const cancel = cp.events.observe(happened => {
			if (happened.kind === 'exchange' && ++step === number) {
				cp.schedule(0, act);
			}
		});
		return () => {
			cancel();
			return step >= number;
		};
	};

	return {
		installation, cp, operator, user, other, atStep,
	};
}

/** Forces somebody at every step of a PUT, then at every step of a DELETE. */
function everyStep(t: ExecutionContext, whom: (cp: Installation['system']['cp']) => string | undefined): void {
	const {
		installation, cp, operator, user, other, atStep,
	} = start(t);
	const seen = new Set<string>();
	for (let number = 1; ; number += stride) {
		const member = `M${number} EXEC`;
		user.enter(`COPYFILE HELLO EXEC Y ${member} A`);
		for (const [line, done] of [
			[`SBS PUT ${member}`, `SBS104I ${member} VERSION 1 STORED`], [`SBS DELETE ${member}`, `SBS123I ${member} DELETED`],
		] as const) {
			cp.clock.advance(longAgo);
			installation.settle();
			const happened = atStep(number, () => {
				const userid = whom(cp);
				if (userid !== undefined) {
					operator.type(`FORCE ${userid}`);
				}
			});
			const typed = user.enter(line);
			t.deepEqual(typed.slice(-2), [done, 'Ready;'], `${line}: step ${number}: ${typed.join('; ')}`);
			seen.add(typed.length === 2 ? 'quiet' : typed[0]);
			if (!happened() && line.includes('DELETE')) {
				t.true(number > 12, 'a request has so many steps');
				t.true([...seen].some(each => each.startsWith('DMSSRV007I SBS REPEATS YOUR REQUEST')));
				return;
			}

			const versions = other.enter(`SBS QUERY ${member}`).filter(each => each.startsWith('VERSION')).length;
			t.is(versions, line.includes('PUT') ? 1 : 0, `${line}: step ${number}`);
		}
	}
}

test('the master is forced at every step: what was asked is done, once', t => {
	everyStep(t, () => 'SBSMASTR');
});

test('the slave at work is forced at every step: what was asked is done, once', t => {
	everyStep(t, cp => cp.slaves.list('SBSMASTR').find(slave => slave.assignment.owner)?.userid);
});

test('FORCE of the slave at work during DRAIN: its user is served, nobody new, and the service ends', t => {
	const {
		cp, operator, user, other, installation,
	} = start(t);
	const administrator = installation.logOn('MAINT');
	user.enter('COPYFILE HELLO EXEC Y MINE EXEC A');
	let refused: string[] = [];
	const cancel = cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned') {
			cancel();
			administrator.type('SERVICE DRAIN SBS');
			cp.schedule(10_000, () => {
				operator.type(`FORCE ${happened.vm.userid}`);
				other.type('SBS LIST');
				cp.schedule(900_000, () => {
					refused = other.take();
				});
			});
		}
	});
	t.deepEqual(user.enter('SBS PUT MINE EXEC'), [
		'DMSSRV007I SBS REPEATS YOUR REQUEST - SLAVE LOST', 'SBS104I MINE EXEC VERSION 1 STORED', 'Ready;',
	]);
	t.deepEqual(refused, ['DMSSRV003E SBS NOT AVAILABLE - ENDING', 'Ready(00104);']);
	t.false(cp.machines.has('SBSMASTR'));
	t.deepEqual(cp.slaves.list('SBSMASTR'), []);
});

test('FORCE of the master during DRAIN: it comes back to end what was asked, takes nothing new, and stays away', t => {
	const {
		cp, operator, user, other, installation,
	} = start(t);
	const administrator = installation.logOn('MAINT');
	user.enter('COPYFILE HELLO EXEC Y MINE EXEC A');
	const refused: string[][] = [];
	const cancel = cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned') {
			cancel();
			// It takes a moment to remember that.
			user.vm.stop('command');
			administrator.type('SERVICE DRAIN SBS');
			cp.schedule(500_000, () => {
				operator.type('FORCE SBSMASTR');
				user.type('BEGIN');
			});
			for (const seconds of [4, 20]) {
				cp.schedule(seconds * 1_000_000, () => {
					other.type('SBS LIST');
				});
				cp.schedule((seconds + 3) * 1_000_000, () => {
					refused.push(other.take());
				});
			}
		}
	});
	t.deepEqual(user.enter('SBS PUT MINE EXEC').filter(line => line !== ''), [
		'DMSSRV007I SBS REPEATS YOUR REQUEST - MASTER LOST', 'SBS104I MINE EXEC VERSION 1 STORED', 'Ready;',
	]);
	const ending = ['DMSSRV003E SBS NOT AVAILABLE - ENDING', 'Ready(00104);'];
	t.deepEqual(refused, [ending, ending]);
	t.false(cp.machines.has('SBSMASTR'));
	// What one master has ended the next one does not remember.
	operator.enter('AUTOLOG SBSMASTR SBSMASTR');
	t.is(other.enter('SBS LIST').at(-1), 'Ready;');
	t.true(cp.machines.has('SBSMASTR'));
});
