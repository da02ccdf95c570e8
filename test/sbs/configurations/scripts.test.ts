/**
 * Every script of the tests of SBS, done again in each configuration by people at terminals: what is typed, and the
 * return codes, are the same byte for byte in all three, and what the library in memory answered, times apart.
 * Here some of the scripts; `YORKTOWN_SBS_REPLAY=1` does all.
 */
import {
	cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import {execa} from 'execa';
import type {NewFile} from '../../../source/cms/file-system/disk/disk.js';
import {configurations, sbsService, type ConfigurationLine} from '../../support/configurations.js';
import {Installation, type InstalledUser} from '../../support/installation.js';
import {readScripts, type Script, type ScriptFile} from '../../support/sbs-scripts.js';

const build = fileURLToPath(new URL('../../', import.meta.url));
const ava = path.resolve('node_modules/ava/entrypoints/cli.mjs');
const isWhole = process.env.YORKTOWN_SBS_REPLAY !== undefined;
const suites = (isWhole ? ['commands/*', 'building/*'] : ['commands/members', 'commands/working-together'])
	.map(name => path.join(build, 'sbs', `${name}.test.js`));
/** One of so many is done in the shorter run. */
const every = isWhole ? 1 : 6;

const folders: string[] = [];
const folderOf = (name: string): string => {
	const folder = mkdtempSync(path.join(tmpdir(), `yorktown-${name}-`));
	folders.push(folder);
	return folder;
};

test.after.always(() => {
	for (const folder of folders) {
		rmSync(folder, {recursive: true, force: true});
	}
});

/** Ours, with those people in the directory whom it has not: each with an A-disk of two cylinders. */
function profileWith(userids: readonly string[]): string {
	const folder = folderOf('profile');
	cpSync('profiles/default', folder, {recursive: true});
	const file = path.join(folder, 'USER DIRECT');
	const direct = readFileSync(file, 'utf8');
	const entry = /^USER USER1 .*?(?=^\*)/ms.exec(direct)![0];
	const more = userids
		.filter(userid => !direct.includes(`\nUSER ${userid} `))
		.map((userid, index) => entry
			.replaceAll('USER1', userid)
			.replace('006 003 YRKUSR', `${String(100 + (index * 2)).padStart(3, '0')} 002 YRKUSR`));
	writeFileSync(file, direct + more.join(''));
	return folder;
}

/** Files that people of a script get, on the system disk under names of their own: they copy them from there. */
const source = (index: number): string => `P${String(index).padStart(4, '0')}`;
const sourceType = 'SBSCRIPT';
const sourceFile = (index: number, {recordFormat, recordLength, date, time, records}: ScriptFile): NewFile => ({
	name: source(index), type: sourceType, modeNumber: '2', recordFormat,
	...recordFormat === 'F' ? {recordLength} : {},
	...date === '' ? {} : {date, time},
	records: records.map(record => Uint8Array.from(Buffer.from(record, 'hex'))),
});

/** What varies with time. */
const masked = (line: string): string => line
	.replaceAll(/\d\d\/\d\d\/\d\d/g, 'MM/DD/YY')
	.replaceAll(/\d{4}-\d\d-\d\d/g, 'YYYY-MM-DD')
	.replaceAll(/\d\d:\d\d(?::\d\d)?/g, 'HH:MM')
	.trimEnd();

const ready = /^Ready(?:\((\d+)\))?;/;

/** Lines and return code, as the library in memory answers them. */
function enter(user: InstalledUser, line: string): string[] {
	return user.enter(line).flatMap(typed => {
		const [isReady, code] = ready.exec(typed) ?? [];
		return isReady ? (code === undefined ? [] : [`(${Number(code)})`]) : [typed];
	});
}

/** Each line of a script, and what came of it. */
function replay({roles, steps}: Script, configuration: ConfigurationLine): string[][] {
	const userids = [...new Set(steps.map(({userid}) => userid))];
	const having = (role: string): string =>
		Object.entries(roles).flatMap(([userid, its]) => its === role ? [userid] : []).join(' ');
	const installation = new Installation({
		profile: profileWith(userids),
		files: [
			sbsService(
				configuration,
				`ADMINISTRATORS ${having('administrator')} OPERATOR`.replace('  ', ' '),
				...having('librarian') === '' ? [] : [`LIBRARIANS ${having('librarian')}`],
			),
			...steps.flatMap((step, index) => 'file' in step ? [sourceFile(index, step.file)] : []),
		],
	});
	const users = new Map(userids.map(userid => [userid, installation.logOn(userid)]));
	for (const user of users.values()) {
		user.enterAll('CP TERMINAL LINEND OFF CHARDEL OFF LINEDEL OFF ESCAPE OFF', 'SET BLIP OFF');
	}

	const answers: string[][] = [];
	for (const [index, step] of steps.entries()) {
		const user = users.get(step.userid)!;
		if ('file' in step) {
			const {name, type, modeNumber} = step.file;
			user.enter(`ERASE ${name} ${type} A`);
			const answer = enter(user, `COPYFILE ${source(index)} ${sourceType} S ${name} ${type} A${modeNumber} (OLDDATE`);
			if (answer.length > 0) {
				throw new Error(`${name} ${type}: ${answer.join('/')}`);
			}
		} else {
			// Lists are in order of time, which counts seconds.
			user.enter('CP SLEEP 1 SEC');
			answers.push([`${step.userid}: ${step.line}`, ...enter(user, `SBS ${step.line}`).map(typed => masked(typed))]);
		}
	}

	installation.close();
	return answers;
}

const remembered = ({steps}: Script): string[][] => steps.flatMap(step => 'line' in step
	? [[`${step.userid}: ${step.line}`, ...step.answer.map(line => masked(line))]]
	: []);

/** Whether a library in memory answers a line otherwise: one too long for a terminal, and what tells of disks. */
const isOfMachines = ([line]: readonly string[]): boolean => line.length > 120 || /: COMPRESS\b/.test(line);

/** Answers that are not the same: of the one, and of the other. */
const differing = (one: readonly string[][], other: readonly string[][]): string[][][] =>
	one.flatMap((answer, index) => isDeepStrictEqual(answer, other[index]) ? [] : [[answer, other[index]]]);

test('what the tests of SBS do is answered the same by a library in memory, in LINK, in SERVER and in SLAVES', async t => {
	t.timeout(3_600_000);
	const folder = folderOf('scripts');
	const {exitCode, stdout, stderr} = await execa(
		process.execPath,
		[ava, '--concurrency=2', '--timeout=10m', ...suites],
		{reject: false, env: {YORKTOWN_SBS_SCRIPTS: folder}},
	);
	t.is(exitCode, 0, stdout + stderr);
	const scripts = readScripts(folder);
	t.true(scripts.length >= (isWhole ? 40 : 8), `${scripts.length} scripts`);
	t.log(`${scripts.length} scripts`);
	const differences: unknown[] = [];
	for (const script of scripts.filter((_, index) => index % every === 0)) {
		const [first, ...others] = configurations.map(configuration => replay(script, configuration));
		for (const [index, answers] of others.entries()) {
			differences.push(...differing(first, answers).map(pair => [configurations[index + 1], ...pair]));
		}

		if (!script.isPrepared) {
			differences.push(...differing(first, remembered(script))
				.filter(([answer]) => !isOfMachines(answer))
				.map(pair => ['memory', ...pair]));
		}
	}

	t.deepEqual(differences, []);
});
