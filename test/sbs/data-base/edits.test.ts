/** Edits of a library that is damaged, or was made to be: an answer, whatever the bytes are. */
import test from 'ava';
import fc from 'fast-check';
import {applyEdits} from '../../../source/sbs/data-base/difference.js';
import {packEdits, unpackEdits} from '../../../source/sbs/data-base/edits.js';
import {packNumber, unpack} from '../../../source/sbs/data-base/packed-records.js';
import {DamagedLibrary} from '../../../source/sbs/store/store.js';

test('any bytes are edits, or damage', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 40}), bytes => {
		const apply = (): unknown => applyEdits([1], unpackEdits(bytes).map(edit => ({...edit, inserted: [2]})));
		for (const read of [apply, () => unpack(bytes)]) {
			try {
				read();
			} catch (error) {
				t.true(error instanceof DamagedLibrary);
			}
		}
	}), {numRuns: 200});
});

test('an edit at a record that no file has, or of more records than it has, is damage', t => {
	const far = Buffer.concat([packNumber(2 ** 34), packNumber(1), packNumber(0)]);
	const many = Buffer.concat([packNumber(1), packNumber(2 ** 34), packNumber(0)]);
	t.throws(() => unpackEdits(far), {instanceOf: DamagedLibrary});
	t.throws(() => unpackEdits(many), {instanceOf: DamagedLibrary});
	const last = [{at: 65_533, removed: 1, inserted: []}];
	t.deepEqual(unpackEdits(packEdits(last)), last);
});
