/** Kills at random moments of three users' work: a share of `scripts/kill-campaign.js 500`. */
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {cliFile} from '../../support/cli.js';

test('what a Ready acknowledged is there after kill -9, decks too, and the system starts again', async t => {
	t.timeout(180_000);
	const {exitCode, stdout, stderr} = await execa(
		process.execPath,
		['scripts/kill-campaign.js', '3', '--program', cliFile],
		{reject: false},
	);
	const {losses, refused, rounds} = JSON.parse(stdout) as {losses: string[]; refused: string[]; rounds: number};
	t.deepEqual({losses, refused, rounds, exitCode}, {
		losses: [], refused: [], rounds: 3, exitCode: 0,
	}, stderr);
});
