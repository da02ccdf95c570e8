import {cp, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {tmpdir} from 'node:os';
import test from 'ava';
import {execa} from 'execa';

/** A copy of the source with one more file; answers what the layer check says of it. */
async function checkWith(file: string, text: string): Promise<{exitCode: number | undefined; output: string}> {
	const copy = await mkdtemp(path.join(tmpdir(), 'yorktown-layers-'));
	try {
		for (const name of ['source', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
			await cp(name, path.join(copy, name), {recursive: true});
		}

		await symlink(path.resolve('node_modules'), path.join(copy, 'node_modules'));
		await writeFile(path.join(copy, file), text);
		const {exitCode, stdout} = await execa(
			'node_modules/.bin/depcruise',
			['--config', '.dependency-cruiser.cjs', 'source'],
			{cwd: copy, reject: false},
		);
		return {exitCode, output: stdout};
	} finally {
		await rm(copy, {recursive: true, force: true});
	}
}

test('the layer check passes on what is there', async t => {
	const {exitCode, output} = await checkWith('source/cms/innocent.ts', 'export const nothing = 0;\n');
	t.is(exitCode, 0, output);
});

test('the layer check fails on an import from cms to cp', async t => {
	const {exitCode, output} = await checkWith(
		'source/cms/planted.ts',
		'import {overhead} from \'../cp/machine/accounting.js\';\n\nexport const stolen = overhead.page;\n',
	);
	t.not(exitCode, 0);
	t.regex(output, /layers-cms: source\/cms\/planted\.ts → source\/cp\/machine\/accounting\.ts/);
});

test('the layer check fails on a cycle', async t => {
	const {exitCode, output} = await checkWith(
		'source/base/planted.ts',
		'import {hex} from \'./hex.js\';\nimport {other} from \'./planted.js\';\n\nexport const other2 = hex(other, '
		+ '2);\nexport const other = 1;\n',
	);
	t.not(exitCode, 0);
	t.regex(output, /no-circular/);
});
