/**
 * Loss of power at any moment of users' work. YORKTOWN_POWER_LOSS=COMMANDS,STATES runs it longer than CI does
 * (200,2000 is the full count).
 */
import process from 'node:process';
import test from 'ava';
import {InstalledTerminal} from '../../support/installed-terminal.js';
import {randomOf, type Random} from '../../support/simulated-disk.js';
import {freshDisk, problemsOn, SimulatedInstallation} from '../../support/simulated-installation.js';

const [commands = 40, states = 40] = (process.env.YORKTOWN_POWER_LOSS ?? '').split(',').filter(Boolean).map(Number);

/** The user enters lines, each when the one before is done. */
async function enter(user: InstalledTerminal, ...lines: readonly string[]): Promise<void> {
	for (const line of lines) {
		user.enter(line);
		await user.system.settle();
	}
}

/** One thing a user does, chosen at random. */
async function work(
	user: InstalledTerminal,
	other: InstalledTerminal, random: Random, count: number): Promise<void> {
	const file = (): string => `F${Math.floor(random() * 6)} DATA A`;
	const acts: ReadonlyArray<() => readonly string[]> = [
		() => [`COPYFILE ${file()} ${file()} (REPLACE`],
		() => [`COPYFILE HELLO EXEC Y F${count % 6} DATA A (REPLACE`],
		() => [`COPYFILE ${file()} F${count % 6} DATA A (APPEND`],
		() => [`ERASE ${file()}`],
		() => [`RENAME ${file()} ${file()}`],
		() => [`EDIT ${file()}`, `INPUT LINE ${count}`, 'TOP', 'FILE'],
		() => [`#CP SPOOL PUN TO ${other.userid}`, `PUNCH ${file()}`],
		() => ['READCARD *'],
		() => ['#CP PURGE RDR ALL'],
		() => ['#CP CHANGE RDR ALL CLASS B', '#CP ORDER RDR CLASS B'],
		() => [`#CP TRANSFER RDR ALL TO ${other.userid}`],
		() => ['#CP SPOOL CONSOLE START', 'QUERY DISK', '#CP SPOOL CONSOLE STOP', '#CP CLOSE CONSOLE'],
		() => [`PRINT ${file()}`, '#CP CHANGE PRT ALL CLASS C', '#CP PURGE PRT CLASS C'],
		() => [`SBS PUT F${Math.floor(random() * 6)} DATA`],
	];
	await enter(user, ...acts[Math.floor(random() * acts.length)]());
}

test('after a loss of power at any moment the folder is as after one of its changes, none acknowledged missing', async t => {
	t.timeout(Math.max(120_000, states * 1000));
	const random = randomOf(1975);
	const disk = freshDisk();
	const installation = new SimulatedInstallation(disk);
	const {journal, history, system} = installation;
	const users = ['USER1', 'USER2'].map(userid => new InstalledTerminal(system, userid));
	await system.settle();
	for (const user of users) {
		await enter(user, ...[0, 1, 2, 3, 4, 5].map(number => `COPYFILE HELLO EXEC Y F${number} DATA A`));
	}

	/** So many changes were acknowledged when the disk had seen so many events. */
	const acknowledged = [{events: 0, changes: 0}];
	for (let count = 0; count < commands; count++) {
		const [user, other] = random() < 0.5 ? users : users.toReversed();
		await work(user, other, random, count);
		const changes = history.length;
		if (random() < 0.3 && await journal.flushed()) {
			acknowledged.push({events: disk.events.length, changes});
		}
	}

	const done = users.flatMap(user => user.typed).filter(line => line.startsWith('Ready;')).length;
	t.true(done > (commands / 2) + 12, users[0].typed.join('\n'));
	await journal.close();
	const prefixes = new Set<number>();
	for (let count = 0; count < states; count++) {
		const at = Math.floor(random() * disk.events.length);
		const found = disk.afterLoss(at, random);
		t.deepEqual(problemsOn(found), [], `after ${at} events`);
		const {changes: least} = acknowledged.findLast(({events}) => events <= at)!;
		const most = history.lengthAt(at);
		const prefix = history.prefixOn(found, least, most);
		t.not(prefix, -1, `after ${at} events: not as after any of the changes ${least} to ${most}`);
		prefixes.add(prefix);
	}

	t.true(prefixes.size > Math.sqrt(states), 'many different ones');
});
