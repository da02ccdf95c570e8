/** Draws the lines between the panes: every crossing gets the character that joins exactly. */
import type {Rule} from '../state/layout.js';

/** Bits: up 1, right 2, down 4, left 8. */
const joints = [' ', '│', '─', '└', '│', '│', '┌', '├', '─', '┘', '─', '┴', '┐', '┤', '┬', '┼'] as const;

/** The rows of a window of `columns` × `rows` with nothing but the rules in them. */
export function ruleRows(rules: readonly Rule[], columns: number, rows: number): string[] {
	const cells = Array.from({length: rows}, () => new Uint8Array(columns));
	for (const {x1, y1, x2, y2} of rules) {
		for (let y = y1; y <= y2; y++) {
			for (let x = x1; x <= x2; x++) {
				cells[y][x] |= y1 === y2 ? (x > x1 ? 8 : 0) | (x < x2 ? 2 : 0) : (y > y1 ? 1 : 0) | (y < y2 ? 4 : 0);
			}
		}
	}

	return cells.map(row => Array.from(row, bits => joints[bits]).join('').trimEnd());
}

/** A piece of the rules at its place. */
export type RulePiece = {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly rows: readonly string[];
};

/** The same, rule by rule: blanks between them cost Ink as much as characters do. */
export function rulePieces(rules: readonly Rule[], columns: number, rows: number): RulePiece[] {
	const window = ruleRows(rules, columns, rows);
	return rules.map(({x1, y1, x2, y2}) => ({
		x: x1, y: y1, width: x2 - x1 + 1, rows: window.slice(y1, y2 + 1).map(row => row.slice(x1, x2 + 1)),
	}));
}
