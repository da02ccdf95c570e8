/** A directory of many users: the system is there before all passwords are hashed, and nothing is lost by an end. */
import {existsSync, readFileSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import test from 'ava';
import {openInstallation, type Installation} from '../../../source/system/installation.js';
import {packageRoot} from '../../../source/system/host/package-root.js';
import {folderWith} from '../../support/cli.js';
import {Typist} from '../../support/typist.js';

const users = 34;

/** The default installation and users with a disk of one cylinder each, and three passwords for it. */
async function profile(folder: string): Promise<string> {
	const lines = [await readFile(path.join(packageRoot(), 'profiles', 'default', 'USER DIRECT'), 'utf8')];
	for (let number = 0; number < users; number++) {
		const userid = `MANY${String(number).padStart(3, '0')}`;
		lines.push(
			`USER ${userid} P${userid} 1M 2M G`,
			' IPL CMS',
			' CONSOLE 009 3215',
			' LINK MAINT 190 190 RR',
			' LINK MAINT 19E 19E RR',
			` MDISK 191 3350 ${number + 1} 1 PACK01 MR R${number} W${number} M${number}`,
		);
	}

	await writeFile(path.join(folder, 'USER DIRECT'), lines.join('\n'));
	return folder;
}

const open = (home: string, folder: string): Installation => openInstallation(home, folder, () => undefined);

test('it is used at once, and compiled meanwhile; what an end interrupts is done at the next start', async t => {
	const home = await folderWith(t);
	const folder = await profile(await folderWith(t));
	const file = path.join(home, 'directory.json');
	const first = open(home, folder);
	t.false(existsSync(file));
	const user = new Typist(first.system, 'MANY033', 'PMANY033');
	await user.logon();
	await user.type('COPYFILE HELLO EXEC Y MINE EXEC A');
	await first.close();
	t.false(existsSync(file), 'nothing half written');

	const second = open(home, folder);
	for (let waited = 0; waited < 200 && !existsSync(file); waited++) {
		await pause(50);
	}

	await second.close();
	const text = readFileSync(file, 'utf8');
	t.notRegex(text, /"PMANY|"R\d+"|"[RW]USER1"/);
	const third = open(home, folder);
	const same = new Typist(third.system, 'MANY033', 'PMANY033');
	await same.logon();
	t.true((await same.type('LISTFILE * * A')).includes('MINE     EXEC     A2'));
	await third.close();
	t.is(readFileSync(file, 'utf8'), text, 'compiled once');
});
