/** Shell verbs on a folder that no system has, killed at any moment: the state before is there, or the one behind. */
import {spawn} from 'node:child_process';
import {existsSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {checkPassword} from '../../../build/source/cp/directory/passwords.js';
import {readSite} from './reading.js';

/** Runs a verb, killed after so many milliseconds where it has not ended; `status` is the signal's name then. */
export async function runVerb(program, words, killAfter) {
	const start = performance.now();
	const child = spawn(process.execPath, [program, ...words], {stdio: ['ignore', 'pipe', 'pipe']});
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', data => {
			text += data;
		});
	}

	const ended = new Promise(resolve => {
		child.on('close', (status, signal) => {
			resolve(signal ?? status);
		});
	});
	const status = await Promise.race([ended, delay(killAfter).then(() => undefined)]);
	if (status === undefined) {
		child.kill('SIGKILL');
	}

	return {status: await ended, text, took: performance.now() - start};
}

/** What a verb should take, milliseconds, as seen so far: kills come anywhere in it. */
const usual = new Map();

export class SiteVerbs {
	/** Passwords as they must be, by user; more than one where a change was killed. */
	passwords = new Map();
	#volumes = new Set();
	#site;
	#count = 0;

	/** `site`: `random`, `program`, `home`, `profile`, `place` (a folder for backups), `refused`, `kills`. */
	constructor(site) {
		this.#site = site;
	}

	/** One verb. Answers its name. */
	async round() {
		const {random, home, profile, place} = this.#site;
		const name = `NEW${++this.#count}`;
		const [someone] = [...this.passwords.keys()].slice(-1);
		const serial = `V${this.#count}`;
		const backup = path.join(place, 'backup');
		const at = ['--home', home];
		const verbs = {
			add: [
				['user', 'add', ...at, '--profile', profile, '--password', 'FIRST', '--cylinders', '1', name],
				isDone => this.passwords.set(name, isDone ? ['FIRST'] : [undefined, 'FIRST']),
			],
			passwd: someone && [
				['user', 'passwd', ...at, '--profile', profile, '--password', name, someone],
				isDone => this.passwords.set(someone, isDone ? [name] : [...this.passwords.get(someone), name]),
			],
			remove: someone && this.passwords.size > 1 && [
				['user', 'remove', ...at, '--profile', profile, someone],
				isDone => this.passwords.set(
					someone, isDone ? [undefined] : [...this.passwords.get(someone), undefined]),
			],
			create: [
				['dasd', 'create', ...at, '--type', '3330', '--cylinders', '3', serial],
				isDone => isDone && this.#volumes.add(serial),
			],
			import: this.#volumes.size > 0 && [
				['dasd', 'import', ...at, path.join(home, 'volumes', `${[...this.#volumes][0]}.3330`), serial],
				isDone => isDone && this.#volumes.add(serial),
			],
			backup: [['backup', ...at, backup], () => undefined],
			restore: [['restore', ...at, '--replace', backup], () => undefined],
		};
		const choices = Object.entries(verbs).filter(([, choice]) => choice);
		const [verb, [words, note]] = choices[Math.floor(random() * choices.length)];
		if (verb === 'restore') {
			return this.#restore(backup, words);
		}

		if (verb === 'backup') {
			rmSync(backup, {recursive: true, force: true});
		}

		const {status, text, took} = await this.#killed(verb, words);
		note(status === 0);
		if (status !== 'SIGKILL' && status !== 0) {
			this.#site.refused.push(`${words.join(' ')}: ${status} ${text}`);
		}

		if (status === 0) {
			usual.set(verb, took);
		}

		return verb;
	}

	/** What is wrong with a directory and volumes. */
	check({users, volumes}) {
		const wrong = [];
		for (const [userid, possible] of this.passwords) {
			const hash = users.get(userid)?.password;
			const fits = each => each === undefined ? hash === undefined : hash && checkPassword(hash, each);
			const found = possible.find(each => fits(each));
			if (!(hash === undefined && possible.includes(undefined)) && found === undefined) {
				wrong.push(`user ${userid} has the password ${hash}, not one of ${JSON.stringify(possible)}`);
			}

			if (hash === undefined) {
				this.passwords.delete(userid);
			} else {
				this.passwords.set(userid, [found]);
			}
		}

		for (const serial of this.#volumes) {
			if (!volumes.includes(serial)) {
				wrong.push(`volume ${serial} is gone`);
			}
		}

		return wrong;
	}

	async #killed(verb, words) {
		const {random, program, kills} = this.#site;
		const result = await runVerb(program, words, 30 + (random() * ((usual.get(verb) ?? 2000) * 1.1)));
		if (result.status === 'SIGKILL') {
			kills[verb] = (kills[verb] ?? 0) + 1;
		}

		return result;
	}

	/** A backup of this moment takes the place of the installation; it is what it was whatever happens. */
	async #restore(backup, words) {
		const {program, home, refused, losses} = this.#site;
		rmSync(backup, {recursive: true, force: true});
		const made = await runVerb(program, ['backup', '--home', home, backup], 60_000);
		if (made.status !== 0) {
			refused.push(`backup: ${made.status} ${made.text}`);
			return 'restore';
		}

		losses.push(...(await readSite(backup)).problems.map(problem => `backup: ${problem}`));
		const {status, text} = await this.#killed('restore', words);
		if (status !== 'SIGKILL' && status !== 0) {
			refused.push(`restore: ${status} ${text}`);
		}

		if (existsSync(`${home}.replaced`) && existsSync(home)) {
			rmSync(`${home}.replaced`, {recursive: true});
		}

		return 'restore';
	}
}
