/** Files of the user in a machine that works for him: his machine lends it those that his command names. */
import type {FileStatus, NewForm, RecordSource} from '../../cms/file-system/disk/disk.js';
import type {BorrowedFiles} from '../../cms/remote-files/borrowed-files.js';
import type {Step} from '../../guest/action.js';
import {sourceOf, type FileSource} from '../../service/parts.js';
import type {UserFiles} from '../context.js';

export class LentUserFiles implements UserFiles {
	constructor(readonly files: BorrowedFiles) {
		// Nothing else.
	}

	find(name: string, type: string, mode: string): Step<FileStatus | undefined> {
		return this.files.find(name, type, mode);
	}

	* open(name: string, type: string, mode: string): Step<FileSource | undefined> {
		const open = yield * this.files.open(name, type, mode);
		return open && sourceOf(open, record => isRecordOf(open.status, record));
	}

	isAccessed(mode: string): Step<boolean> {
		return this.files.isAccessed(mode);
	}

	canWrite(mode: string): Step<number> {
		return this.files.canWrite(mode);
	}

	write(form: NewForm, mode: string, records: RecordSource): Step<number> {
		return this.files.write(form, mode, records);
	}
}

/** Whether a file of that form can have such a record: his machine may be any program. */
const isRecordOf = ({recordFormat, recordLength}: FileStatus, {length}: Uint8Array): boolean =>
	recordFormat === 'F' ? length === recordLength : length > 0 && length <= recordLength;
