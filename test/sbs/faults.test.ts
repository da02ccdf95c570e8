/**
 * Faults in the middle of SBS commands, in the three configurations: the library's disk is full, machines that work or
 * serve are forced. Who asked is told or served, nothing is half there, others go on; the audit file has who may not.
 */
import test, {type ExecutionContext} from 'ava';
import {configurations, sbsService, type ConfigurationLine} from '../support/configurations.js';
import {Installation, type InstalledUser} from '../support/installation.js';
import {profileWith} from '../support/library-disk.js';

function start(t: ExecutionContext, configuration: ConfigurationLine, profile?: string) {
	const installation = new Installation({profile, files: [sbsService(configuration)]});
	t.teardown(() => {
		installation.close();
	});
	const logOn = (userid: string): InstalledUser => {
		const user = installation.logOn(userid);
		user.enterAll('SET BLIP OFF', 'DEFINE STORAGE 2M', 'IPL CMS', 'SET EMSG ON');
		return user;
	};

	const [one, two] = [logOn('USER1'), logOn('USER2')];
	one.enterAll('COPYFILE HELLO EXEC Y MINE EXEC A', 'EDIT P ASSEMBLE', 'INPUT P        CSECT');
	one.enterAll('INPUT          BR    14', 'INPUT          END', 'FILE', 'SBS PUT MINE EXEC', 'SBS PUT P ASSEMBLE');
	one.enterAll('SBS DEFINE SYSTEM PS', 'SBS INCLUDE P ASSEMBLE IN PS', 'SBS BUILD PS');
	const verified = (): string[] => two.enter('SBS VERIFY');
	const operator = installation.logOn('OPERATOR');
	return {
		installation, operator, one, two, verified, logOn,
	};
}

for (const configuration of configurations) {
	test(`${configuration}: a full disk in the middle of PUT and BUILD leaves everything as it was`, t => {
		const {one, two, verified} = start(t, configuration, profileWith(t, 1));
		const full = ['SBS110E SBS DATA BASE IS FULL', 'Ready(00013);'];
		let members = 4;
		/** Stores copies of a file until one does not go in. */
		const fillWith = (name: string): void => {
			one.enter(`COPYFILE ${name} MODULE S = = A`);
			let typed = ['Ready;'];
			for (let count = 0; typed.at(-1) === 'Ready;' && count < 20; count++) {
				one.enter(`RENAME ${name} MODULE A ${name}${count} MODULE A`);
				typed = one.enter(`SBS PUT ${name}${count} MODULE`);
				members += typed.at(-1) === 'Ready;' ? 1 : 0;
				one.enter(`RENAME ${name}${count} MODULE A ${name} MODULE A`);
			}

			t.deepEqual(typed, full);
			one.enter(`ERASE ${name} MODULE`);
			t.deepEqual(verified(), [`SBS159I ${members} MEMBERS, ${members} VERSIONS VERIFIED; 0 ERRORS`, 'Ready;']);
		};

		fillWith('SBSPROG');
		fillWith('HELP');
		one.enterAll('EDIT P ASSEMBLE', 'TOP', 'NEXT', 'INPUT A        DC    2000F\'1\'', 'FILE');
		t.is(one.enter('SBS PUT P ASSEMBLE').at(-1), 'Ready;');
		t.deepEqual(one.enter('SBS BUILD PS'), full);
		t.deepEqual(two.enter('SBS GET P TEXT'), ['SBS105I P TEXT VERSION 1 COPIED TO A1', 'Ready;']);
		const whole = (): string => `SBS159I ${members} MEMBERS, ${members + 1} VERSIONS VERIFIED; 0 ERRORS`;
		t.deepEqual(verified(), [whole(), 'Ready;']);
		t.is(one.enter('SBS DELETE SBSPROG0 MODULE').at(-1), 'Ready;', 'what is too much can be taken away');
		t.is(one.enter('SBS BUILD PS')[0], 'SBS200I P TEXT VERSION 2 BUILT');
		t.true(verified()[0].endsWith(' 0 ERRORS'));
	});
}

for (const [configuration, machines] of [
	['SERVER', ['SBSMASTR']], ['SLAVES', ['SBSSLV', 'SBSMASTR']],
] as const) {
	test(`${configuration}: machines that are forced in PUT, PROMOTE and BUILD: it is done once, and the library whole`, t => {
		const {installation: {system: {cp}}, one, two, verified, operator} = start(t, configuration);
		let version = 1;
		let again = 0;
		for (const machine of machines) {
			for (const microseconds of [1000, 6000, 12_000, 20_000]) {
				for (const [line, answer] of [
					['SBS PUT MINE EXEC', 'SBS104I MINE EXEC VERSION n STORED'],
					['SBS PROMOTE MINE EXEC', 'SBS138I MINE EXEC VERSION n PROMOTED TO INTEGRATION'],
					['SBS BUILD PS (FORCE', 'SBS201I P TEXT VERSION 1 BUILT AGAIN, THE SAME'],
				] as const) {
					const what = `${line}, FORCE ${machine} ${microseconds}`;
					// Machines that are lost too often in an hour are not begun again.
					cp.clock.advance(3_700_000_000);
					one.enter('');
					const cancel = cp.events.observe(happened => {
						if (happened.kind !== 'exchange' || happened.action !== 'signal' || happened.vm !== one.vm) {
							return;
						}

						cancel();
						cp.schedule(microseconds, () => {
							const slave = cp.slaves.list('SBSMASTR').find(each => cp.slaves.owner(each) === 'USER1');
							operator.type(`FORCE ${machine === 'SBSSLV' ? slave?.userid : machine}`);
						});
					});
					const typed = one.enter(line);
					again += typed.filter(each => each.includes('SBS REPEATS YOUR REQUEST')).length;
					version += line.includes('PUT') ? 1 : 0;
					t.true(typed.includes(answer.replace(' n ', ` ${version} `)), `${what}: ${typed.join('; ')}`);
					t.is(typed.at(-1), 'Ready;', what);
					t.deepEqual(verified(), [`SBS159I 4 MEMBERS, ${version + 3} VERSIONS VERIFIED; 0 ERRORS`, 'Ready;'], what);
					t.is(two.enter('SBS LIST').at(-1), 'Ready;', what);
				}
			}
		}

		t.true(again > machines.length * 3, `${again} repeated`);
	});

	test(`${configuration}: the audit file has every refusal, with who asked`, t => {
		const {one, two, logOn} = start(t, configuration);
		one.enterAll('SBS RESERVE MINE EXEC', 'SBS ADD OTHER EXEC');
		two.enter('COPYFILE HELLO EXEC Y MINE EXEC A');
		const refused = [
			'SBS PUT MINE EXEC', 'SBS PUT MINE EXEC (FORCE', 'SBS RESERVE MINE EXEC', 'SBS RELEASE MINE EXEC (FORCE',
			'SBS DELETE MINE EXEC', 'SBS RENAME MINE EXEC NEW EXEC', 'SBS RETIRE MINE EXEC', 'SBS PROMOTE MINE EXEC',
			'SBS OWNER MINE EXEC USER2', 'SBS GRANT PUT MINE EXEC TO USER2', 'SBS DEFINE SYSTEM PS (OWNER USER2',
			'SBS INCLUDE MINE EXEC IN PS', 'SBS EXCLUDE P ASSEMBLE FROM PS', 'SBS COMPRESS',
		];
		for (const line of refused) {
			t.is(two.enter(line).at(-1), 'Ready(00012);', line);
		}

		const maint = logOn('MAINT');
		maint.enterAll('CP LINK SBSMASTR 300 300 RR RSBS', 'ACCESS 300 E');
		const audit = maint.enter('TYPE SBS AUDIT E').filter(line => line.includes(' USER2 '));
		t.deepEqual(audit.map(line => line.replace(/^.{17} USER2 +/, '').trimEnd()), refused.map(line => `12 ${line.slice(4)}`));
	});
}
