/** What has to be written to turn one row on the terminal into another: the cells that differ, no others. */
import {
	cellsOf, inkedLength, isSame, lookChange, type StyledCell,
} from './cells.js';

const csi = '\u001B[';
/** Cells alike that are written again rather than jumped over: a jump takes as many bytes. */
const jump = 4;

export type RowUpdate = {
	/** Ends with the terminal's own look. */
	readonly output: string;
	/** Column after the last character. Where the row is full, terminals differ on where the cursor is then. */
	readonly column: number;
};

/** Places where the rows differ, `[from, to)`, near ones as one. */
function differences(
	before: readonly StyledCell[],
	after: readonly StyledCell[],
	end: number,
): Array<[number, number]> {
	const runs: Array<[number, number]> = [];
	for (let x = 0; x < end; x++) {
		if (isSame(before[x], after[x])) {
			continue;
		}

		const last = runs.at(-1);
		if (last && x - last[1] <= jump) {
			last[1] = x + 1;
		} else {
			runs.push([x, x + 1]);
		}
	}

	return runs;
}

/** Row `y` (0-based) from `shown` to `wanted` on a terminal of `columns`; `undefined` where they look alike. */
export function rowUpdate(y: number, shown: string, wanted: string, columns: number): RowUpdate | undefined {
	const before = cellsOf(shown, columns);
	const after = cellsOf(wanted, columns);
	const inked = inkedLength(after);
	// Erasing takes three bytes, and blanks one each.
	const erases = inkedLength(before) - inked > 3;
	const runs = differences(before, after, erases ? inked : columns);
	if (erases) {
		runs.push([inked, inked]);
	}

	let output = '';
	let look = '';
	let column: number | undefined;
	for (const [from, to] of runs) {
		output += column === undefined
			? `${csi}${y + 1};${from + 1}H`
			: (from === column ? '' : `${csi}${from - column === 1 ? '' : from - column}C`);
		for (const cell of after.slice(from, to)) {
			const change = lookChange(look, cell);
			look = change === '' ? look : cell.look;
			output += change + cell.character;
		}

		column = to;
	}

	if (column === undefined) {
		return undefined;
	}

	return {output: `${output}${look === '' ? '' : `${csi}m`}${erases ? `${csi}K` : ''}`, column};
}
