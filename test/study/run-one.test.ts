/** A run of the study on the real system: its laws, its books, its repeatability. */
import test from 'ava';
import {discrepancy, laws} from '../../source/study/laws.js';
import {library} from '../../source/study/members.js';
import {parseMix, type Mix} from '../../source/study/mix.js';
import {runOne, storeLibrary, volumesOf} from '../../source/study/run-one.js';
import {standard, type Scenario} from '../../source/study/scenario.js';
import {figuresOf} from '../../source/study/summary.js';

const mix = parseMix(`THINK 2
2 QUERY  SBS QUERY {ANY}
2 GET    SBS GET {ANY} A (REPLACE
1 CHANGE SBS GET {OWN} A (REPLACE | EDIT {OWN} | NEXT {LINE} | REPLACE {TEXT} | FILE | SBS PUT {OWN}
`) as Mix;
const scenario: Scenario = {
	...standard,
	members: 8,
	module: 48,
	configuration: 'SLAVES',
	users: 4,
	others: 0,
	seed: 1,
	mix,
	warmUp: 20_000_000,
	measured: 90_000_000,
};
const members = library(scenario.members, scenario.users, 1);
const stored = storeLibrary({...scenario, storage: 16 * 1024 * 1024}, members);
const volumes = volumesOf(scenario, stored);
const run = (changed: Partial<Scenario> = {}, on = volumes) => runOne({...scenario, ...changed}, members, on);

const observation = run();

test('everybody gets answers, and the laws of operational analysis hold of them', t => {
	t.deepEqual([...observation.failures], []);
	t.deepEqual([...new Set(observation.commands.map(({name}) => name))].toSorted(), ['SBS GET', 'SBS PUT', 'SBS QUERY']);
	t.deepEqual([...new Set(observation.commands.map(({userid}) => userid))].toSorted(), ['U001', 'U002', 'U003', 'U004']);
	for (const law of laws([observation], scenario.users)) {
		t.true(discrepancy(law) < 0.03, `${law.name}: ${law.left}, ${law.right}`);
	}
});

test('all that is consumed is charged, most of it to who asked', t => {
	const {
		charged, share, processor, perHour, processorUse,
	} = figuresOf(observation);
	t.true(Math.abs(charged - 1) < 1e-9, String(charged));
	t.true(share > 0.5);
	// The commands of users are a part of what the processor did, and not the whole of it.
	const part = processor * perHour / 3_600_000;
	t.true(part > 0.3 * processorUse && part < processorUse, `${part} ${processorUse}`);
});

test('the same seed gives the same bytes, another one another run', t => {
	const one = JSON.stringify(observation);
	t.true(JSON.stringify(run()) === one);
	t.false(JSON.stringify(run({seed: 2})) === one);
});

test('who computes all the time has his share, and the service its own', t => {
	const beside = {others: 4, measured: 30_000_000};
	const {share, processorUse} = figuresOf(run(beside, volumesOf({...scenario, ...beside}, stored)));
	t.true(processorUse > 0.95, String(processorUse));
	// Users of the service think, and so want less than their half.
	t.true(share > 0.02 && share < 0.5, String(share));
});

test('with little storage pages are read, and answers take longer', t => {
	const small = figuresOf(run({storage: 256 * 1024}));
	const large = figuresOf(observation);
	t.true(small.pageReads > 2 && large.pageReads < 1, `${small.pageReads} ${large.pageReads}`);
	t.true(small.mean > large.mean);
});
