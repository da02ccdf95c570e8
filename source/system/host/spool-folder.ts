/**
 * Closed spool files in the data folder: `spool/0012` each, a line of JSON and behind it the records (channel command,
 * length in two bytes, data). Written aside, forced to the disk and moved into place, so that a file is there whole or
 * not at all.
 */
import {
	closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync,
} from 'node:fs';
import path from 'node:path';
import type {SpoolFile, SpoolRecord, SpoolStore} from '../../cp/spool/spool-file.js';
import {spoolId} from '../../cp/spool/spooler.js';

const newline = 0x0A;
const headerLength = 3;

/** Opens a folder that exists. `damaged`: told of a file that cannot be read; it is set aside. */
export function spoolFolder(folder: string, damaged: (file: string) => void): SpoolStore {
	const fileOf = (id: number): string => path.join(folder, spoolId(id));
	return {
		load() {
			return readdirSync(folder).filter(name => /^\d{4}$/.test(name)).flatMap(name => {
				const file = path.join(folder, name);
				const spoolFile = parse(new Uint8Array(readFileSync(file)));
				if (spoolFile && spoolId(spoolFile.id) === name) {
					return spoolFile;
				}

				renameSync(file, `${file}.damaged`);
				damaged(`${file}.damaged`);
				return [];
			});
		},
		put(file) {
			const target = fileOf(file.id);
			const descriptor = openSync(`${target}.new`, 'w', 0o600);
			try {
				const bytes = serialize(file);
				for (let at = 0; at < bytes.length;) {
					at += writeSync(descriptor, bytes, at);
				}

				fsyncSync(descriptor);
			} finally {
				closeSync(descriptor);
			}

			renameSync(`${target}.new`, target);
		},
		remove(id) {
			rmSync(fileOf(id), {force: true});
		},
	};
}

function serialize({records, ...attributes}: SpoolFile): Uint8Array {
	const parts: Uint8Array[] = [
		new TextEncoder().encode(`${JSON.stringify({...attributes, records: records.length})}\n`),
	];
	for (const {command, data} of records) {
		parts.push(Uint8Array.of(command, data.length >>> 8, data.length), data);
	}

	return Buffer.concat(parts);
}

type Attributes = Omit<SpoolFile, 'records'> & {readonly records: number};

const isAttributes = (value: unknown): value is Attributes => {
	const {id, sequence, owner, queue, origin, created, copies, hold, records, ...texts} = value as Partial<Attributes>;
	return (
		[id, sequence, created, copies, records].every(each => Number.isInteger(each))
		&& [owner, texts.originator, texts.class, texts.name, texts.type, texts.distribution, texts.tag].every(
			each => typeof each === 'string',
		)
		&& typeof hold === 'boolean'
		&& ['RDR', 'PRT', 'PUN'].includes(queue ?? '')
		&& ['PRT', 'PUN', 'CON'].includes(origin ?? '')
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
	while (at + headerLength <= bytes.length) {
		const length = (bytes[at + 1] << 8) | bytes[at + 2];
		const data = bytes.slice(at + headerLength, at + headerLength + length);
		if (data.length < length) {
			return undefined;
		}

		records.push({command: bytes[at], data});
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
