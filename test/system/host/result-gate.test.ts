/** Who is told that something is kept, and when. */
import test from 'ava';
import type {Terminal, TerminalOutput, TerminalPort} from '../../../source/port/terminal-port.js';
import {ResultGate} from '../../../source/system/host/result-gate.js';
import {openInstallation, type Installation} from '../../../source/system/installation.js';
import {hostFileLayer} from '../../../source/system/journal/file-layer.js';
import {folderWith} from '../../support/cli.js';

/** A terminal that notes what it shows, without times. */
class Paper implements Terminal {
	readonly lineSize = 130;
	readonly kind = 'typewriter';
	readonly address = 'CONS 020';
	readonly lines: string[] = [];

	send(output: TerminalOutput): void {
		if (output.kind === 'line' && output.lineClass !== 'input') {
			this.lines.push(output.text.replaceAll(/\d\d:\d\d:\d\d|T=\S+/g, '').trimEnd());
		} else if (output.kind === 'closed') {
			this.lines.push('(closed)');
		}
	}
}

const line = (text: string): TerminalOutput => ({kind: 'line', text, lineClass: 'vm'});

test('what is held comes in its order, when the last hold is over; others see theirs meanwhile', async t => {
	const flushes: Array<() => void> = [];
	const gate = new ResultGate({
		isSafe: false,
		flushed: async () => new Promise(resolve => {
			flushes.push(() => {
				resolve(true);
			});
		}),
	});
	const [one, two] = [new Paper(), new Paper()];
	const [first, second] = [gate.terminal(one), gate.terminal(two)];
	first.send({kind: 'user', userid: 'USER1'});
	second.send({kind: 'user', userid: 'USER2'});
	first.send(line('before'));
	gate.holdUntilSafe(['USER1']);
	first.send(line('kept'));
	gate.holdUntilSafe(['USER1']);
	first.send(line('kept too'));
	second.send(line('another\'s'));
	t.deepEqual([one.lines, two.lines], [['before'], ['another\'s']]);
	flushes[0]();
	await Promise.resolve();
	await Promise.resolve();
	t.deepEqual(one.lines, ['before'], 'the second result is not safe yet');
	flushes[1]();
	await Promise.resolve();
	await Promise.resolve();
	first.send(line('after'));
	t.deepEqual(one.lines, ['before', 'kept', 'kept too', 'after']);
});

test('a hold for all reaches who is not logged on, and where all is safe nobody waits', t => {
	const keeper = {isSafe: true, flushed: async () => new Promise<boolean>(() => {
		// Never.
	})};
	const gate = new ResultGate(keeper);
	const paper = new Paper();
	const terminal = gate.terminal(paper);
	gate.holdUntilSafe();
	terminal.send(line('at once'));
	keeper.isSafe = false;
	gate.holdUntilSafe(['USER1']);
	terminal.send(line('not his'));
	gate.holdUntilSafe();
	terminal.send(line('waits'));
	t.deepEqual(paper.lines, ['at once', 'not his']);
});

class User {
	readonly paper = new Paper();
	readonly port: TerminalPort;

	constructor(readonly installation: Installation, readonly userid: string) {
		this.port = installation.connect(this.paper);
	}

	async enter(...lines: readonly string[]): Promise<readonly string[]> {
		const {length} = this.paper.lines;
		for (const text of lines) {
			this.port.enter(text);
			await this.installation.system.settle();
		}

		return this.paper.lines.slice(length);
	}

	async logon(): Promise<void> {
		await this.enter(`LOGON ${this.userid}`, this.userid, '');
	}
}

/** The host's disk, which takes no sync until it is told to. */
function slowDisk(t: {teardown(action: () => void): void}): {hold(): void; release(): void} {
	const {syncLater} = hostFileLayer;
	const waiting: Array<() => void> = [];
	let isHeld = false;
	const release = (): void => {
		isHeld = false;
		for (const go of waiting.splice(0)) {
			go();
		}
	};

	hostFileLayer.syncLater = async descriptor => {
		if (isHeld) {
			await new Promise<void>(resolve => {
				waiting.push(resolve);
			});
		}

		await syncLater(descriptor);
	};

	t.teardown(() => {
		release();
		hostFileLayer.syncLater = syncLater;
	});
	return {
		hold() {
			isHeld = true;
		},
		release,
	};
}

const work = ['COPYFILE HELLO EXEC Y MINE EXEC A', 'CP SPOOL PUN TO *', 'PUNCH MINE EXEC', 'LISTFILE MINE EXEC A'];

test('CLOSE, LOGOFF and SHUTDOWN are answered when all before them is safe, with the lines they always give', async t => {
	const disk = slowDisk(t);
	const told: Array<readonly string[]> = [];
	for (const isSlow of [false, true]) {
		const installation = openInstallation(await folderWith(t), undefined, () => undefined);
		const user = new User(installation, 'USER1');
		await user.logon();
		const {lines} = user.paper;
		const {length} = lines;
		const check = async (action: () => Promise<unknown>, text: RegExp, what: string): Promise<void> => {
			await installation.flushed();
			if (isSlow) {
				disk.hold();
			}

			const from = lines.length;
			await action();
			t.false(isSlow && lines.slice(from).some(each => text.test(each)), `${what}: ${lines.slice(from).join('/')}`);
			disk.release();
			await installation.flushed();
			await Promise.resolve();
			t.true(lines.slice(from).some(each => text.test(each)), what);
		};

		await check(async () => user.enter(...work), /^PUN FILE/, 'CLOSE');
		await check(async () => user.enter('COPYFILE MINE EXEC A SECOND EXEC A', 'CP LOGOFF'), /^LOGOFF AT/, 'LOGOFF');
		const other = new User(installation, 'USER2');
		await other.logon();
		await installation.flushed();
		if (isSlow) {
			disk.hold();
		}

		await other.enter('COPYFILE HELLO EXEC Y MINE EXEC A');
		const before = other.paper.lines.length;
		installation.system.shutdown();
		t.false(isSlow && other.paper.lines.length > before, 'SHUTDOWN');
		disk.release();
		await installation.flushed();
		await Promise.resolve();
		t.is(other.paper.lines.at(-1), '(closed)');
		await installation.close();
		told.push([...lines.slice(length), ...other.paper.lines]);
	}

	t.deepEqual(told[1], told[0], 'the same lines in the same order');
});
