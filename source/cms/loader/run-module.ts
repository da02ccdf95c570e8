/** LOADMOD and the call of a MODULE as a command (DMSMOD, SY20-0884). */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import type {GuestStorage} from '../../guest/guest.js';
import type {AccessedDisk, Cms, CommandCall} from '../cms.js';
import {fileCode, type FileStatus} from '../file-system/disk/disk.js';
import {area} from '../nucleus/storage/layout.js';
import {nucleusStateArea} from '../nucleus/storage/nucleus-state.js';
import {nucon} from '../nucleus/storage/nucon.js';
import {decodeEntries, entryLayout, writeTable} from './loader-table.js';
import {type ModuleFile, parseModule} from './module-file.js';
import {messages} from '../messages/index.js';
import {notFound} from '../not-found.js';
import {residentAt, runResident} from './resident-module.js';

const keyAt = area.state + nucleusStateArea.offset.loadedSystem;
const relocatableAt = area.state + nucleusStateArea.offset.relocatable;

export type FoundModule = {readonly disk: AccessedDisk; readonly status: FileStatus};

/**
 * Brings a MODULE into storage: what was in its place is gone. Answers its header, or a failure, with its message.
 * `isCommand`: it is called, not loaded; one of the transient area then leaves what START would start as it is.
 */
export function * loadModule(
	cms: Cms,
	{disk, status}: FoundModule,
	isCommand = false,
): Step<ModuleFile | Failure> {
	const module = parseModule(yield * cms.disks.readAll(disk, status), status.recordFormat);
	if (!module) {
		return new Failure(yield * cms.message(messages.DMSMOD104S, {
			code: fileCode.noData, file: `${status.name} MODULE ${disk.letter}`,
		}));
	}

	const {storage} = cms.guest;
	const inTransient = module.origin >= area.transient && module.end <= area.nucleus;
	if (!inTransient && cms.settings.subset) {
		return new Failure(notFound.notInSubset);
	}

	if (!inTransient && (module.origin < area.user || module.end > storage.word(nucon.freeLow))) {
		return new Failure(yield * cms.message(messages.DMSMOD109S));
	}

	let at = module.origin;
	for (const record of module.text) {
		storage.store(at, record);
		at += record.length;
	}

	storage.setText(inTransient ? nucon.lastTransient : nucon.lastModule, status.name, 8);
	yield * cms.charge('record', module.text.length);
	return inTransient && isCommand ? module : yield * noted(cms, module);
}

/** Notes whether START runs what is loaded in key 0, and whether GENMOD can make a relocatable module of it. */
export function noteLoaded(
	storage: GuestStorage,
	{system, relocatable}: {readonly system: boolean; readonly relocatable: boolean},
): void {
	storage.setByte(keyAt, Number(system));
	storage.setByte(relocatableAt, Number(relocatable));
}

/** Whether LOAD had RLDSAVE. */
export const isLoadedRelocatable = (storage: GuestStorage): boolean => storage.byte(relocatableAt) !== 0;

/** Whether what is loaded runs in key 0. */
export const isLoadedSystem = (storage: GuestStorage): boolean => storage.byte(keyAt) !== 0;

/** Notes in NUCON, and in the loader table, which program is loaded. */
function * noted(cms: Cms, module: ModuleFile): Step<ModuleFile | Failure> {
	const {storage} = cms.guest;
	storage.setWord(nucon.startAddress, module.entry);
	noteLoaded(storage, {system: module.system, relocatable: false});
	storage.setWord(nucon.firstLocation, module.origin);
	storage.setWord(nucon.lastLocation, module.end);
	if (module.initializes && module.origin >= storage.word(nucon.mainStart)) {
		storage.setWord(nucon.mainHigh, module.end);
		storage.setWord(nucon.locationCounter, module.end);
	}

	// GENMOD keeps defined symbols alone: whatever else a map has was not written by it.
	const entries = decodeEntries(module.map).filter(({kind}) => kind === 'defined');
	if (!cms.hasRoom(entries.length * entryLayout.length)) {
		return new Failure(yield * cms.message(messages.DMSMOD116S));
	}

	writeTable(cms, entries);
	return module;
}

/** Runs a MODULE as a command. */
export function * runModule(cms: Cms, found: FoundModule, call: CommandCall): Step<number> {
	const module = yield * loadModule(cms, found, true);
	if (module instanceof Failure) {
		return module.returnCode;
	}

	const resident = residentAt(cms, module.entry);
	return resident
		? yield * runResident(cms, resident, {start: module.origin, bytes: resident.module.bytes}, call)
		: yield * cms.callProgram(module.entry, call, module.system);
}
