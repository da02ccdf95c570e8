/**
 * IBM's CMS of VM/370 Release 6, where the tester has it: the environment variable YORKTOWN_CMS_SEGMENTS names a folder
 * with `CMS.segment` and `CMSSEG.segment`, in the form SAVESYS gives a system (README.md says where
 * they can be had). They are no part of the project.
 */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {decodeSavedSystem, type SavedSystem} from '../../source/cp/systems/saved-system.js';
import {withDefaultNames} from '../../source/system/default-names.js';
import type {AnotherSystem} from './whole-system.js';

/** The name it is loaded by: CMS is ours. */
const ibmName = 'IBMCMS';
const files: Readonly<Record<string, string>> = {[ibmName]: 'CMS.segment', CMSSEG: 'CMSSEG.segment'};

/** The folder; `undefined`: the tester has none. */
export const segmentsFolder = process.env.YORKTOWN_CMS_SEGMENTS;

/** What it takes to IPL it. */
export function ibmCms(folder: string): AnotherSystem {
	const names = withDefaultNames([]).filter(({name}) => Object.hasOwn(files, name));
	const systems = new Map<string, SavedSystem>();
	for (const {name, pages} of names) {
		const file = files[name];
		const saved = decodeSavedSystem(name, pages, readFileSync(path.join(folder, file)));
		if (!saved) {
			throw new Error(`${file} is not ${pages.length} pages of ${name} and an information page`);
		}

		systems.set(name, saved);
	}

	return {ipl: ibmName, names, systems};
}
