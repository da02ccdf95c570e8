import {existsSync, readFileSync} from 'node:fs';
import test from 'ava';
import {RequestRunner} from '../../source/machine/requests.js';
import {judge, type Vector} from '../support/vectors.js';

const byFamily = (vectors: readonly Vector[]): Map<string, Vector[]> => {
	const families = new Map<string, Vector[]>();
	for (const vector of vectors) {
		const family = families.get(vector.family) ?? [];
		family.push(vector);
		families.set(vector.family, family);
	}

	return families;
};

const fixture = JSON.parse(readFileSync('test/fixtures/vectors.json', 'utf8')) as Vector[];
for (const [family, vectors] of byFamily(fixture)) {
	test(`${vectors.length} ${family} instructions leave the machine as Hercules and an independent model agree`, t => {
		const runner = new RequestRunner();
		for (const vector of vectors) {
			t.deepEqual([vector.id, ...judge(vector, runner)], [vector.id]);
		}
	});
}

const shared = '../shared/vectors/shared.json';
if (existsSync(shared)) {
	test('all shared vectors pass', t => {
		const runner = new RequestRunner();
		const {vectors} = JSON.parse(readFileSync(shared, 'utf8')) as {vectors: Vector[]};
		const failed = vectors.filter(vector => judge(vector, runner).length > 0).map(vector => vector.id);
		t.deepEqual(failed, []);
		t.true(vectors.length > 1900);
	});
} else {
	test('all shared vectors pass (skipped: the shared vectors are not beside this clone)', t => {
		t.log(`${shared} is absent; the sample in test/fixtures/vectors.json was run instead`);
		t.true(fixture.length > 300);
	});
}
