/** `yorktown study sharing` as a shell runs it. */
import path from 'node:path';
import test from 'ava';
import {study} from '../../source/commands/study.js';
import {UsageError} from '../../source/commands/verb.js';
import {folderWith, yorktown} from '../support/cli.js';

test('a small study in threads, every figure as JSON', async t => {
	const folder = await folderWith(t, {mix: 'THINK 5\n1 LIST SBS LIST M0000* ASSEMBLE\n'});
	const {status, out, err} = await yorktown([
		'study', 'sharing', '--users', '2', '--configuration', 'slaves', '--seeds', '2', '--minutes', '1',
		'--members', '2', '--mix', path.join(folder, 'mix'), '--json',
	]);
	t.is(status, 0);
	t.regex(err, /^study: storing the library\n(?:study: \d+ %\n)*study: 100 %$/);
	const {points: [point]} = JSON.parse(out) as {
		points: ReadonlyArray<{seeds: number[]; figures: {charged: {mean: number}}}>;
	};
	t.deepEqual(point.seeds, [1, 2]);
	t.is(point.figures.charged.mean.toFixed(6), '1.000000');
});

test('wrong use is told before anything runs', async t => {
	for (const [flags, text] of [
		[{users: '0'}, '--users 0: must be whole numbers from 1 to 400'],
		[{seed: '1,2'}, '--seed 1,2: must be one number'],
		[{configuration: 'LINK,REMOTE'}, '--configuration LINK,REMOTE: must be some of LINK,SERVER,SLAVES'],
		[{storage: '100K'}, '--storage 100K: must be sizes such as 512K or 2M'],
		[{mix: '/nowhere'}, '/nowhere'],
	] as const) {
		const error = await t.throwsAsync(study(flags, ['sharing']), {instanceOf: UsageError});
		t.true(error.message.includes(text), error.message);
	}

	await t.throwsAsync(study({}, ['sharing', 'more']), {message: /more is no flag/});
	const {status, out, err} = await yorktown(['study']);
	t.deepEqual([status, out, err], [2, '', 'yorktown: study sharing: one of these must follow']);
});

test('--help stands behind the subject too', async t => {
	const {status, out} = await yorktown(['study', 'sharing', '--help']);
	t.is(status, 0);
	t.regex(out, /\$ yorktown study sharing \[flags]/);
	t.regex(out, /--others N/);
});
