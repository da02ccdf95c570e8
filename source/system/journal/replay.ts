/** What a start takes from the journal's files: every record that is whole, and with it what it depends on. */
import path from 'node:path';
import {readWhole, type FileLayer} from './file-layer.js';
import type {Overlay} from './overlay.js';
import {checksumOf, type Change, type JournalRecord} from './record.js';
import {readSegments, type FoundSegments} from './segment.js';

/**
 * Reads the segments in `journal` of the data folder `folder`, puts their records into `overlay` and removes the files
 * that are void. Throws the host's error.
 */
export function replay(layer: FileLayer, folder: string, journal: string, overlay: Overlay): FoundSegments {
	const found = readSegments(layer, journal, record => isSound(layer, folder, record));
	for (const file of found.voids) {
		layer.remove(file);
	}

	for (const {sequence, change} of found.records) {
		keep(overlay, sequence, change, 'data' in change ? change.data : new Uint8Array(0));
	}

	return found;
}

/** A change is to be seen by reads, and to come to its file. `data`: the overlay's from here on. */
export function keep(overlay: Overlay, sequence: number, change: Change, data: Uint8Array): void {
	switch (change.kind) {
		case 'write': {
			overlay.write(change.name, {offset: change.offset, bytes: data, sequence});
			break;
		}

		case 'replace': {
			overlay.setFile(change.name, {sequence, content: {bytes: data}});
			break;
		}

		case 'remove': {
			overlay.setFile(change.name, {sequence, content: undefined});
			break;
		}

		case 'adopt': {
			overlay.setFile(change.name, {sequence, content: {from: change.from}});
			break;
		}
	}
}

/** A file to be adopted is there whole, or has been adopted already. */
function isSound(layer: FileLayer, folder: string, {change}: JournalRecord): boolean {
	if (change.kind !== 'adopt') {
		return true;
	}

	try {
		const content = readWhole(layer, path.join(folder, change.from));
		return content.length === change.length && checksumOf(content) === change.checksum;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ENOENT';
	}
}
