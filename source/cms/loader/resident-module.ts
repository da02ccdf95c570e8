/**
 * MODULE files of programs in TypeScript. Such a program is a command like any other, but what its System/370
 * counterpart would have in storage it has too: a segment of its name that is mapped, or else its MODULE file, which is
 * really read, with its declared size, into private pages of the machine (GC20-1819, "Discontiguous Saved Segments").
 */
import {Failure} from '../../base/failure.js';
import {ebcdicField} from '../../base/ebcdic.js';
import {pageSize} from '../../base/architecture.js';
import type {Step} from '../../guest/action.js';
import type {Cms, ResidentModule} from '../cms.js';
import {notFound} from '../not-found.js';
import * as diagnose from '../nucleus/diagnose.js';
import {area} from '../nucleus/storage/layout.js';
import {encodeModule} from './module-file.js';
import {loadModule} from './run-module.js';

/** Records of the MODULE file: its text begins with the program's name, as its segment does. */
export function residentModuleRecords({name, bytes, origin = area.user}: ResidentModule): Uint8Array[] {
	return encodeModule({
		entry: origin, origin, text: residentText(name, bytes), symbols: [],
	});
}

/** What a segment or MODULE of the program holds. */
export function residentText(name: string, bytes: number): Uint8Array {
	const text = new Uint8Array(bytes);
	text.set(ebcdicField(name, 8));
	return text;
}

/**
 * Brings the program's pages in before it runs: 0, or the return code of why it cannot run, its message typed. A
 * segment that is loaded stays so; a MODULE is read each time, as LOADMOD does.
 */
export function * bringIn(cms: Cms, module: ResidentModule): Step<number> {
	const segment = yield * diagnose.loadSegment(cms.guest, module.name);
	if (segment !== undefined) {
		yield * runThrough(segment.start, Math.min(module.bytes, segment.end + 1 - segment.start));
		return 0;
	}

	const found = cms.disks.find(module.name, 'MODULE', '*');
	if (!found) {
		return notFound.command;
	}

	const loaded = yield * loadModule(cms, found);
	if (loaded instanceof Failure) {
		return loaded.returnCode;
	}

	yield * runThrough(loaded.origin, module.bytes);
	return 0;
}

/** The program runs through the pages from `address` on. */
function * runThrough(address: number, bytes: number): Step {
	for (let at = address; at < address + bytes; at += pageSize) {
		yield {kind: 'charge', instructions: 0, at};
	}
}
