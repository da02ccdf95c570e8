/** Every layout that a module of the house exports: what is written is read back, what is read is written back. */
import fs from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import {Layout, type Field} from '../../source/base/layout.js';

type AnyLayout = Layout<Record<string, Field<unknown>>>;

const source = new URL('../../../source/', import.meta.url);
/** Modules with the number of layouts that they make, in whatever way. */
const declaring = fs.readdirSync(source, {recursive: true, encoding: 'utf8'})
	.filter(path => path.endsWith('.ts') && !path.endsWith('.d.ts'))
	.map((path): [path: string, made: number] => {
		const text = fs.readFileSync(new URL(path, source), 'utf8').replaceAll(/^ \*.*$/gm, '');
		return [path, text.split('new Layout(').length - 1];
	})
	.filter(([, made]) => made > 0);

const layouts: Array<[name: string, layout: AnyLayout]> = [];
const exported = new Map<string, number>();
for (const [path] of declaring) {
	const module = await import(`../../source/${path.replace(/\.ts$/, '.js')}`) as Record<string, unknown>;
	for (const [name, value] of Object.entries(module)) {
		if (value instanceof Layout) {
			layouts.push([`${path}, ${name}`, value as AnyLayout]);
			exported.set(path, (exported.get(path) ?? 0) + 1);
		}
	}
}

test('every layout is exported, so that it is looked at here', t => {
	t.true(declaring.length > 10);
	t.deepEqual(declaring.filter(([path, made]) => exported.get(path) !== made), []);
});

for (const [name, layout] of layouts) {
	test(`${name}: decode and encode undo each other, and bytes outside the fields are the filler`, t => {
		const owned = new Set(Object.values(layout.fields).flatMap(({offset, length}) =>
			Array.from({length}, (_, index) => offset + index)));
		const content = fc.uint8Array({minLength: layout.length, maxLength: layout.length});
		fc.assert(fc.property(content, bytes => {
			const record = layout.decode(bytes);
			const written = layout.encode(record);
			t.deepEqual(written, bytes.map((value, at) => owned.has(at) ? value : layout.fill));
			t.deepEqual(layout.decode(written), record);
		}), {numRuns: 50});
	});
}
