/** What the users of a site do with spool files, a temporary disk and their own, step by step. */
const other = userid => userid === 'USER1' ? 'USER2' : 'USER1';
const isSpooled = (userid, queue) => state => state !== 'gone' && state.owner === userid && state.queue === queue;

/** A deck for the hopper is the host's doing. */
export const deckText = (userid, name, lines) => `ID ${userid} CLASS A NAME ${name} DATA\n${lines.join('\n')}\n`;

/** `COPYFILE`, `CP PURGE`. */
const verbOf = ({lines: [line]}) => line.split(' ').slice(0, line.startsWith('cp ') ? 2 : 1).join(' ').toUpperCase();

export class SiteUser {
	/** The step whose answer was not seen yet. */
	pending;
	#userid;
	#site;

	/** `site`: the campaign, whose `busy` are names that somebody is at work with. */
	constructor(userid, site) {
		this.#userid = userid;
		this.#site = site;
	}

	/** Works until the program ends. */
	async run(program) {
		for (;;) {
			for (const step of this.#act()) {
				this.pending = step;
				if (step.name !== undefined) {
					this.#site.busy.add(step.name);
				}

				const answer = await program.enter(this.#userid, step.lines);
				if (!answer) {
					return;
				}

				this.pending = undefined;
				this.#site.busy.delete(step.name);
				const verb = verbOf(step);
				if (!answer.at(-1).startsWith('Ready;')) {
					if (!step.mayFail) {
						this.#site.refused.push(`${this.#userid}: ${step.lines.join('/')}: ${answer.join('/')}`);
					}

					break;
				}

				this.#site.acknowledged[verb] = (this.#site.acknowledged[verb] ?? 0) + 1;
				if (step.name !== undefined) {
					this.#site.ledger.set(step.name, step.state, step.kind);
				}
			}
		}
	}

	#pick(list) {
		return list[Math.floor(this.#site.random() * list.length)];
	}

	#act() {
		const {ledger, busy} = this.#site;
		const userid = this.#userid;
		const name = this.#site.newName();
		const own = queue => this.#pick(ledger.known(isSpooled(userid, queue), busy));
		const [inReader, reader] = own('RDR') ?? [];
		const [toPrint, paper] = own('PRT') ?? [];
		const [toPunch, cards] = own('PUN') ?? [];
		const make = (device, verb, spoolClass, queue, owner = userid) => [
			{lines: [`cp spool ${device} class ${spoolClass} ${queue === 'RDR' ? `to ${owner}` : 'off'}`]},
			{lines: [`copyfile many data a ${name} data a (replace`]},
			{lines: [`${verb} ${name} data a`], name, state: {owner, queue, class: spoolClass}},
			{lines: [`erase ${name} data a`]},
		];
		const acts = [
			() => make('printer', 'print', 'A', 'PRT'),
			() => make('printer', 'print', 'H', 'PRT'),
			() => make('punch', 'punch', 'B', 'PUN'),
			() => make('punch', 'punch', 'A', 'RDR', other(userid)),
			() => this.#console(name),
			() => temporaryDisk,
			() => [{lines: ['cp query files']}],
		];
		if (reader) {
			acts.push(
				() => [{
					lines: [`cp transfer ${reader.id} to ${other(userid)}`],
					name: inReader, state: {...reader.state, owner: other(userid)},
				}],
				() => [{
					lines: [`cp change reader ${reader.id} class ${reader.state.class === 'C' ? 'D' : 'C'}`],
					name: inReader, state: {...reader.state, class: reader.state.class === 'C' ? 'D' : 'C'},
				}],
				() => [{lines: [`cp order reader ${reader.id}`]}],
				() => [{lines: [`cp purge reader ${reader.id}`], name: inReader, state: 'gone'}],
			);
		}

		if (paper && paper.state.class === 'H') {
			acts.push(() => [{
				lines: [`cp change printer ${paper.id} class A`], name: toPrint, state: {...paper.state, class: 'A'},
			}]);
		}

		if (cards) {
			acts.push(() => [{lines: [`cp purge punch ${cards.id}`], name: toPunch, state: 'gone'}]);
		}

		return this.#pick(acts)();
	}

	/** A console file has what was typed, never the lines of the others. */
	#console(name) {
		return [
			{lines: ['cp spool console start class H']},
			{lines: ['cp query time']},
			{lines: ['cp spool console stop']},
			{
				lines: [`cp close console name ${name} CONSOLE`],
				name, kind: 'console', state: {owner: this.#userid, queue: 'PRT', class: 'H'},
			},
		];
	}
}

const temporaryDisk = [
	{lines: ['cp define t3350 as 195 cyl 1'], mayFail: true},
	{lines: ['format 195 c', 'yes', 'TEMP']},
	{lines: ['copyfile many data a = = c']},
	{lines: ['release c (det']},
];
