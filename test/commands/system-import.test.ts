/** `yorktown system import` as a shell runs it. */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {folderWith, yorktown} from '../support/cli.js';

const pageSize = 4096;
const table = 'NAMESYS OURS SYSSIZE=64K SYSPGNM=(0-1,16)\nNAMESYS SEG SYSPGNM=(3840) VSYSADR=IGNORE\n';
const directory = readFileSync(new URL('../../../profiles/default/USER DIRECT', import.meta.url), 'utf8');

/** An information page with a PSW that begins at `start`, and so many pages. */
function image(pages: number, start = 0x1000): Uint8Array {
	const bytes = Buffer.alloc((pages + 1) * pageSize, 7);
	bytes.writeUInt32BE(0, 0);
	bytes.writeUInt32BE(start, 4);
	return bytes;
}

test('a system of the name table goes into the data folder; another file of that name takes its place', async t => {
	const folder = await folderWith(t, {
		'USER DIRECT': directory, 'SYSTEM NAMES': table, ours: image(3), seg: image(1, 1),
	});
	const home = path.join(folder, 'home');
	const flags = ['--home', home, '--profile', folder];
	for (const [name, file, said] of [
		['OURS', 'ours', 'OURS: 3 pages from 000000 to 010FFF; IPL OURS'],
		['seg', 'seg', 'SEG: 1 pages from F00000 to F00FFF'],
	]) {
		t.like(
			await yorktown(['system', 'import', ...flags, name, path.join(folder, file)]),
			{status: 0, out: said, err: ''},
		);
	}

	t.deepEqual(readdirSync(path.join(home, 'systems')), ['OURS', 'SEG']);
	t.deepEqual(Uint8Array.from(readFileSync(path.join(home, 'systems', 'OURS'))), Uint8Array.from(image(3)));
});

test('what is not such a system is one line and status 2, and nothing is made', async t => {
	const folder = await folderWith(t, {
		'USER DIRECT': directory, 'SYSTEM NAMES': table,
		short: image(2), empty: '', odd: image(3, 0x1001), high: image(3, 0x1_0000),
	});
	const home = path.join(folder, 'home');
	const from = (file: string): string => path.join(folder, file);
	for (const [words, said] of [
		[['OURS', from('short')], `${from('short')}: 12288 bytes, not the 16384 of an information page and the 3 pages of OURS`],
		[['OURS', from('empty')], `${from('empty')}: 0 bytes, not the 16384 of an information page and the 3 pages of OURS`],
		[['OURS', from('odd')], `${from('odd')}: its PSW begins at 001001, where OURS has no instruction`],
		[['OURS', from('high')], `${from('high')}: its PSW begins at 010000, where OURS has no instruction`],
		[['OURS', folder], `${folder}: is a folder`],
		[['OURS', from('none')], `${from('none')}: no such file`],
		[['OURS'], 'system import NAME FILE: a name of SYSTEM NAMES, and a file'],
	] as const) {
		t.like(
			await yorktown(['system', 'import', '--home', home, '--profile', folder, ...words]),
			{status: 2, out: '', err: `yorktown: ${said}`},
		);
	}

	const {status, err} = await yorktown(['system', 'import', '--home', home, '--profile', folder, '../X', from('short')]);
	t.is(status, 2);
	t.regex(err, /^yorktown: \.\.\/X: no such name in SYSTEM NAMES of .*\(there are OURS SEG SBSDIR [A-Z\d ]*\)$/);
	t.deepEqual(readdirSync(folder).filter(name => name === 'home'), []);
});
