/** The profile of a small site: an operator, two users of CMS, units that are started with the system. */
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const ours = fileURLToPath(new URL('../../../profiles/default', import.meta.url));

/** What is printed and punched: so many lines that a file is more than one buffer. */
export const lines = Array.from({length: 70}, (_, index) => `LINE ${index + 1} OF MANY ${'.'.repeat(50)}`);

/** Minidisks of the users that there are, as small as they can be: a round looks at every track. */
const minidisks = {
	OPERATOR: [['191', '001 001']],
	MAINT: [['190', '001 002'], ['19E', '003 001'], ['191', '004 001']],
	USER1: [['191', '002 001']],
	USER2: [['191', '003 001']],
};

/** An entry of the default directory with its minidisks there. */
function onSmallDisks(entry) {
	let text = entry;
	for (const [address, extent] of minidisks[entry.split(' ')[1]]) {
		text = text.replace(new RegExp(String.raw`(MDISK ${address} 3350 )\d+ \d+`), `$1${extent}`);
	}

	return text;
}

/** `crowd`: more users without disks, whose passwords a start does not wait for. */
export function siteProfile(crowd = 0) {
	const folder = mkdtempSync(path.join(tmpdir(), 'kills-site-'));
	cpSync(ours, folder, {recursive: true});
	rmSync(path.join(folder, 'disks'), {recursive: true});
	const [head, ...entries] = readFileSync(path.join(folder, 'USER DIRECT'), 'utf8').split(/^(?=USER )/m);
	const users = entries.filter(entry => entry.split(' ')[1] in minidisks).map(entry => onSmallDisks(entry));
	for (let number = 1; number <= crowd; number++) {
		users.push(`USER CROWD${number} PASS${number} 256K 1M G\n CONSOLE 009 3215\n`);
	}

	writeFileSync(path.join(folder, 'USER DIRECT'), head + users.join(''));
	writeFileSync(path.join(folder, 'STARTUP'), 'START 00E CLASS A NOSEP\nSTART 00C\n');
	for (const userid of ['USER1', 'USER2']) {
		const disk = path.join(folder, 'disks', `${userid}.191`);
		mkdirSync(disk, {recursive: true});
		writeFileSync(path.join(disk, 'MANY.DATA'), `${lines.join('\n')}\n`);
	}

	return folder;
}
