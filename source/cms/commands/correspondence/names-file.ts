/**
 * NAMES files (SC19-6209, "NAMES"): entries of tags and values, each from `:nick.` on to the next one. A tag stands at
 * the beginning of a line or behind a blank, `:tag.value`; its value goes on to the next tag, also in further lines.
 * A line that begins with `*` is a comment.
 */
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {upper} from '../../nucleus/command/scan.js';

/** A tag, upper case without colon and period, and its value as it stands in the file, blanks at its ends taken off. */
export type NamesTag = {readonly tag: string; readonly value: string};

export type NamesEntry = {
	/** Number of the line that it begins in, from 1. */
	readonly line: number;
	readonly tags: readonly NamesTag[];
	/** Its lines, as they are. */
	readonly text: readonly string[];
};

/** A tag anywhere in a line, and what stands before it. */
const tagPattern = /(^| ):([^ .:]{1,16})\./g;
const entryTag = 'NICK';
export const namesType = 'NAMES';

/** The tags of a line, and the text in front of the first, which belongs to the tag before. */
function scanLine(line: string): {readonly before: string; readonly tags: readonly NamesTag[]} {
	const found = [...line.matchAll(tagPattern)];
	const tags = found.map((match, index) => ({
		tag: upper(match[2]),
		value: line.slice(match.index + match[0].length, found[index + 1]?.index).trim(),
	}));
	return {before: line.slice(0, found[0]?.index).trim(), tags};
}

/** The entries of a file, line by line. What stands before the first `:nick.` is none. */
export function parseNames(lines: readonly string[]): NamesEntry[] {
	const entries: Array<{line: number; tags: Array<{tag: string; value: string}>; text: string[]}> = [];
	for (const [index, line] of lines.entries()) {
		if (line.startsWith('*')) {
			continue;
		}

		const {before, tags} = scanLine(line);
		const last = entries.at(-1)?.tags.at(-1);
		if (last && before !== '') {
			last.value = `${last.value} ${before}`.trimStart();
		}

		for (const {tag, value} of tags) {
			if (tag === entryTag) {
				entries.push({line: index + 1, tags: [], text: []});
			}

			entries.at(-1)?.tags.push({tag, value});
		}

		if (line.trim() !== '') {
			entries.at(-1)?.text.push(line.trimEnd());
		}
	}

	return entries;
}

export const valueOf = ({tags}: NamesEntry, tag: string): string | undefined =>
	tags.find(each => each.tag === tag)?.value;

const comparable = (value: string): string => upper(value).trim().replaceAll(/ +/g, ' ');

/** Whether two values are the same but for case and numbers of blanks. */
export const isSameValue = (one: string, other: string): boolean => comparable(one) === comparable(other);

/** The entries of `name NAMES` on the first disk that has it; `undefined` without one. Throws `DiskError`. */
export function * readNames(cms: Cms, name: string): Step<readonly NamesEntry[] | undefined> {
	const found = cms.disks.find(name, namesType, '*');
	if (!found) {
		return undefined;
	}

	const records = yield * cms.disks.readAll(found.disk, found.status);
	yield * cms.charge('record', records.length);
	return parseNames(records.map(record => fromEbcdic(record)));
}
