/**
 * Files of a user while a slave works for him: his machine lends it those that the command names, as remote files, from
 * the moment it has the slave to the moment the command ends, however it does.
 */
import test, {type ExecutionContext} from 'ava';
import {configured} from '../support/configurations.js';

function start(t: ExecutionContext, configuration = 'SLAVES') {
	const installation = configured(configuration);
	t.teardown(() => {
		installation.close();
	});
	const {cp} = installation.system;
	const user = installation.logOn('USER1');
	user.enterAll('SET BLIP OFF', 'COPYFILE HELLO EXEC Y MINE DATA A', 'COPYFILE HELLO EXEC Y LARGE DATA A ( RECFM F LRECL 20000');
	/** Who signalled the user's machine since the last look, and what is done at which of them. */
	const signals: string[] = [];
	let at = 0;
	let work = (): void => undefined;
	cp.events.observe(happened => {
		if (happened.kind === 'exchange' && happened.action === 'signal' && happened.partner.userid === 'USER1') {
			signals.push(happened.vm.userid);
			if (signals.length === at) {
				work();
			}
		}
	});
	/** Types a line, and runs until his machine was signalled so often. */
	const until = (line: string, count: number): void => {
		signals.length = 0;
		user.take();
		user.type(line);
		while (signals.length < count && cp.pump(0) === 'busy') {
			// The slave begins.
		}

		t.true(signals.length >= count);
	};

	return {
		installation, user, signals, until,
		meanwhile(count: number, what: () => void): void {
			signals.length = 0;
			at = count;
			work = what;
		},
		/** Whom the user's machine lets signal it. */
		authorized: (): string[] => cp.intermachine.authorizations.list(user.vm),
	};
}

test('a slave may ask for files while it works, and no longer, whatever becomes of the command', t => {
	const {user, until, authorized, installation, signals} = start(t);
	until('SBS PUT MINE DATA', 2);
	t.true(authorized().includes('SBSSLV01'));
	installation.settle();
	t.deepEqual(user.take(), ['SBS104I MINE DATA VERSION 1 STORED', 'Ready;']);
	t.deepEqual(authorized(), []);
	until('SBS GET OTHER DATA', 1);
	installation.settle();
	t.deepEqual(authorized(), [], 'the member is not there');
	until('SBS PUT LARGE DATA', 4);
	user.type('HX');
	installation.settle();
	t.is(user.take().at(-1), 'CMS');
	t.deepEqual(authorized(), [], 'after HX');
	until('SBS PUT LARGE DATA', 4);
	const {sessions, machines} = installation.system.cp;
	sessions.logoff(machines.get(signals[0])!);
	installation.settle();
	t.is(user.take().at(-1), 'Ready;');
	t.deepEqual(authorized(), [], 'its slave was lost');
});

test('a command that names no file lends none, nor is it asked for any', t => {
	const {user, signals} = start(t);
	user.enter('SBS PUT MINE DATA');
	signals.length = 0;
	user.enter('SBS QUERY MEMBER MINE DATA');
	t.is(signals.length, 1, 'the answer');
});

test('a disk that goes while a slave reads or writes its files ends that, and nothing is half there', t => {
	const {user, meanwhile} = start(t);
	user.enter('SBS PUT MINE DATA');
	const before = user.enter('SBS VERIFY');
	for (const line of ['SBS PUT LARGE DATA', 'SBS GET MINE DATA (REPLACE']) {
		const {vm} = user;
		meanwhile(3, () => {
			vm.devices.detach(0x191);
		});
		t.deepEqual(user.enter(line).slice(-2), line.includes('PUT')
			? ['SBS117E SBS DATA BASE ERROR 3', 'Ready(00016);']
			: ['SBS113E DISK A IS NOT ACCESSED R/W OR IS FULL', 'Ready(00036);']);
		user.enterAll('LINK USER1 191 191 W', 'ACCESS 191 A');
	}

	t.deepEqual(user.enter('SBS VERIFY'), before);
	t.deepEqual(user.enter('STATE MINE DATA A'), ['Ready;']);
});

for (const configuration of ['SERVER', 'SLAVES']) {
	test(`${configuration}: a user whose machine stands still is told when it goes on; nothing is stored`, t => {
		const {user, meanwhile, authorized, installation} = start(t, configuration);
		meanwhile(2, () => {
			user.vm.stop('command');
		});
		t.deepEqual(user.enter('SBS PUT LARGE DATA'), []);
		const other = installation.logOn('USER2');
		t.deepEqual(other.enter('SBS LIST'), ['SBS118I NO MEMBERS', 'Ready(00028);']);
		t.is(user.enter('BEGIN').at(-1), 'Ready(00104);');
		t.deepEqual(authorized(), []);
		t.is(user.enter('SBS PUT LARGE DATA').at(-1), 'Ready;');
	});
}
