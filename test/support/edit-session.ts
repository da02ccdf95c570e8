/** A user at a real CMS with EDIT, his A-disk in memory. */
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import {cmsVolume} from './cms-disk.js';
import {CmsSession} from './cms-session.js';
import {masked} from './whole-system.js';

export class EditSession {
	readonly #session: CmsSession;

	/** `files` on A; other disks by device address. */
	constructor(
		files: Readonly<Record<string, readonly string[]>> = {},
		more: readonly NewFile[] = [],
		disks: Readonly<Record<string, CkdVolume>> = {},
	) {
		const volumes = Object.fromEntries(
			Object.entries({191: cmsVolume(files, more), ...disks}).map(([address, volume]) => [
				Number.parseInt(address, 16),
				volume,
			]),
		);
		this.#session = new CmsSession({volumes});
	}

	/** Enters lines one after the other; answers everything typed. */
	enter(...lines: readonly string[]): string[] {
		return lines.flatMap(line => this.#session.enter(line)).map(line => masked(line));
	}

	/** What TYPE-like inspection of a file shows: edits it, types all of it, quits. */
	content(fileId: string): string[] {
		const shown = this.enter(`EDIT ${fileId}`, 'TYPE *', 'QUIT');
		return shown.slice(2, -2);
	}
}
