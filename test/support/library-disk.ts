/** An installation whose library has a small disk. */
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';

/** The default profile, its library's disk with so many cylinders. */
export function profileWith(t: ExecutionContext, cylinders: number): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true});
	});
	cpSync('profiles/default', folder, {recursive: true});
	const directory = path.join(folder, 'USER DIRECT');
	const text = readFileSync(directory, 'utf8');
	writeFileSync(directory, text.replace(/( MDISK 300 3350 \d+) \d+/, `$1 ${String(cylinders).padStart(3, '0')}`));
	return folder;
}
