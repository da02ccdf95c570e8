/** A run of the study on the real system: its laws, its books, its repeatability. */
import {execFileSync} from 'node:child_process';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {discrepancy, laws} from '../../source/study/laws.js';
import {library} from '../../source/study/members.js';
import {defaultMixText, parseMix, type Mix} from '../../source/study/mix.js';
import type {Observation} from '../../source/study/observation.js';
import {runOne, storeLibrary, volumesOf} from '../../source/study/run-one.js';
import {standard, type Scenario} from '../../source/study/scenario.js';
import {figuresOf} from '../../source/study/summary.js';

/** What users do unless told, each as often as the other, without much thought. */
const mix: Mix = {think: 1, scripts: (parseMix(defaultMixText) as Mix).scripts.map(script => ({...script, weight: 1}))};
const scenario: Scenario = {
	...standard,
	members: 8,
	module: 48,
	configuration: 'SLAVES',
	users: 4,
	others: 0,
	seed: 1,
	mix,
	warmUp: 5_000_000,
	measured: 15_000_000,
	most: 15_000_000,
};
const members = library(scenario.members, scenario.users, 1);
const stored = storeLibrary({...scenario, configuration: 'SERVER', storage: 16 * 1024 * 1024}, members);
const volumes = volumesOf(scenario, stored);
const run = (changed: Partial<Scenario> = {}, on = volumes) => runOne({...scenario, ...changed}, members, on);

const observation = run();

function holdsLaws(t: ExecutionContext, of: Observation): void {
	for (const law of laws([of], scenario.users)) {
		t.true(discrepancy(law) < 1e-9, `${law.name}: ${law.left}, ${law.right}`);
	}
}

test('everybody gets answers, and the laws of operational analysis hold of them', t => {
	t.deepEqual([...observation.failures], []);
	const names = new Set(observation.commands.map(({name}) => name));
	t.deepEqual(['SBS BUILD', 'SBS GET', 'SBS LIST', 'SBS PUT', 'SBS QUERY', 'SBS RESERVE'].filter(name => !names.has(name)), []);
	t.deepEqual([...new Set(observation.commands.map(({userid}) => userid))].toSorted(), ['U001', 'U002', 'U003', 'U004']);
	holdsLaws(t, observation);
});

test('they hold too where a response is longer than what is measured', t => {
	const link = {configuration: 'LINK', module: 1500, measured: 8_000_000, most: 8_000_000} as const;
	const short = run(link, volumesOf({...scenario, ...link}, stored));
	t.true(short.underWay.to > 0 && short.cut > 0.3 * short.residence, JSON.stringify(short.underWay));
	holdsLaws(t, short);
});

test('all that is consumed is charged, most of it to who asked', t => {
	const {
		charged, share, processor, perHour, processorUse,
	} = figuresOf(observation);
	t.true(Math.abs(charged - 1) < 1e-9, String(charged));
	t.true(share > 0.3, String(share));
	// The commands of users are a part of what the processor did, and not the whole of it.
	const part = processor * perHour / 3_600_000;
	t.true(part > 0.2 * processorUse && part < processorUse, `${part} ${processorUse}`);
});

/** Does all of it again, in a process with other time, place and history, and writes what came of it. */
const again = `
const {library} = await import('./members.js');
const {runOne, storeLibrary, volumesOf} = await import('./run-one.js');
const scenario = JSON.parse(process.argv[1]);
const members = library(scenario.members, scenario.users, 1);
const stored = storeLibrary({...scenario, configuration: 'SERVER', storage: 16 * 1024 * 1024}, members);
process.stdout.write(JSON.stringify(runOne(scenario, members, volumesOf(scenario, stored))));
`;

test('the same seed gives the same bytes in another process; another seed another run', t => {
	const environment = {...process.env, TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8'};
	const stdout = execFileSync(
		process.execPath,
		['--input-type=module', '-e', again, JSON.stringify(scenario)],
		{cwd: new URL('../../source/study/', import.meta.url), env: environment, encoding: 'utf8', maxBuffer: 1e8},
	);
	t.true(stdout === JSON.stringify(observation));
	t.false(JSON.stringify(run({seed: 2})) === stdout);
});

test('who computes all the time has his share, and the service its own', t => {
	const beside = {others: 4, measured: 6_000_000, most: 6_000_000};
	const {share, processorUse} = figuresOf(run(beside, volumesOf({...scenario, ...beside}, stored)));
	t.true(processorUse > 0.95, String(processorUse));
	// Users of the service think, and so want less than their half.
	t.true(share > 0.02 && share < 0.5, String(share));
});

test('machines of other rates, and CP\'s paths of other lengths, run too', t => {
	for (const changed of [{instruction: 0.5}, {overhead: 0.5}]) {
		const other = run({...changed, warmUp: 2_000_000, measured: 3_000_000, most: 3_000_000});
		t.deepEqual([...other.failures], []);
		t.true(other.commands.length > 0);
	}
});

test('with little storage pages are read, and answers take longer', t => {
	const small = figuresOf(run({storage: 256 * 1024}));
	const large = figuresOf(observation);
	t.true(small.pageReads > 2 && large.pageReads < 1, `${small.pageReads} ${large.pageReads}`);
	t.true(small.mean > large.mean);
});
