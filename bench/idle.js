// Many users who do nothing: `node bench/idle.js [USERS]` prints one JSON object. Needs `node scripts/build.js` and
// `node scripts/transpile.js`.
//
// An installation of so many users, each with three cylinders, is made and its directory compiled; then, in another
// process, it is opened (`open`, milliseconds), all users are logged on disconnected (`logon`, without their CMS) and
// load CMS (`rest`: until nobody has anything to do). `megabytes`: resident in memory then, and `megabytesLater` behind
// ten seconds at rest; `idle`: the part of a processor that these take.
import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';

const [first = '1000', home, profile] = process.argv.slice(2);
const users = Number(first);
const userid = number => `U${String(number).padStart(4, '0')}`;
const cylinders = 3;
const packCylinders = 555;
const perPack = Math.trunc((packCylinders - 1) / cylinders);
/** Nothing is due for so long: microseconds. */
const rest = 1e6;
const restSeconds = 10;

function directory() {
	const lines = [readFileSync('profiles/default/USER DIRECT', 'utf8')];
	for (let number = 0; number < users; number++) {
		const start = String(1 + ((number % perPack) * cylinders)).padStart(3, '0');
		lines.push(
			`USER ${userid(number)} P${number} 1M 2M G`,
			' ACCOUNT 1',
			' IPL CMS',
			' CONSOLE 009 3215',
			' SPOOL 00C 2540 READER *',
			' SPOOL 00D 2540 PUNCH A',
			' SPOOL 00E 1403 A',
			' LINK MAINT 190 190 RR',
			' LINK MAINT 19E 19E RR',
			` MDISK 191 3350 ${start} 00${cylinders} PACK${String(Math.trunc(number / perPack)).padStart(2, '0')} MR`,
		);
	}

	return lines.join('\n');
}

async function installation() {
	const {openInstallation} = await import('../build/source/system/installation.js');
	return openInstallation(home, profile, () => undefined);
}

async function build() {
	const start = performance.now();
	const made = await installation();
	const opened = performance.now() - start;
	while (!existsSync(path.join(home, 'directory.json'))) {
		await pause(100);
	}

	await made.close();
	return {firstOpen: Math.round(opened), compiled: Math.round(performance.now() - start)};
}

async function use() {
	const start = performance.now();
	const running = await installation();
	const open = performance.now() - start;
	const {system: {cp}, system} = running;
	const from = performance.now();
	for (let number = 0; number < users; number++) {
		cp.sessions.logon(cp.directory.find(userid(number)), undefined);
	}

	const logon = performance.now() - from;
	for (let number = 0; number < users; number++) {
		cp.ipl(cp.machines.get(userid(number)), 'CMS', 'AUTOCR');
	}

	for (;;) {
		const state = cp.pump(20);
		if (state === 'idle' || (typeof state === 'object' && state.wakeAt - cp.clock.now() > rest)) {
			break;
		}

		await pause(0);
	}

	const atRest = performance.now() - from;
	const resident = () => Math.round(process.memoryUsage().rss / 1024 / 1024);
	const megabytes = resident();
	system.start();
	const before = process.cpuUsage();
	await pause(restSeconds * 1000);
	const {user, system: kernel} = process.cpuUsage(before);
	const megabytesLater = resident();
	await running.close();
	return {
		open: Math.round(open), logon: Math.round(logon), rest: Math.round(atRest), megabytes, megabytesLater,
		idle: (user + kernel) / (restSeconds * 1e6), loggedOn: users,
	};
}

if (home === undefined) {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-idle-'));
	const place = path.join(folder, 'profile');
	try {
		execFileSync('cp', ['-r', 'profiles/default', place]);
		writeFileSync(path.join(place, 'USER DIRECT'), directory());
		const self = fileURLToPath(import.meta.url);
		const run = step => JSON.parse(execFileSync(
			process.execPath,
			[self, first, path.join(folder, 'home'), place, step],
			{encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']},
		));
		console.log(JSON.stringify({users, ...run('build'), ...run('use')}, undefined, '\t'));
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
} else {
	const figures = process.argv[5] === 'build' ? await build() : await use();
	console.log(JSON.stringify(figures));
	process.exit(0);
}
