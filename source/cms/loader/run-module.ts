/** LOADMOD and the call of a MODULE as a command (DMSMOD, SY20-0884). */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import type {AccessedDisk, Cms, CommandCall} from '../cms.js';
import type {FileStatus} from '../file-system/disk/disk.js';
import {area} from '../nucleus/storage/layout.js';
import {nucon} from '../nucleus/storage/nucon.js';
import {decodeEntries, writeTable} from './loader-table.js';
import {type ModuleFile, parseModule} from './module-file.js';
import {messages} from '../messages/index.js';

export type FoundModule = {readonly disk: AccessedDisk; readonly status: FileStatus};

/** Brings a MODULE into storage and notes it in NUCON. Answers its header, or a failure, with its message. */
export function * loadModule(cms: Cms, {disk, status}: FoundModule): Step<ModuleFile | Failure> {
	const module = parseModule(yield * cms.disks.readAll(disk, status));
	if (!module) {
		return new Failure(yield * cms.message(messages.DMSMOD109S, {file: `${status.name} MODULE ${disk.letter}`}));
	}

	const {storage} = cms.guest;
	const inTransient = module.origin >= area.transient && module.end <= area.nucleus;
	if (!inTransient && (module.origin < area.user || module.end > storage.word(nucon.freeLow))) {
		return new Failure(yield * cms.message(messages.DMSMOD116S));
	}

	let at = module.origin;
	for (const record of module.text) {
		storage.store(at, record);
		at += record.length;
	}

	yield * cms.charge('record', module.text.length);
	storage.setWord(nucon.startAddress, module.entry);
	storage.setWord(nucon.firstLocation, module.origin);
	storage.setWord(nucon.lastLocation, module.end);
	if (module.origin >= storage.word(nucon.mainStart)) {
		storage.setWord(nucon.mainHigh, module.end);
		storage.setWord(nucon.locationCounter, module.end);
	}

	writeTable(cms, decodeEntries(module.map));
	return module;
}

/** Runs a MODULE as a command. */
export function * runModule(cms: Cms, found: FoundModule, call: CommandCall): Step<number> {
	const module = yield * loadModule(cms, found);
	return module instanceof Failure
		? module.returnCode
		: yield * cms.callProgram(module.entry, call.tokens, call.plist);
}
