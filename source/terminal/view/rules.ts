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
