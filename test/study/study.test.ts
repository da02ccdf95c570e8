/** A whole study, small, in this process: its tables, curves and report. */
import test from 'ava';
import {library} from '../../source/study/members.js';
import {parseMix, type Mix} from '../../source/study/mix.js';
import type {Observation} from '../../source/study/observation.js';
import {variations, type StudyOptions} from '../../source/study/options.js';
import {runOne, storeLibrary, volumesOf} from '../../source/study/run-one.js';
import {standard, type Scenario} from '../../source/study/scenario.js';
import {runStudy, type Runner} from '../../source/study/study.js';
import {htmlReport} from '../../source/study/html/report.js';
import {picture} from '../../source/study/html/figures.js';
import {textReport} from '../../source/study/text-report.js';

const mixText = 'THINK 3\n3 QUERY SBS QUERY {ANY}\n1 GET SBS GET {OWN} A (REPLACE\n';
const options: StudyOptions = {
	configurations: ['SLAVES'],
	users: [1, 2],
	storages: [standard.storage],
	others: 1,
	members: 2,
	seed: 1,
	seeds: 2,
	mix: parseMix(mixText) as Mix,
	mixText,
	warmUp: 4_000_000,
	measured: 8_000_000,
	most: 8_000_000,
	sensitivity: false,
};

const asked: Scenario[] = [];
const observations: Observation[] = [];
const members = library(2, 2, 1);
const runner: Runner = async (scenarios, observed) => {
	const stored = storeLibrary({...scenarios[0], storage: 16 * 1024 * 1024}, members);
	for (const [index, scenario] of scenarios.entries()) {
		asked.push(scenario);
		observations.push(runOne(scenario, members, volumesOf(scenario, stored)));
		observed(index, observations.at(-1)!);
	}
};

const result = await runStudy(options, runner);

test('every point is run under every seed', t => {
	t.deepEqual(asked.map(({users, seed}) => [users, seed]), [[1, 1], [2, 1], [1, 2], [2, 2]]);
	t.deepEqual(result.points.map(({scenario: {users}, seeds}) => [users, seeds]), [[1, [1, 2]], [2, [1, 2]]]);
});

test('the terminal shows a row for each number of users, and curves', t => {
	const lines = textReport(result);
	t.true(lines.includes('SLAVES (configuration C, figure 6), storage 4M, 1 compute-bound user beside'));
	t.true(lines.some(line => /^ +1 {2}.* 1\.0{4} /.test(line)), lines.join('\n'));
	t.true(lines.some(line => /^ +1 {2}.* 50\.0%$/.test(line)));
	t.true(lines.some(line => /^ +2 {2}.* 66\.7%$/.test(line)));
	t.true(lines.includes('Response time, median, seconds'));
	t.deepEqual(lines.filter(line => line.length > 80), []);
});

test('assumptions are varied one at a time, the first variation is none', t => {
	t.deepEqual(variations[0].changed, {});
	t.true(variations.slice(1).every(({group, changed}) => group === 'share' || Object.keys(changed).length === 1));
	t.is(new Set(variations.map(({name}) => name)).size, variations.length);
});

test('variations are run under some of the seeds, where they can make a difference', async t => {
	const runs: Scenario[] = [];
	const varied = await runStudy(
		{...options, configurations: ['LINK', 'SLAVES'], users: [4], seeds: 5, sensitivity: true},
		async (scenarios, observed) => {
			for (const [index, scenario] of scenarios.entries()) {
				runs.push(scenario);
				observed(index, observations[0]);
			}
		},
	);
	t.deepEqual(varied.points.map(({seeds}) => seeds.length), [5, 5]);
	t.deepEqual([...new Set(varied.sensitivities.map(({point: {seeds}}) => seeds.length))], [3]);
	// The program is loaded into the user's machine of 2M, beside CMS.
	const inUsers = runs.filter(({configuration}) => configuration === 'LINK').map(({module}) => module);
	t.true(Math.max(...inUsers) <= 1500, String(inUsers));
	t.true(runs.some(({configuration, module}) => configuration === 'SLAVES' && module === 3000));
	const beside = runs.filter(({others}) => others === 4);
	t.deepEqual(beside.map(({configuration, seed}) => `${configuration} ${seed}`), [
		'LINK 1', 'SLAVES 1', 'LINK 2', 'SLAVES 2', 'LINK 3', 'SLAVES 3',
	]);
	t.true(beside.every(({warmUp, measured}) => warmUp + measured <= 60_000_000));
	const lines = textReport(varied);
	t.true(lines.some(line => /^SBS module 3000K {2,}\d/.test(line)), lines.join('\n'));
	t.deepEqual(lines.filter(line => line.length > 80), []);
});

test('of one seed no interval is told', async t => {
	const single = await runStudy({...options, users: [1], others: 0, seeds: 1}, runner);
	const lines = textReport(single);
	t.true(lines.includes('Of one seed: how sure the figures are is not known.'));
	t.notRegex(lines.join('\n'), /±|\(\d\.\d+ s to/);
	t.notRegex(htmlReport(single), /undefined|NaN/);
});

test('the report needs no other file, and has every figure', t => {
	const html = htmlReport(result);
	t.is([...html.matchAll(/<svg /g)].length, 11);
	t.notRegex(html, /undefined|NaN|\[object|https?:(?!\/\/www\.w3\.org)/, html);
	t.true(html.includes('<h2>Share of the processor</h2>'));
	t.true(html.includes('THINK 3'));
	t.is(htmlReport(result), html);
});

test('the picture stands alone', t => {
	t.regex(picture(result), /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>$/);
});
