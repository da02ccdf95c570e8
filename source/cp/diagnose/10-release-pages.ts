/** DIAGNOSE X'10': release pages (GC20-1807). */
import {pageSize} from '../../base/architecture.js';
import {mapping} from '../../machine/storage/storage.js';
import {programCode} from '../../machine/cpu/program-exception.js';
import type {Diagnose} from './diagnose.js';

export const releasePages: Diagnose = {
	code: 0x10,
	summary: 'Release pages of virtual storage',
	/**
	 * Rx: first page, Ry: last page, both by address: they are zeros from then on, and take no room. The condition code
	 * stays. Pages that others see as well stay (X'64' releases a segment).
	 */
	perform(call) {
		const {xAddress: first, yAddress: last, vm: {storage}} = call;
		if (first % pageSize !== 0 || last % pageSize !== 0 || last < first) {
			return {program: programCode.specification};
		}

		if (last >= storage.size) {
			return {program: programCode.addressing};
		}

		for (let page = first / pageSize; page <= last / pageSize; page++) {
			const how = storage.mappingOf(page);
			if (how === mapping.private || how === mapping.copyOnWrite) {
				storage.empty(page);
			}
		}

		return undefined;
	},
};
