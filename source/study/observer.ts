/** Keeps what a run shows while it is measured: commands, and what users spend their time with. */
import {sum} from './statistics.js';
import type {Experiment} from '../system/experiment/experiment.js';
import type {Charged, Frames, Wait} from '../system/experiment/measurement.js';
import {isService} from './mix.js';
import type {Command, Observation} from './observation.js';
import {master} from './profile-of.js';
import type {Answered} from './simulated-user.js';

const second = 1_000_000;
/** Between two looks at real storage. */
const sampling = 20 * second;

const difference = (now: Charged, before: Charged): Charged => ({
	processor: now.processor - before.processor,
	sios: now.sios - before.sios,
	pageReads: now.pageReads - before.pageReads,
	pageWrites: now.pageWrites - before.pageWrites,
});

const noWaits = (): Record<Wait['kind'], number> => ({disk: 0, service: 0, lock: 0});

/** A line whose answer is awaited. */
type UnderWay = {readonly charged: Charged; readonly waits: Record<Wait['kind'], number>; readonly isService: boolean};

/** What a user is doing: he waits for an answer, or he thinks. */
type State = {readonly since: number; readonly line?: UnderWay};

export class Observer {
	readonly commands: Command[] = [];
	readonly failures = new Map<string, number>();
	readonly frames: Frames[] = [];
	answered = 0;
	/** Of all users, within the time measured. */
	readonly #spent = {waiting: 0, thinking: 0};
	/** Integral of the number of those who wait, up to `#changed`. */
	#waitingUsers = 0;
	#waiting = 0;
	/** Time in system of lines entered and answered within the time measured. */
	#whole = 0;
	#changed = 0;
	#atBegin = 0;
	readonly #states = new Map<string, State>();
	#from = Number.POSITIVE_INFINITY;

	constructor(readonly experiment: Pick<Experiment, 'now' | 'after' | 'measurement'>) {
		experiment.measurement.onWait(({kind, userid, whom, length}) => {
			const line = this.#states.get(userid)?.line;
			if (line?.isService && (kind !== 'service' || whom === master)) {
				line.waits[kind] += length;
			}
		});
	}

	/** From now on everything counts. */
	begin(): void {
		this.#from = this.experiment.now;
		this.#changed = this.#from;
		this.#atBegin = this.#waiting;
		this.#sample();
	}

	/** A user begins to think. */
	thinking(userid: string): void {
		this.#becomes(userid, {since: this.experiment.now});
	}

	/** He types a line. */
	entering(userid: string, line: string): void {
		this.#becomes(userid, {
			since: this.experiment.now,
			line: {
				charged: this.experiment.measurement.charged(userid), waits: noWaits(), isService: isService(line),
			},
		});
	}

	/** It was answered; `thinking` follows. */
	answeredLine({userid, line, entered, answered, code = 0, said}: Answered): void {
		if (answered < this.#from) {
			return;
		}

		this.answered++;
		if (entered >= this.#from) {
			this.#whole += answered - entered;
		}

		const name = line.split(' ').slice(0, 2).join(' ');
		if (code !== 0) {
			const text = `${name}: ${said[0] ?? `return code ${code}`}`
				.replaceAll(/[MU]\d+/g, match => match.replaceAll(/\d/g, 'n'));
			this.failures.set(text, (this.failures.get(text) ?? 0) + 1);
		}

		const begun = this.#states.get(userid)!.line!;
		if (begun.isService) {
			this.commands.push({
				userid,
				name: name.toUpperCase(),
				entered,
				answered,
				code,
				charged: difference(this.experiment.measurement.charged(userid), begun.charged),
				waits: begun.waits,
			});
		}
	}

	/** Time that users spent so far within the time measured, what is under way included. */
	spent(): Pick<Observation, 'answered' | 'residence' | 'thought' | 'waitingUsers' | 'underWay' | 'cut'> {
		const {now} = this.experiment;
		const states = [...this.#states.values()];
		const until = (isWaiting: boolean): number => sum(states
			.filter(({line}) => (line !== undefined) === isWaiting)
			.map(({since}) => this.#within(since)));
		const residence = this.#spent.waiting + until(true);
		return {
			answered: this.answered,
			residence,
			thought: this.#spent.thinking + until(false),
			waitingUsers: this.#waitingUsers + (this.#waiting * (now - this.#changed)),
			underWay: {from: this.#atBegin, to: this.#waiting},
			cut: residence - this.#whole,
		};
	}

	#becomes(userid: string, state: State): void {
		const before = this.#states.get(userid);
		const {now} = this.experiment;
		if (before && now >= this.#from) {
			this.#spent[before.line ? 'waiting' : 'thinking'] += this.#within(before.since);
		}

		if (now >= this.#from) {
			this.#waitingUsers += this.#waiting * (now - this.#changed);
			this.#changed = now;
		}

		this.#waiting += (state.line ? 1 : 0) - (before?.line ? 1 : 0);
		this.#states.set(userid, state);
	}

	#within(since: number): number {
		return this.experiment.now - Math.max(since, this.#from);
	}

	#sample(): void {
		this.frames.push(this.experiment.measurement.frames());
		this.experiment.after(sampling, () => {
			this.#sample();
		});
	}
}
