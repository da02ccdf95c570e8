/**
 * Saved systems in the data folder: `systems/NAME` each, as SAVESYS writes it (`cp/systems/saved-system.ts`). Changes
 * go by way of the journal, so that a system is there whole or not at all.
 */
import path from 'node:path';
import type {SavedSystemStore} from '../../cp/systems/named-systems.js';
import {hostProblem} from '../../machine/devices/host-problem.js';
import {readWhole, type FileLayer} from '../journal/file-layer.js';
import type {Journal} from '../journal/journal.js';
import {onHost} from './private-files.js';

export const systemsFolderName = 'systems';

export type SystemsFolderOptions = {
	readonly layer: FileLayer;
	readonly folder: string;
	readonly journal: Journal;
	/** Told of a saved system that the name table does not describe. */
	readonly unfit: (name: string) => void;
};

/** The store of a data folder that has a folder `systems`. */
export function systemsFolder({layer, folder, journal, unfit}: SystemsFolderOptions): SavedSystemStore {
	let asides = 0;
	const isTaken = (change: () => void): boolean => {
		try {
			change();
			return true;
		} catch (error) {
			hostProblem(error);
			return false;
		}
	};

	return {
		unfit,
		load() {
			const pending = journal.pendingFiles(systemsFolderName);
			const names = new Set([...layer.list(path.join(folder, systemsFolderName)), ...pending.keys()]);
			const found = new Map<string, Uint8Array>();
			for (const name of [...names].filter(each => /^[A-Z\d$#@]{1,8}$/.test(each)).toSorted()) {
				const file = path.join(folder, systemsFolderName, name);
				const bytes = pending.has(name)
					? pending.get(name)
					: onHost(`saved system ${file}`, () => readWhole(layer, file));
				if (bytes) {
					found.set(name, bytes);
				}
			}

			return found;
		},
		put(name, bytes) {
			const file = `${systemsFolderName}/${name}`;
			return isTaken(() => {
				journal.adopt(file, `${file}.${++asides}.aside`, bytes);
			});
		},
		remove(name) {
			const file = `${systemsFolderName}/${name}`;
			if (!isTaken(() => {
				journal.append({kind: 'remove', name: file});
			})) {
				journal.removeUnrecorded(file);
			}
		},
	};
}
