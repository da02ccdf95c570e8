import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {spawnSync} from 'node:child_process';
import {deflateSync} from 'node:zlib';
import test, {type ExecutionContext} from 'ava';
import {limits} from '../../../../source/base/limits.js';
import {AwsTape} from '../../../../source/machine/devices/tape/aws-tape.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yorktown-tape-'));
const file = (name: string): string => path.join(folder, name);

test.after.always(() => {
	fs.rmSync(folder, {recursive: true, force: true});
});

function has(t: ExecutionContext, program: string): boolean {
	const found = spawnSync(program, ['-v'], {stdio: 'ignore'}).error === undefined;
	if (!found) {
		t.log(`skipped: Hercules' ${program} is not installed`);
		t.pass();
	}

	return found;
}

function good(result: ReturnType<typeof AwsTape.open>): AwsTape {
	if ('problem' in result) {
		throw new Error(result.problem);
	}

	return result;
}

const problem = (name: string): string | undefined => {
	const result = AwsTape.open(file(name));
	return 'problem' in result ? result.problem : undefined;
};

/** Everything on a tape: lengths and first bytes, `*` for a mark. */
function list(tape: AwsTape): string {
	const items: string[] = [];
	tape.rewind();
	for (let item = tape.peek(1); item; item = tape.peek(1)) {
		const data = tape.read(1);
		items.push(item.isMark ? '*' : `${data.length}:${data[0].toString(16)}`);
		tape.step(1);
	}

	return items.join(' ');
}

const block = (fill: number, length: number): Uint8Array => new Uint8Array(length).fill(fill);

function sample(name: string): AwsTape {
	const tape = good(AwsTape.create(file(name)));
	for (const item of [block(1, 80), block(2, 65_535), 'mark', block(3, 1), 'mark', 'mark'] as const) {
		tape.write(item);
	}

	return tape;
}

test('a tape keeps what was written', t => {
	const tape = sample('kept');
	const again = good(AwsTape.open(file('kept'), {readOnly: true}));
	t.is(list(again), '80:1 65535:2 * 1:3 * *');
	t.throws(() => {
		again.write('mark');
	});
	t.throws(() => {
		again.erase();
	});
	again.close();
	tape.rewind();
	tape.step(1);
	tape.write(block(4, 10));
	t.is(list(good(AwsTape.open(file('kept')))), '80:1 10:4', 'what was behind is gone');
	tape.step(-1);
	tape.erase();
	t.is(list(good(AwsTape.open(file('kept')))), '80:1');
	tape.close();
	t.throws(() => tape.read(-1), {message: /closed/});
});

test('the file is a chain of headers with the lengths before and behind', t => {
	const tape = good(AwsTape.create(file('layout')));
	tape.write(Uint8Array.of(0xC1, 0xC2));
	tape.write('mark');
	tape.close();
	t.is(fs.readFileSync(file('layout')).toString('hex'), '02000000a000c1c2000002004000');
});

test('a damaged file is refused with one clear line', t => {
	const whole = (() => {
		sample('whole').close();
		return fs.readFileSync(file('whole'));
	})();
	const damage = (name: string, bytes: Uint8Array): string | undefined => {
		fs.writeFileSync(file(name), bytes);
		return problem(name);
	};

	t.is(problem('nothing'), 'no such file');
	t.is(damage('text', Buffer.from('this is no tape at all')), 'not an AWS tape file');
	t.is(damage('cut', whole.subarray(0, 50)), 'truncated: the block at offset 0 is cut off');
	t.is(damage('header', whole.subarray(0, -3)), `truncated: a header is cut off at offset ${whole.length - 6}`);
	const wrong = Buffer.from(whole);
	wrong[86 + 2] = 81;
	t.is(damage('wrong', wrong), 'damaged: the header at offset 86 does not fit the block before it');
	const endless = Buffer.from(whole.subarray(0, 86));
	endless[4] = 0x80;
	t.is(damage('endless', endless), 'truncated: the block at offset 0 has no end');
	const bzip2 = Buffer.from(whole.subarray(0, 86));
	bzip2[4] = 0xA2;
	t.regex(damage('bzip2', bzip2)!, /bzip2, which is not supported/);
	const garbage = Buffer.from(whole.subarray(0, 86));
	garbage[4] = 0xA1;
	t.is(damage('garbage', garbage), 'damaged: the block at offset 0 cannot be decompressed');
	fs.writeFileSync(file('empty'), '');
	t.is(list(good(AwsTape.open(file('empty')))), '', 'an empty file is an empty tape');
	t.false(AwsTape.create(file('empty')) instanceof AwsTape);
});

test('blocks in several chunks, and compressed with zlib', t => {
	const header = (length: number, before: number, flags: number): Uint8Array =>
		Uint8Array.from([length & 255, length >>> 8, before & 255, before >>> 8, flags, 0]);
	const packed = deflateSync(block(7, 5000));
	fs.writeFileSync(
		file('chunks'),
		Buffer.concat([
			header(3, 0, 0x80),
			block(1, 3),
			header(2, 3, 0x20),
			block(1, 2),
			header(packed.length, 2, 0xA1),
			packed,
			header(0, packed.length, 0x40),
		]),
	);
	const tape = good(AwsTape.open(file('chunks')));
	t.is(list(tape), '5:1 5000:7 *');
	tape.write(block(9, 4));
	t.is(list(good(AwsTape.open(file('chunks')))), '5:1 5000:7 * 4:9');
});

test('tapes pass between Hercules\' tools and us', t => {
	if (!has(t, 'hetinit') || !has(t, 'hetupd') || !has(t, 'tapemap')) {
		return;
	}

	spawnSync('hetinit', ['-d', file('theirs'), 'HERC01', 'OWNER'], {stdio: 'ignore'});
	const theirs = good(AwsTape.open(file('theirs')));
	t.is(list(theirs), '80:e5 80:c8 *', 'VOL1, HDR1, tape mark');
	theirs.write(block(5, 3000));
	theirs.write('mark');
	theirs.close();
	const map = spawnSync('tapemap', [file('theirs')], {encoding: 'utf8'});
	t.regex(map.stdout, /file 1: blocks=2, block size min=80, max=80/i);
	t.regex(map.stdout, /file 2: blocks=1, block size min=3000, max=3000/i);
	sample('ours').close();
	t.is(spawnSync('hetupd', ['-z', file('ours'), file('packed')], {stdio: 'ignore'}).status, 0);
	t.true(fs.statSync(file('packed')).size < 10_000);
	t.is(list(good(AwsTape.open(file('packed')))), '80:1 65535:2 * 1:3 * *', 'compressed by hetupd');
	spawnSync('hetupd', ['-d', file('packed'), file('back')], {stdio: 'ignore'});
	t.is(list(good(AwsTape.open(file('back')))), '80:1 65535:2 * 1:3 * *');
});

test('a reel that is written over in its middle is sound at any moment: what was behind goes first', t => {
	const tape = good(AwsTape.create(file('over')));
	for (const length of [100, 200, 300]) {
		tape.write(new Uint8Array(length));
	}

	tape.rewind();
	tape.step(1);
	const cuts: number[] = [];
	const {writeSync} = fs;
	t.teardown(() => {
		fs.writeSync = writeSync;
	});
	// The moment before the new block is in the file is what a kill leaves.
	fs.writeSync = ((...arguments_: Parameters<typeof writeSync>) => {
		cuts.push(good(AwsTape.open(file('over'), {readOnly: true})).items);
		return writeSync(...arguments_);
	}) as typeof writeSync;
	tape.write(new Uint8Array(50));
	fs.writeSync = writeSync;
	t.deepEqual(cuts, [1]);
	t.is(good(AwsTape.open(file('over'))).items, 2);
});

test('a reel whose last block is cut off ends before it, where that is asked for, and can be written on', t => {
	const tape = good(AwsTape.create(file('torn')));
	tape.write(new Uint8Array(100));
	tape.write(new Uint8Array(200));
	tape.close();
	const whole = fs.readFileSync(file('torn'));
	for (const length of [whole.length - 1, whole.length - 200, whole.length - 203]) {
		fs.writeFileSync(file('torn'), whole.subarray(0, length));
		t.true('problem' in AwsTape.open(file('torn')));
		t.true('problem' in AwsTape.open(file('torn'), {readOnly: true, endsAtCut: true}), 'nobody would mend that one');
		const found = good(AwsTape.open(file('torn'), {endsAtCut: true}));
		t.is(found.items, 1);
		found.step(1);
		found.write(new Uint8Array(10));
		found.close();
		t.is(good(AwsTape.open(file('torn'))).items, 2);
	}
});

test('a reel of more blocks than any is refused', t => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yorktown-'));
	t.teardown(() => {
		fs.rmSync(folder, {recursive: true});
	});
	const marks = Buffer.alloc(6 * (limits.reelBlocks.value + 1));
	for (let at = 4; at < marks.length; at += 6) {
		marks[at] = 0x40;
	}

	const file = path.join(folder, 'marks.aws');
	fs.writeFileSync(file, marks);
	t.deepEqual(AwsTape.open(file), {problem: 'has more than 200000 blocks and tape marks'});
});
