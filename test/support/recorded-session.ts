/** Replays a recording of IBM's CMS (docs/differences.md) on the whole system. */
import {readFileSync} from 'node:fs';
import {toEbcdic} from '../../source/base/ebcdic.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from './cms-disk.js';
import {masked, SystemSession, type AnotherSystem} from './whole-system.js';

export type Recording = {
	readonly id: string;
	readonly kind: 'exec' | 'command';
	readonly feature: string;
	/** Lines by `FN FT FM`. */
	readonly files: Readonly<Record<string, readonly string[]>>;
	/** `Fnnn` of files that are not V. */
	readonly recfm?: Readonly<Record<string, string>>;
	/** 80-byte records in hexadecimal by `FN FT FM`. */
	readonly files_hex?: Readonly<Record<string, readonly string[]>>;
	readonly command: string;
	/** Lines typed at later reads. */
	readonly input: readonly string[];
	/** Those of them that were typed without a read, 0.7 s after the line before. */
	readonly async_input?: readonly number[];
	readonly output: readonly string[];
	readonly rc: number | undefined;
};

export function recordings(): readonly Recording[] {
	const parsed: readonly Recording[] = JSON.parse(readFileSync(new URL('../../../test/fixtures/exec-recordings.json', import.meta.url), 'utf8'));
	return parsed;
}

function filesOf({files, files_hex: hexFiles = {}, recfm = {}}: Recording): NewFile[] {
	const identity = (key: string): Pick<NewFile, 'name' | 'type' | 'modeNumber'> => {
		const [name, type, mode] = key.split(' ');
		return {name, type, modeNumber: mode[1] ?? '1'};
	};

	return [
		...Object.entries(files).map(([key, lines]): NewFile =>
			recfm[key]
				? {
					...identity(key),
					recordFormat: 'F',
					recordLength: Number(recfm[key].slice(1)),
					records: lines.map(line => toEbcdic(line.slice(0, Number(recfm[key].slice(1))))),
				}
				: {...identity(key), recordFormat: 'V', records: lines.map(line => toEbcdic(line))}),
		...Object.entries(hexFiles).map(([key, records]): NewFile => ({
			...identity(key),
			recordFormat: 'F',
			recordLength: 80,
			records: records.map(record => Uint8Array.from(Buffer.from(record, 'hex'))),
		})),
	];
}

/** What sessions before left behind that these cases need, where the cases that did it are not in the collection. */
const preparations: Readonly<Record<string, readonly string[]>> = {
	KLDH: ['LOAD RCSEVEN'],
	KGM6: ['LOAD MSGP', 'GENMOD MSGP', 'LOAD PARMP', 'GENMOD PARMP'],
	KGM7: ['LOAD MSGP', 'GENMOD MSGP'],
};

export type ReplayOptions = {
	/** CMS is made anew before each command. */
	readonly restarts?: boolean;
	/** The system it is replayed on, in place of our CMS. */
	readonly another?: AnotherSystem;
};

/** Everything typed in the session, as recorded: without trailing blanks, times masked. */
export function replay(recording: Recording, {restarts = false, another}: ReplayOptions = {}): string[] {
	const session = new SystemSession({191: cmsVolume({}, filesOf(recording)), 192: cmsVolume()}, another);
	session.enterAll('ACCESS (NOPROF', ...(preparations[recording.id] ?? []));
	const typed: string[] = [];
	const lines = [recording.command, ...recording.input];
	for (let at = 0; at < lines.length;) {
		const line = lines[at++];
		const later: string[] = [];
		while (recording.async_input?.includes(at - 1)) {
			later.push(lines[at++]);
		}

		session.restart(restarts);
		typed.push(...session.enterAndLater(line, later));
	}

	session.close();
	return typed.map(line => masked(line));
}
