// `node scripts/picture.js`: runs the console on a pty, types a session, and writes what is on the screen to
// docs/console.svg, for the README.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

const [columns, rows] = [150, 38];
const home = mkdtempSync(path.join(tmpdir(), 'yorktown-picture-'));
const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
const child = pty.spawn(process.execPath, ['cli.js', '--home', home], {cols: columns, rows, name: 'xterm-256color'});
child.onData(data => {
	screen.write(data);
});

const session = [
	['\u001D1', 2500],
	['logon user1 user1\r', 700],
	['\r', 700],
	['\f', 300],
	['copyfile hello exec y parser assemble a\r', 500],
	['\u001D2', 200],
	['logon user2 user2\r', 700],
	['\r', 700],
	['\f', 300],
	['\u001D1', 200],
	['sbs put parser assemble\r', 1200],
	['\u001D2', 200],
	['sbs get parser assemble\r', 1200],
	['sbs list\r', 1200],
	['msg user1 have it, thanks\r', 700],
	['\u001D1', 200],
	['type no file\r', 700],
	['count 3\r', 700],
];
await delay(2500);
for (const [text, wait] of session) {
	child.write(text);
	await delay(wait);
}

child.kill();
rmSync(home, {recursive: true, force: true});

const [width, height] = [8, 17];
const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(' ', '\u00A0');
const paper = '#1d1f21';
const ink = '#c5c8c6';
const colours = [paper, '#cc6666', '#b5bd68', '#f0c674', '#81a2be', '#b294bb', '#8abeb7', ink];
/** Where the lines of a box character go: left, right, up, down. */
const arms = {
	'─': 'lr', '│': 'ud', '┼': 'lrud', '├': 'rud', '┤': 'lud', '┴': 'lru', '┬': 'lrd',
};
const parts = [];
const number = value => String(Math.round(value * 10) / 10);

/** A box character as lines that meet those of its neighbours. */
function box(row, column, character) {
	const [x, y] = [(column + 1.5) * width, (row + 1.1) * height];
	const ends = {
		l: [x - (width / 2), y], r: [x + (width / 2), y], u: [x, y - (height / 2)], d: [x, y + (height / 2)],
	};
	return [...arms[character]]
		.map(arm => `M${number(x)} ${number(y)}L${ends[arm].map(end => number(end)).join(' ')}`)
		.join('');
}

const styleOf = cell => {
	const colour = cell.isFgPalette() ? colours[cell.getFgColor() % 8] : ink;
	return `fill="${cell.isInverse() ? paper : colour}"${cell.isBold() ? ' font-weight="bold"' : ''}`
		+ `${cell.isDim() ? ' opacity=".6"' : ''}`;
};

let lines = '';
for (let row = 0; row < rows; row++) {
	const line = screen.buffer.active.getLine(screen.buffer.active.viewportY + row);
	// Cells of one look are one text: blanks in between belong to it, those at its end do not.
	for (let column = 0; column < columns;) {
		const first = line.getCell(column);
		const style = styleOf(first);
		const isInverse = first.isInverse() !== 0;
		const start = column;
		let text = '';
		for (
			let cell = first;
			cell && styleOf(cell) === style && (cell.isInverse() !== 0) === isInverse && !(cell.getChars() in arms);
			cell = line.getCell(column)
		) {
			text += cell.getChars() || ' ';
			column++;
		}

		if (column === start) {
			lines += box(row, column++, first.getChars());
			continue;
		}

		if (isInverse) {
			parts.push(`<rect x="${(start + 1) * width}" y="${number((row + 0.6) * height)}" `
				+ `width="${text.length * width}" height="${height}" fill="${ink}"/>`);
		}

		const shown = text.trimEnd();
		const lead = shown.length - shown.trimStart().length;
		if (shown !== '') {
			parts.push(`<text x="${(start + lead + 1) * width}" y="${number((row + 1.35) * height)}" textLength="`
				+ `${(shown.length - lead) * width}" ${style}>${escape(shown.trimStart())}</text>`);
		}
	}
}

const size = [(columns + 2) * width, (rows + 1.2) * height];
writeFileSync(
	'docs/console.svg',
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.map(side => number(side)).join(' ')}"
	font-family="Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13">
<rect width="100%" height="100%" rx="8" fill="${paper}"/>
<path d="${lines}" stroke="${ink}" opacity=".5" fill="none"/>
${parts.join('\n')}
</svg>
`,
);
process.exit();
