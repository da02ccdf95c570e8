/** Files of the user where the command runs in his own machine, or his machine looks for itself. */
import type {Cms} from '../../cms/cms.js';
import {fileCode, type FileStatus, type NewForm, type RecordSource} from '../../cms/file-system/disk/disk.js';
import type {Step} from '../../guest/action.js';
import {fileOnDisk, type FileSource} from '../../service/parts.js';
import type {UserFiles} from '../context.js';

export class OwnFiles implements UserFiles {
	constructor(readonly cms: Pick<Cms, 'disks'>) {
		// Nothing else.
	}

	* find(name: string, type: string, mode: string): Step<FileStatus | undefined> {
		return this.cms.disks.find(name, type, mode)?.status;
	}

	* open(name: string, type: string, mode: string): Step<FileSource | undefined> {
		const found = this.cms.disks.find(name, type, mode);
		return found && (yield * fileOnDisk(this.cms.disks, found.disk, found.status));
	}

	* isAccessed(mode: string): Step<boolean> {
		return this.cms.disks.disk(mode) !== undefined;
	}

	* canWrite(mode: string): Step<number> {
		const disk = this.cms.disks.disk(mode);
		return disk ? (disk.readOnly ? fileCode.readOnly : fileCode.ok) : fileCode.diskNotAccessed;
	}

	* write(form: NewForm, mode: string, records: RecordSource): Step<number> {
		const disk = this.cms.disks.disk(mode);
		return disk ? yield * this.cms.disks.writeFrom(disk, form, records) : fileCode.diskNotAccessed;
	}
}
