/**
 * Slaves of a service are prepared once: the next begins as the first was, and so does each after every user, in pages
 * that all of them share. When what they were made from changes, they are prepared anew.
 */
import test, {type ExecutionContext} from 'ava';
import {sharedHead} from '../../source/cms/file-system/directory/shared-directory.js';
import {lockTableLength} from '../../source/cms/locks/lock-layout.js';
import {LockMembers} from '../../source/cms/locks/lock-members.js';
import {mapping} from '../../source/machine/storage/storage.js';
import {Installation, type InstalledUser} from '../support/installation.js';

function start(t: ExecutionContext, ...userids: readonly string[]) {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const {cp} = installation.system;
	const operator = installation.logOn('OPERATOR');
	const users = userids.map(userid => installation.logOn(userid));
	const ipls: string[] = [];
	cp.events.observe(event => {
		if (event.kind === 'reset' && event.vm.assignment.creator === 'SBSMASTR') {
			ipls.push(event.vm.userid);
		}
	});
	return {
		installation, cp, operator, users, ipls, slaves: () => cp.slaves.list('SBSMASTR'),
	};
}

const none = ['SBS118I NO MEMBERS', 'Ready(00028);'];

/** All at once: so many slaves are needed. */
function together(installation: Installation, users: readonly InstalledUser[]): string[][] {
	for (const user of users) {
		user.take();
		user.type('SBS LIST');
	}

	installation.settle();
	return users.map(user => user.take());
}

test('no slave is loaded after the first: each begins from its image, which is one copy for all', t => {
	const {
		installation, cp, users, ipls, slaves,
	} = start(t, 'USER1', 'USER2', 'USER3', 'CMSUSER');
	let shared = 0;
	let own: number[] = [];
	/** Counts, when all are ready and before those beyond the minimum go. */
	const count = (): void => {
		const all = slaves();
		const pages = [...all[0].storage.pages.keys()];
		shared = pages.filter(page => {
			const content = all[0].storage.contentOf(page);
			return content && all.every(({storage}) =>
				storage.mappingOf(page) !== mapping.private && storage.contentOf(page) === content);
		}).length;
		own = all.map(({storage}) => pages
			.filter(page => storage.contentOf(page) && storage.mappingOf(page) === mapping.private).length);
	};

	for (let round = 0; round < 3; round++) {
		cp.schedule(100_000_000, count);
		t.deepEqual(together(installation, users), [none, none, none, none]);
		t.true(own.length >= 2);
		t.true(shared >= 16, `${shared} pages are one copy for ${own.length} slaves`);
		t.true(Math.max(...own) <= 8, `they have ${own.join(', ')} of their own`);
	}

	t.deepEqual(ipls, []);
});

test('a slave that holds the image is forced: one more is loaded and prepared, and the others begin from that', t => {
	const {operator, users: [user], ipls, slaves} = start(t, 'USER1');
	operator.enter(`FORCE ${slaves()[0].userid}`);
	t.is(ipls.length, 1);
	for (let round = 0; round < 3; round++) {
		t.deepEqual(user.enter('SBS LIST'), none);
	}

	t.is(ipls.length, 1);
});

test('a file of the prototype\'s disks is changed: the next slave is loaded from what is there now, and prepared', t => {
	const {installation, users: [user], ipls, cp, slaves} = start(t, 'USER1');
	t.deepEqual(user.enter('SBS LIST'), none);
	t.deepEqual(ipls, []);
	const maint = installation.logOn('MAINT');
	maint.enterAll('SET BLIP OFF', 'ACCESS 19E B', 'COPYFILE HELLO EXEC B HELLO EXEC B (REPLACE');
	t.true(cp.machines.has('SBSMASTR'));
	for (let round = 0; round < 3; round++) {
		t.deepEqual(user.enter('SBS LIST'), none);
	}

	t.is(ipls.length, 1);
	t.is(slaves().length, 1);
});

test('a slave that began as another is in the group of the library in its own name', t => {
	const {installation, cp, users} = start(t, 'USER1', 'USER2', 'USER3');
	const {extent: {first: base}} = cp.systems.get('SBSDIR')!;
	const seen = new Set<string>();
	cp.events.observe(event => {
		if (event.kind === 'exchange' && event.action === 'signal' && event.vm.assignment.creator === 'SBSMASTR') {
			const members = new LockMembers(event.vm.storage, base).all().map(({userid}) => userid);
			t.true(members.includes(event.vm.userid), `${event.vm.userid} among ${members.join(' ')}`);
			seen.add(event.vm.userid);
		}
	});
	together(installation, users);
	together(installation, users);
	t.true(seen.size > 2);
});

test('the directory of the library is read once, though the only slave begins anew for each command', t => {
	const {cp, users: [user], slaves} = start(t, 'USER1');
	const {extent: {first: base}} = cp.systems.get('SBSDIR')!;
	const readings = (): number => slaves()[0].storage
		.word(base + lockTableLength + sharedHead.offset.readings);
	for (let command = 0; command < 3; command++) {
		t.deepEqual(user.enter('SBS LIST'), none);
		t.is(readings(), 1);
	}

	t.is(slaves().length, 1);
});
