/**
 * What the plots of the report are made of. Drawn by Observable Plot into a document of linkedom: no browser, and the
 * same bytes everywhere.
 */
import * as Plot from '@observablehq/plot';
import {parseHTML} from 'linkedom';
import {letterOf} from '../scenario.js';
import {isAnswered, type FigureName, type Point} from '../summary.js';

/** Of A, B and C: to be told apart by the colour-blind too (Okabe and Ito). */
export const colours = {domain: ['A', 'B', 'C'], range: ['#D55E00', '#0072B2', '#009E73']};

const size = {
	width: 640, height: 320, marginLeft: 60, marginRight: 30, marginBottom: 40,
};

/** One value with its interval. */
type Datum = {
	readonly users: number;
	readonly letter: string;
	readonly value: number;
	readonly low: number;
	readonly high: number;
	readonly part?: string;
};

export const data = (points: readonly Point[], figure: FigureName, factor = 1): Datum[] =>
	points.filter(point => isAnswered(point)).map(({scenario, figures}) => ({
		users: scenario.users,
		letter: letterOf[scenario.configuration],
		value: figures[figure].mean * factor,
		low: Math.max(0, figures[figure].low * factor),
		high: figures[figure].high * factor,
	}));

export function draw(options: Plot.PlotOptions): string {
	const {document} = parseHTML('<!doctype html><html><body></body></html>');
	// A document of linkedom is enough for Plot; the types of a browser's are not loaded here.
	const svg = Plot.plot({...size, ...options, document: document as unknown as Document}) as unknown as {
		setAttribute(name: string, value: string): void;
		readonly outerHTML: string;
	};
	svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
	// Hundredths of a point are seen by nobody; digits behind them may differ from host to host.
	return svg.outerHTML.replaceAll(/\d+\.\d{3,}(?:e-\d+)?/g, digits => String(Math.round(Number(digits) * 100) / 100));
}

/** The least that a logarithmic axis shows of an interval, as a part of the mean. */
const leastShown = 0.3;

/** Marks of one curve for each configuration, with intervals, its name at its end; `isLogarithmic`: y is. */
export const curves = (values: readonly Datum[], isLogarithmic = false): Plot.Markish[] => [
	...isLogarithmic ? [] : [Plot.ruleY([0])],
	Plot.areaY(values, {
		x: 'users',
		y1: ({low, value}: Datum) => (isLogarithmic ? Math.max(low, value * leastShown) : low),
		y2: 'high',
		fill: 'letter',
		fillOpacity: 0.15,
	}),
	Plot.lineY(values, {
		x: 'users', y: 'value', stroke: 'letter', strokeWidth: 2,
	}),
	Plot.dot(values, {x: 'users', y: 'value', fill: 'letter'}),
	Plot.text(values, Plot.selectLast({
		x: 'users', y: 'value', z: 'letter', text: 'letter', fill: 'letter', dx: 12, fontWeight: 'bold',
	})),
];

export const overUsers = (points: readonly Point[]): Plot.ScaleOptions => ({
	type: 'log',
	base: 2,
	label: 'users',
	ticks: [...new Set(points.map(({scenario}) => scenario.users))],
	tickFormat: 'd',
});

/** Times of very different sizes, over users. */
export const times = (points: readonly Point[], figure: FigureName, label: string): string => draw({
	x: overUsers(points),
	y: {
		label, grid: true, type: 'log', ticks: 5, tickFormat: '~g',
	},
	color: colours,
	marks: curves(data(points, figure), true),
});

export function lines(points: readonly Point[], figure: FigureName, label: string, factor = 1): string {
	return draw({
		x: overUsers(points), y: {label, grid: true}, color: colours, marks: curves(data(points, figure, factor)),
	});
}

/** Bars of parts, one group for each number of users. */
export function bars(values: readonly Datum[], label: string): string {
	return draw({
		fx: {label: 'users'},
		x: {label: null, domain: [...new Set(values.map(({letter}) => letter))]},
		y: {label, grid: true},
		color: {
			legend: false,
			range: ['#0072B2', '#E69F00', '#CC79A7'],
			domain: [...new Set(values.map(({part}) => part))],
		},
		marks: [
			Plot.barY(values, {
				fx: 'users', x: 'letter', y: 'value', fill: 'part',
			}),
			Plot.ruleY([0]),
		],
	});
}

type Part = readonly [part: string, figure: FigureName];

export const parted = (points: readonly Point[], parts: readonly Part[]): Datum[] =>
	parts.flatMap(([part, figure]) => data(points, figure).map(datum => ({...datum, part})));

/** Legend of bars, as text: swatches would be HTML outside of the picture. */
export const legend = (parts: readonly string[]): string => {
	const names = ['blue', 'orange', 'pink'];
	return parts.map((part, index) => `${names[index]}: ${part}`).join('; ');
};
