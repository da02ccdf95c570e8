/** What the papers for the next engineer name is there. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import test from 'ava';

const root = new URL('../../../', import.meta.url);

const layers = readdirSync(new URL('source/', root), {withFileTypes: true})
	.filter(entry => entry.isDirectory())
	.map(({name}) => name);

/** What stands in backquotes and is a path: a file of ours, or something inside a layer. */
const pathsIn = (text: string): string[] => [...text.matchAll(/`([\w./-]+)`/g)]
	.map(([, word]) => word)
	.filter(word => /\.tsx?$/.test(word) || layers.some(layer => word.startsWith(`${layer}/`) && word !== `${layer}/`));

const exists = (path: string): boolean =>
	['', 'source/'].some(folder => existsSync(new URL(`${folder}${path}`, root)));

for (const name of ['ARCHITECTURE.md', 'GLOSSARY.md']) {
	test(`every path that ${name} names exists`, t => {
		const paths = pathsIn(readFileSync(new URL(name, root), 'utf8'));
		t.true(paths.length > 2);
		t.deepEqual(paths.filter(path => !exists(path)), []);
	});
}

test('every test that docs/paper.md names exists', t => {
	const text = readFileSync(new URL('docs/paper.md', root), 'utf8');
	const paths = [...text.matchAll(/`([\w./-]+(?:\.test\.ts|\/))`/g)].map(([, path]) => path);
	t.true(paths.length > 20);
	const isThere = (path: string): boolean =>
		path === 'test/' || existsSync(new URL(`test/${path}`, root));
	t.deepEqual(paths.filter(path => !isThere(path)), []);
});

test('ARCHITECTURE.md shows every folder of the second level', t => {
	const text = readFileSync(new URL('ARCHITECTURE.md', root), 'utf8');
	const folders = layers.flatMap(layer => readdirSync(new URL(`source/${layer}/`, root), {withFileTypes: true})
		.filter(entry => entry.isDirectory())
		.map(({name}) => ({layer, folder: name})));
	const rows = new Map([...text.matchAll(/^\| `(\w+)\/` \| (.*) \|$/gm)].map(([, layer, cells]) => [layer, cells]));
	t.deepEqual(folders.filter(({layer, folder}) => !rows.get(layer)?.includes(`\`${folder}\``)), []);
});
