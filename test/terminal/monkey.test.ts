/** Somebody who knows nothing hits every key in windows of every size: frames stay frames. */
import test from 'ava';
import fc from 'fast-check';
import {KeyParser} from '../../source/terminal/keys/key-parser.js';
import {Session} from '../../source/terminal/session.js';
import {echoSystem} from '../support/echo-system.js';

const styles = /\u001B\[\d*m/g;
const encoder = new TextEncoder();
const keys = [
	'\r',
	'\r',
	'\u001D',
	'\u0003',
	'\f',
	'\t',
	'\u001B',
	'\u007F',
	'\u0012',
	'\u0017',
	'\u0015',
	'\u0019',
	'\u001B[A',
	'\u001B[B',
	'\u001B[5~',
	'\u001B[6~',
	'\u001B[1;5H',
	'\u001BOP',
	'\u001B[1;2P',
	'n',
	'x',
	'z',
	'0',
	'2',
	's',
	'p',
	'?',
	'y',
	'/',
	' ',
	'é',
	'漢',
	'😀',
	'logon user1\rsecret\r',
	'flood 60\r',
	'loop\r',
	'logoff\r',
	'type a line of some length\r',
	'x'.repeat(500),
	'\u001B[200~one\ntwo\n\u001B[201~',
	'\u001B[<0;5;5M',
	'\u001B[<64;70;20M',
	'\u001B[<0;9999;9999M',
	'\u001B]11;rgb:0/0/0\u0007',
	'\u001B[',
	'\u0000',
	'\u00FF',
];
const step = fc.oneof(
	{weight: 12, arbitrary: fc.constantFrom(...keys).map(key => ({bytes: encoder.encode(key)}))},
	{weight: 2, arbitrary: fc.uint8Array({maxLength: 8}).map(bytes => ({bytes}))},
	{weight: 2, arbitrary: fc.record({columns: fc.integer({min: 1, max: 220}), rows: fc.integer({min: 1, max: 70})})},
	{weight: 1, arbitrary: fc.constant({seconds: 30})},
);

test('no keys at no size break a session', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(step, {maxLength: 60}), steps => {
			let now = 0;
			const session = new Session({
				connect: echoSystem().connect,
				title: 'YORKTOWN',
				now: () => now,
				environment: {},
				panes: [{operator: true}, {}, {}],
				machines: {
					rows: () => [{userid: 'USER1', state: 'VM READ', cpu: now}],
					flow: () => ({first: now, lines: ['USER1 SIGNAL TO SBSMASTR']}),
					observe() {
						/* Nothing happens by itself. */
					},
				},
				onChange() {
					/* Nobody looks in between. */
				},
				onQuit() {
					/* Nobody leaves. */
				},
				onSuspend() {
					/* Nor stops. */
				},
				onRepaint() {
					/* It is painted anyway. */
				},
			});
			const parser = new KeyParser();
			for (const each of steps) {
				if ('bytes' in each) {
					for (const event of [...parser.push(each.bytes), ...parser.flush()]) {
						session.input(event);
					}
				} else if ('seconds' in each) {
					now += each.seconds * 1_000_000;
					session.tick();
				} else {
					session.resize(each.columns, each.rows);
				}

				const {columns, rows, blocks, cursor} = session.frame();
				for (const block of blocks) {
					const wide = block.rows.find(row => block.x + row.replaceAll(styles, '').length > columns);
					if (wide !== undefined || block.x < 0 || block.y < 0 || block.y + block.rows.length > rows) {
						throw new Error(`${block.key} leaves a window of ${columns} × ${rows}: ${wide ?? ''}`);
					}
				}

				if (cursor && (cursor.x < 0 || cursor.x >= columns || cursor.y < 0 || cursor.y >= rows)) {
					throw new Error(`the cursor leaves a window of ${columns} × ${rows}`);
				}
			}
		}), {numRuns: 150});
	});
});
