/** LOADMOD and the call of a MODULE as a command (DMSMOD, SY20-0884). */
import type {Step} from '../../guest/action.js';
import {fromEbcdic} from '../../base/ebcdic.js';
import type {AccessedDisk, Cms, CommandCall} from '../cms.js';
import type {FileStatus} from '../file-system/disk.js';
import {nucon} from '../nucleus/nucon.js';
import {type ModuleFile, parseModule} from './module-file.js';

export type FoundModule = {readonly disk: AccessedDisk; readonly status: FileStatus};

const mapEntry = 20;
const mapAddress = 12;
/** Where NUCON keeps the loader tables: address and length of the load map. */
const loaderTables = {address: 0x564, length: 0x57C} as const;
const lowestAddress = 0xE000;

/** Brings a MODULE into storage and notes it in NUCON. Answers its header, or a return code after a message. */
export function * loadModule(cms: Cms, {disk, status}: FoundModule): Step<ModuleFile | number> {
	const module = parseModule(yield * cms.disks.readAll(disk, status));
	if (!module) {
		return yield * cms.message('DMSMOD109S', `INVALID MODULE FILE ${status.name} MODULE ${disk.letter}.`, 32);
	}

	const {storage} = cms.guest;
	if (module.origin < lowestAddress || module.end > storage.word(nucon.freeLow)) {
		return yield * cms.message('DMSMOD116S', 'LOADER TABLE OVERFLOW OR PROGRAM TOO LARGE FOR STORAGE.', 104);
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
	}

	keepMap(cms, module.map);
	return module;
}

/** Runs a MODULE as a command. */
export function * runModule(cms: Cms, found: FoundModule, call: CommandCall): Step<number> {
	const module = yield * loadModule(cms, found);
	return typeof module === 'number' ? module : yield * cms.callProgram(module.entry, call.tokens, call.plist);
}

/** Address of an entry of the program loaded last, from its load map. */
export function findEntry(cms: Cms, name: string): number | undefined {
	const {storage} = cms.guest;
	const address = storage.word(loaderTables.address);
	const map = address === 0 ? new Uint8Array(0) : storage.fetch(address, storage.word(loaderTables.length));
	for (let at = 0; at + mapEntry <= map.length; at += mapEntry) {
		if (fromEbcdic(map.subarray(at, at + 8)).trimEnd() === name) {
			return new DataView(map.buffer).getUint32(at + mapAddress) & 0xFF_FFFF;
		}
	}

	return undefined;
}

function keepMap(cms: Cms, map: Uint8Array): void {
	const {storage} = cms.guest;
	const old = storage.word(loaderTables.address);
	if (old !== 0) {
		cms.release(old, storage.word(loaderTables.length));
	}

	const address = map.length === 0 ? 0 : cms.allocate(map.length);
	if (address !== 0) {
		storage.store(address, map);
	}

	storage.setWord(loaderTables.address, address);
	storage.setWord(loaderTables.length, map.length);
}
