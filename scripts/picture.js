// `node scripts/picture.js`: runs the console on a pty, types a session, and writes what is on the screen to docs/console.svg, for the README.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

const [columns, rows] = [150, 36];
const home = mkdtempSync(path.join(tmpdir(), 'yorktown-picture-'));
const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
const child = pty.spawn(process.execPath, ['cli.js', '--home', home], {cols: columns, rows, name: 'xterm-256color'});
child.onData(data => {
	screen.write(data);
});

const session = [
	['\u001D1', 2500], ['logon user1 user1\r', 700], ['\r', 700], ['\f', 300], ['copyfile hello exec y parser assemble a\r', 500],
	['\u001D2', 200], ['logon user2 user2\r', 700], ['\r', 700], ['\f', 300],
	['\u001D1', 200], ['sbs put parser assemble\r', 1200], ['\u001D2', 200], ['sbs get parser assemble\r', 1200], ['sbs list\r', 1200], ['msg user1 have it, thanks\r', 700],
	['\u001D1', 200], ['listfile * * a\r', 700], ['count 3\r', 700],
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
const colours = ['#1d1f21', '#cc6666', '#b5bd68', '#f0c674', '#81a2be', '#b294bb', '#8abeb7', '#c5c8c6'];
const parts = [];
for (let row = 0; row < rows; row++) {
	const line = screen.buffer.active.getLine(screen.buffer.active.viewportY + row);
	for (let column = 0; column < columns; column++) {
		const cell = line.getCell(column);
		const character = cell.getChars() || ' ';
		const inverse = cell.isInverse() !== 0;
		const colour = cell.isFgPalette() ? colours[cell.getFgColor() % 8] : '#c5c8c6';
		if (inverse) {
			parts.push(`<rect x="${(column + 1) * width}" y="${(row + 0.6) * height}" width="${width}" height="${height}" fill="#c5c8c6"/>`);
		}

		if (character !== ' ') {
			parts.push(`<text x="${(column + 1) * width}" y="${((row + 1.35) * height).toFixed(1)}" fill="${inverse ? '#1d1f21' : colour}"${cell.isBold() ? ' font-weight="bold"' : ''}${cell.isDim() ? ' opacity=".6"' : ''}>${escape(character)}</text>`);
		}
	}
}

const size = [(columns + 2) * width, (rows + 1.2) * height];
writeFileSync('docs/console.svg', `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.join(' ')}" font-family="Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13">
<rect width="100%" height="100%" rx="8" fill="#1d1f21"/>
${parts.join('\n')}
</svg>
`);
process.exit();
