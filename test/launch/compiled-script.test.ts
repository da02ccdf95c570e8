import {
	chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import test from 'ava';
import {keptFile, runCompiled} from '../../source/launch/compiled-script.js';

const text = `(function (exports, require, module, __filename, __dirname, $import, $url) {'use strict';
exports.answer = question => question.length;
exports.strict = (function () { return this; })() === undefined;
exports.host = () => $import('node:os');
exports.beside = __dirname;
exports.url = $url;
})`;
type Exported = {
	answer: (question: string) => number; strict: boolean; host: () => Promise<{EOL: string}>; beside: string;
	url: string;
};

function scriptFile(t: {teardown: (task: () => void) => void}): {file: string; kept: string; folder: string} {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-launch-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true});
	});
	const file = path.join(folder, 'program.cjs');
	writeFileSync(file, text);
	return {file, folder, kept: keptFile(path.join(folder, 'code-cache'), 'run')};
}

test('a script runs alike whether V8 compiles it or has kept it', async t => {
	const {file, kept, folder} = scriptFile(t);
	for (const start of ['first', 'second']) {
		const {exports, keep} = runCompiled(file, kept);
		const {
			answer, strict, host, beside, url,
		} = exports as Exported;
		t.is(answer('seven'), 5, start);
		t.true(strict, `${start}: strict, as the modules it was made of`);
		t.is(typeof (await host()).EOL, 'string', `${start}: imports modules`);
		t.is(beside, folder, start);
		t.is(url, pathToFileURL(file).href, start);
		keep();
		t.true(statSync(kept).size > 0, start);
	}
});

test('what was kept is used, and not written again', t => {
	const {file, kept} = scriptFile(t);
	runCompiled(file, kept).keep();
	const before = statSync(kept, {bigint: true}).mtimeNs;
	runCompiled(file, kept).keep();
	t.is(statSync(kept, {bigint: true}).mtimeNs, before);
});

test('what was kept of another program, or half of it, is left aside and made anew', t => {
	const {file, kept} = scriptFile(t);
	runCompiled(file, kept).keep();
	writeFileSync(file, text.replace('question.length', '1000'));
	const {exports, keep} = runCompiled(file, kept);
	t.is((exports as Exported).answer('seven'), 1000);
	keep();
	truncateSync(kept, 10);
	t.is((runCompiled(file, kept).exports as Exported).answer('seven'), 1000);
});

test('a program whose folder cannot be written to runs', t => {
	const {file, folder, kept} = scriptFile(t);
	// A file where the folder would be: nobody can write there, the superuser neither.
	writeFileSync(path.join(folder, 'code-cache'), '');
	chmodSync(file, 0o444);
	const {exports, keep} = runCompiled(file, kept);
	keep();
	t.is((exports as Exported).answer('seven'), 5);
	t.is(readFileSync(path.join(folder, 'code-cache'), 'utf8'), '');
});

test('it is kept for four versions of V8, or of its flags, the present one among them', t => {
	const {file, folder, kept} = scriptFile(t);
	const cache = path.join(folder, 'code-cache');
	for (const version of ['1', '2', '3', 'zz4', 'zz5']) {
		mkdirSync(path.join(cache, version), {recursive: true});
	}

	runCompiled(file, kept).keep();
	t.is(readdirSync(cache).length, 4);
	t.true(statSync(kept).size > 0);
});
