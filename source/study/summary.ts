/** What the runs of one point came to: the same scenario under several seeds. */
import {greatest} from '../base/sequences.js';
import {discrepancy, laws} from './laws.js';
import type {Command, Observation} from './observation.js';
import type {Scenario} from './scenario.js';
import {
	estimate, mean, quantile, sum, type Estimate,
} from './statistics.js';

/** Figures of one run. */
export type Figures = {
	/** Seconds. */
	readonly median: number;
	readonly high: number;
	readonly mean: number;
	readonly perHour: number;
	/** For a command, as its user was charged: SIOs, pages read, milliseconds of processor. */
	readonly sios: number;
	readonly pageReads: number;
	readonly processor: number;
	/** Seconds a command was kept waiting by others: for the disk, for who serves, for a file's lock; all three. */
	readonly diskWait: number;
	readonly serviceWait: number;
	readonly fileWait: number;
	readonly lockout: number;
	/** Seconds of a command that its requests stood in line for arms, those of pages included. */
	readonly armWait: number;
	/** Parts of the time measured that the processor was busy, and the busiest arm. */
	readonly processorUse: number;
	readonly armUse: number;
	/** Of what the processor did, how much was charged to somebody. */
	readonly charged: number;
	/** Part of the processor's work charged to users of the service; what CP and the service's own machines keep. */
	readonly share: number;
	readonly unbilled: number;
	/** Frames in use, those that several machines share, and those that sharing saves. */
	readonly frames: number;
	readonly sharedFrames: number;
	readonly savedFrames: number;
	/** Part of the commands that did not do what was asked. */
	readonly failed: number;
};

export type FigureName = keyof Figures;

/** One command's response, all seeds together. */
export type CommandRow = {
	readonly name: string;
	readonly count: number;
	/** Seconds. */
	readonly median: number;
	readonly high: number;
	/** Milliseconds of processor, SIOs and pages read for one. */
	readonly processor: number;
	readonly sios: number;
	readonly pageReads: number;
};

/** What does not depend on the seed. */
export type PointScenario = Omit<Scenario, 'seed' | 'mix'>;

export type Point = {
	readonly scenario: PointScenario;
	readonly seeds: readonly number[];
	readonly figures: Readonly<Record<FigureName, Estimate>>;
	readonly commands: readonly CommandRow[];
	/** Volume of the busiest arm. */
	readonly busiestArm: string;
	/** By which part the two sides of each law differ, all runs together. */
	readonly laws: Readonly<Record<string, number>>;
	readonly failures: Readonly<Record<string, number>>;
};

const second = 1e6;
const hour = 3600 * second;

/** Response time of a command, seconds. */
const responseOf = ({entered, answered}: Command): number => (answered - entered) / second;

type Use = {readonly serial: string; readonly use: number};

function armUses({from, to}: Observation): Use[] {
	return to.arms.map(({serial, busy}) => ({
		serial,
		use: (busy - (from.arms.find(each => each.serial === serial)?.busy ?? 0)) / (to.time - from.time),
	}));
}

export function figuresOf(observation: Observation): Figures {
	const {
		from, to, commands, shares, frames,
	} = observation;
	const time = to.time - from.time;
	const responses = commands.map(command => responseOf(command));
	const each = (value: (command: Command) => number): number => mean(commands.map(command => value(command)));
	const waiting = (reading: typeof from): number => sum(reading.arms.map(arm => arm.waiting));
	const all = shares.users + shares.others + shares.rest;
	const diskWait = each(({waits}) => waits.disk) / second;
	const serviceWait = each(({waits}) => waits.service) / second;
	const fileWait = each(({waits}) => waits.lock) / second;
	return {
		median: quantile(responses, 0.5),
		high: quantile(responses, 0.95),
		mean: mean(responses),
		perHour: commands.length / time * hour,
		sios: each(({charged}) => charged.sios),
		pageReads: each(({charged}) => charged.pageReads),
		processor: each(({charged}) => charged.processor) / 1000,
		diskWait,
		serviceWait,
		fileWait,
		lockout: diskWait + serviceWait + fileWait,
		armWait: (waiting(to) - waiting(from)) / Math.max(1, commands.length) / second,
		processorUse: (to.busy - from.busy) / time,
		armUse: greatest(armUses(observation).map(({use}) => use), 0),
		charged: (to.charged.processor - from.charged.processor) / Math.max(1, to.busy - from.busy),
		share: shares.users / Math.max(1, all),
		unbilled: shares.rest / Math.max(1, all),
		frames: mean(frames.map(({used}) => used)),
		sharedFrames: mean(frames.map(({shared}) => shared)),
		savedFrames: mean(frames.map(({copies, shared}) => copies - shared)),
		failed: commands.filter(({code}) => code !== 0).length / Math.max(1, commands.length),
	};
}

function commandRows(commands: readonly Command[]): CommandRow[] {
	const names = [...new Set(commands.map(({name}) => name))].toSorted();
	return names.map(name => {
		const these = commands.filter(command => command.name === name);
		const responses = these.map(command => responseOf(command));
		return {
			name,
			count: these.length,
			median: quantile(responses, 0.5),
			high: quantile(responses, 0.95),
			processor: mean(these.map(({charged}) => charged.processor)) / 1000,
			sios: mean(these.map(({charged}) => charged.sios)),
			pageReads: mean(these.map(({charged}) => charged.pageReads)),
		};
	});
}

/** Figures of one command: a run in which none was answered has none. */
const ofCommand: ReadonlySet<FigureName> = new Set<FigureName>([
	'median', 'high', 'mean', 'sios', 'pageReads', 'processor', 'diskWait', 'serviceWait', 'fileWait', 'lockout',
	'armWait', 'failed',
]);

/** Whether any command was answered; else a response is not known. */
export const isAnswered = ({figures}: Point): boolean => figures.perHour.mean > 0;

/** `runs`: a scenario's observations, each with its seed. */
export function summarize(
	{seed: _seed, mix: _mix, ...scenario}: Scenario,
	runs: ReadonlyArray<{readonly seed: number; readonly observation: Observation}>,
): Point {
	const observations = runs.map(({observation}) => observation);
	const figures = observations.map(observation => figuresOf(observation));
	const names = Object.keys(figures[0]) as FigureName[];
	const answered = figures.filter(({perHour}) => perHour > 0);
	const valuesOf = (name: FigureName): number[] =>
		(ofCommand.has(name) && answered.length > 0 ? answered : figures).map(each => each[name]);
	const broken: Record<string, number> = {};
	const failures: Record<string, number> = {};
	for (const law of laws(observations, scenario.users)) {
		broken[law.name] = discrepancy(law);
	}

	for (const [text, count] of observations.flatMap(({failures: these}) => [...these])) {
		failures[text] = (failures[text] ?? 0) + count;
	}

	return {
		scenario,
		seeds: runs.map(({seed}) => seed),
		figures: Object.fromEntries(names.map(name =>
			[name, estimate(valuesOf(name))])) as Point['figures'],
		commands: commandRows(observations.flatMap(({commands}) => commands)),
		busiestArm: armUses(observations[0]).toSorted((one, other) => other.use - one.use)[0]?.serial ?? '',
		laws: broken,
		failures,
	};
}
