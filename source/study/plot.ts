/** A line plot in characters: Braille dots, two columns and four rows of them in each place. */
import {greatest, smallest} from '../base/sequences.js';

export type Curve = {
	readonly name: string;
	/** In order of x. */
	readonly points: ReadonlyArray<{readonly x: number; readonly y: number}>;
};

const dots = {columns: 2, rows: 4};
/** Bit of a dot in U+2800 by column and row (Unicode, "Braille Patterns"). */
const bits = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
const blank = 0x2800;
const size = {columns: 56, rows: 14};

/** Dots of one curve by place. */
type Canvas = number[][];

function draw(canvas: Canvas, x: number, y: number): void {
	const row = canvas[Math.trunc(y / dots.rows)];
	const column = Math.trunc(x / dots.columns);
	if (row && column < row.length) {
		row[column] |= bits[x % dots.columns][y % dots.rows];
	}
}

/** Texts of an axis by the row where each value is. */
function scaleOf(values: readonly number[], rowOf: (value: number) => number): ReadonlyMap<number, string> {
	const most = greatest(values, 0);
	const digits = (value: number): number => value === 0 || most >= 10 ? (value < 1 ? 2 : 0) : 2;
	return new Map(values.map(value => [rowOf(value), value.toFixed(digits(value))]));
}

/** Whole powers of ten around the values. */
function decades(values: readonly number[]): {readonly from: number; readonly to: number} {
	const positive = values.filter(value => value > 0);
	return {
		from: Math.floor(Math.log10(smallest(positive, 1))),
		to: Math.ceil(Math.log10(greatest(positive, 10))),
	};
}

/**
 * Curves over the logarithm of x, each ended by its letter; lines of text. `isLogarithmic`: y too, where values of
 * different sizes are to be seen; it then has none that is 0.
 */
export function plot(title: string, curves: readonly Curve[], isLogarithmic = false): string[] {
	const points = curves.flatMap(curve => curve.points);
	const xs = [...new Set(points.map(({x}) => x))].toSorted((one, other) => one - other);
	const most = greatest(points.map(({y}) => y), Number.MIN_VALUE);
	const [from, to] = [Math.log2(xs[0] ?? 1), Math.log2(xs.at(-1) ?? 2)];
	const width = (size.columns * dots.columns) - 1;
	const height = (size.rows * dots.rows) - 1;
	const powers = decades(points.map(({y}) => y));
	const partOf = (y: number): number => isLogarithmic
		? (Math.log10(y > 0 ? y : 10 ** powers.from) - powers.from) / (powers.to - powers.from)
		: y / most;
	const at = ({x, y}: {x: number; y: number}): {x: number; y: number} => ({
		x: Math.round((Math.log2(x) - from) / Math.max(to - from, 1) * width),
		y: Math.round((1 - partOf(y)) * height),
	});
	const canvas: Canvas = Array.from({length: size.rows}, () => Array.from({length: size.columns}, () => 0));
	const ends = Array.from({length: size.rows}, () => '');
	for (const {name, points: own} of curves) {
		const places = own.map(point => at(point));
		for (const [index, end] of places.entries()) {
			const begin = places[Math.max(0, index - 1)];
			const steps = Math.max(1, Math.abs(end.x - begin.x), Math.abs(end.y - begin.y));
			for (let step = 0; step <= steps; step++) {
				draw(
					canvas,
					Math.round(begin.x + ((end.x - begin.x) * step / steps)),
					Math.round(begin.y + ((end.y - begin.y) * step / steps)),
				);
			}
		}

		const last = places.at(-1);
		if (last) {
			ends[Math.trunc(last.y / dots.rows)] += ` ${name}`;
		}
	}

	const marks = isLogarithmic
		? Array.from({length: powers.to - powers.from + 1}, (_, index) => 10 ** (powers.from + index))
		: Array.from({length: 5}, (_, index) => most * index / 4);
	const ticks = scaleOf(marks, value => Math.trunc(at({x: 1, y: value}).y / dots.rows));
	const axis = Array.from({length: size.columns + 8}, () => ' ');
	for (const x of xs) {
		const place = Math.trunc(at({x, y: 0}).x / dots.columns);
		const text = String(x);
		const begin = Math.max(0, place + 1 - text.length);
		for (const [index, character] of [...text].entries()) {
			axis[begin + index] = character;
		}
	}

	return [
		title,
		...canvas.map((row, index) => `${(ticks.get(index) ?? '').padStart(7)} │`
			+ `${row.map(cell => String.fromCodePoint(blank + cell)).join('')}${ends[index]}`),
		`${' '.repeat(7)} └${'─'.repeat(size.columns)}`,
		`${' '.repeat(9)}${axis.join('').trimEnd()} users`,
		'',
	];
}
