/**
 * What three users do, what each step changes, and what must be there after a kill: everything a `Ready` acknowledged;
 * of the step under way the state before it or the one behind.
 */
export const userids = ['USER1', 'USER2', 'USER3'];

const plain = ['F0 DATA', 'F1 DATA', 'F2 DATA', 'F3 DATA', 'F4 DATA', 'F5 DATA'];
/** A member of SBS belongs to who stored it first: two each. */
const isOwned = (userid, name) => Math.floor(plain.indexOf(name) / 2) === userids.indexOf(userid);
/** Work files of COPYFILE, EDIT and READCARD, which a kill leaves behind. */
const isWorkFile = name => /CMSUT|\bEDIT\b|READCARD/.test(name);
const mostDecks = 4;

const isSame = (left, right) => JSON.stringify(left) === JSON.stringify(right);

/** Numbers from 0 to below 1, the same ones for the same seed. */
export function randomOf(seed) {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / (2 ** 32);
	};
}

export class Work {
	/** Steps acknowledged, by verb. */
	acknowledged = {};
	refused = [];
	#random;
	/** By user: lines by file name, and the step under way. */
	#files = new Map(userids.map(userid => [userid, new Map()]));
	#pending = new Map();
	/** Decks that were punched and not yet erased by who read them, by name: for whom, and their lines. */
	#decks = new Map();
	/** Decks whose READCARD was killed between the end of the file and the end of the deck: both are there. */
	#twice = new Set();
	/** Lines of what is in the library, by name and version; by name, the newest, and what INTEGRATION has at least. */
	#versions = new Map();
	#newest = new Map();
	#promoted = new Map();
	#count = 0;

	constructor(random) {
		this.#random = random;
	}

	/** A user works until the program ends. */
	async run(program, userid) {
		for (;;) {
			for (const step of this.#act(userid)) {
				this.#pending.set(userid, step);
				const answer = await program.enter(userid, step.lines);
				if (!answer) {
					return;
				}

				this.#pending.delete(userid);
				if (!this.#acknowledge(userid, step, answer)) {
					break;
				}
			}
		}
	}

	#pick(list) {
		return list[Math.floor(this.#random() * list.length)];
	}

	/** The steps of one thing a user does. A step: lines, `files` (name and new lines, or undefined), a deck, … */
	#act(userid) {
		const files = this.#files.get(userid);
		const here = plain.filter(name => files.has(name));
		const readDecks = [...files.keys()].filter(name => name.endsWith(' DECK') && this.#decks.has(name));
		const inReader = [...this.#decks].filter(([name, {to}]) => to === userid && !files.has(name));
		const text = `LINE ${++this.#count} OF ${userid}`;
		if (inReader.length >= mostDecks || (inReader.length > 0 && this.#random() < 0.2)) {
			return [{verb: 'READCARD', lines: ['readcard *'], reads: true}];
		}

		if (readDecks.length >= mostDecks) {
			return [{verb: 'ERASE', lines: [`erase ${readDecks[0]}`], files: [[readDecks[0], undefined]]}];
		}

		if (here.length === 0) {
			return [edit(this.#pick(plain), text, [])];
		}

		const from = this.#pick(here);
		const to = this.#pick(plain.filter(name => name !== from));
		return this.#pick([
			() => [edit(to, text, (files.get(to) ?? []).slice(0, 30))],
			() => [{
				verb: 'COPYFILE', lines: [`copyfile ${from} a ${to} a (replace`], files: [[to, files.get(from)]],
			}],
			() => [{verb: 'ERASE', lines: [`erase ${from}`], files: [[from, undefined]]}],
			() => files.has(to)
				? []
				: [{
					verb: 'RENAME',
					lines: [`rename ${from} a ${to} a`],
					files: [[from, undefined], [to, files.get(from)]],
				}],
			() => punch(`T${this.#count} DECK`, text, this.#pick(userids.filter(other => other !== userid))),
			() => this.#library(userid, here.filter(name => isOwned(userid, name))),
			() => this.#library(userid, here.filter(name => isOwned(userid, name))),
			() => this.#library(userid, here.filter(name => isOwned(userid, name))),
		])();
	}

	/** What a user does with the library, and one of his members that he has as a file. */
	#library(userid, own) {
		if (own.length === 0) {
			return [];
		}

		const name = this.#pick(own);
		const newest = this.#newest.get(name) ?? 0;
		const lines = this.#files.get(userid).get(name);
		const put = {verb: 'SBS PUT', lines: [`sbs put ${name}`], put: {name, lines}};
		const promote = {verb: 'SBS PROMOTE', lines: [`sbs promote ${name}`], promoted: {name, version: newest}};
		return newest === 0
			? [put]
			: this.#pick([
				() => [put],
				() => [put],
				// What INTEGRATION has already is refused.
				() => (this.#promoted.get(name) ?? 0) < newest ? [promote] : [put],
				() => [{
					verb: 'SBS GET',
					lines: [`sbs get ${name} (replace`],
					files: [[name, this.#versions.get(`${name} ${newest}`)]],
				}],
				() => [{verb: 'SBS RESERVE', lines: [`sbs reserve ${name}`]}, put],
			])();
	}

	/** What the answer says has happened. False where the step was refused. */
	#acknowledge(userid, step, answer) {
		if (!answer.at(-1).startsWith('Ready;')) {
			this.refused.push(`${userid}: ${step.lines.join('/')}: ${answer.join('/')}`);
			return false;
		}

		this.acknowledged[step.verb] = (this.acknowledged[step.verb] ?? 0) + 1;
		const files = this.#files.get(userid);
		for (const [name, lines] of step.files ?? []) {
			if (lines) {
				files.set(name, lines);
			} else {
				files.delete(name);
			}

			if (!step.keepsDeck && this.#decks.get(name)?.to === userid) {
				this.#decks.delete(name);
			}
		}

		if (step.deck) {
			this.#decks.set(step.deck.name, step.deck);
		}

		if (step.reads) {
			const [, name] = answer.map(line => /(T\d+ +DECK)/.exec(line)).find(Boolean) ?? [];
			const deck = name?.replace(/ +/, ' ');
			files.set(deck, this.#decks.get(deck)?.lines);
			this.#twice.delete(deck);
		}

		if (step.put) {
			const [, version] = answer.map(line => /VERSION (\d+) STORED/.exec(line)).find(Boolean) ?? [];
			this.#versions.set(`${step.put.name} ${version}`, step.put.lines);
			this.#newest.set(step.put.name, Number(version));
		}

		if (step.promoted) {
			this.#promoted.set(step.promoted.name, step.promoted.version);
		}

		return true;
	}

	/** Compares what was found with what must be there, answers what is wrong, and goes on from what was found. */
	check({disks, readers, versions, integration, problems}) {
		const wrong = [...problems];
		for (const userid of userids) {
			wrong.push(...this.#checkFiles(userid, disks.get(`${userid} 191`)));
		}

		for (const [name, deck] of this.#decks) {
			wrong.push(...this.#checkDeck(name, deck, {disks, readers}));
		}

		for (const [name, lines] of this.#versions) {
			if (!isSame(versions.get(name), lines)) {
				wrong.push(`SBS: ${name} is ${JSON.stringify(versions.get(name))}, not ${JSON.stringify(lines)}`);
			}
		}

		for (const [name, version] of this.#promoted) {
			const found = integration.get(name) ?? 0;
			if (found < version) {
				wrong.push(`SBS: INTEGRATION has version ${found} of ${name}, not ${version}`);
			}
		}

		this.#goOnFrom(disks, readers);
		this.#goOnWith(versions, integration);
		return wrong;
	}

	#checkFiles(userid, found) {
		const expected = this.#files.get(userid);
		const {files = [], reads = false} = this.#pending.get(userid) ?? {};
		const pending = new Map(files);
		const wrong = [];
		for (const name of new Set([...expected.keys(), ...found.keys()])) {
			const possible = [expected.get(name)];
			if (pending.has(name)) {
				possible.push(pending.get(name));
			}

			if ((reads || this.#twice.has(name)) && this.#decks.get(name)?.to === userid) {
				possible.push(this.#decks.get(name).lines);
			}

			if (!isWorkFile(name) && !possible.some(lines => isSame(lines, found.get(name)))) {
				wrong.push(`${userid}: ${name} is ${JSON.stringify(found.get(name))}, not ${JSON.stringify(possible)}`);
			}
		}

		return wrong;
	}

	/** A deck is in the reader or was read into a file; in both only while READCARD is under way. */
	#checkDeck(name, {to, lines}, {disks, readers}) {
		const step = this.#pending.get(to);
		const isFile = disks.get(`${to} 191`).has(name);
		const inReader = readers.get(to)?.get(name);
		if (inReader && !isSame(inReader, lines)) {
			return [`${to}: deck ${name} is ${JSON.stringify(inReader)}, not ${JSON.stringify(lines)}`];
		}

		if (!inReader && !isFile && !step?.files?.some(([file]) => file === name)) {
			return [`${to}: deck ${name} is lost`];
		}

		return inReader && isFile && !step?.reads && !this.#twice.has(name)
			? [`${to}: deck ${name} was read and is in the reader`]
			: [];
	}

	/** A PUT or PROMOTE whose Ready was never seen may have been done. */
	#goOnWith(versions, integration) {
		this.#versions = new Map(versions);
		this.#promoted = new Map(integration);
		this.#newest = new Map();
		for (const name of versions.keys()) {
			const [member, version] = [name.slice(0, name.lastIndexOf(' ')), Number(name.slice(name.lastIndexOf(' ')))];
			this.#newest.set(member, Math.max(this.#newest.get(member) ?? 0, version));
		}
	}

	#goOnFrom(disks, readers) {
		for (const userid of userids) {
			const {deck} = this.#pending.get(userid) ?? {};
			if (deck && readers.get(deck.to)?.has(deck.name)) {
				this.#decks.set(deck.name, deck);
			}
		}

		for (const [name, {to}] of this.#decks) {
			const isInReader = readers.get(to)?.has(name) ?? false;
			if (!isInReader && !disks.get(`${to} 191`).has(name)) {
				this.#decks.delete(name);
			} else if (isInReader && disks.get(`${to} 191`).delete(name)) {
				// To be read again, over the file that is there.
				this.#twice.add(name);
			}
		}

		this.#files = new Map(userids.map(userid => [
			userid,
			new Map([...disks.get(`${userid} 191`)].filter(([name]) => !isWorkFile(name))),
		]));
		this.#pending.clear();
	}
}

function edit(name, text, before) {
	return {
		verb: 'EDIT',
		lines: [`edit ${name}`, 'top', `input ${text}`, 'file'],
		files: [[name, [text, ...before]]],
	};
}

/** The sender's own copy goes, so that the deck is all there is. */
function punch(name, text, to) {
	return [
		edit(name, text, []),
		{verb: 'CP SPOOL', lines: [`cp spool punch to ${to.toLowerCase()}`]},
		{verb: 'PUNCH', lines: [`punch ${name}`], deck: {name, to, lines: [text]}},
		{verb: 'ERASE', lines: [`erase ${name}`], files: [[name, undefined]], keepsDeck: true},
	];
}
