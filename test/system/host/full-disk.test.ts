/** A host disk with no room left: a small one is mounted for each test, which takes root on Linux. */
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {
	closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {cliFile, yorktown, type Run} from '../../support/cli.js';

/** Mounts a disk of its own; `undefined` where that is not allowed here. */
function smallDisk(megabytes: number): string | undefined {
	const place = mkdtempSync(path.join(tmpdir(), 'small-disk-'));
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place]).status === 0) {
		return place;
	}

	rmSync(place, {recursive: true});
	return undefined;
}

function giveBack(place: string): void {
	spawnSync('umount', ['-l', place]);
	rmSync(place, {recursive: true, force: true});
}

const tried = smallDisk(1);
if (tried !== undefined) {
	giveBack(tried);
}

const withDisk = tried === undefined ? test.skip : test.serial;

/** The data folder on a disk of its own, and that disk. */
function onDisk(t: ExecutionContext, megabytes: number): {readonly place: string; readonly home: string} {
	const place = smallDisk(megabytes)!;
	t.teardown(() => {
		giveBack(place);
	});
	return {place, home: path.join(place, 'deep', 'home')};
}

const filler = (place: string): string => path.join(place, 'filler');

/** Leaves not one block. */
function fill(place: string): void {
	const descriptor = openSync(filler(place), 'w');
	const block = new Uint8Array(4096);
	try {
		for (;;) {
			writeSync(descriptor, block);
		}
	} catch {
		closeSync(descriptor);
	}
}

/** The lines are USER1's at his terminal. */
async function session(home: string, ...lines: readonly string[]): Promise<Run> {
	const input = ['LOGON USER1', 'USER1', ...lines.map(line => `USER1: ${line}`), ''].join('\n');
	return yorktown(['--linear', '--home', home], {input});
}

withDisk('a first start on too small a disk: one line, exit 2, and nothing stays', async t => {
	for (const megabytes of [1, 6]) {
		const {place, home} = onDisk(t, megabytes);
		const {status, err, out} = await yorktown(['--linear', '--home', home], {input: ''});
		t.is(status, 2);
		const lines = err.split('\n').filter(line => !line.startsWith('yorktown: first start: '));
		t.regex(lines.join('\n'), /^yorktown: [^\n]*no room left on the host's disk$/);
		t.is(out, '');
		t.deepEqual(readdirSync(place), [], 'the folders above it neither');
	}
});

withDisk('a library on too small a disk is not begun', async t => {
	const {place, home} = onDisk(t, 1);
	const {status, err} = await yorktown(['run', '--library', home, 'test/fixtures/hello.exec']);
	t.is(status, 2);
	t.regex(err, /^yorktown: [^\n]*no room left on the host's disk$/);
	t.deepEqual(readdirSync(place), []);
});

withDisk('on a full disk the system starts, says what is not kept, and is shut down; with room all is there', async t => {
	const {place, home} = onDisk(t, 60);
	const before = await session(home, 'COPYFILE HELLO EXEC Y = = A', 'CP SPOOL PUN TO *', 'PUNCH HELLO EXEC A');
	t.true(before.lines.some(line => line.includes('PUN FILE 0001  TO  USER1')), before.out);
	fill(place);
	const full = await session(
		home, 'EDIT NEW FILE A', 'INPUT LINE', 'FILE', 'QUIT', 'PUNCH HELLO EXEC A', 'CP CLOSE PUN', 'CP CHANGE RDR 1 CLASS B', 'LISTFILE',
	);
	t.is(full.status, 0, full.err);
	for (const line of [
		/^OPERATOR> .*DATA FOLDER NO ROOM LEFT ON THE HOST'S DISK$/,
		/^USER1> DMSEDI105S ERROR '03' WRITING FILE 'NEW FILE A1' ON DISK\.$/,
		/^USER1> DMKVSP427I PUN SPOOL SPACE FULL; FILE NOT CLOSED$/,
		/^OPERATOR> DMKPGT401I SYSTEM SPOOL SPACE FULL$/,
		/^USER1> .*SPOOL SPACE FULL; FILE 0001 NOT CHANGED$/,
		/^USER1> HELLO +EXEC +A2$/,
		/^OPERATOR> DMKCKP961W SYSTEM SHUTDOWN COMPLETE$/,
	]) {
		t.true(full.lines.some(each => line.test(each)), `${line.source}\n${full.out}`);
	}

	rmSync(filler(place));
	const after = await session(home, 'LISTFILE', 'CP QUERY RDR ALL', 'CP CHANGE RDR 1 CLASS B', 'READCARD AGAIN EXEC');
	t.is(after.status, 0);
	t.true(after.lines.some(line => /^USER1> USER1 {4}0001 A PUN/.test(line)), after.out);
	t.true(after.lines.includes('USER1> 0001 FILES CHANGED') || after.lines.includes('USER1> 0001 FILE CHANGED'));
	t.false(after.lines.some(line => line.startsWith('USER1> NEW ')));
});

withDisk('killed on a full disk, the system starts on it again, and has all that was acknowledged', async t => {
	const {place, home} = onDisk(t, 60);
	await session(home, 'COPYFILE HELLO EXEC Y KEPT EXEC A');
	const child = spawn(process.execPath, [cliFile, '--linear', '--home', home]);
	t.teardown(() => {
		child.kill('SIGKILL');
	});
	let out = '';
	const seen = async (text: string): Promise<void> => {
		while (!out.includes(text)) {
			await once(child.stdout, 'data');
		}
	};

	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		out += text;
	});
	child.stdin.write('LOGON USER1\nUSER1\nUSER1: COPYFILE HELLO EXEC Y LAST EXEC A\nUSER1: LISTFILE LAST EXEC\n');
	await seen('USER1> LAST ');
	fill(place);
	// The last block of the journal may have room for some yet.
	child.stdin.write(`USER1: CP SPOOL PUN TO *\n${'USER1: PUNCH KEPT EXEC A\n'.repeat(8)}`);
	await seen('FILE NOT CLOSED');
	child.kill('SIGKILL');
	await once(child, 'close');
	const {status, out: again, lines} = await session(home, 'LISTFILE', 'CP QUERY RDR ALL');
	t.is(status, 0, again);
	for (const name of ['KEPT', 'LAST']) {
		t.true(lines.some(line => line.startsWith(`USER1> ${name} `)), again);
	}

	const closed = [...out.matchAll(/PUN FILE (\d{4}) {2}TO {2}USER1/g)].map(([, id]) => id);
	t.deepEqual(lines.flatMap(line => /^USER1> USER1 {4}(\d{4}) A PUN/.exec(line)?.[1] ?? []), closed);
	t.false(existsSync(path.join(home, 'lock.00000001')), 'given up, as on any disk');
});
