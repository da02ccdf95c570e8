/** The built program as a process of its own, three users at its plain-line terminals. */
import {spawn} from 'node:child_process';
import process from 'node:process';
import {createInterface} from 'node:readline';

const ready = /^Ready(?:\(\d+\))?;/;

export class Program {
	errors = '';
	#hearers = new Map();
	#ended;
	#child;

	/** `file`: the program's first module; `flags`: more of the command line. */
	constructor(file, home, flags = []) {
		this.#child = spawn(process.execPath, [file, '--linear', '--home', home, ...flags], {stdio: 'pipe'});
		this.#child.stderr.on('data', data => {
			this.errors += data;
		});
		// A line written into the pipe of a dead process is lost with it.
		this.#child.stdin.on('error', () => undefined);
		createInterface({input: this.#child.stdout}).on('line', line => {
			const [, who, text] = /^([^>]+)> (.*)$/.exec(line) ?? [];
			this.#hearers.get(who)?.(text);
		});
		this.#ended = new Promise(resolve => {
			this.#child.on('close', (status, signal) => {
				for (const hear of this.#hearers.values()) {
					hear(undefined);
				}

				this.#hearers.clear();
				resolve(signal ?? status);
			});
		});
	}

	get processId() {
		return this.#child.pid;
	}

	/** What `who`'s terminal shows up to a line that fits; `undefined` where the program ended before. */
	async heard(who, pattern) {
		const lines = [];
		return new Promise(resolve => {
			this.#hearers.set(who, text => {
				if (text === undefined) {
					resolve(undefined);
					return;
				}

				lines.push(text);
				if (pattern.test(text)) {
					this.#hearers.delete(who);
					resolve(lines);
				}
			});
		});
	}

	/** The operator is there: everything the journal held is in its place. False where the program ended instead. */
	async isUp() {
		return (await this.heard('OPERATOR', /LOGON {2}AS OPERATOR/)) !== undefined;
	}

	/** One user after the other: a line for one must not answer another's password prompt. The null line begins CMS. */
	async logOn(userid) {
		const name = userid.toLowerCase();
		this.#child.stdin.write(`${name}: logon ${name}\n${name}\n${name}: \n`);
		return this.heard(userid, ready);
	}

	/** What the terminal shows up to the `Ready` that answers the last of these lines. */
	async enter(userid, lines) {
		this.#child.stdin.write(lines.map(line => `${userid.toLowerCase()}: ${line}\n`).join(''));
		return this.heard(userid, ready);
	}

	/** Ends it at once, as the host's `kill -9` does; everything it had written is heard when this is over. */
	async kill() {
		this.#child.kill('SIGKILL');
		return this.#ended;
	}

	/** Ends it in order; answers the status. */
	async shutDown() {
		this.#child.stdin.end();
		return this.#ended;
	}
}
