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

/** Seeds of a variation, where a point has as many: differences under the same seeds are sure sooner. */
export const seedsOfVariations = 3;

/** A scenario to be run under so many seeds. */
type Task = {readonly scenario: Scenario; readonly seeds: number; readonly variation?: Variation};

function tasksOf(options: StudyOptions): Task[] {
	const points = options.storages.flatMap(storage => options.configurations.flatMap(configuration =>
		options.users.map(users => ({
			scenario: scenarioOf(options, configuration, users, {storage}), seeds: options.seeds,
		}))));
	const users = greatest(options.users.filter(each => each <= usersOfVariations), options.users[0]);
	const varied = options.sensitivity
		? variations.flatMap(variation => options.configurations
			.filter(configuration => variation.of?.includes(configuration) ?? true)
			.map(configuration => ({
				variation,
				seeds: Math.min(options.seeds, seedsOfVariations),
				// As long as a run is at least: what counts is the difference under the same seeds.
				scenario: scenarioOf(options, configuration, users, {most: options.measured, ...variation.changed}),
			})))
		: [];
	return [...points, ...varied];
}

/** Seed by seed, so that an early end of a study has something of every point. */
function runsOf(tasks: readonly Task[], seeds: number): Array<{readonly task: Task; readonly scenario: Scenario}> {
	return Array.from({length: seeds}, (_, index) => index).flatMap(index => tasks
		.filter(task => index < task.seeds)
		.map(task => ({task, scenario: {...task.scenario, seed: task.scenario.seed + index}})));
}

export async function runStudy(options: StudyOptions, runner: Runner): Promise<StudyResult> {
	const tasks = tasksOf(options);
	const runs = runsOf(tasks, options.seeds);
	const observations = new Map<number, Observation>();
	await runner(runs.map(({scenario}) => scenario), (index, observation) => {
		observations.set(index, observation);
	});
	const pointOf = (task: Task): Point => summarize(task.scenario, [...runs.entries()]
		.filter(([, run]) => run.task === task)
		.map(([index, {scenario: {seed}}]) => ({seed, observation: observations.get(index)!})));
	const points: Point[] = [];
	const sensitivities: Sensitivity[] = [];
	for (const task of tasks) {
		if (task.variation) {
			sensitivities.push({variation: task.variation, point: pointOf(task)});
		} else {
			points.push(pointOf(task));
		}
	}

	return {options, points, sensitivities};
}
