/** Where panes lie at the sizes people have. */
import test from 'ava';
import fc from 'fast-check';
import {
	layoutOf, neighbour, paneAt, type Layout, type LayoutInput,
} from '../../../source/terminal/state/layout.js';
import {ruleRows} from '../../../source/terminal/view/rules.js';

const desk = (columns: number, rows: number, panes: readonly number[], more: Partial<LayoutInput> = {}): Layout =>
	layoutOf({
		columns, rows, panes, focus: panes.at(-1)!, zoomed: false, ...more,
	});

test('80 × 24 shows the focused pane under a line of tabs', t => {
	const layout = desk(80, 24, [0, 1, 2]);
	t.is(layout.kind, 'tabs');
	t.deepEqual(layout.places.map(place => [place.id, place.body.width, place.body.height]), [[2, 80, 20]]);
});

test('120 × 40 shows operator and users side by side, users stacked', t => {
	const layout = desk(120, 40, [0, 1, 2]);
	t.is(layout.kind, 'tiles');
	t.deepEqual(layout.places.map(({id, title, body}) => [id, title.x, title.y, body.height]), [[0, 0, 0, 36], [1, 60, 0, 17], [2, 60, 20, 17]]);
	t.deepEqual(ruleRows(layout.rules, 120, 40).map(row => row.slice(58, 62)).filter((row, y) => [0, 1, 19, 38].includes(y)), [' │', '─┼──', ' ├──', '─┴──']);
});

test('200 × 60 is a grid of two by two for four panes', t => {
	const layout = desk(200, 60, [0, 1, 2, 3]);
	t.deepEqual(layout.places.map(({id, title}) => [id, title.x, title.y]), [[0, 0, 0], [3, 0, 30], [1, 100, 0], [2, 100, 30]]);
	t.is(ruleRows(layout.rules, 200, 60)[29].at(99), '┼');
});

test('no pane moves when one is added', t => {
	for (let last = 2; last < 6; last++) {
		const panes = Array.from({length: last + 1}, (_, id) => id);
		const before = desk(200, 60, panes);
		const after = desk(200, 60, [...panes, last + 1]);
		for (const place of before.places) {
			t.is(after.places.find(({id}) => id === place.id)!.title.x, place.title.x);
		}
	}
});

test('a tall narrow window keeps the operator in sight', t => {
	const layout = desk(80, 50, [0, 1, 2], {focus: 2});
	t.deepEqual(layout.places.map(place => place.id), [0, 2]);
	t.deepEqual(desk(80, 50, [0, 1, 2], {focus: 0, lastUser: 1}).places.map(place => place.id), [0, 1]);
});

test('zoom shows the focused pane alone', t => {
	t.deepEqual(desk(200, 60, [0, 1, 2], {zoomed: true, focus: 1}).places.map(place => place.id), [1]);
});

test('arrows go to the neighbour, clicks to the pane under them', t => {
	const layout = desk(200, 60, [0, 1, 2, 3]);
	t.is(neighbour(layout, 0, 'right'), 1);
	t.is(neighbour(layout, 1, 'down'), 2);
	t.is(neighbour(layout, 2, 'left'), 3);
	t.is(neighbour(layout, 0, 'left'), undefined);
	t.is(paneAt(layout, 150, 45), 2);
	t.is(paneAt(layout, 0, 59), undefined);
});

test('at every size panes lie in the window, apart from each other and from the lines', t => {
	const property = fc.property(fc.integer({min: 1, max: 300}), fc.integer({min: 1, max: 100}), fc.integer({min: 1, max: 7}), (columns, rows, count) => {
		const layout = desk(columns, rows, Array.from({length: count}, (_, id) => id));
		const cells = new Set<string>();
		let apart = true;
		const claim = (x: number, y: number): void => {
			apart &&= x >= 0 && y >= 0 && x < columns && y < rows && !cells.has(`${x},${y}`);
			cells.add(`${x},${y}`);
		};

		for (const {title, body} of layout.places) {
			apart &&= body.height >= 3;
			for (const {x, y, width, height} of [title, body]) {
				for (let row = y; row < y + height; row++) {
					for (let column = x; column < x + width; column++) {
						claim(column, row);
					}
				}
			}
		}

		const lines = new Set<string>();
		for (const {x1, y1, x2, y2} of layout.rules) {
			for (let y = y1; y <= y2; y++) {
				for (let x = x1; x <= x2; x++) {
					lines.add(`${x},${y}`);
				}
			}
		}

		return apart && [...lines].every(cell => !cells.has(cell));
	});
	t.notThrows(() => {
		fc.assert(property, {numRuns: 60});
	});
});
