/**
 * Functions on files as programs call them by SVC 202 (GC20-1819, "CMS macros": the file system control block). The
 * list has file name, type and two characters of mode at +8, +16 and +24 and need not end in a fence. They type no
 * messages.
 */
import {addressMask} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import type {CmsContext} from '../../cms.js';
import {findFile} from '../../commands/files/state.js';
import {activeCode, type FileName} from '../../file-system/files/active-files.js';
import {encodeFst} from '../../file-system/directory/fst.js';
import {area} from '../storage/layout.js';
import type {Nucleus} from '../nucleus.js';
import type {SvcFunction} from './svc-function.js';
import {isInStorage} from '../storage/user-storage.js';

/** The file system control block (FSCBD). */
const fscb = {
	name: 8, type: 16, mode: 24, item: 26, buffer: 28, size: 32, format: 36, count: 38, bytesRead: 40,
} as const;
/** POINT has the pointers where the others have item and buffer. */
const pointer = {write: 26, read: 28} as const;
const longestList = 44;

function fileName(nucleus: Nucleus, plist: number): FileName {
	const {storage} = nucleus.guest;
	const [name, type, mode] = [
		storage.text(plist + fscb.name, 8),
		storage.text(plist + fscb.type, 8),
		storage.text(plist + fscb.mode, 2),
	].map(text => text.trimEnd());
	return {name, type, mode};
}

/** The command of the same name with the file as its operands, silently. */
function * silently(nucleus: Nucleus, name: string, plist: number): Step<number> {
	const {settings, commands} = nucleus;
	const operands = Object.values(fileName(nucleus, plist)).filter(text => text !== '');
	const tokens = [name, ...operands];
	const command = commands.find(candidate => candidate.name === name)!;
	const context: CmsContext = {
		cms: nucleus, operands, options: [], call: {
			tokens, line: tokens.join(' '), from: 'program', plist,
		},
	};
	const {suppressMessages} = settings;
	settings.suppressMessages = true;
	try {
		return yield * command.run(context);
	} finally {
		settings.suppressMessages = suppressMessages;
	}
}

/** STATE and STATEW: the address of a copy of the file's directory entry comes back at +28. */
function stateFunction(name: 'STATE' | 'STATEW'): SvcFunction {
	return function * (nucleus, plist) {
		yield * nucleus.activeFiles.flush();
		const rc = yield * silently(nucleus, name, plist);
		const {name: fn, type, mode} = fileName(nucleus, plist);
		const found = rc === 0 ? findFile(nucleus, [fn, type, mode[0] ?? '*'], name === 'STATEW') : undefined;
		if (found) {
			const {storage} = nucleus.guest;
			storage.store(area.stateEntry, encodeFst({firstChainLink: 0, ...found.status}));
			storage.setWord(plist + fscb.buffer, area.stateEntry);
		}

		return rc;
	};
}

/** ERASE; the file is no longer open. */
function * erase(nucleus: Nucleus, plist: number): Step<number> {
	yield * nucleus.activeFiles.flush();
	const rc = yield * silently(nucleus, 'ERASE', plist);
	const {name, type, mode} = fileName(nucleus, plist);
	if (rc === 0) {
		nucleus.activeFiles.drop(name, type, mode[0] ?? 'A');
	}

	return rc;
}

function * finis(nucleus: Nucleus, plist: number): Step<number> {
	const {name, type, mode} = fileName(nucleus, plist);
	yield * nucleus.charge('directoryBlock');
	return yield * nucleus.activeFiles.close(name, type, mode);
}

/** RDBUF: bytes read come back at +40. */
function * readBuffer(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const buffer = storage.word(plist + fscb.buffer) & addressMask;
	const room = storage.word(plist + fscb.size) >>> 0;
	storage.setWord(plist + fscb.bytesRead, 0);
	const inNucleus = buffer < area.transient || (buffer >= area.nucleus && buffer < area.user);
	if (!isInStorage(storage, buffer, room) || inNucleus) {
		return activeCode.buffer;
	}

	yield * nucleus.charge('record');
	const {code, bytes} = yield * nucleus.activeFiles.read(
		fileName(nucleus, plist),
		storage.half(plist + fscb.item),
		storage.half(plist + fscb.count),
		room,
	);
	storage.store(buffer, bytes);
	storage.setWord(plist + fscb.bytesRead, bytes.length);
	return code;
}

function * writeBuffer(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const buffer = storage.word(plist + fscb.buffer) & addressMask;
	const size = storage.word(plist + fscb.size) >>> 0;
	if (!isInStorage(storage, buffer, size)) {
		return activeCode.buffer;
	}

	yield * nucleus.charge('record');
	return yield * nucleus.activeFiles.write(fileName(nucleus, plist), {
		item: storage.half(plist + fscb.item),
		bytes: storage.fetch(buffer, size),
		format: storage.text(plist + fscb.format, 1),
		count: storage.half(plist + fscb.count),
	});
}

function * point(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	yield * nucleus.charge('directoryBlock');
	return yield * nucleus.activeFiles.point(
		fileName(nucleus, plist),
		storage.half(plist + pointer.write),
		storage.half(plist + pointer.read),
	);
}

/** A function whose list lies in storage as far as it looks. */
function listed(run: SvcFunction): SvcFunction {
	return function * (nucleus, plist) {
		return isInStorage(nucleus.guest.storage, plist, longestList) ? yield * run(nucleus, plist) : activeCode.buffer;
	};
}

export const svcFileFunctions = ([
	['STATE', stateFunction('STATE')], ['STATEW', stateFunction('STATEW')], ['ERASE', erase], ['FINIS', finis],
	['RDBUF', listed(readBuffer)], ['WRBUF', listed(writeBuffer)], ['POINT', point],
] as const satisfies ReadonlyArray<readonly [string, SvcFunction]>);
