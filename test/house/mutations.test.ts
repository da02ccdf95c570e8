/** The list of `scripts/mutate.js` fits the tree: each rule is still there to be removed, and its test to be run. */
import {existsSync, readFileSync} from 'node:fs';
import test from 'ava';

type Mutation = {
	readonly rule: string;
	readonly file: string;
	readonly from: string;
	readonly to: string;
	readonly tests: readonly string[];
};

const root = new URL('../../../', import.meta.url);
const {mutations} = await import(new URL('scripts/mutations.js', root).href) as {
	readonly mutations: readonly Mutation[];
};

test('each change names text that stands once in its file, and tests that are there', t => {
	const wrong = mutations.flatMap(({rule, file, from, to, tests}) => {
		const source = new URL(file, root);
		const places = existsSync(source) ? readFileSync(source, 'utf8').split(from).length - 1 : 0;
		const missing = tests.filter(name => !existsSync(new URL(`test/${name}.test.ts`, root)));
		return [
			...(places === 1 ? [] : [`${rule}: its text stands ${places} times in ${file}`]),
			...(from === to ? [`${rule}: changes nothing`] : []),
			...(tests.length === 0 ? [`${rule}: no test`] : missing.map(name => `${rule}: no test ${name}`)),
		];
	});
	t.deepEqual(wrong, []);
});

test('each rule is named once', t => {
	const names = mutations.map(({rule}) => rule);
	t.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
});
