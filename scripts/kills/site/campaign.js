/**
 * Kills at a small site: while its users spool, print and have temporary disks, while it starts (the first time too,
 * and while it compiles a large directory), while shell verbs change it. A copy of the folder is looked at after each,
 * the folder itself starts as it was left.
 */
import {execFileSync} from 'node:child_process';
import {
	existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {Program} from '../program.js';
import {Ledger} from './ledger.js';
import {lines, siteProfile} from './profile.js';
import {readSite} from './reading.js';
import {deckText, SiteUser} from './users.js';
import {runVerb, SiteVerbs} from './verbs.js';

const userids = ['USER1', 'USER2'];
/** A kill comes so long after the users are at work, after a start, after a first start, milliseconds. */
const longest = {working: 800, starting: 500, first: 2500};
/** How large the crowd is whose passwords are hashed aside. */
const crowd = 110;

export class SiteCampaign {
	kills = {};
	acknowledged = {};
	refused = [];
	losses = [];
	random;
	program;
	ledger = new Ledger();
	busy = new Set();
	place = mkdtempSync(path.join(tmpdir(), 'kills-site-'));
	home = path.join(this.place, 'home');
	profile = siteProfile();
	#crowded = siteProfile(crowd);
	#verbs = new SiteVerbs(this);
	#names = 0;
	#users = [];

	constructor(program, random) {
		this.program = program;
		this.random = random;
	}

	newName() {
		return `T${++this.#names}`;
	}

	/** `count` kills, so far as they fit into `seconds`; ends at the first loss, whose folder stays. */
	async run(count, seconds, tell) {
		const end = performance.now() + (seconds * 1000);
		await this.#start(program => program.shutDown());
		for (let number = 0; number < count && this.losses.length === 0 && performance.now() < end; number++) {
			const kind = await this.#round();
			this.losses.push(...(await this.#look()).map(problem => `round ${number}, ${kind}: ${problem}`));
			tell(`${number + 1} rounds, ${this.losses.length} losses `);
		}

		await this.#start(async program => {
			const status = await program.shutDown();
			if (status !== 0) {
				this.losses.push(`the last start ended with ${status}: ${program.errors}`);
			}
		});
		for (const folder of [this.profile, this.#crowded]) {
			rmSync(folder, {recursive: true});
		}

		if (this.losses.length === 0) {
			rmSync(this.place, {recursive: true});
		} else {
			this.losses.push(`the data folder: ${this.place}`);
		}
	}

	#killed(kind) {
		this.kills[kind] = (this.kills[kind] ?? 0) + 1;
	}

	async #round() {
		const choice = this.random();
		if (choice < 0.4) {
			return this.#work();
		}

		if (choice < 0.5) {
			const program = new Program(this.program, this.home, ['--profile', this.profile]);
			await delay(this.random() * longest.starting);
			await program.kill();
			this.#killed('starting');
			return 'starting';
		}

		if (choice < 0.54) {
			return this.#first();
		}

		return this.#verbs.round();
	}

	/** Starts the site and does something with it. */
	async #start(work) {
		const program = new Program(this.program, this.home, ['--profile', this.profile]);
		if (!await program.isUp()) {
			this.losses.push(`did not start: ${program.errors}`);
			return;
		}

		return work(program);
	}

	async #work() {
		await this.#start(async program => {
			const here = this.random() < 0.5 ? userids : [userids[Math.floor(this.random() * 2)]];
			for (const userid of here) {
				await program.logOn(userid);
			}

			this.#users = here.map(userid => new SiteUser(userid, this));
			const working = this.#users.map(user => user.run(program));
			this.#putDeck();
			const copying = this.random() < 0.2 ? this.#backUp() : undefined;
			await delay(this.random() * longest.working);
			await copying;
			await program.kill();
			await Promise.all(working);
		});
		this.#killed('working');
		return 'working';
	}

	/** Somebody lays a deck into the hopper, whole from the beginning. */
	#putDeck() {
		if (this.random() < 0.5) {
			const name = this.newName();
			const owner = userids[Math.floor(this.random() * 2)];
			mkdirSync(path.join(this.home, 'reader'), {recursive: true});
			writeFileSync(path.join(this.home, 'reader', `${name}.txt`), deckText(owner, name, lines));
			this.ledger.decks.set(name, owner);
		}
	}

	/** A copy of the running system has whatever was acknowledged before and was not touched since. */
	async #backUp() {
		const copy = path.join(this.place, 'running');
		rmSync(copy, {recursive: true, force: true});
		const before = new Map([...this.ledger.entries].map(([name, {state}]) => [name, state]));
		const {status, text} = await runVerb(this.program, ['backup', '--home', this.home, copy], 20_000);
		this.acknowledged['backup while it runs'] = (this.acknowledged['backup while it runs'] ?? 0) + 1;
		if (status !== 0) {
			this.refused.push(`backup while it runs: ${status} ${text}`);
			return;
		}

		const {problems, spool} = await readSite(copy);
		this.losses.push(...problems.map(problem => `backup while it runs: ${problem}`));
		for (const [name, state] of before) {
			const now = this.ledger.entries.get(name);
			const isStill = now?.state === state && state !== 'gone' && state.class !== 'A' && !this.busy.has(name);
			if (isStill && !spool.some(file => file.name === name)) {
				this.losses.push(`backup while it runs: ${name} is not in it`);
			}
		}
	}

	/** A first start is killed, another one makes all of it. */
	async #first() {
		const home = path.join(this.place, 'first');
		rmSync(home, {recursive: true, force: true});
		const profile = this.random() < 0.7 ? this.profile : this.#crowded;
		const program = new Program(this.program, home, ['--profile', profile]);
		await delay(this.random() * longest.first);
		await program.kill();
		this.#killed('first start');
		const again = new Program(this.program, home, ['--profile', profile]);
		if (!await again.isUp()) {
			this.losses.push(`first start again: ${again.errors}`);
			return 'first start';
		}

		const ready = await again.logOn('USER1');
		if (this.random() < 0.5) {
			// While it compiles the directory.
			await again.kill();
			this.#killed('compiling');
		} else {
			await again.shutDown();
		}

		if (!ready) {
			this.losses.push('first start again: USER1 cannot log on');
		}

		this.losses.push(...(await readSite(home)).problems.map(problem => `first start: ${problem}`));
		return 'first start';
	}

	/** What a start would find, in a copy. */
	async #look() {
		const copy = path.join(this.place, 'copy');
		rmSync(copy, {recursive: true, force: true});
		if (!existsSync(this.home)) {
			// Killed between two names: the next start puts that right.
			await this.#start(program => program.shutDown());
		}

		execFileSync('cp', ['-a', '--sparse=always', this.home, copy]);
		const found = await readSite(copy);
		const pending = this.#users.map(user => user.pending).filter(Boolean);
		this.#users = [];
		this.busy.clear();
		return [...found.problems, ...this.ledger.check(found, pending), ...this.#verbs.check(found)];
	}
}
