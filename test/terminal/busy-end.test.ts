/** A signal ends the system in order, however busy its machines are. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {cliFile} from '../support/cli.js';
import {sit} from '../support/pty.js';

test('SIGTERM while the machines of all panes compute ends in order, soon', async t => {
	const home = mkdtempSync(path.join(tmpdir(), 'yorktown-'));
	t.teardown(() => {
		rmSync(home, {recursive: true, force: true});
	});
	const person = sit(t, 200, 60, [cliFile, '--home', home]);
	await person.sees('VM/370 ONLINE');
	for (const pane of [1, 2]) {
		const user = `USER${pane}`;
		person.type(`\u001D${pane}\rlogon ${user} noipl\r`);
		await person.sees(rows => rows.filter(row => row.includes('ENTER PASSWORD:')).length === pane);
		person.type(`${user}\r`);
		await person.sees(new RegExp(`LOGON {2}AS ${user}`));
	}

	for (const pane of [0, 1, 2]) {
		person.type(`\u001D${pane}\r#cp store s20000 05f007ff\r`);
		await person.sees(rows => rows.filter(row => row.includes('STORE COMPLETE')).length > pane);
		person.type('#cp begin 20000\r');
		await person.sees(rows => rows.filter(row => row.includes('begin 20000')).length > pane);
	}

	const before = performance.now();
	person.signal('SIGTERM');
	t.is(await person.exit, 143);
	t.true(performance.now() - before < 5000);
	await person.sees(/^yorktown: system shut down/);
});
