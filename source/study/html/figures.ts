/** The plots of the report. Each says what it shows and which sentence of the paper it bears on. */
import * as Plot from '@observablehq/plot';
import {append} from '../../base/sequences.js';
import {configurationText} from '../table.js';
import {letterOf} from '../scenario.js';
import {shownStorage, sizeText} from '../options.js';
import type {StudyResult} from '../study.js';
import type {Point} from '../summary.js';
import {
	bars, colours, curves, data, draw, legend, lines, overUsers, parted, times,
} from './marks.js';

export type Figure = {
	readonly title: string;
	/** What the curves show. */
	readonly shows: string;
	/** The paper's sentence, in our words. */
	readonly paper: string;
	readonly svg: string;
};

/** The one picture for the README: response and throughput over the number of users. */
export function picture({points, options}: StudyResult): string {
	const first = points.filter(({scenario}) => scenario.storage === shownStorage(options));
	return draw({
		style: {background: 'white', color: '#222', fontFamily: 'sans-serif'},
		x: overUsers(first),
		y: {
			label: 'response time of an SBS command, median, seconds',
			grid: true,
			type: 'log',
			ticks: 5,
			tickFormat: '~g',
		},
		color: colours,
		marks: curves(data(first, 'median'), true),
	});
}

/** Of every study. */
function ofAll(points: readonly Point[]): Figure[] {
	const waits = [
		['waits for the disk', 'diskWait'], ['waits for who serves', 'serviceWait'], ['waits for a file', 'fileWait'],
	] as const;
	return [
		{
			title: 'Response time, median',
			shows: 'Half of the commands are answered sooner. The bands are 95 % confidence intervals over the seeds.',
			paper: 'Experience with the first implementation led to the conclusion that performance could be improved '
				+ 'substantially by sharing in another way.',
			svg: times(points, 'median', 'seconds, logarithmic'),
		},
		{
			title: 'Response time, 95 %',
			shows: 'One command in twenty takes longer: what a queue does to the unlucky.',
			paper: 'All other users must wait until that user has finished, even though none of them may want the same '
				+ 'files.',
			svg: times(points, 'high', 'seconds, logarithmic'),
		},
		{
			title: 'Throughput',
			shows: 'Commands answered in an hour by all users together. Where a curve bends down from the line through '
				+ 'its first points something is used up.',
			paper: 'More than one slave may be active concurrently, and more than one may access the disk.',
			svg: lines(points, 'perHour', 'commands per hour'),
		},
		{
			title: 'Lock-out: how long others keep a command waiting',
			shows: `Mean seconds of a command; ${legend(waits.map(([part]) => part))}.`,
			paper: 'The fourth problem of A is lock-out, for the unit of sharing is the whole disk; B still has one, '
				+ 'for the machine works for one user at a time.',
			svg: bars(parted(points, waits), 'seconds of a command'),
		},
		{
			title: 'I/O operations of a command',
			shows: 'SIOs and I/O DIAGNOSEs charged to the user for one command.',
			paper: 'Modules of megabytes are loaded for each command, and each user must access the disks each time.',
			svg: lines(points, 'sios', 'SIOs'),
		},
		{
			title: 'Pages read for a command',
			shows: 'Page reads charged to the user for one command.',
			paper: 'The time and resources to load modules into the user\'s storage can be considerable.',
			svg: lines(points, 'pageReads', 'pages'),
		},
		{
			title: 'Wait for arms',
			shows: 'Seconds that the channel programs of one command, its pages included, stood in line for an arm.',
			paper: 'In B the machine cannot begin for a second user while it waits for I/O for the first; in C CP '
				+ 'multiplexes the slaves.',
			svg: lines(points, 'armWait', 'seconds of a command'),
		},
		{
			title: 'Processor',
			shows: 'Part of the time that the processor is busy, with CP\'s own work.',
			paper: 'The more services are shared, the more system overhead is required to manage them.',
			svg: lines(points, 'processorUse', '% of the time', 100),
		},
		{
			title: 'The busiest arm',
			shows: `Part of the time that the busiest arm is in use: ${[...new Set(points.map(point => `${
				letterOf[point.scenario.configuration]} ${point.busiestArm}`))].join(', ')}.`,
			paper: 'What limits throughput once nobody is locked out.',
			svg: lines(points, 'armUse', '% of the time', 100),
		},
		{
			title: 'Frames in use, and saved by sharing',
			shows: `Mean over the run; ${legend(['in use', 'saved: what it would take if each machine had a copy'])}.`,
			paper: 'There is only one copy of the modules, and one of the file directories.',
			svg: bars(parted(points, [['in use', 'frames'], ['saved', 'savedFrames']]), 'frames of 4K'),
		},
	];
}

export function figuresOf(result: StudyResult): Figure[] {
	const {options, sensitivities} = result;
	const points = result.points.filter(({scenario}) => scenario.storage === shownStorage(options));
	const figures = ofAll(points);
	if (options.others > 0) {
		figures.push({
			title: 'Share of the processor',
			shows: 'Part of the processor\'s work that was charged to users of SBS, beside others who compute all the '
				+ 'time; dashed: their part of all users. Users who think want less than that.',
			paper: 'If 25 % of the users use the SBS machine, it should be given 25 % of the resources.',
			svg: draw({
				x: overUsers(points),
				y: {label: '% of the processor', grid: true},
				color: colours,
				marks: [
					...curves(data(points, 'share', 100)),
					Plot.lineY(options.users, {
						x: users => users as number,
						y: users => (users as number) / ((users as number) + options.others) * 100,
						strokeDasharray: '4 4',
					}),
				],
			}),
		});
	}

	if (options.storages.length > 1) {
		append(figures, options.configurations.map(configuration => ({
			title: `Storage: ${configurationText(configuration)}`,
			shows: 'Median response with each size of real storage.',
			paper: 'One copy of modules and directories needs fewer frames.',
			svg: storageLines(result, configuration),
		})));
	}

	if (sensitivities.length > 0) {
		figures.push({
			title: 'What the result owes to each assumption',
			shows: `Median response of ${sensitivities[0].point.scenario.users} users with one assumption changed at a `
				+ 'time.',
			paper: 'The paper gives no machine, no load and no size: these are ours.',
			svg: sensitivityDots(result),
		});
	}

	return figures;
}

function storageLines({options, points}: StudyResult, configuration: Point['scenario']['configuration']): string {
	const values = points
		.filter(({scenario}) => scenario.configuration === configuration)
		.flatMap(point => data([point], 'median')
			.map(datum => ({...datum, storage: sizeText(point.scenario.storage)})));
	return draw({
		x: overUsers(points),
		y: {
			label: 'seconds, logarithmic', grid: true, type: 'log', ticks: 5, tickFormat: '~g',
		},
		// To be seen on paper and on a dark screen.
		color: {
			type: 'ordinal',
			domain: options.storages.map(storage => sizeText(storage)),
			range: ['#CC79A7', '#E69F00', '#56B4E9', '#009E73', '#D55E00'],
		},
		marks: [
			Plot.lineY(values, {
				x: 'users', y: 'value', stroke: 'storage', strokeWidth: 2,
			}),
			Plot.text(values, Plot.selectLast({
				x: 'users', y: 'value', z: 'storage', text: 'storage', dx: 16, fill: 'storage',
			})),
		],
	});
}

function sensitivityDots({sensitivities}: StudyResult): string {
	const values = sensitivities.filter(({variation}) => variation.group !== 'share').flatMap(({variation, point}) =>
		data([point], 'median').map(datum => ({...datum, name: variation.name})));
	const names = [...new Set(values.map(({name}) => name))];
	return draw({
		marginLeft: 220,
		height: 60 + (names.length * 24),
		x: {
			label: 'seconds, median, logarithmic', grid: true, type: 'log', ticks: 5, tickFormat: '~g',
		},
		y: {label: null, domain: names},
		color: colours,
		marks: [
			Plot.ruleY(values, {
				y: 'name', x1: 'low', x2: 'high', stroke: 'letter',
			}),
			Plot.dot(values, {
				y: 'name', x: 'value', fill: 'letter', r: 4,
			}),
			Plot.text(values, {
				y: 'name', x: 'value', text: 'letter', fill: 'letter', dy: -9, fontSize: 9,
			}),
		],
	});
}
