/**
 * Transcripts of terminals: what people typed to CP and what came back, as files that read like the paper of a
 * typewriter. A transcript is played on a system of its own (CP without CMS, simulated time) and comes out as it
 * should have been.
 *
 *     * What is shown, and where the manual has it.
 *     $ directory             lines of a directory up to `$ end`, instead of the default installation's
 *     USER1: query time       typed at USER1's terminal, which is there from the first time it is named
 *     | TIME IS 09:00:00 ...  what came back there
 *     USER2| * MSG ...        what came at another terminal meanwhile
 *     USER1! PA1              a key
 *     $ wait 2                seconds that pass
 */
import {TestSystem, type Session} from './cp.js';

const typed = /^(?<who>[A-Z\d$#@]{1,8})(?<what>[:!]) ?(?<text>.*)$/;
const answer = /^(?:[A-Z\d$#@]{1,8})?\|/;

/** Terminals by the names that a transcript gives them. */
class Room {
	readonly #system: TestSystem;
	readonly #sessions = new Map<string, Session>();

	constructor(directory: string | undefined) {
		this.#system = new TestSystem({directory});
	}

	/** Does one line of a transcript. Answers the lines that show what came of it. */
	play(line: string): string[] {
		const wait = /^\$ wait (?<seconds>[\d.]+)$/.exec(line);
		if (wait) {
			this.#system.run(Number(wait.groups!.seconds));
			return this.#come(undefined);
		}

		const step = typed.exec(line);
		if (!step) {
			throw new Error(`A transcript has no such line: ${line}`);
		}

		const {who, what, text} = step.groups!;
		const session = this.#session(who);
		if (what === '!') {
			session.terminal.line.key(text as 'PA1');
		} else {
			session.terminal.line.enter(text);
		}

		this.#system.run(0.5);
		return this.#come(who);
	}

	#session(name: string): Session {
		const known = this.#sessions.get(name);
		if (known) {
			return known;
		}

		const address = (0x21 + this.#sessions.size).toString(16).toUpperCase();
		const session = this.#system.terminal(`GRAF 0${address}`);
		session.terminal.take();
		this.#sessions.set(name, session);
		return session;
	}

	/** What came since: at the terminal where something was typed first. */
	#come(who: string | undefined): string[] {
		const names = [...this.#sessions.keys()].toSorted((one, other) => Number(other === who) - Number(one === who));
		return names.flatMap(name => this.#sessions.get(name)!.terminal.take()
			.map(text => `${name === who ? '' : name}| ${text}`.trimEnd()));
	}
}

/** Plays a transcript on a system of its own. Answers it as it comes out: the same text where all is as it says. */
export function playTranscript(text: string): string {
	const lines = text.split('\n');
	const end = lines.indexOf('$ end');
	const start = lines.indexOf('$ directory');
	const room = new Room(start === -1 ? undefined : lines.slice(start + 1, end).join('\n'));
	return lines.flatMap((line, index) => {
		if (answer.test(line)) {
			return [];
		}

		const isSaid = line === '' || line.startsWith('*') || (index >= start && index <= end);
		return isSaid ? [line] : [line, ...room.play(line)];
	}).join('\n');
}
