import {cp, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {tmpdir} from 'node:os';
import test from 'ava';
import {execa} from 'execa';

/** Faults put into a copy of the source, and what the layer check says of each; without them it passes (`npm test`). */
const planted: ReadonlyArray<{readonly files: Readonly<Record<string, string>>; readonly reported: RegExp}> = [
	{
		files: {
			'source/cms/planted.ts':
				'import {overhead} from \'../cp/machine/accounting.js\';\n\nexport const stolen = overhead.page;\n',
		},
		reported: /layers-cms: source\/cms\/planted\.ts → source\/cp\/machine\/accounting\.ts/,
	},
	{
		files: {
			'source/cp/planted.ts':
				'import {charges} from \'../guest/charges.js\';\n\nexport const stolen = charges.svc;\n',
		},
		reported: /types-only-cp: source\/cp\/planted\.ts → source\/guest\/charges\.ts/,
	},
	{
		files: {
			'source/base/planted-a.ts':
				'import {b} from \'./planted-b.js\';\n\nexport const a = (): number => b();\n',
			'source/base/planted-b.ts':
				'import {a} from \'./planted-a.js\';\n\nexport const b = (): number => a();\n',
		},
		reported: /no-circular: source\/base\/planted-[ab]\.ts/,
	},
	{
		files: {
			'source/port/planted-host.ts':
				'import type {Part} from \'./planted-part.js\';\n\nexport type Host = {readonly part: Part};\n',
			'source/port/planted-part.ts':
				'import type {Host} from \'./planted-host.js\';\n\nexport type Part = {readonly host: Host};\n',
		},
		reported: /no-circular: source\/port\/planted-(?:host|part)\.ts/,
	},
];

test('the layer check reports imports across layers, values where types alone may be, and circles of types too', async t => {
	const copy = await mkdtemp(path.join(tmpdir(), 'yorktown-layers-'));
	try {
		for (const name of ['source', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
			await cp(name, path.join(copy, name), {recursive: true});
		}

		await symlink(path.resolve('node_modules'), path.join(copy, 'node_modules'));
		const files = planted.flatMap(each => Object.entries(each.files));
		for (const [file, text] of files) {
			await writeFile(path.join(copy, file), text);
		}

		const {exitCode, stdout} = await execa(
			'node_modules/.bin/depcruise',
			['--config', '.dependency-cruiser.cjs', ...files.map(([file]) => file)],
			{cwd: copy, reject: false},
		);
		t.not(exitCode, 0);
		for (const {reported} of planted) {
			t.regex(stdout, reported);
		}
	} finally {
		await rm(copy, {recursive: true, force: true});
	}
});
