/** A user at a real CMS with EDIT, his A-disk in memory. */
import type {NewFile} from '../../source/cms/file-system/disk.js';
import {edit} from '../../source/cms/edit/edit-command.js';
import {createCmsProgram} from '../../source/cms/nucleus/program.js';
import {cmsSavedSystem} from '../../source/cms/nucleus/saved-system.js';
import type {CkdVolume} from '../../source/machine/devices/ckd-volume.js';
import {cmsVolume} from './cms-disk.js';
import {ResidentMachine} from './resident-machine.js';
import {masked} from './whole-system.js';

export class EditSession {
	readonly machine = new ResidentMachine(createCmsProgram({commands: [edit]}));

	/** `files` on A; other disks by device address. */
	constructor(files: Readonly<Record<string, readonly string[]>> = {}, more: readonly NewFile[] = [], disks: Readonly<Record<string, CkdVolume>> = {}) {
		for (const [address, volume] of Object.entries({
			190: cmsVolume(), 191: cmsVolume(files, more), '19E': cmsVolume(), ...disks,
		})) {
			this.machine.disk(Number.parseInt(address, 16), volume);
		}

		this.machine.ipl(cmsSavedSystem);
		this.machine.enter('ACCESS (NOPROF');
	}

	/** Enters lines one after the other; answers everything typed. */
	enter(...lines: readonly string[]): string[] {
		return lines.flatMap(line => this.machine.enter(line)).map(line => masked(line));
	}

	/** What TYPE-like inspection of a file shows: edits it, types all of it, quits. */
	content(fileId: string): string[] {
		const shown = this.enter(`EDIT ${fileId}`, 'TYPE *', 'QUIT');
		return shown.slice(2, -2);
	}
}

