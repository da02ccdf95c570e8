// `node scripts/kill-campaign.js [ROUNDS] [--seed N] [--configuration C] [--program FILE] [--forgetful]`
// `node scripts/kill-campaign.js [ROUNDS] --site [--seconds S] [--seed N] [--program FILE]`
//
// Three users work, the program is killed at a random moment (SIGKILL; sometimes while it starts), started again, and
// everything that was acknowledged is looked for. Prints JSON; exits 1 where something was lost, a step was refused, a
// disk or the library is not sound or the program did not start. `--configuration`: LINK, SERVER or SLAVES, of SBS;
// ours where it is not named. `--forgetful` removes the journal after each kill: losses are found then. Needs build/,
// and dist/ unless another program is named.
// `--site`: a small site instead: its spool and units, directory, volumes, backups and shell verbs
// (`kills/site/campaign.js`); `--seconds`: so many rounds as fit.
import {
	cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {readInstallation} from './kills/installation.js';
import {Program} from './kills/program.js';
import {SiteCampaign} from './kills/site/campaign.js';
import {randomOf, userids, Work} from './kills/work.js';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		seed: {type: 'string', default: '1975'},
		configuration: {type: 'string'},
		program: {type: 'string', default: 'cli.js'},
		forgetful: {type: 'boolean', default: false},
		site: {type: 'boolean', default: false},
		seconds: {type: 'string', default: 'Infinity'},
	},
});
const rounds = Number(positionals[0] ?? 500);
const random = randomOf(Number(values.seed));

const ours = fileURLToPath(new URL('../profiles/default', import.meta.url));

/** A kill comes so long after the users are at work, or after the start, milliseconds. */
const longestWork = 1500;
const longestStart = 400;
/** How many kills come while the program starts. */
const startShare = 0.1;
/** The SBS disk fills; a new installation then. */
const roundsOfHome = 60;

const counts = {starting: 0, working: 0};
const losses = [];
const refused = [];
const acknowledged = {};

/** The profile of a site that has SBS in that configuration, in a folder of its own. */
function profileWith(configuration) {
	const folder = mkdtempSync(path.join(tmpdir(), 'kills-profile-'));
	cpSync(ours, folder, {recursive: true});
	const disk = path.join(folder, 'disks/MAINT.190');
	mkdirSync(disk, {recursive: true});
	const service = readFileSync(new URL('../dasd/system/SBS.SERVICE', import.meta.url), 'utf8');
	const line = configuration === 'LINK' ? 'LINK WSBS' : configuration;
	writeFileSync(path.join(disk, 'SBS.SERVICE'), service.replace(/^CONFIGURATION .*$/m, `CONFIGURATION ${line}`));
	return folder;
}

const profile = values.configuration === undefined ? undefined : profileWith(values.configuration);
const flags = profile === undefined ? [] : ['--profile', profile];

/** Starts, checks what the kill before left, lets the users work, kills. Answers whether it can go on. */
async function round(number, work, home) {
	const program = new Program(values.program, home, flags);
	if (number > 0 && random() < startShare) {
		await delay(random() * longestStart);
		await program.kill();
		counts.starting++;
		return true;
	}

	if (!await program.isUp()) {
		losses.push(`round ${number}: did not start: ${program.errors}`);
		return false;
	}

	losses.push(...work.check(readInstallation(home)).map(problem => `round ${number}: ${problem}`));
	for (const userid of userids) {
		await program.logOn(userid);
	}

	const working = userids.map(userid => work.run(program, userid));
	await delay(random() * longestWork);
	await program.kill();
	await Promise.all(working);
	counts.working++;
	if (values.forgetful) {
		rmSync(path.join(home, 'journal'), {recursive: true});
		mkdirSync(path.join(home, 'journal'));
	}

	return true;
}

/** A last start that nobody kills ends in order. */
async function last(work, home) {
	const program = new Program(values.program, home, flags);
	const isUp = await program.isUp();
	if (isUp) {
		losses.push(...work.check(readInstallation(home)).map(problem => `at the end: ${problem}`));
	}

	const status = await program.shutDown();
	if (!isUp || status !== 0) {
		losses.push(`the last start ended with ${status}: ${program.errors}`);
	}
}

async function campaign(length) {
	const home = mkdtempSync(path.join(tmpdir(), 'kills-'));
	const work = new Work(random);
	let number = 0;
	while (number < length && await round(number, work, home)) {
		number++;
		process.stderr.write(`\r${counts.starting + counts.working} kills, ${losses.length} losses `);
	}

	await last(work, home);
	refused.push(...work.refused);
	for (const [verb, count] of Object.entries(work.acknowledged)) {
		acknowledged[verb] = (acknowledged[verb] ?? 0) + count;
	}

	if (losses.length === 0) {
		rmSync(home, {recursive: true});
	} else {
		losses.push(`the data folder: ${home}`);
	}
}

if (values.site) {
	const site = new SiteCampaign(values.program, random);
	await site.run(rounds, Number(values.seconds), text => {
		process.stderr.write(`\r${text}`);
	});
	Object.assign(counts, {starting: 0, working: 0}, site.kills);
	Object.assign(acknowledged, site.acknowledged);
	losses.push(...site.losses);
	refused.push(...site.refused);
}

for (let done = values.site ? rounds : 0; done < rounds && losses.length === 0; done += roundsOfHome) {
	await campaign(Math.min(roundsOfHome, rounds - done));
}

if (profile !== undefined) {
	rmSync(profile, {recursive: true});
}

process.stderr.write('\n');
let kills = 0;
for (const count of Object.values(counts)) {
	kills += count;
}

console.log(JSON.stringify({
	rounds: kills, seed: Number(values.seed), kills: counts, acknowledged, refused, losses,
}, undefined, '\t'));
process.exitCode = losses.length + refused.length > 0 ? 1 : 0;
