/** Replays recordings of IBM's CMS (docs/differences.md) on a machine of ours. */
import {toEbcdic} from '../../source/base/ebcdic.js';
import {parseHexBytes} from '../../source/base/hex.js';
import type {NewFile} from '../../source/cms/file-system/disk.js';
import {cmsVolume} from './cms-disk.js';
import {CmsSession} from './cms-session.js';

export type Recording = {
	readonly id: string; readonly kind: string; readonly feature: string; readonly files: Record<string, string[]>; readonly recfm?: Record<string, string>;
	readonly command: string; readonly input: string[]; readonly output: string[]; readonly rc: number | undefined; readonly async_input?: number[];
	readonly requires?: string[]; readonly env?: string; readonly files_hex?: Record<string, string[]>;
};

/** What had gone before in the same session, for cases that need it. */
const before: Readonly<Record<string, readonly string[]>> = {
	KLDH: ['LOAD RCSEVEN'], KGM5: ['LOAD MSGP', 'GENMOD'], KGM6: ['LOAD MSGP', 'GENMOD', 'LOAD PARMP', 'GENMOD'], KGM7: ['LOAD MSGP', 'GENMOD'],
};

/** When a line typed without a pending read comes after the one before, and how long a command may take; seconds. */
const later = 0.7;
const longest = 60;

function stored(recording: Recording): NewFile[] {
	const decks = Object.entries(recording.files_hex ?? {}).map(([key, cards]): NewFile => {
		const [name, type] = key.split(' ');
		return {
			name, type, modeNumber: '1', recordFormat: 'F', recordLength: 80, records: cards.map(card => parseHexBytes(card)!),
		};
	});
	return [...decks, ...Object.entries(recording.files).map(([key, lines]): NewFile => {
		const [name, type] = key.split(' ');
		const format = recording.recfm?.[key];
		const recordLength = format ? Number(format.slice(1)) : undefined;
		return {
			name, type, modeNumber: '1', recordFormat: format ? 'F' : 'V', recordLength,
			records: lines.map(line => toEbcdic(recordLength ? line.padEnd(recordLength).slice(0, recordLength) : line)),
		};
	})];
}

/** A line that CP's line editing leaves as it is. */
export const literal = (line: string): string => line.replaceAll(/["#@¢]/g, '"$&');

/** What the recorded session types on a fresh machine, as recorded: trailing blanks off, Ready without times, times masked. */
export function replay(recording: Recording): string[] {
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, stored(recording)), 0x192: cmsVolume(), 0x19E: cmsVolume()}});
	for (const line of before[recording.id] ?? []) {
		session.enter(line);
	}

	const output: string[] = [];
	const lines = [recording.command, ...recording.input];
	for (const [index, line] of lines.entries()) {
		session.terminal.line.enter(literal(line));
		// `async_input` counts inputs: line n + 1 is input n. The next line then does not wait for a read.
		session.run(recording.async_input?.includes(index) ? later : longest);
		output.push(...session.typed);
	}

	return output.map(line => line.trimEnd()
		.replaceAll(/\d\d:\d\d:\d\d/g, 'HH:MM:SS')
		.replaceAll(/T=\d+\.\d\d\/\d+\.\d\d/g, 'T=V.VV/T.TT'));
}
