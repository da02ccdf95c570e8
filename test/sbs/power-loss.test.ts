/**
 * Loss of power at any moment of several users' work with the library, in each configuration: the library is whole, and
 * has everything that was safe when its user was told. YORKTOWN_SBS_POWER_LOSS=COMMANDS,STATES runs it longer than CI
 * does (60,500 is the full count).
 */
import process from 'node:process';
import test from 'ava';
import {runToEnd} from '../../source/guest/action.js';
import {extentsOfEntry} from '../../source/sbs/data-base/entry-texts.js';
import {readVersion} from '../../source/sbs/data-base/history.js';
import {findMember, fittingMembers, newestOf} from '../../source/sbs/data-base/members.js';
import type {Library} from '../../source/sbs/store/library.js';
import {verifyLibrary} from '../../source/sbs/store/verify.js';
import {configurations, sbsService} from '../support/configurations.js';
import {InstalledTerminal} from '../support/installed-terminal.js';
import {randomOf, type Random} from '../support/simulated-disk.js';
import {
	freshDisk, lookAtLibrary, problemsOn, SimulatedInstallation,
} from '../support/simulated-installation.js';

const [commands = 14, states = 9] = (process.env.YORKTOWN_SBS_POWER_LOSS ?? '')
	.split(',').filter(Boolean).map(Number);

/** Newest version of each member, by its name; every version of each can be read. */
function contentOf(library: Library): Map<string, number> {
	return runToEnd(library.read(function * (reader) {
		const content = new Map<string, number>();
		for (const {name, type} of yield * fittingMembers(reader, '*', '*')) {
			const member = (yield * findMember(reader, name, type))!;
			content.set(`${name} ${type}`, newestOf(member));
			for (let version = 1; version <= newestOf(member); version++) {
				yield * readVersion(reader, member, version);
			}
		}

		return content;
	}));
}

/** What a user does next. Each has a member of his own, and both one that they share. */
function lineOf({userid}: InstalledTerminal, random: Random): string {
	const member = random() < 0.5 ? `M${userid.slice(-1)} DATA` : 'BOTH DATA';
	const lines = [
		`SBS PUT ${member} A (FORCE WHY A CHANGE`,
		`SBS PUT ${member}`,
		`SBS GET ${member} A (REPLACE`,
		`SBS RESERVE ${member}`,
		`SBS RELEASE ${member}`,
		`SBS PROMOTE ${member}`,
		`SBS HISTORY ${member}`,
		'SBS LIST',
	];
	return lines[Math.floor(random() * lines.length)];
}

for (const configuration of configurations) {
	test(`${configuration}: after a loss of power the library is whole, and lacks nothing that was safe`, async t => {
		t.timeout(Math.max(120_000, states * 1000));
		const random = randomOf(1975);
		const disk = freshDisk();
		const {system, journal} = new SimulatedInstallation(disk, {files: [sbsService(configuration)]});
		const users = ['USER1', 'USER2'].map(userid => new InstalledTerminal(system, userid));
		await system.settle();
		const enter = async (user: InstalledTerminal, line: string): Promise<void> => {
			user.enter(line);
			await system.settle();
		};

		for (const user of users) {
			await enter(user, `COPYFILE HELLO EXEC Y M${user.userid.slice(-1)} DATA A`);
			await enter(user, 'COPYFILE HELLO EXEC Y BOTH DATA A');
			await enter(user, `SBS PUT M${user.userid.slice(-1)} DATA`);
		}

		/** What users had been told is stored when the disk had seen so many events, and all of it was safe. */
		const safe = [{events: 0, stored: new Map<string, number>()}];
		for (let count = 0; count < commands; count++) {
			for (const user of users) {
				const line = `COUNT ${count} OF ${user.userid}`;
				await enter(user, `EDIT ${random() < 0.5 ? 'BOTH' : `M${user.userid.slice(-1)}`} DATA`);
				await enter(user, `INPUT ${line}`);
				await enter(user, 'FILE');
			}

			// Both at once.
			for (const user of users) {
				user.enter(lineOf(user, random));
			}

			await system.settle();
			if (await journal.flushed()) {
				const stored = new Map<string, number>();
				for (const line of users.flatMap(({typed}) => typed)) {
					const [, member, version] = /^SBS104I (.*) VERSION (\d+) STORED/.exec(line) ?? [];
					if (member !== undefined) {
						stored.set(member, Math.max(stored.get(member) ?? 0, Number(version)));
					}
				}

				safe.push({events: disk.events.length, stored});
			}
		}

		await journal.close();
		t.true(safe.at(-1)!.stored.size === 3, users.flatMap(({typed}) => typed).join('\n'));
		t.true(safe.length > commands / 2);
		for (let count = 0; count < states; count++) {
			const at = Math.floor(random() * disk.events.length);
			const found = disk.afterLoss(at, random);
			t.deepEqual(problemsOn(found), [], `after ${at} events`);
			lookAtLibrary(found, library => {
				t.deepEqual(runToEnd(verifyLibrary(library, extentsOfEntry)), [], `after ${at} events`);
				const content = contentOf(library);
				for (const [member, version] of safe.findLast(({events}) => events <= at)!.stored) {
					t.true((content.get(member) ?? 0) >= version, `${member} ${version} after ${at} events`);
				}
			});
		}
	});
}
