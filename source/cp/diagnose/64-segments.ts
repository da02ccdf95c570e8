/**
 * DIAGNOSE X'64': finding, loading and purging a named segment (GC20-1807). Its pages may lie beyond the machine's
 * storage or in a part of it; loading maps the pages that all have, or private copies of them.
 */
import {fromEbcdic} from '../../base/ebcdic.js';
import {listProblem} from './buffers.js';
import type {Diagnose, DiagnoseCall} from './diagnose.js';
import type {NamedSystem} from '../systems/named-system.js';

const subcode = {
	loadShared: 0, loadNonshared: 4, purge: 8, find: 12,
} as const;
/** GC20-1807: the named segment does not exist; also what a machine is told that may not load it. */
const notFound = 44;

export const segments: Diagnose = {
	code: 0x64,
	summary: 'Finding, loading, and purging a named segment',
	/** Rx: address of the eight-character name, on a doubleword; Ry: what to do. Answers start in Rx and end in Ry. */
	perform(call) {
		const {vm, cp} = call;
		const address = call.xAddress;
		const problem = listProblem(call, address, 8);
		if (problem) {
			return problem;
		}

		const name = fromEbcdic(vm.storage.fetch(address, 8)).trim();
		// What it has loaded it may purge, whatever was saved or purged under the name meanwhile.
		const loaded = vm.loaded.segments.get(name);
		const segment = loaded ?? cp.systems.get(name);
		if (!segment?.admits(vm.entry.userid)) {
			call.y = notFound;
			return 2;
		}

		switch (call.y) {
			case subcode.find: {
				return find(call, segment, loaded !== undefined);
			}

			case subcode.loadShared:
			case subcode.loadNonshared: {
				return load(call, cp.systems.get(name), call.y === subcode.loadNonshared);
			}

			case subcode.purge: {
				if (!loaded) {
					return 1;
				}

				cp.systems.purgeSegment(vm, loaded);
				return 0;
			}

			default: {
				return {program: 6};
			}
		}
	},
};

function find(call: DiagnoseCall, segment: NamedSystem, isLoaded: boolean): number {
	const {first, last} = segment.extent;
	call.x = first;
	call.y = last;
	return isLoaded ? 0 : 1;
}

/** Condition code 1: it lies in the machine's own storage, which ends, as far as it was released, at Ry. */
function load(call: DiagnoseCall, segment: NamedSystem | undefined, isPrivate: boolean): number {
	if (!segment) {
		call.y = notFound;
		return 2;
	}

	const released = call.cp.systems.loadSegment(call.vm, segment, isPrivate);
	call.x = segment.extent.first;
	if (released === undefined) {
		return 0;
	}

	call.y = released;
	return 1;
}
