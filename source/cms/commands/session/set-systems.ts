/**
 * SET SYSNAME, NONSHARE, DOS, DOSPART, UPSI and LDRTBLS (GC20-1818, "SET"): named systems that CMS asks CP for, and the
 * loader's table. Not here: what lies in those systems. This CMS has no CMS/DOS, no VSAM and no Access Method Services,
 * and its editor and EXEC are of the nucleus; so a system of that name is refused even where CP has one.
 */
import {pageSize} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {messages} from '../../messages/index.js';
import * as diagnose from '../../nucleus/diagnose.js';
import {systemNames} from '../../nucleus/storage/nucon.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {onOff, type SetOption} from './set-option.js';

const unknownToCp = 2;
const isSystemName = (word: string): boolean => systemNames.includes(word);

/** Why the system that stands in the table of names at `name` cannot be had. */
function * refused(cms: Cms, name: string): Step<number> {
	const current = cms.settings.systemNames[systemNames.indexOf(name)].trimEnd();
	const known = yield * diagnose.findSegment(cms.guest, current);
	return known === unknownToCp
		? yield * cms.message(messages.DMSSET400S, {system: current})
		: yield * cms.message(messages.DMSSET142S, {system: current});
}

const sysname: SetOption = {
	name: 'SYSNAME',
	minimum: 7,
	most: 2,
	* set({cms, operands: [, entry, name]}) {
		if (entry === undefined || !isSystemName(entry)) {
			return 'invalid';
		}

		if (name === undefined) {
			return yield * cms.message(messages.DMSSET050E, {operand: entry});
		}

		if (invalidCharacter(name) !== undefined) {
			return yield * cms.message(messages.DMSSET142S, {system: name});
		}

		cms.settings.systemNames = cms.settings.systemNames.map((old, at) => systemNames[at] === entry ? name : old);
		return 0;
	},
};

const nonshare: SetOption = {
	name: 'NONSHARE',
	minimum: 8,
	most: 1,
	* set({cms, operands: [, name]}) {
		return name !== undefined && isSystemName(name) ? yield * refused(cms, name) : 'invalid';
	},
};

const dos: SetOption = {
	name: 'DOS',
	minimum: 3,
	most: 2,
	hasOptions: true,
	* set({cms, operands: [, operand, mode], options}) {
		if (operand === 'OFF' && mode === undefined && options.length === 0) {
			return 0;
		}

		if (operand !== 'ON') {
			return 'invalid';
		}

		const surplus = options.find((word, at) => at > 0 || word !== 'VSAM');
		if (surplus !== undefined) {
			return yield * cms.message(messages.DMSSET070E, {parameter: surplus});
		}

		if (mode !== undefined && !/^[A-Z]$/.test(mode)) {
			return yield * cms.message(messages.DMSSET048E, {mode});
		}

		if (mode !== undefined && !cms.disks.disk(mode)) {
			return yield * cms.message(messages.DMSSET069E, {mode});
		}

		return yield * refused(cms, 'CMSDOS');
	},
};

/** What can be set only while SET DOS is ON. */
const ofDos = (name: string, minimum: number): SetOption => ({
	name, minimum, most: 1, set: ({cms}) => cms.message(messages.DMSSET099E),
});

const mostLoaderPages = 128;

const loaderTables: SetOption = {
	name: 'LDRTBLS',
	minimum: 3,
	most: 1,
	* set({cms, operands: [, operand = '']}) {
		const pages = Number(operand);
		if (!/^\d{1,3}$/.test(operand) || pages < 1 || pages > mostLoaderPages) {
			return 'invalid';
		}

		if (!cms.hasRoom(pages * pageSize)) {
			return yield * cms.message(messages.DMSSET031E);
		}

		cms.settings.loaderPages = pages;
		return 0;
	},
};

export const systemOptions: readonly SetOption[] = [
	dos, ofDos('DOSPART', 5), loaderTables, nonshare, sysname, ofDos('UPSI', 4),
	onOff('AUTOREAD', 5, (cms, on) => {
		cms.settings.automaticRead = on;
	}),
];
