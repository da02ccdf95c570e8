/**
 * A user's place with the scheduler (the scheduling words of VM/370's VMBLOK): how much of the processor he has had,
 * and in which queue he is. All who work for him have it between them, so that his share is the same however many they
 * are.
 *
 * `pass` is the processor time he has had, stretched by his priority: whoever has least of it is behind the others. It
 * decides who gets how much in the long run. The queue decides how soon: a turn's deadline is its begin plus the delay
 * of the queue (VM/370's deadline priority). So queue 1 gets a little at once, queue 3 more later, and both as much
 * over time.
 */

/** Queues: 0 interactive (Q1), 1 (Q2), 2 those who compute for long (Q3). */
export type Queue = 0 | 1 | 2;

export const scheduling = {
	/** One turn, microseconds of processor time. */
	slice: 50_000,
	/** Processor time a user may use in a queue before he is judged anew: 1/8 of queue 2 in queue 1, 8 times in 3. */
	stay: [250_000, 2_000_000, 16_000_000],
	/** So many stays in queue 2, without talking to a terminal between, lead to queue 3. */
	longStays: 8,
	/** Deadline of a turn after its begin, by queue, for a user of standard priority. */
	delay: [60_000, 310_000, 460_000],
	/** Most instructions between two looks at the list of events; also what a keystroke may have to wait for. */
	chunk: 10_000,
	/** The same where nobody else can run. */
	longChunk: 50_000,
	standardPriority: 64,
	/** Most processor time a favoured user is given in advance, or has to give back, microseconds. */
	credit: 200_000,
} as const;

export class Place {
	queue: Queue = 0;
	/** Processor time had, stretched; and what it was when this turn began. */
	pass: number;
	start: number;
	/** Microseconds left of this turn, and of this stay in the queue. */
	slice: number = scheduling.slice;
	stay: number = scheduling.stay[0];
	/** SET FAVORED nn: what he may still use of the percentage guaranteed, microseconds. */
	credit = 0;
	/** Stays in queue 2 one after the other. */
	#stays = 0;
	readonly #settings: {readonly priority: number};

	/** `pass`: as those who wait have it. */
	constructor(settings: {readonly priority: number}, pass: number) {
		this.#settings = settings;
		this.pass = pass;
		this.start = pass;
	}

	/** From the begin of a turn to its deadline. */
	get delay(): number {
		return scheduling.delay[this.queue] * this.#stretch;
	}

	/** When his turn, begun at `start`, should be over. */
	get deadline(): number {
		return this.start + this.delay;
	}

	/** He used processor time for his share. */
	spend(microseconds: number): void {
		this.pass += microseconds * this.#stretch;
		this.slice -= microseconds;
	}

	/** He can use the processor again: as one of those who wait, with no claim for the time he did not. */
	awake(pass: number): void {
		if (this.pass < pass) {
			this.pass = pass;
			this.start = Math.max(this.start, pass);
		}
	}

	/** A new turn, behind those who had less. */
	renew(): void {
		this.start = this.pass;
		this.slice = scheduling.slice;
	}

	/** He had a line from his terminal. */
	interact(): void {
		this.queue = 0;
		this.stay = scheduling.stay[0];
		this.#stays = 0;
		this.renew();
	}

	/** The stay in the queue is used up: where he goes on. */
	judge(): void {
		if (this.queue === 1) {
			this.#stays++;
		}

		this.queue = this.#stays >= scheduling.longStays ? 2 : 1;
		this.stay = scheduling.stay[this.queue];
	}

	/** Half the way for priority 0, the whole for 64, a quarter more for 99. */
	get #stretch(): number {
		return (this.#settings.priority + scheduling.standardPriority) / (2 * scheduling.standardPriority);
	}
}
