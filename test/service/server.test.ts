/** Configuration SERVER: one machine, one request at a time; nobody holds it up for long, whatever becomes of him. */
import test, {type ExecutionContext} from 'ava';
import {configured} from '../support/configurations.js';
import type {InstalledUser} from '../support/installation.js';

function start(t: ExecutionContext) {
	const installation = configured('SERVER');
	t.teardown(() => {
		installation.close();
	});
	const {cp} = installation.system;
	const [one, two] = ['USER1', 'USER2'].map(userid => installation.logOn(userid));
	for (const user of [one, two]) {
		user.enterAll('SET BLIP OFF', 'COPYFILE HELLO EXEC Y MINE EXEC A');
	}

	/** Does something once the user has asked for the service. */
	const whenAsked = (user: InstalledUser, then: () => void): void => {
		const cancel = cp.events.observe(happened => {
			if (happened.kind === 'exchange' && happened.action === 'signal' && happened.vm === user.vm) {
				cancel();
				cp.schedule(0, then);
			}
		});
	};

	return {
		installation, cp, one, two, whenAsked,
	};
}

test('two ask at once and are served one after the other, by the machine that has the disk; there are no slaves', t => {
	const {installation, cp, one, two} = start(t);
	one.type('SBS PUT MINE EXEC');
	two.type('SBS LIST');
	installation.settle();
	t.deepEqual(one.take().slice(-2), ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;']);
	t.regex(two.take().at(-1)!, /^Ready/);
	t.is(cp.slaves.list('SBSMASTR').length, 0);
	const master = cp.machines.get('SBSMASTR')!;
	const {minidisk} = master.devices.get(0x300)!;
	t.deepEqual(cp.links.holders(minidisk!).map(({vm}) => vm.userid), ['SBSMASTR'], 'no user has it');
	t.regex(one.enter('SERVICE QUERY SBS')[0], /^SBS {6}SERVING {2}MASTER SBSMASTR {2}SERVER {2}WAITING 0$/);
	t.regex(one.enter('SBS QUERY SERVICE')[0], /^SBS {6}CONFIGURATION SERVER {2}LIBRARY SBSMASTR 300$/);
});

test('who stops in the middle holds the others up for a limited time, and has no answer', t => {
	const {installation, cp, one, two, whenAsked} = start(t);
	whenAsked(one, () => {
		one.vm.stop('command');
	});
	one.type('SBS PUT MINE EXEC');
	cp.schedule(1_000_000, () => {
		two.type('SBS PUT MINE EXEC');
	});
	let typed: string[] = [];
	cp.schedule(100_000_000, () => {
		typed = two.take();
	});
	installation.settle();
	t.deepEqual(typed, ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;'], 'before the service\'s own limit');
	t.is(one.enter('BEGIN').at(-1), 'Ready(00104);');
	t.deepEqual(one.enter('SBS PUT MINE EXEC'), ['SBS108E MINE EXEC IS OWNED BY USER2', 'Ready(00012);']);
});

for (const [what, end] of [
	['HX', (user: InstalledUser) => {
		user.type('HX');
	}],
	['FORCE', (user: InstalledUser) => {
		user.installation.system.cp.sessions.force(user.vm);
	}],
] as const) {
	test(`${what} of a user in the middle: the next is served`, t => {
		const {installation, one, two, whenAsked} = start(t);
		whenAsked(one, () => {
			end(one);
		});
		one.type('SBS PUT MINE EXEC');
		installation.settle();
		t.regex(two.enter('SBS LIST').at(-1)!, /^Ready/);
		t.true(two.enter('SBS PUT MINE EXEC').at(-1)!.startsWith('Ready'));
	});
}

test('the machine is forced in the middle: it is logged on again, and the request is done once', t => {
	const {installation, cp, one, whenAsked} = start(t);
	whenAsked(one, () => {
		cp.sessions.force(cp.machines.get('SBSMASTR')!);
	});
	one.type('SBS PUT MINE EXEC');
	installation.settle();
	t.deepEqual(one.take().slice(-2), ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;']);
	t.is(one.enter('SBS QUERY MEMBER MINE EXEC').length, 3, 'one version');
});

test('DRAIN: it logs off, and stays away', t => {
	const {installation, cp, one} = start(t);
	const administrator = installation.logOn('MAINT');
	t.regex(one.enter('SERVICE DRAIN SBS').join('\n'), /NOT AN ADMINISTRATOR OF SBS\nReady\(00012\);/);
	t.regex(administrator.enter('SERVICE DRAIN SBS').join('\n'), /SBS ENDS\nReady;/);
	t.false(cp.machines.has('SBSMASTR'));
	t.deepEqual(one.enter('SBS LIST'), ['SBS114E SBS MASTER SBSMASTR DOES NOT ANSWER', 'Ready(00104);']);
});
