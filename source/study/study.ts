/** The whole study: every point under every seed, and what they came to. */
import {greatest} from '../base/sequences.js';
import {
	scenarioOf, variations, type StudyOptions, type Variation,
} from './options.js';
import type {Observation} from './observation.js';
import type {Scenario} from './scenario.js';
import {summarize, type Point} from './summary.js';

/** Runs scenarios; `observed` is called once for each, in any order. */
export type Runner = (
	scenarios: readonly Scenario[],
	observed: (index: number, observation: Observation) => void,
) => Promise<void>;

/** A variation's point in one configuration, of one number of users. */
export type Sensitivity = {readonly variation: Variation; readonly point: Point};

export type StudyResult = {
	readonly options: StudyOptions;
	readonly points: readonly Point[];
	/** Empty unless asked for. */
	readonly sensitivities: readonly Sensitivity[];
};

/** The number of users at which assumptions are varied: the greatest that is not more than this. */
const usersOfVariations = 4;

type Task = {readonly scenario: Scenario; readonly variation?: Variation};

/** Each is to be run under every seed. */
function tasksOf(options: StudyOptions): Task[] {
	const points = options.storages.flatMap(storage => options.configurations.flatMap(configuration =>
		options.users.map(users => ({scenario: scenarioOf(options, configuration, users, {storage})}))));
	const users = greatest(options.users.filter(each => each <= usersOfVariations), options.users[0]);
	const varied = options.sensitivity
		? variations.flatMap(variation => options.configurations
			.filter(configuration => variation.of?.includes(configuration) ?? true)
			.map(configuration => ({
				variation,
				// As long as a run is at least: what counts is the difference under the same seeds.
				scenario: scenarioOf(options, configuration, users, {most: options.measured, ...variation.changed}),
			})))
		: [];
	return [...points, ...varied];
}

/** The scenarios that a study runs: seed by seed, so that an early end of it has something of every point. */
function scenariosOf(tasks: readonly Task[], {seeds}: StudyOptions): Scenario[] {
	return Array.from({length: seeds}, (_, index) => index)
		.flatMap(index => tasks.map(({scenario}) => ({...scenario, seed: scenario.seed + index})));
}

export async function runStudy(options: StudyOptions, runner: Runner): Promise<StudyResult> {
	const tasks = tasksOf(options);
	const scenarios = scenariosOf(tasks, options);
	const observations = new Map<number, Observation>();
	await runner(scenarios, (index, observation) => {
		observations.set(index, observation);
	});
	const pointOf = (task: number): Point => summarize(
		tasks[task].scenario,
		Array.from({length: options.seeds}, (_, seed) => {
			const index = (seed * tasks.length) + task;
			return {seed: scenarios[index].seed, observation: observations.get(index)!};
		}),
	);
	const points: Point[] = [];
	const sensitivities: Sensitivity[] = [];
	for (const [index, {variation}] of tasks.entries()) {
		if (variation) {
			sensitivities.push({variation, point: pointOf(index)});
		} else {
			points.push(pointOf(index));
		}
	}

	return {options, points, sensitivities};
}
