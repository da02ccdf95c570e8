/** The host's file for pages: bounded in memory, readable by nobody else, gone with the process. */
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {PageFile} from '../../../source/system/host/page-file.js';

const filled = (value: number): Uint8Array => new Uint8Array(4096).fill(value);

test('pages come back from the host\'s disk; the file has no name, and is not made before it is needed', t => {
	const folder = mkdtempSync(path.join(tmpdir(), 'pages-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true});
	});
	const pages = new PageFile(folder);
	t.deepEqual(readdirSync(folder), []);
	t.true(pages.write(20_000, filled(1)));
	t.true(pages.write(3, filled(2)));
	t.true(pages.write(20_000, filled(4)));
	t.deepEqual(readdirSync(folder), []);
	t.deepEqual(Uint8Array.from(pages.read(3)), filled(2));
	t.deepEqual(Uint8Array.from(pages.read(20_000)), filled(4));
	pages.close();
	pages.close();
	t.deepEqual(readdirSync(folder), []);
});

test('where the host does not let us, a page is not written, and no error comes', t => {
	t.false(new PageFile('/nowhere/at/all').write(1, filled(1)));
});
