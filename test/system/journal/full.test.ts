/** A journal that is full, seen from the machines on it: writers find their device busy, everybody else goes on. */
import test, {type ExecutionContext} from 'ava';
import type {FileLayer} from '../../../source/system/journal/file-layer.js';
import {InstalledTerminal} from '../../support/installed-terminal.js';
import {freshDisk, SimulatedInstallation} from '../../support/simulated-installation.js';

/** Some blocks of CMS, their directory and what a record of the journal adds. */
const limit = 24_000;

/** A disk that makes nothing safe while it is held. */
function heldDisk(): {readonly layer: FileLayer; hold(): void; release(): void} {
	const disk = freshDisk();
	let waiting: Array<() => void> | undefined;
	const layer = new Proxy<FileLayer>(disk, {
		get(_target, name: keyof FileLayer) {
			if (name === 'syncLater') {
				return async (descriptor: number): Promise<void> => {
					await new Promise<void>(resolve => {
						if (waiting) {
							waiting.push(resolve);
						} else {
							resolve();
						}
					});
					await disk.syncLater(descriptor);
				};
			}

			const value: unknown = disk[name];
			return typeof value === 'function' ? value.bind(disk) as unknown : value;
		},
	});
	return {
		layer,
		hold() {
			waiting = [];
		},
		release() {
			const ready = waiting ?? [];
			waiting = undefined;
			for (const resolve of ready) {
				resolve();
			}
		},
	};
}

/** Who finds a device busy tries again for ever: it is let so many turns. */
const turns = 100;

/** Lets the machines run until `users` are ready or have had their turns; the host gets its turn between. */
async function run({system}: SimulatedInstallation, ...users: readonly InstalledTerminal[]): Promise<void> {
	for (let turn = 0; turn < turns; turn++) {
		system.cp.pump(5);
		if (users.every(user => isReady(user))) {
			return;
		}

		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}
}

const isReady = ({typed}: InstalledTerminal): boolean => /^Ready(?:\(\d+\))?;/.test(typed.at(-1) ?? '');

async function setUp(t: ExecutionContext) {
	const disk = heldDisk();
	const installation = new SimulatedInstallation(disk.layer, {limit, waitsForRoom: false});
	t.teardown(() => {
		installation.system.shutdown();
	});
	const [writer, neighbour] = ['USER1', 'USER2'].map(userid => new InstalledTerminal(installation.system, userid));
	// The services have begun by then, too.
	await installation.system.settle();
	await run(installation, writer, neighbour);
	return {
		disk, installation, writer, neighbour,
	};
}

test('a writer finds its device busy until the journal has room; its neighbour runs on meanwhile', async t => {
	const {disk, installation, writer, neighbour} = await setUp(t);
	const {journal} = installation;
	let asked = 0;
	const whenRoom = journal.whenRoom.bind(journal);
	journal.whenRoom = action => {
		asked++;
		whenRoom(action);
	};

	disk.hold();
	let copies = 0;
	do {
		writer.typed.length = 0;
		writer.enter(`COPYFILE HELLO EXEC Y COPY${copies++} EXEC A`);
		await run(installation, writer);
		t.true(journal.length <= limit);
	} while (isReady(writer) && copies < 50);

	t.true(copies > 1 && copies < 50, `${copies} copies`);
	t.true(journal.isFull);
	for (const line of ['LISTFILE * * A', 'TYPE HELLO EXEC Y', 'CP QUERY TIME']) {
		neighbour.typed.length = 0;
		neighbour.enter(line);
		await run(installation, neighbour);
		t.true(isReady(neighbour), line);
	}

	t.false(isReady(writer));
	t.is(asked, 1, 'however often it tried');
	t.true(journal.length <= limit);
	disk.release();
	await run(installation, writer);
	t.true(isReady(writer), writer.typed.join('\n'));
	await journal.flushed();
	const kept = installation.kept();
	const digests = new Set(Array.from({length: copies}, (_, copy) => kept.get(`USER1 191 COPY${copy} EXEC`)));
	t.is(digests.size, 1, 'every copy is whole');
	t.false(digests.has(undefined));
});

test('two writers who wait both end, and nothing of either is lost', async t => {
	const {disk, installation, writer, neighbour} = await setUp(t);
	const users = [writer, neighbour];
	for (let copy = 0; copy < 6; copy++) {
		disk.hold();
		for (const user of users) {
			user.typed.length = 0;
			user.enter(`COPYFILE HELLO EXEC Y COPY${copy} EXEC A`);
		}

		await run(installation, ...users);
		t.true(installation.journal.length <= limit);
		disk.release();
		await run(installation, ...users);
		t.true(users.every(user => isReady(user)), users.flatMap(({typed}) => typed).join('\n'));
	}

	t.is([...installation.kept().keys()].filter(name => name.includes('COPY')).length, 12);
});
