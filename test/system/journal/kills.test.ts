/** Kills at random moments of three users' work, and of a small site: a share of `scripts/kill-campaign.js 500`. */
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {cliFile} from '../../support/cli.js';

for (const [what, ...words] of [
	['what a Ready acknowledged is there after kill -9, decks too, and the system starts again', '3'],
	['spool, printed output, directory, volumes and backups are whole after kill -9', '4', '--site'],
] as const) {
	test(what, async t => {
		t.timeout(180_000);
		const {exitCode, stdout, stderr} = await execa(
			process.execPath,
			['scripts/kill-campaign.js', ...words, '--program', cliFile],
			{reject: false},
		);
		const {losses, refused} = JSON.parse(stdout) as {losses: string[]; refused: string[]};
		t.deepEqual({losses, refused, exitCode}, {losses: [], refused: [], exitCode: 0}, stderr);
	});
}
