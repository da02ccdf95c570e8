/**
 * Spool files of a site by the name they were given, and where each must be: acknowledged, what a command under way may
 * have made of it, and what the system's printer does by itself.
 */
import {lines as wanted} from './profile.js';

const same = (one, other) => one.length === other.length && one.every((line, index) => line === other[index]);

const isSameState = (state, file) => state !== 'gone' && file !== undefined
	&& file.owner === state.owner && file.queue === state.queue && file.class === state.class;

/** The host's name of a paper has the spool file's in it. */
const isOf = (name, paper) => paper.name.toUpperCase().includes(`-${name}-`);

const show = file => file ? `${file.queue} ${file.class} of ${file.owner}, ${file.lines.length} lines` : 'nowhere';

/** The printer that is started prints this class. */
const prints = state => state !== 'gone' && state.queue === 'PRT' && state.class === 'A';

export class Ledger {
	/** By name: `state` as acknowledged, `id` once it was seen, what it holds, how often it may be on paper. */
	entries = new Map();
	/** Decks in the hopper by name: for whom. */
	decks = new Map();

	/** Entries of that state whose number is known and with which nobody is at work. */
	known(fits, busy) {
		return [...this.entries].filter(([name, {id, state}]) => id !== undefined && !busy.has(name) && fits(state));
	}

	/** What was acknowledged. */
	set(name, state, kind = 'lines') {
		const entry = this.entries.get(name);
		if (entry) {
			entry.state = state;
		} else {
			this.entries.set(name, {
				state, kind, id: undefined, papers: 1,
			});
		}
	}

	/** What is wrong, and goes on from what was found. `pending`: steps whose answer nobody saw. */
	check({spool, output, hopper, stacker}, pending) {
		const wrong = [];
		const perhaps = new Map(pending.filter(step => step.name !== undefined).map(step => [step.name, step]));
		for (const [name, {state, kind}] of perhaps) {
			const isThere = spool.some(file => file.name === name) || output.some(paper => isOf(name, paper));
			if (!this.entries.has(name) && isThere) {
				this.set(name, state, kind);
			}
		}

		for (const [name, owner] of this.decks) {
			const isRead = spool.some(file => file.name === name);
			if (isRead) {
				this.set(name, {owner, queue: 'RDR', class: 'A'});
				this.decks.delete(name);
			} else if (!hopper.includes(`${name}.txt`)) {
				wrong.push(`deck ${name} is lost (stacker ${stacker.includes(`${name}.txt`)})`);
				this.decks.delete(name);
			}
		}

		for (const [name, entry] of this.entries) {
			const files = spool.filter(file => file.name === name);
			const papers = output.filter(paper => isOf(name, paper));
			wrong.push(...this.#checkEntry(name, entry, perhaps.get(name), {files, papers}));
		}

		return wrong;
	}

	#checkEntry(name, entry, step, {files: [file, ...more], papers}) {
		const possible = step ? [entry.state, step.state] : [entry.state];
		const wrong = [];
		if (more.length > 0) {
			wrong.push(`${name} is there ${more.length + 1} times`);
		}

		for (const {name: paper, lines} of papers) {
			if (entry.kind === 'lines' && !same(lines, wanted)) {
				wrong.push(`${paper} has ${lines.length} lines of ${wanted.length}`);
			}
		}

		// Killed between paper and spool, it is printed once more, as after a failure of the real thing.
		entry.papers = Math.max(entry.papers, file && papers.length > 0 ? papers.length + 1 : 0);
		if (papers.length > entry.papers) {
			wrong.push(`${name} was printed ${papers.length} times`);
		}

		if (file) {
			if (entry.kind === 'lines' && !same(file.lines, wanted)) {
				wrong.push(`${name} has ${file.lines.length} lines of ${wanted.length}`);
			}

			if (!possible.some(state => isSameState(state, file))) {
				wrong.push(`${name} is ${show(file)}, not ${JSON.stringify(possible)}`);
			}

			entry.state = {owner: file.owner, queue: file.queue, class: file.class};
			entry.id = file.id;
			return wrong;
		}

		const isPrinted = papers.length > 0 && possible.some(state => prints(state));
		if (!isPrinted && !possible.includes('gone')) {
			wrong.push(`${name} is nowhere, not ${JSON.stringify(possible)}`);
		}

		this.entries.delete(name);
		return wrong;
	}
}
