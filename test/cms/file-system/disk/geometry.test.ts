/** Where blocks lie on each type of disk (GC20-1818, FORMAT: blocks of a cylinder). */
import test from 'ava';
import fc from 'fast-check';
import {
	blockSize, blocksOf, geometries, geometryOf, layoutOf, locate,
} from '../../../../source/cms/file-system/disk/geometry.js';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';

test('a cylinder has as many blocks as its tracks have room for', t => {
	t.deepEqual(
		Object.fromEntries(geometries.map(({name, blocksPerCylinder}) => [name, blocksPerCylinder])),
		{2314: 150, 3330: 266, 3340: 96, 3350: 570},
	);
	for (const geometry of geometries) {
		for (const {lengths} of geometry.tracks) {
			t.true(findCkdModel(geometry.name)!.fits(lengths.map(length => [0, length] as const)), geometry.name);
		}
	}
});

test('block 8 of a 2314 is in two parts, R8 of both tracks; those behind it are R9 to R15', t => {
	const geometry = geometryOf('2314')!;
	t.deepEqual(locate(geometry, 8), [
		{cylinder: 0, head: 0, record: 8, from: 0, bytes: 414},
		{cylinder: 0, head: 1, record: 8, from: 414, bytes: 386},
	]);
	t.deepEqual(locate(geometry, 9), [{cylinder: 0, head: 1, record: 9, from: 0, bytes: blockSize}]);
	t.deepEqual(locate(geometry, 151 + 15), [{cylinder: 1, head: 2, record: 1, from: 0, bytes: blockSize}]);
	t.is(blocksOf(geometry, 203), 16_383, 'chain links have numbers of 14 bits');
});

test('every block is whole, and no two share a record', t => {
	fc.assert(fc.property(fc.constantFrom(...geometries), fc.nat({max: 20}), (geometry, cylinder) => {
		const taken = new Set<string>();
		const first = (cylinder * geometry.blocksPerCylinder) + 1;
		for (let block = first; block < first + geometry.blocksPerCylinder; block++) {
			let bytes = 0;
			for (const part of locate(geometry, block)) {
				const {first: firstRecord, lengths} = layoutOf(geometry, part.head);
				t.is(part.from, bytes);
				t.true(part.bytes <= lengths[part.record - firstRecord]);
				t.is(part.cylinder, cylinder);
				bytes += part.bytes;
				taken.add(`${part.head} ${part.record}`);
			}

			t.is(bytes, blockSize);
		}

		const {tracks, tracksPerCylinder, tracksTogether} = geometry;
		const records = tracks.reduce((sum, {lengths}) => sum + lengths.length, 0);
		t.is(taken.size, records * tracksPerCylinder / tracksTogether);
	}), {numRuns: 8});
});
