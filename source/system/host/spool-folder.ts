/**
 * Closed spool files in the data folder: `spool/0012` each, a line of JSON and behind it the records (channel command,
 * length in two bytes, data); and `spool/holds`, the hold queue. Changes go by way of the journal, so that a file is
 * there whole or not at all; a file too large for a record is written aside first.
 */
import path from 'node:path';
import type {
	Hold, SpoolFile, SpoolRecord, SpoolStore,
} from '../../cp/spool/spool-file.js';
import {byte, halfword, Layout} from '../../base/layout.js';
import {spoolId} from '../../cp/spool/spooler.js';
import {hostProblem} from '../../machine/devices/host-problem.js';
import {readWhole, type FileLayer} from '../journal/file-layer.js';
import type {Journal} from '../journal/journal.js';
import {onHost} from './private-files.js';

const newline = 0x0A;
/** What stands before each record's data. */
export const spoolRecordHead = new Layout(3, {command: byte(0), length: halfword(1)});
const headerLength = spoolRecordHead.length;
const {command: recordCommand, length: recordLength} = spoolRecordHead.fields;
/** Larger files do not go into the journal. */
const largest = 1024 * 1024;
const spool = 'spool';
const holdsName = 'holds';

export type SpoolFolderOptions = {
	readonly layer: FileLayer;
	readonly folder: string;
	readonly journal: Journal;
	/** Told of a file that is no spool file, or not all of one; it is set aside. */
	readonly damaged: (file: string) => void;
};

/**
 * The store of a data folder that has a folder `spool`. `load` throws with one line where something else than a file
 * stands in a spool file's place.
 */
export function spoolFolder({layer, folder, journal, damaged}: SpoolFolderOptions): SpoolStore {
	const nameOf = (id: number): string => `${spool}/${spoolId(id)}`;
	let asides = 0;
	/** The bytes of a file, those on their way there first. */
	const read = (name: string): Uint8Array | undefined => {
		const pending = journal.pendingFiles(spool);
		const file = path.join(folder, spool, name);
		return pending.has(name) ? pending.get(name) : onHost(`spool file ${file}`, () => readWhole(layer, file));
	};

	/** What was written aside and never taken over: the program ended between. */
	const removeAsides = (names: readonly string[], pending: ReadonlySet<string>): void => {
		for (const name of names.filter(each => /^\d{4}\.\d+\.aside$/.test(each) && !pending.has(each.slice(0, 4)))) {
			onHost(`spool file ${name}`, () => {
				layer.remove(path.join(folder, spool, name));
			});
		}
	};

	return {
		holds: {
			load() {
				const isThere = layer.list(path.join(folder, spool)).includes(holdsName);
				const bytes = isThere || journal.pendingFiles(spool).has(holdsName) ? read(holdsName) : undefined;
				const holds = bytes ? json(new TextDecoder().decode(bytes)) : [];
				return Array.isArray(holds) ? holds.filter(hold => isHold(hold)) : [];
			},
			put: holds => isTaken(() => {
				journal.append({
					kind: 'replace',
					name: `${spool}/${holdsName}`,
					data: new TextEncoder().encode(`${JSON.stringify(holds)}\n`),
				});
			}),
		},
		load() {
			const pending = journal.pendingFiles(spool);
			const found = layer.list(path.join(folder, spool));
			removeAsides(found, new Set(pending.keys()));
			const names = new Set([...found, ...pending.keys()]);
			return [...names].filter(name => /^\d{4}$/.test(name)).toSorted().flatMap(name => {
				const file = path.join(folder, spool, name);
				const bytes = read(name);
				const spoolFile = bytes && parse(bytes);
				if (!bytes || (spoolFile && spoolId(spoolFile.id) === name)) {
					return spoolFile ?? [];
				}

				layer.rename(file, `${file}.damaged`);
				damaged(`${file}.damaged`);
				return [];
			});
		},
		put(file) {
			const bytes = serialize(file);
			const name = nameOf(file.id);
			return isTaken(() => {
				if (bytes.length > largest) {
					journal.adopt(name, `${name}.${++asides}.aside`, bytes);
				} else {
					journal.append({kind: 'replace', name, data: bytes});
				}
			});
		},
		remove(id) {
			const name = nameOf(id);
			if (!isTaken(() => {
				journal.append({kind: 'remove', name});
			})) {
				// That a file goes is what makes room again: it goes when all before it is safe.
				journal.removeUnrecorded(name);
			}
		},
	};
}

/** Whether the host takes a change; its refusal is the journal's to tell. */
function isTaken(change: () => void): boolean {
	try {
		change();
		return true;
	} catch (error) {
		hostProblem(error);
		return false;
	}
}

function serialize({records, ...attributes}: SpoolFile): Uint8Array {
	const head = new TextEncoder().encode(`${JSON.stringify({...attributes, records: records.length})}\n`);
	const length = records.reduce((sum, {data}) => sum + headerLength + data.length, head.length);
	// In one piece, field by field: a dump of a machine has some 260,000 records, and all terminals wait.
	const bytes = new Uint8Array(length);
	bytes.set(head);
	let at = head.length;
	for (const {command, data} of records) {
		recordCommand.write!(bytes, at + recordCommand.offset, command);
		recordLength.write!(bytes, at + recordLength.offset, data.length);
		bytes.set(data, at + headerLength);
		at += headerLength + data.length;
	}

	return bytes;
}

const isHold = (value: unknown): value is Hold => {
	const {userid, queues} = (value ?? {}) as Partial<Hold>;
	return typeof userid === 'string'
		&& Array.isArray(queues)
		&& queues.every(queue => queue === 'PRT' || queue === 'PUN');
};

const isPrinting = (value: unknown): boolean =>
	value === undefined
	|| (typeof value === 'object'
		&& value !== null
		&& Object.entries(value).every(([key, each]) => typeof each === (key === 'flashCount' ? 'number' : 'string')));

type Attributes = Omit<SpoolFile, 'records'> & {readonly records: number};

const isAttributes = (value: unknown): value is Attributes => {
	const {id, sequence, owner, queue, origin, created, copies, hold, records, ...texts} = value as Partial<Attributes>;
	return (
		[id, sequence, created, copies, records].every(each => Number.isInteger(each))
		&& [owner, texts.originator, texts.class, texts.name, texts.type, texts.distribution, texts.tag].every(
			each => typeof each === 'string',
		)
		&& typeof hold === 'boolean'
		&& ['boolean', 'undefined'].includes(typeof texts.systemHold)
		&& isPrinting(texts.printing)
		&& ['RDR', 'PRT', 'PUN'].includes(queue ?? '')
		&& ['PRT', 'PUN', 'CON', 'RDR'].includes(origin ?? '')
	);
};

/** `undefined`: not a file of ours, or not all of one. */
function parse(bytes: Uint8Array): SpoolFile | undefined {
	const end = bytes.indexOf(newline);
	const header: unknown = end === -1 ? undefined : json(new TextDecoder().decode(bytes.subarray(0, end)));
	if (typeof header !== 'object' || header === null || !isAttributes(header)) {
		return undefined;
	}

	const records: SpoolRecord[] = [];
	let at = end + 1;
	while (spoolRecordHead.fits(bytes, at)) {
		const {command, length} = spoolRecordHead.decode(bytes, at);
		const data = bytes.slice(at + headerLength, at + headerLength + length);
		if (data.length < length) {
			return undefined;
		}

		records.push({command, data});
		at += headerLength + length;
	}

	return records.length === header.records && at === bytes.length ? {...header, records} : undefined;
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
