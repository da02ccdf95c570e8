/** Where panes lie at the sizes people have. */
import test from 'ava';
import fc from 'fast-check';
import {layoutOf, type Layout, type LayoutInput} from '../../../source/terminal/state/layout.js';
import {neighbour, paneAt} from '../../../source/terminal/state/neighbour.js';
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

test('120 × 40: users stacked in 80 columns, the operator has the rest', t => {
	const layout = desk(120, 40, [0, 1, 2]);
	t.is(layout.kind, 'tiles');
	t.deepEqual(
		layout.places.map(({id, title, body}) => [id, title.x, title.y, body.width, body.height]),
		[
			[0, 0, 0, 37, 36],
			[1, 39, 0, 80, 17],
			[2, 39, 20, 80, 17],
		],
	);
	t.deepEqual(
		ruleRows(layout.rules, 120, 40)
			.map(row => row.slice(37, 41))
			.filter((row, y) => [0, 1, 19, 38].includes(y)),
		[' │', '─┼──', ' ├──', '─┴──'],
	);
});

test('from 132 columns on the operator has 44, and what his lines need where there is room', t => {
	const widths = [[132, 2, 50], [140, 2, 58], [160, 2, 61], [200, 2, 66], [208, 4, 44]];
	for (const [columns, users, width] of widths) {
		const ids = Array.from({length: users + 1}, (_, id) => id);
		t.is(desk(columns, 60, ids).places[0].title.width, width, `${columns} columns, ${users} users`);
	}
});

test('200 × 60: three or four users have a screen of 24 rows each, for which the operator gives up columns', t => {
	for (const users of [[1, 2, 3], [1, 2, 3, 4]]) {
		const [operator, ...places] = desk(200, 60, [0, ...users]).places;
		t.is(operator.title.width, 36);
		t.deepEqual(places.map(({title}) => [title.x, title.y === 0]).slice(0, 2), [[37, true], [119, true]]);
		t.true(places.every(({body}) => body.height >= 24 && body.width >= 80));
	}

	t.deepEqual(desk(200, 40, [0, 1, 2, 3]).places.map(({body}) => body.height), [36, 17, 17, 17], 'instead of 10');
	t.is(desk(190, 60, [0, 1, 2, 3]).places[0].title.width, 63, 'two columns of users have no room');
});

test('220 × 60: two columns of users where the operator keeps what his lines need', t => {
	const layout = desk(220, 60, [0, 1, 2, 3, 4]);
	t.deepEqual(
		layout.places.map(({id, title, body}) => [id, title.x, title.y, body.width]),
		[
			[0, 0, 0, 55],
			[1, 57, 0, 80],
			[2, 139, 0, 80],
			[3, 57, 30, 80],
			[4, 139, 30, 80],
		],
	);
	t.is(ruleRows(layout.rules, 220, 60)[29].at(138), '┼');
});

test('users stand in reading order, their borders meet, and the last row fills the width', t => {
	const layout = desk(220, 60, [0, 1, 2, 3, 4, 5]);
	t.deepEqual(layout.places.map(place => place.id), [0, 1, 2, 3, 4, 5]);
	t.deepEqual(layout.places.map(({title}) => title.y), [0, 0, 0, 20, 20, 39]);
	t.is(layout.places.at(-1)!.body.width, 162);
	const rules = ruleRows(layout.rules, 220, 60);
	t.deepEqual(
		[rules[1], rules[19], rules[38], rules[58]].map(row => row.at(56)! + row.at(138)!),
		['┼┼', '├┼', '├┴', '┴─'],
	);
	t.deepEqual(desk(220, 60, [0, 1, 2, 3, 4, 5, 6]).places.map(({title}) => title.y), [0, 0, 0, 20, 20, 39, 39]);
});

test('the border of the pane with the focus is heavy all round, others light, and they join', t => {
	const layout = desk(220, 60, [0, 1, 2, 3, 4]);
	const {rules, places} = layout;
	const drawn = ruleRows(rules, 220, 60, places[4]);
	const crossing = [28, 29, 30, 58].map(y => drawn[y].slice(137, 141));
	t.deepEqual(crossing, [' │', '─╆━━', ' ┃', '─┺━━']);
	t.is(drawn[29].at(219), '━');
	t.is(drawn[29].at(60), '─');
	const first = ruleRows(rules, 220, 60, places[1]);
	t.deepEqual([first[0], first[1], first[29]].map(row => row.slice(55, 59)), [' ┃  ', '─╊━━', ' ┡━━']);
	t.is(ruleRows(rules, 220, 60).join('\n').search(/[━┃]/), -1);
});

test('in tiles every user has 80 columns, the operator 30', t => {
	const property = fc.property(
		fc.integer({min: 40, max: 320}),
		fc.integer({min: 10, max: 100}),
		fc.integer({min: 1, max: 6}),
		(columns, rows, users) => {
			const layout = desk(
				columns,
				rows,
				Array.from({length: users + 1}, (_, id) => id),
			);
			return (
				layout.kind === 'tabs'
				|| columns < 112
				|| layout.places.every(({id, body}) => body.width >= (id === 0 ? 29 : 80))
			);
		},
	);
	t.notThrows(() => {
		fc.assert(property);
	});
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
	const layout = desk(220, 60, [0, 1, 2, 3]);
	t.is(neighbour(layout, 0, 'right'), 1);
	t.is(neighbour(layout, 1, 'right'), 2);
	t.is(neighbour(layout, 1, 'down'), 3);
	t.is(neighbour(layout, 2, 'down'), 3);
	t.is(neighbour(layout, 3, 'up'), 1);
	t.is(neighbour(layout, 3, 'left'), 0);
	t.is(neighbour(layout, 0, 'left'), undefined);
	t.is(paneAt(layout, 170, 45), 3);
	t.is(paneAt(layout, 0, 59), undefined);
});

test('at every size panes lie in the window, apart from each other and from the lines', t => {
	const property = fc.property(
		fc.integer({min: 1, max: 300}),
		fc.integer({min: 1, max: 100}),
		fc.integer({min: 1, max: 7}),
		(columns, rows, count) => {
			const layout = desk(
				columns,
				rows,
				Array.from({length: count}, (_, id) => id),
			);
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
		},
	);
	t.notThrows(() => {
		fc.assert(property, {numRuns: 60});
	});
});
