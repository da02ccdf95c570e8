import test from 'ava';
import fc from 'fast-check';
import {HostStorage} from '../../../source/machine/storage/host-storage.js';
import {PageContents} from '../../../source/machine/storage/page-contents.js';
import type {Page} from '../../../source/machine/storage/page.js';

test('whatever comes and goes, what pages hold is found by number and visited in order', t => {
	const host = new HostStorage(65_536);
	t.notThrows(() => {
		fc.assert(fc.property(
			fc.array(fc.record({page: fc.constantFrom(0, 1, 63, 64, 255, 256, 2048, 4095), isThere: fc.boolean()})),
			steps => {
				const contents = new PageContents();
				const expected = new Map<number, Page>();
				for (const {page, isThere} of steps) {
					const before = expected.get(page);
					t.is(contents.get(page), before);
					if (isThere && !before) {
						const content = host.newPage(0);
						contents.add(page, content);
						expected.set(page, content);
					} else if (!isThere) {
						t.is(contents.remove(page), before);
						expected.delete(page);
					}
				}

				const visited: Array<readonly [number, Page]> = [];
				contents.each((content, page) => {
					visited.push([page, content]);
				});
				t.deepEqual(visited.map(([page]) => page), [...expected.keys()].toSorted((one, other) => one - other));
				t.true(visited.every(([page, content]) => expected.get(page) === content));
				t.is(contents.size, expected.size);
			},
		), {numRuns: 50});
	});
});

test('who visits may take away what he is called with', t => {
	const host = new HostStorage(65_536);
	const contents = new PageContents();
	for (const page of [3, 7, 70, 4000]) {
		contents.add(page, host.newPage(0));
	}

	const visited: number[] = [];
	contents.each((_, page) => {
		visited.push(page);
		contents.remove(page);
	});
	t.deepEqual(visited, [3, 7, 70, 4000]);
	t.is(contents.size, 0);
});
