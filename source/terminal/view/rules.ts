/**
 * Draws the lines between the panes: every crossing gets the character that joins exactly, heavy around the pane with
 * the focus.
 */
import type {PanePlace, Rule} from '../state/layout.js';
import {paint, type Theme} from './theme.js';

/** Weights of a cell's four arms: 0 none, 1 light, 2 heavy. Index: up + 3 · right + 9 · down + 27 · left. */
const joints = ' │┃─└┖━┕┗││╿┌├┞┍┝┡┃╽┃┎┟┠┏┢┣─┘┚─┴┸╼┶┺┐┤┦┬┼╀┮┾╄┒┧┨┰╁╂┲╆╊━┙┛╾┵┹━┷┻┑┥┩┭┽╃┯┿╇┓┪┫┱╅╉┳╈╋';

const light = 1;
const heavy = 2;

/** The arms of a rule's cells, each at least `weight`. */
function draw(cells: readonly Uint8Array[][], {x1, y1, x2, y2}: Rule, weight: number): void {
	const isAcross = y1 === y2;
	const [toStart, toEnd] = isAcross ? [3, 1] : [0, 2];
	for (let y = y1; y <= y2; y++) {
		for (let x = x1; x <= x2; x++) {
			const arms = cells[y][x];
			const [isStart, isEnd] = isAcross ? [x === x1, x === x2] : [y === y1, y === y2];
			arms[toStart] = isStart ? arms[toStart] : Math.max(arms[toStart], weight);
			arms[toEnd] = isEnd ? arms[toEnd] : Math.max(arms[toEnd], weight);
		}
	}
}

/** The lines round a pane's place in a window of `columns`, and the one under its title. */
function border({title, body}: PanePlace, columns: number): Rule[] {
	const [left, right] = [title.x - 1, title.x + title.width];
	const [top, bottom] = [title.y - 1, body.y + body.height];
	const across = [...(top < 0 ? [] : [top]), ...(body.y > title.y + 1 ? [title.y + 1] : []), bottom];
	const down = [...(left < 0 ? [] : [left]), ...(right < columns ? [right] : [])];
	return [
		...across.map(y => ({
			x1: Math.max(0, left), y1: y, x2: Math.min(columns - 1, right), y2: y,
		})),
		...down.map(x => ({
			x1: x, y1: Math.max(0, top), x2: x, y2: bottom,
		})),
	];
}

/** The rows of a window of `columns` × `rows` with nothing but the rules in them; `focus`: the place they stress. */
export function ruleRows(rules: readonly Rule[], columns: number, rows: number, focus?: PanePlace): string[] {
	const cells = Array.from({length: rows}, () => Array.from({length: columns}, () => new Uint8Array(4)));
	for (const rule of rules) {
		draw(cells, rule, light);
	}

	for (const rule of focus ? border(focus, columns) : []) {
		draw(cells, rule, heavy);
	}

	return cells.map(row =>
		row.map(([up, right, down, left]) => joints[up + (3 * right) + (9 * down) + (27 * left)]).join('').trimEnd());
}

/** A piece of the rules at its place. */
export type RulePiece = {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly rows: readonly string[];
};

/** The same, rule by rule: blanks between them cost Ink as much as characters do. */
export function rulePieces(rules: readonly Rule[], columns: number, rows: number, focus?: PanePlace): RulePiece[] {
	const window = ruleRows(rules, columns, rows, focus);
	return rules.map(({x1, y1, x2, y2}) => ({
		x: x1, y: y1, width: x2 - x1 + 1, rows: window.slice(y1, y2 + 1).map(row => row.slice(x1, x2 + 1)),
	}));
}

const runs = /[ │─└┘┌├┐┤┬┴┼]+|[^ │─└┘┌├┐┤┬┴┼]+/g;

/** A row of the rules in its looks: what is round the pane with the focus is not dim. */
export function ruleRow(row: string, theme: Theme): string {
	return row.replaceAll(runs, run => paint(theme, /^[ │─└┘┌├┐┤┬┴┼]/.test(run) ? 'rule' : 'border', run));
}
