/** What an examination of a CMS disk finds. */

/** Something wrong, and whether it was mended. */
export type DiskFinding = {readonly text: string; readonly isMended: boolean};

/** Block numbers as people read them: `block 7`, `blocks 5-9 12`. */
export function blockList(blocks: readonly number[]): string {
	const sorted = [...new Set(blocks)].toSorted((one, other) => one - other);
	const ranges: string[] = [];
	for (let from = 0; from < sorted.length;) {
		let to = from;
		while (sorted[to + 1] === sorted[to] + 1) {
			to++;
		}

		ranges.push(from === to ? String(sorted[from]) : `${sorted[from]}-${sorted[to]}`);
		from = to + 1;
	}

	return `${sorted.length === 1 ? 'block' : 'blocks'} ${ranges.join(' ')}`;
}
