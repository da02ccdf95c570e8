/**
 * Code of a program that is no command by itself, in the pages where its System/370 counterpart would have it: a
 * segment that CP maps, or else a MODULE that LOADMOD reads. A machine that begins anew from an image has it in place.
 */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {messages} from '../messages/index.js';
import {area} from '../nucleus/storage/layout.js';
import {nucon} from '../nucleus/storage/nucon.js';
import {residentName, segmentOf, type Place} from './resident-module.js';
import {loadModule} from './run-module.js';

/** Names of segment and MODULE; '' where there is none. */
export type ProgramCode = {readonly segment: string; readonly module: string};

/** Brings the code in: where it lies, nowhere if it has none, or a return code, its message typed. */
export function * bringIn(cms: Cms, {segment, module}: ProgramCode): Step<Place | number> {
	const mapped = segment === '' ? undefined : yield * segmentOf(cms, segment);
	if (mapped) {
		return mapped;
	}

	if (module === '') {
		return {start: area.user, bytes: 0};
	}

	const {storage} = cms.guest;
	const first = storage.word(nucon.firstLocation);
	if (residentName(storage, first) === module) {
		return {start: first, bytes: storage.word(nucon.lastLocation) - first};
	}

	return yield * readCode(cms, module);
}

/** Has LOADMOD read the code, whatever lies in storage: where it lies, or a return code, its message typed. */
export function * readCode(cms: Cms, module: string): Step<Place | number> {
	const found = cms.disks.find(module, 'MODULE', '*');
	if (!found) {
		return yield * cms.message(messages.DMSMOD002E, {file: `${module} MODULE`});
	}

	const loaded = yield * loadModule(cms, found);
	return loaded instanceof Failure
		? loaded.returnCode
		: {start: loaded.origin, bytes: loaded.end - loaded.origin};
}
