/** The procedure that `run` is given: a host file as a CMS file of type EXEC, in a language that is here. */
import path from 'node:path';
import {type CodePage, fromEbcdic} from '../../base/ebcdic.js';
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import {languageOf} from '../../cms/exec/language.js';
import {recordsOf} from '../../system/files/host-files.js';
import {cmsFileId, cmsPart} from '../../system/files/host-names.js';
import {notSignOf, type NotSign} from '../../system/files/host-text.js';
import {readBytes} from '../input-bytes.js';
import {choiceFlag, UsageError, type Flags} from '../verb.js';

export type Procedure = {
	readonly file: NewFile;
	/** The folder it stands in. */
	readonly folder: string;
	/** How it writes NOT. */
	readonly notSign: NotSign;
	/** What is to be said where its name on the host is none of CMS: the one it has here. */
	readonly renamed?: string;
};

const languages = {exec: 'EXEC', exec2: 'EXEC 2', rexx: 'REXX'} as const;

/** The procedure of a file, or a `UsageError` that says why it cannot be run. */
export function readProcedure(flags: Flags, file: string, codePage: CodePage): Procedure {
	const base = path.basename(file, path.extname(file)).toUpperCase();
	const id = cmsFileId(`${cmsPart(base)}.EXEC`);
	if (!id) {
		throw new UsageError(`${file}: ${base} is not a CMS file name (1 to 8 letters, digits, $ # @ + - : _)`);
	}

	const content = readBytes(file);
	const converted = recordsOf(id, content, codePage);
	if ('problem' in converted) {
		throw new UsageError(`${file}: ${converted.problem}`);
	}

	if (converted.records.length === 0) {
		throw new UsageError(`${file}: is empty: CMS has no empty files`);
	}

	requireExec(flags, file, converted);
	return {
		file: converted,
		folder: path.dirname(path.resolve(file)),
		notSign: notSignOf(Buffer.from(content).toString('utf8')),
		renamed: id.name === base
			? undefined
			: `${file} runs as ${id.name} EXEC: names of CMS have up to 8 letters, digits, $ # @ + - : _`,
	};
}

/** Only EXEC has an interpreter as yet. */
function requireExec(flags: Flags, file: string, {records}: NewFile): void {
	const asked = choiceFlag(
		flags,
		'language',
		['exec', 'exec2', 'rexx'],
		path.extname(file).toLowerCase() === '.exec2' ? 'exec2' : 'exec',
	);
	const language = asked === 'exec' ? languageOf(records.map(record => fromEbcdic(record))) : asked;
	if (language !== 'exec') {
		throw new UsageError(
			`${file}: ${languages[language]} is not available in this version; the classic EXEC language is`,
		);
	}
}
