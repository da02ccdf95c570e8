/** Configuration LINK: the library's disk is one user's while he works, and free again however that ends. */
import test, {type ExecutionContext} from 'ava';
import {extentOf} from '../../../source/cp/devices/minidisk.js';
import {ownMinidisk} from '../../../source/cp/devices/minidisk-link.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {configured} from '../../support/configurations.js';

function start(t: ExecutionContext, ...lines: readonly string[]) {
	const installation = configured('LINK WSBS', ...lines);
	t.teardown(() => {
		installation.close();
	});
	const {cp} = installation.system;
	const logOn = (userid: string) => {
		const user = installation.logOn(userid);
		user.enterAll('SET BLIP OFF', 'DEFINE STORAGE 2M', 'IPL CMS', 'COPYFILE HELLO EXEC Y MINE EXEC A', 'SET EMSG ON');
		return user;
	};

	const owner = cp.directory.find('SBSMASTR')!;
	const place = extentOf('SBSMASTR', ownMinidisk(owner, 0x300)!);
	/** Who has the library's disk. */
	const holders = (): string[] => cp.links.holders(place).map(({vm}) => vm.userid);
	/** Does something when a user has linked it. */
	const whenLinked = (userid: string, then: (vm: VirtualMachine) => void): void => {
		const vm = cp.machines.get(userid)!;
		const look = (): void => {
			if (holders().includes(userid)) {
				then(vm);
			} else {
				cp.schedule(1000, look);
			}
		};

		look();
	};

	return {
		installation, cp, logOn, holders, whenLinked,
	};
}

test('nobody serves: its machine gives the disk up and logs off; who works has it alone, and only then', t => {
	const {cp, logOn, holders, whenLinked} = start(t);
	t.false(cp.machines.has('SBSMASTR'));
	const user = logOn('USER1');
	const seen: string[] = [];
	whenLinked('USER1', vm => {
		const device = [...vm.devices.values()].find(({minidisk}) => minidisk?.owner === 'SBSMASTR')!;
		seen.push(...holders(), device.readOnly ? 'R/O' : 'R/W');
	});
	t.deepEqual(user.enter('SBS PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;']);
	t.deepEqual(seen, ['USER1', 'R/W']);
	t.deepEqual(holders(), []);
	t.is(user.enter('QUERY SEARCH').length, 4, 'no disk more than before');
});

test('who comes while another has the disk waits, and is served then', t => {
	const {installation, logOn, holders, whenLinked, cp} = start(t);
	const [one, two] = [logOn('USER1'), logOn('USER2')];
	one.enter('SBS PUT MINE EXEC');
	whenLinked('USER1', vm => {
		vm.stop('command');
		two.type('SBS LIST');
		cp.schedule(5_000_000, () => {
			t.deepEqual(two.take(), [], 'he waits');
			t.deepEqual(holders(), ['USER1']);
			one.type('BEGIN');
		});
	});
	one.type('SBS LIST');
	installation.settle();
	t.is(one.take().at(-1), 'Ready;');
	t.is(two.take().at(-1), 'Ready;');
	t.deepEqual(holders(), []);
});

test('he waits no longer than the profile says', t => {
	const {logOn} = start(t, 'WAITING 3');
	const [one, two] = [logOn('USER1'), logOn('USER2')];
	one.enter('CP LINK SBSMASTR 300 300 RR RSBS');
	t.deepEqual(two.enter('SBS LIST'), ['SBS241E SBS DISKS OF SBSMASTR ARE IN USE', 'Ready(00104);']);
	one.enter('CP DETACH 300');
	t.is(two.enter('SBS LIST').at(-1), 'Ready(00028);');
});

test('HX: the disk is given back at once', t => {
	const {logOn, holders, whenLinked, installation} = start(t);
	const user = logOn('USER1');
	whenLinked('USER1', () => {
		user.type('HX');
	});
	user.type('SBS PUT MINE EXEC');
	installation.settle();
	t.true(user.take().includes('CMS'));
	t.deepEqual(holders(), []);
	t.is(user.enter('SBS LIST').at(-1), 'Ready(00028);', 'nothing of it was stored');
	t.deepEqual(user.enter('SBS PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;']);
});

test('a user who is forced has it no longer', t => {
	const {logOn, holders, whenLinked, installation, cp} = start(t);
	logOn('USER1').type('SBS PUT MINE EXEC');
	whenLinked('USER1', vm => {
		cp.sessions.force(vm);
	});
	installation.settle();
	t.deepEqual(holders(), []);
});

test('IPL and a reset in the middle: he has it no longer when he needs it again, and what he linked himself stays', t => {
	for (const line of ['IPL CMS', 'SYSTEM CLEAR']) {
		const {logOn, holders, whenLinked, installation} = start(t);
		const [user, other] = [logOn('USER1'), logOn('USER2')];
		whenLinked('USER1', vm => {
			vm.stop('command');
			user.type(line);
		});
		user.type('SBS PUT MINE EXEC');
		installation.settle();
		// A reset clears the storage that had it noted; IPL finds it there.
		t.deepEqual(holders(), line === 'IPL CMS' ? [] : ['USER1']);
		if (line === 'IPL CMS') {
			t.is(other.enter('SBS LIST').at(-1), 'Ready(00028);', 'nobody waits for him, who has not typed a line yet');
		}

		user.enter('IPL CMS');
		user.enterAll('', 'SET EMSG ON');
		t.deepEqual(user.enter('SBS PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;'], line);
		t.deepEqual(holders(), []);
		t.is(other.enter('SBS LIST').at(-1), 'Ready;');
	}

	const {logOn, holders} = start(t, 'WAITING 3');
	const [user, other] = [logOn('USER1'), logOn('USER2')];
	user.enter('CP LINK SBSMASTR 300 333 W WSBS');
	t.is(other.enter('SBS LIST').at(-1), 'Ready(00104);', 'nobody takes a disk from another');
	user.enter('ACCESS 333 E');
	t.is(user.enter('SBS LIST').at(-1), 'Ready(00104);');
	t.deepEqual(holders(), ['USER1'], 'it is accessed');
});

test('the program is read at each command, as long as the profile says; a machine without room for it is told', t => {
	const large = start(t, 'MODULESIZE 1500K');
	const user = large.logOn('USER1');
	const reads = (line: string): number => {
		const before = user.vm.account.usage.sio;
		user.enter(line);
		return user.vm.account.usage.sio - before;
	};

	reads('SBS LIST');
	const [first, second] = [reads('SBS LIST'), reads('SBS LIST')];
	t.true(first > 100, `${first} SIOs`);
	t.is(second, first);
	const small = large.installation.logOn('USER2');
	small.enter('SET EMSG ON');
	t.regex(small.enter('SBS LIST')[0], /^DMSMOD109S/);
	const {logOn} = start(t);
	const other = logOn('USER1');
	other.enter('SBS LIST');
	const before = other.vm.account.usage.sio;
	other.enter('SBS LIST');
	t.true(other.vm.account.usage.sio - before < first / 3, `${other.vm.account.usage.sio - before} SIOs`);
});

test('a wrong password is said with the number of the message', t => {
	const installation = configured('LINK WRONG');
	t.teardown(() => {
		installation.close();
	});
	const user = installation.logOn('USER1');
	t.deepEqual(user.enter('SBS LIST'), ['SBS240E SBS DISK SBSMASTR 300 CANNOT BE LINKED; CODE 114', 'Ready(00104);']);
});
