/** `built.json` of a data folder: what program built its system disks, from which directory source, and which disks. */
import {ConfigurationError} from '../configuration-error.js';
import type {PlacedMinidisk} from '../volumes/minidisks.js';
import {readPrivate} from './private-files.js';

export type Built = {readonly program: string; readonly directory: string; readonly minidisks: readonly string[]};

/** How the record names a minidisk: owner, address, serial, first cylinder, cylinders. */
export const keyOf = ({owner, address, serial, start, cylinders}: PlacedMinidisk): string =>
	`${owner} ${address.toString(16)} ${serial} ${start} ${cylinders}`;

/** Whether a disk of the volume was ever built here. */
export const hasVolume = (built: Built | undefined, serial: string): boolean =>
	built?.minidisks.some(key => key.split(' ')[2] === serial) ?? false;

const isBuilt = (value: unknown): value is Built => {
	const {program, directory, minidisks} = (value ?? {}) as Partial<Built>;
	return typeof program === 'string' && typeof directory === 'string' && Array.isArray(minidisks)
		&& minidisks.every(each => typeof each === 'string');
};

/** The record; `undefined` where there is none. Throws with one line where the file holds something else. */
export function readBuilt(file: string): Built | undefined {
	const text = readPrivate(file);
	if (text === undefined) {
		return undefined;
	}

	try {
		const value: unknown = JSON.parse(text);
		if (isBuilt(value)) {
			return value;
		}
	} catch {
		// Said below: what is no JSON is as little a record of ours as anything else.
	}

	throw new ConfigurationError(
		`${file} is damaged; remove it to have the system disks built anew (users' disks stay)`,
	);
}
