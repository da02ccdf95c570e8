/**
 * Reels for tape drives. The file that `SYSTEM DEVICES` names for a drive (FILE=), else `tapes/CUU.aws` in the data
 * folder, is the reel that lies ready for it: an AWS tape, as Hercules has it (HET and SIMH are read); an empty file is
 * a blank one. ATTACH puts it on as the file is then, so that putting another file there while nobody has the drive
 * changes the reel. A file that may not be written is a reel without its ring.
 *
 * What is written to a tape reaches the file at once, by way of no journal: as on a reel, a crash leaves what was
 * written before it.
 */
import {accessSync, constants, existsSync} from 'node:fs';
import path from 'node:path';
import type {Reels} from '../../cp/devices/real/reels.js';
import {openTape} from '../../machine/devices/tape/simh-tape.js';

/** `folder`: the data folder; without one drives have the files that `SYSTEM DEVICES` names. */
export function tapesFolder(folder?: string): Reels {
	return {
		take({address, file: named}, readOnly) {
			const name = `${address.toString(16).toUpperCase().padStart(3, '0')}.aws`;
			const file = named ?? (folder === undefined ? undefined : path.join(folder, 'tapes', name));
			if (file === undefined || (named === undefined && !existsSync(file))) {
				return undefined;
			}

			return openTape(file, {readOnly: readOnly || !mayWrite(file), endsAtCut: true});
		},
	};
}

function mayWrite(file: string): boolean {
	try {
		accessSync(file, constants.W_OK);
		return true;
	} catch {
		// Opening for reading tells what else is wrong with it.
		return false;
	}
}
