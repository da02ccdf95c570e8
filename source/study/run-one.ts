/** One run: a scenario's installation, its users at their terminals, and what is observed of them. */
import {
	buildVolumes, Experiment, type TextFile, type Volumes, type Written,
} from '../system/experiment/experiment.js';
import type {Charged} from '../system/experiment/measurement.js';
import type {Member} from './members.js';
import {filled, type Choices} from './mix.js';
import type {Observation} from './observation.js';
import {Observer} from './observer.js';
import {
	libraryVolume, master, otherOf, planOf, systemOf, userOf,
} from './profile-of.js';
import {Random} from './random.js';
import type {Scenario} from './scenario.js';
import {isEnough} from './sufficiency.js';
import {SimulatedUser, type Behaviour} from './simulated-user.js';

const second = 1_000_000;
/** Users log on one after the other, so far apart. */
const arrival = second / 4;

/** What was charged to all accounts that `isOne` names. */
const processorOf = (accounts: ReadonlyMap<string, Charged>, isOne: (userid: string) => boolean): number =>
	[...accounts].reduce((sum, [userid, {processor}]) => sum + (isOne(userid) ? processor : 0), 0);

/** How a user of the library behaves. */
function behaviour(
	scenario: Scenario,
	number: number,
	members: readonly Member[],
	observer: Observer,
): Behaviour {
	const random = new Random(scenario.seed, number);
	const own = members.filter(({owner}) => owner === number);
	const nameOf = ({name, type}: Member): string => `${name} ${type}`;
	const choices: Choices = {
		any: () => nameOf(members[random.below(members.length)]),
		own: () => nameOf((own.length > 0 ? own : members)[random.below(own.length > 0 ? own.length : members.length)]),
		system: () => systemOf(number),
	};
	let lines: string[] = [];
	return {
		nextLine() {
			if (lines.length === 0) {
				lines = filled(random.weighted(scenario.mix.scripts), choices, random);
			}

			return lines.shift();
		},
		pause() {
			observer.thinking(userOf(number));
			return Math.round(random.exponential(scenario.mix.think * second));
		},
		entering(line) {
			observer.entering(userOf(number), line);
		},
		answered(answer) {
			observer.answeredLine(answer);
		},
	};
}

/** Logs everybody on, one after the other, and lets them begin. */
function admit(experiment: Experiment, scenario: Scenario, members: readonly Member[], observer: Observer): void {
	for (let number = 0; number < scenario.users; number++) {
		const person = behaviour(scenario, number, members, observer);
		const user = new SimulatedUser(userOf(number), number, experiment, person);
		experiment.after((number + 1) * arrival, () => {
			user.sitDown(experiment.logOn(user.userid, user));
		});
	}

	for (let number = 0; number < scenario.others; number++) {
		let lines = ['EXEC COMPUTE'];
		const user = new SimulatedUser(otherOf(number), scenario.users + number, experiment, {
			nextLine: () => lines.shift(),
			pause: () => second,
			entering() {
				lines = [];
			},
			answered({said}) {
				throw new Error(`${otherOf(number)} ended its computation: ${said.join(' ')}`);
			},
		});
		experiment.after((number + 1) * arrival, () => {
			user.sitDown(experiment.logOn(user.userid, user));
		});
	}
}

/**
 * The volumes of a scenario's installation, with the library as `storeLibrary` left it. They are the same for all seeds
 * and sizes of storage, and stay as they are.
 */
export const volumesOf = (scenario: Scenario, stored: Written): Volumes => buildVolumes(planOf(scenario), stored);

/** `volumes`: `volumesOf` the scenario. `progress`: the part of the run that is over. */
export function runOne(
	scenario: Scenario,
	members: readonly Member[],
	volumes: Volumes,
	progress: (part: number) => void = () => undefined,
): Observation {
	const experiment = new Experiment(planOf(scenario), volumes);
	const observer = new Observer(experiment);
	const begun = experiment.now;
	if (scenario.configuration !== 'LINK') {
		experiment.startServices([master]);
	}

	admit(experiment, scenario, members, observer);
	const told = (): void => {
		progress(Math.min(1, (experiment.now - begun) / (scenario.warmUp + scenario.measured)));
	};

	const {measurement} = experiment;
	const start = begun + scenario.warmUp;
	experiment.run(start, told);
	observer.begin();
	const from = measurement.reading();
	const before = measurement.allCharged();
	for (let length = scenario.measured; ; length += scenario.measured) {
		experiment.run(start + length, told);
		if (length + scenario.measured > scenario.most || isEnough(observer, length)) {
			break;
		}
	}

	const to = measurement.reading();
	const after = measurement.allCharged();
	const spent = observer.spent();
	experiment.close();
	const used = (isOne: (userid: string) => boolean): number => processorOf(after, isOne) - processorOf(before, isOne);
	const users = used(userid => /^U\d{3}$/.test(userid));
	const others = used(userid => /^X\d{3}$/.test(userid));
	return {
		from,
		to,
		commands: observer.commands,
		...spent,
		shares: {users, others, rest: to.charged.processor - from.charged.processor - users - others},
		frames: observer.frames,
		failures: observer.failures,
	};
}

/** How an owner stores his members: each, and his system of all of them, built once. */
function linesOf(owner: number, members: readonly Member[]): string[] {
	const system = systemOf(owner);
	return [
		...members.map(({name, type}) => `SBS PUT ${name} ${type}`),
		`SBS DEFINE SYSTEM ${system}`,
		...members.map(({name, type}) => `SBS INCLUDE ${name} ${type} IN ${system}`),
		`SBS BUILD ${system}`,
	];
}

/** Stores the members on an empty SBS disk as their owners do, and answers what was written. */
export function storeLibrary(scenario: Scenario, members: readonly Member[]): Written {
	const owners = new Set(members.map(({owner}) => owner));
	const of = (owner: number): readonly Member[] => members.filter(member => member.owner === owner);
	const files = new Map<string, readonly TextFile[]>([...owners].map(owner => [`${userOf(owner)} 191`, of(owner)]));
	const plan = planOf(scenario, files);
	const experiment = new Experiment(plan, buildVolumes(plan));
	if (scenario.configuration !== 'LINK') {
		experiment.startServices([master]);
	}

	const left = [...owners];
	let isDone = false;
	const next = (): void => {
		const owner = left.shift();
		if (owner === undefined) {
			isDone = true;
			return;
		}

		const lines = linesOf(owner, of(owner));
		const user = new SimulatedUser(userOf(owner), owner, experiment, {
			nextLine() {
				const line = lines.shift();
				if (line === undefined) {
					next();
				}

				return line;
			},
			pause: () => 1000,
			entering: () => undefined,
			answered({line, code, said}) {
				if (code !== 0) {
					throw new Error(`${line}: ${said.join(' ')}`);
				}
			},
		});
		user.sitDown(experiment.logOn(user.userid, user));
	};

	experiment.after(5 * second, next);
	const end = experiment.now + (members.length * 120 * second);
	experiment.run(end, undefined, () => isDone);
	const stored = experiment.written([libraryVolume]);
	experiment.close();
	return stored;
}
