/** TXTLIBs as records. */
import test from 'ava';
import {Failure} from '../../../../source/base/failure.js';
import {cardLength} from '../../../../source/base/unit-record.js';
import {encodeLibrary} from '../../../../source/cms/commands/programs/text-library.js';
import {fileCode} from '../../../../source/cms/file-system/disk/disk.js';
import {mostRecords} from '../../../../source/cms/file-system/files/records.js';

test('a library of more records than a file has is refused as a file of them is; one of as many is not', t => {
	const card = new Uint8Array(cardLength);
	const libraryOf = (cards: number) => encodeLibrary([
		{names: ['FIRST'], records: [card]},
		{names: ['SECOND'], records: Array.from({length: cards}, () => card)},
	]);
	// The header, a card, two ends of members, and the dictionary.
	const rest = 5;
	t.is((libraryOf(mostRecords - rest) as Uint8Array[]).length, mostRecords);
	t.deepEqual(libraryOf(mostRecords - rest + 1), new Failure(fileCode.tooLarge));
	t.deepEqual(libraryOf(70_000), new Failure(fileCode.tooLarge));
});
