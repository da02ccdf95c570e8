/** What a start takes from the journal's files, and what it takes for void. */
import {
	mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {hostFileLayer} from '../../../source/system/journal/file-layer.js';
import {Journal} from '../../../source/system/journal/journal.js';
import {JournaledImage} from '../../../source/system/journal/journaled-image.js';
import {checksumOf, encodeRecord, type Change} from '../../../source/system/journal/record.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const write = (offset: number, text: string): Change => ({
	kind: 'write', name: 'image', offset, data: bytes(text),
});

/** A data folder with an image of ten dots, and segments by number with records by sequence. */
function folder(
	t: ExecutionContext,
	segments: Readonly<Record<number, ReadonlyArray<readonly [sequence: number, change: Change]>>>,
): string {
	const place = mkdtempSync(path.join(tmpdir(), 'start-'));
	t.teardown(() => {
		rmSync(place, {recursive: true});
	});
	mkdirSync(path.join(place, 'journal'));
	writeFileSync(path.join(place, 'image'), '.'.repeat(10));
	for (const [number, records] of Object.entries(segments)) {
		const parts = records.map(([sequence, change]) => encodeRecord(sequence, change).bytes);
		writeFileSync(path.join(place, 'journal', number.padStart(8, '0')), Buffer.concat([bytes('YRKJRNL1'), ...parts]));
	}

	return place;
}

/** The image after a start. */
function started(place: string): string {
	new Journal(hostFileLayer, place).abandon();
	return readFileSync(path.join(place, 'image'), 'latin1');
}

test('segments that follow each other are taken in their order', t => {
	t.is(started(folder(t, {3: [[7, write(0, 'AAA')], [8, write(1, 'B')]], 4: [[9, write(2, 'C')]]})), 'ABC.......');
});

test('a record that does not follow the one before ends the journal', t => {
	t.is(started(folder(t, {1: [[1, write(0, 'A')], [3, write(1, 'B')]]})), 'A.........');
	t.is(started(folder(t, {1: [[1, write(0, 'A')]], 2: [[1, write(1, 'B')]]})), 'A.........');
});

test('a segment before a gap is void: what followed it is in the files already', t => {
	t.is(started(folder(t, {1: [[1, write(0, 'OLD')]], 3: [[2, write(5, 'NEW')]]})), '.....NEW..');
});

test('a file that is not the one written aside does not take the name, and nothing behind it counts', t => {
	const content = bytes('WHOLE');
	const adopt = (checksum: number): Change => ({
		kind: 'adopt', name: 'spool', from: 'aside', length: content.length, checksum,
	});
	for (const [checksum, image] of [[checksumOf(content), '.A........'], [1, '..........']] as const) {
		const place = folder(t, {1: [[1, adopt(checksum)], [2, write(1, 'A')]]});
		writeFileSync(path.join(place, 'aside'), content);
		t.is(started(place), image);
	}
});

test('an image whose journal is full is busy', t => {
	const place = folder(t, {});
	const journal = new Journal(hostFileLayer, place, 1000);
	const image = new JournaledImage(hostFileLayer, journal, 'image');
	t.false(image.isBusy);
	image.write(new Uint8Array(700), 0);
	t.true(image.isBusy);
	journal.abandon();
});
