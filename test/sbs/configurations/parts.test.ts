/**
 * BUILD in several slaves at once: typed and stored is the same as of one after the other, whoever is lost in between,
 * and nobody waits for a slave that another BUILD has.
 */
import test, {type ExecutionContext} from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import type {NewFile} from '../../../source/cms/file-system/disk/disk.js';
import {sbsService} from '../../support/configurations.js';
import {Installation, type InstalledUser} from '../../support/installation.js';
import {profileWith} from '../../support/library-disk.js';

const file = (name: string, type: string, lines: readonly string[]): NewFile => ({
	name, type, modeNumber: '2', recordFormat: 'F', recordLength: 80, records: lines.map(line => toEbcdic(line.padEnd(80))),
});

const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
/** One with a warning, one that does not assemble, one with a macro. */
const special: Readonly<Record<string, readonly string[]>> = {
	C: ['         NOTHING'], E: ['LONG     DC    C\'X\'', '         DC    AL1(300)'], F: ['         STOP'],
};
const sources = letters.map(letter => file(`P${letter}`, 'ASSEMBLE', [
	`P${letter}       CSECT`, ...Array.from({length: 20}, () => '         SR    15,15'), ...special[letter] ?? [],
	'         BR    14', '         END',
]));
const files = [
	...sources,
	file('STOP', 'MACRO', ['         MACRO', '         STOP', '         BR    14', '         MEND']),
	file('ALL', 'BUILD', ['INCLUDE PA PB PD', 'ENTRY PA']),
	file('BAD', 'BUILD', ['INCLUDE PA PC', 'ENTRY PA']),
	file('PS', 'SBSLIST', [...letters.map(letter => `P${letter} ASSEMBLE S`), 'STOP MACRO S', 'ALL BUILD S', 'BAD BUILD S']),
];

/** An installation with so many slaves, and users who have stored the sources. */
function start(t: ExecutionContext, configuration: string, maximum: number, ...userids: readonly string[]) {
	const installation = new Installation({files: [...files, sbsService(configuration, `MAXIMUM ${maximum}`)]});
	t.teardown(() => {
		installation.close();
	});
	return {installation, ...stored(installation, userids)};
}

/** Users who have stored the sources. */
function stored(installation: Installation, userids: readonly string[]) {
	const users = userids.map(userid => installation.logOn(userid));
	for (const user of users) {
		user.enterAll('SET BLIP OFF', 'SET EMSG ON', 'SET LINEND OFF');
	}

	const [one] = users;
	one.enterAll('SBS IMPORT PS SBSLIST S', 'SBS DEFINE SYSTEM PS', 'SBS INCLUDE * ASSEMBLE IN PS');
	one.enterAll('SBS INCLUDE * MACRO IN PS', 'SBS INCLUDE * BUILD IN PS');
	return {users, cp: installation.system.cp};
}

/** How many slaves a user has at once at most, from now on. */
function mostSlaves({cp}: ReturnType<typeof start>, userid: string): () => number {
	let most = 0;
	cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned') {
			const his = cp.slaves.list('SBSMASTR').filter(slave => cp.slaves.owner(slave) === userid);
			most = Math.max(most, his.length);
		}
	});
	return () => most;
}

const objects = ['PA TEXT', 'PF TEXT', 'PE LISTING', 'PC LISTING', 'ALL MODULE', 'ALL MAP'];

/** What BUILD types, and what is stored then. */
function built(user: InstalledUser, line = 'SBS BUILD PS'): string[] {
	const typed = user.enter(line);
	for (const object of objects) {
		const [name, type] = object.split(' ');
		typed.push(...user.enterAll(
			`SBS GET ${object} (REPLACE`,
			`TYPE ${name} ${type} A (HEX`,
			`SBS QUERY BUILT ${object}`,
			`ERASE ${object}`,
		));
	}

	return typed.map(each => each.replaceAll(/\d\d\/\d\d\/\d\d|\d\d:\d\d:\d\d/g, ''));
}

test('one slave or four, SERVER or LINK: the same is typed and stored, and a null BUILD builds nothing', t => {
	const results = [['SLAVES', 4], ['SLAVES', 1], ['SERVER', 1], ['LINK WSBS', 1]] as const;
	const [first, ...others] = results.map(([configuration, maximum]) => {
		const started = start(t, configuration, maximum, 'USER1');
		const [user] = started.users;
		const most = mostSlaves(started, 'USER1');
		const typed = built(user);
		t.is(most(), configuration === 'SLAVES' ? maximum : 0);
		t.deepEqual(user.enter('SBS BUILD PS'), [
			...typed.filter(line => /PC|BAD MODULE NOT/.test(line)).slice(0, 3),
			'SBS206I SYSTEM PS: 0 BUILT, 8 UP TO DATE, 2 NOT BUILT', 'Ready(00008);',
		]);
		return typed;
	});
	t.true(first.some(line => line.includes('SBS202E PC ASSEMBLE DOES NOT ASSEMBLE')));
	t.deepEqual(
		first.filter(line => /^SBS20[0-2]. P. /.test(line)).map(line => line.split(' ')[1]),
		letters.map(letter => `P${letter}`),
		'in the order of the system',
	);
	for (const other of others) {
		t.deepEqual(other, first);
	}
});

test('two BUILDs at once with two slaves, and with three: neither waits for a slave of the other', t => {
	for (const maximum of [2, 3]) {
		const {installation, users: [one, two]} = start(t, 'SLAVES', maximum, 'USER1', 'MAINT');
		two.enterAll('SBS DEFINE SYSTEM TWO', 'SBS INCLUDE * ASSEMBLE IN TWO', 'SBS INCLUDE * MACRO IN TWO');
		one.type('SBS BUILD PS');
		two.type('SBS BUILD TWO (FORCE');
		installation.settle();
		// What the other has built of the same sources by then is up to date.
		const [summary, ready] = one.take().slice(-2);
		const [, built, current] = /^SBS206I SYSTEM PS: (\d) BUILT, (\d) UP TO DATE, 2 NOT BUILT$/.exec(summary)!;
		t.is(Number(built) + Number(current), 8);
		t.is(ready, 'Ready(00008);');
		t.deepEqual(two.take().slice(-2), ['SBS206I SYSTEM TWO: 7 BUILT, 0 UP TO DATE, 1 NOT BUILT', 'Ready(00008);']);
		t.deepEqual(one.enter('SBS BUILD PS').slice(-2), [
			'SBS206I SYSTEM PS: 0 BUILT, 8 UP TO DATE, 2 NOT BUILT', 'Ready(00008);',
		]);
		t.is(two.enter('SBS VERIFY')[0].split(';')[1], ' 0 ERRORS');
	}
});

test('others are served while a BUILD has all slaves', t => {
	const {installation, users: [one, two]} = start(t, 'SLAVES', 3, 'USER1', 'USER2');
	const order: string[] = [];
	for (const user of [one, two]) {
		const send = user.send.bind(user);
		user.send = output => {
			order.push(...output.kind === 'line' && output.text.startsWith('Ready') ? [user.userid] : []);
			send(output);
		};
	}

	one.type('SBS BUILD PS (FORCE');
	two.type('SBS LIST PA *');
	installation.settle();
	t.deepEqual(order, ['USER2', 'USER1']);
	t.is(one.take().at(-2), 'SBS206I SYSTEM PS: 8 BUILT, 0 UP TO DATE, 2 NOT BUILT');
});

test('a further slave that is forced: what it was at is built all the same, and nothing is told of it', t => {
	const expected = built(start(t, 'SLAVES', 1, 'USER1').users[0]);
	for (const microseconds of [40_000, 400_000]) {
		const {installation, users: [user], cp} = start(t, 'SLAVES', 2, 'USER1');
		const operator = installation.logOn('OPERATOR');
		let assigned = 0;
		cp.events.observe(happened => {
			if (happened.kind === 'slave' && happened.action === 'assigned' && ++assigned === 2) {
				cp.schedule(microseconds, () => {
					operator.type(`FORCE ${happened.vm.userid}`);
				});
			}
		});
		// What it had stored, and nobody had heard of, is built again.
		const again = ' BUILT AGAIN, THE SAME';
		t.deepEqual(
			built(user).map(line => line.endsWith(again) ? line.replace('SBS201I', 'SBS200I').replace(again, ' BUILT') : line),
			expected,
			String(microseconds),
		);
		t.true(assigned > 1);
		t.is(user.enter('SBS QUERY PA TEXT').filter(line => line.startsWith('VERSION')).length, 1);
	}
});

test('the slave that does the command is forced: all is done again, once', t => {
	const {installation, users: [user], cp} = start(t, 'SLAVES', 3, 'USER1');
	const operator = installation.logOn('OPERATOR');
	let first: string | undefined;
	cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned') {
			first ??= happened.vm.userid;
			if (happened.vm.userid !== first) {
				cp.schedule(200_000, () => {
					operator.type(`FORCE ${first}`);
				});
			}
		}
	});
	const typed = user.enter('SBS BUILD PS');
	t.true(typed.includes('DMSSRV007I SBS REPEATS YOUR REQUEST - SLAVE LOST'));
	t.deepEqual(user.enter('SBS BUILD PS').slice(-2), [
		'SBS206I SYSTEM PS: 0 BUILT, 8 UP TO DATE, 2 NOT BUILT', 'Ready(00008);',
	]);
	t.is(user.enter('SBS QUERY PA TEXT').filter(line => line.startsWith('VERSION')).length, 1);
});

test('HX in the middle gives every slave back; what was built until then is there', t => {
	const {installation, users: [one, two], cp} = start(t, 'SLAVES', 3, 'USER1', 'USER2');
	let assigned = 0;
	cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned' && ++assigned === 3) {
			cp.schedule(100_000, () => {
				one.type('HX');
			});
		}
	});
	one.type('SBS BUILD PS');
	installation.settle();
	t.is(one.take().at(-1), 'CMS');
	t.is(assigned, 3);
	t.true(cp.slaves.list('SBSMASTR').every(slave => cp.slaves.owner(slave) === 'SBSMASTR'));
	t.is(two.enter('SBS LIST PA *').at(-1), 'Ready;');
	t.deepEqual(one.enter('SBS BUILD PS').slice(-1), ['Ready(00008);']);
	t.deepEqual(one.enter('SBS BUILD PS').slice(-2, -1), ['SBS206I SYSTEM PS: 0 BUILT, 8 UP TO DATE, 2 NOT BUILT']);
});

test('a disk that is full in the middle of a BUILD in several slaves: its user is told, and nothing is half there', t => {
	const installation = new Installation({
		profile: profileWith(t, 1),
		files: [...files, sbsService('SLAVES', 'MAXIMUM 4')],
	});
	t.teardown(() => {
		installation.close();
	});
	const started = stored(installation, ['USER1']);
	const {users: [user]} = started;
	for (const name of ['PA', 'PB', 'PD', 'PG', 'PH']) {
		user.enterAll(`COPYFILE ${name} ASSEMBLE S = = A`, `EDIT ${name} ASSEMBLE`, 'TOP', 'NEXT');
		user.enterAll('INPUT A        DC    2000F\'1\'', 'FILE');
		t.is(user.enter(`SBS PUT ${name} ASSEMBLE`).at(-1), 'Ready;');
	}

	user.enter('COPYFILE SBSPROG MODULE S = = A');
	for (let count = 0, typed = ['Ready;']; typed.at(-1) === 'Ready;' && count < 20; count++) {
		user.enter(`RENAME SBSPROG MODULE A FILL${count} MODULE A`);
		typed = user.enter(`SBS PUT FILL${count} MODULE`);
		user.enter(`RENAME FILL${count} MODULE A SBSPROG MODULE A`);
	}

	const most = mostSlaves({installation, ...started}, 'USER1');
	t.deepEqual(user.enter('SBS BUILD PS').slice(-2), ['SBS110E SBS DATA BASE IS FULL', 'Ready(00013);']);
	t.true(most() > 1);
	t.is(user.enter('SBS VERIFY')[0].split(';')[1], ' 0 ERRORS');
});

test('a further slave that is lost before it does anything is not followed by one after the other', t => {
	const {installation, users: [user], cp} = start(t, 'SLAVES', 2, 'USER1');
	const operator = installation.logOn('OPERATOR');
	let assigned = 0;
	cp.events.observe(happened => {
		if (happened.kind === 'slave' && happened.action === 'assigned' && ++assigned > 1) {
			cp.schedule(1000, () => {
				operator.type(`FORCE ${happened.vm.userid}`);
			});
		}
	});
	t.is(user.enter('SBS BUILD PS').at(-2), 'SBS206I SYSTEM PS: 8 BUILT, 0 UP TO DATE, 2 NOT BUILT');
	t.is(assigned, 2);
});

test('what a user is to be told of others he is told at the end of his BUILD', t => {
	const {users: [one, two]} = start(t, 'SLAVES', 4, 'USER1', 'MAINT');
	// Who takes no messages is told with his next command.
	one.enterAll('SET MSG OFF', 'SBS NOTIFY NOTES *');
	two.enterAll('COPYFILE PA ASSEMBLE S NOTES EXEC A', 'SBS PUT NOTES EXEC');
	const typed = one.enter('SBS BUILD PS');
	t.regex(typed.at(-2)!, /NOTES EXEC/);
	t.regex(typed.at(-3)!, /^SBS206I/);
});
