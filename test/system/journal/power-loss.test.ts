/**
 * Loss of power at any moment of users' work. YORKTOWN_POWER_LOSS=COMMANDS,STATES runs it longer than CI does
 * (200,2000 is the full count).
 */
import process from 'node:process';
import test from 'ava';
import type {Terminal, TerminalOutput} from '../../../source/port/terminal-port.js';
import type {TerminalLine} from '../../../source/cp/terminal/terminal-line.js';
import {randomOf, type Random} from '../../support/simulated-disk.js';
import {
	foundOn, freshDisk, SimulatedInstallation, type Kept,
} from '../../support/simulated-installation.js';

const [commands = 40, states = 40] = (process.env.YORKTOWN_POWER_LOSS ?? '').split(',').filter(Boolean).map(Number);

class User implements Terminal {
	readonly lineSize = 130;
	readonly kind = 'typewriter';
	readonly address = 'CONS 020';
	readonly typed: string[] = [];
	readonly line: TerminalLine;

	constructor(readonly installation: SimulatedInstallation, readonly userid: string) {
		this.line = installation.system.connect(this);
		installation.system.autolog(userid, this.line, 'AUTOCR');
	}

	send(output: TerminalOutput): void {
		if (output.kind === 'line') {
			this.typed.push(output.text);
		}
	}

	async enter(...lines: readonly string[]): Promise<void> {
		for (const line of lines) {
			this.line.enter(line);
			await this.installation.system.settle();
		}
	}
}

/** One thing a user does, chosen at random. */
async function work(user: User, other: User, random: Random, count: number): Promise<void> {
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
		() => [`SBS PUT F${Math.floor(random() * 6)} DATA`],
	];
	await user.enter(...acts[Math.floor(random() * acts.length)]());
}

/** A moment when everything done was told to be safe, or a step ended. */
type Moment = {readonly events: number; readonly kept: Kept; readonly isSafe: boolean};

test('what was acknowledged is there after a loss of power at any moment, and every disk is sound', async t => {
	t.timeout(Math.max(120_000, states * 1000));
	const random = randomOf(1975);
	const disk = freshDisk();
	const installation = new SimulatedInstallation(disk);
	const users = ['USER1', 'USER2'].map(userid => new User(installation, userid));
	await installation.system.settle();
	for (const user of users) {
		await user.enter(...[0, 1, 2, 3, 4, 5].map(number => `COPYFILE HELLO EXEC Y F${number} DATA A`));
	}

	const moments: Moment[] = [];
	for (let count = 0; count < commands; count++) {
		const [user, other] = random() < 0.5 ? users : users.toReversed();
		await work(user, other, random, count);
		const isSafe = random() < 0.3 && await installation.journal.flushed();
		moments.push({events: disk.events.length, kept: installation.kept(), isSafe});
	}

	const done = users.flatMap(user => user.typed).filter(line => line.startsWith('Ready;')).length;
	t.true(done > (commands / 2) + 12, users[0].typed.join('\n'));
	await installation.journal.close();
	for (let count = 0; count < states; count++) {
		const at = Math.floor(random() * disk.events.length);
		const {kept, problems} = foundOn(disk.afterLoss(at, random));
		t.deepEqual(problems, [], `after ${at} events`);
		const before = moments.findLastIndex(({events, isSafe}) => isSafe && events <= at);
		const after = moments.findIndex(({events}) => events > at);
		const possible = moments.slice(Math.max(before, 0), after === -1 ? undefined : after + 1);
		if (before !== -1) {
			compare(possible, kept, wrong => {
				t.fail(`after ${at} events: ${wrong}`);
			});
		}
	}
});

/**
 * A file that was the same all the time since the last acknowledgement is that; one that changed is as it was at one of
 * these moments; none is there that never was.
 */
function compare(possible: readonly Moment[], kept: Kept, wrong: (what: string) => void): void {
	const names = new Set([...kept.keys(), ...possible.flatMap(moment => [...moment.kept.keys()])]);
	for (const name of names) {
		const values = possible.map(moment => moment.kept.get(name));
		const isUnderWay = possible.length > 1 && /CMSUT|EDIT|spool|SBS/.test(name);
		if (!values.includes(kept.get(name)) && !(isUnderWay && values[0] === undefined)) {
			wrong(`${name}: ${kept.get(name) ?? 'gone'}, expected ${values.map(value => value ?? 'gone').join(' or ')}`);
		}
	}
}
