/**
 * Functions on files as programs call them by SVC 202 (GC20-1819, "CMS macros": the file system control block). The
 * list has file name, type and two characters of mode at +8, +16 and +24 and need not end in a fence. They type no
 * messages.
 */
import {addressMask} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import type {CmsContext} from '../../cms.js';
import {findFile} from '../../commands/files/state.js';
import {activeCode} from '../../file-system/files/active-code.js';
import type {FileName} from '../../file-system/files/active-files.js';
import {encodeFst} from '../../file-system/directory/fst.js';
import {area} from '../storage/layout.js';
import type {Nucleus} from '../nucleus.js';
import {fscb, pointList} from './parameter-list.js';
import type {SvcFunction} from './svc-function.js';
import {isInStorage} from '../storage/user-storage.js';

/** The list, field by field: a function looks only at its own. */
const listAt = ({guest: {storage}}: Nucleus, plist: number) => new StoredRecord(fscb, storage, plist);

function fileName(nucleus: Nucleus, plist: number): FileName {
	const list = listAt(nucleus, plist);
	return {name: list.get('name'), type: list.get('type'), mode: list.get('mode')};
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
	const {silent} = settings;
	settings.silent = true;
	try {
		return yield * command.run(context);
	} finally {
		settings.silent = silent;
	}
}

/** STATE and STATEW: the address of a copy of the file's directory entry comes back at +28. */
function stateFunction(name: 'STATE' | 'STATEW'): SvcFunction {
	return function * (nucleus, plist) {
		yield * nucleus.activeFiles.flush();
		yield * nucleus.disks.refresh();
		const rc = yield * silently(nucleus, name, plist);
		const {name: fn, type, mode} = fileName(nucleus, plist);
		const found = rc === 0 ? findFile(nucleus, [fn, type, mode === '' ? '*' : mode], name === 'STATEW') : undefined;
		if (found) {
			const {storage} = nucleus.guest;
			storage.store(area.stateEntry, encodeFst({firstChainLink: 0, ...found.status}));
			listAt(nucleus, plist).set('buffer', area.stateEntry);
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
		yield * nucleus.activeFiles.drop(name, type, mode[0] ?? 'A');
	}

	return rc;
}

function * finis(nucleus: Nucleus, plist: number): Step<number> {
	const {name, type, mode} = fileName(nucleus, plist);
	yield * nucleus.charge('directoryBlock');
	return yield * nucleus.activeFiles.close(name, type, mode);
}

/** RDBUF: bytes read come back at +40. `isCharged`: its work was charged already (`record-in-hand.ts`). */
function * readBuffer(nucleus: Nucleus, plist: number, isCharged = false): Step<number> {
	const {storage} = nucleus.guest;
	const list = listAt(nucleus, plist);
	const {buffer: field, size: room, item, count} = list.read();
	const buffer = field & addressMask;
	list.set('bytesRead', 0);
	const inNucleus = buffer < area.transient || (buffer >= area.nucleus && buffer < area.user);
	if (!isInStorage(storage, buffer, room) || inNucleus) {
		return activeCode.buffer;
	}

	if (!isCharged) {
		yield * nucleus.charge('record');
	}

	const {code, bytes} = yield * nucleus.activeFiles.read(
		fileName(nucleus, plist),
		item,
		count,
		room,
	);
	storage.store(buffer, bytes);
	list.set('bytesRead', bytes.length);
	return code;
}

/** RDBUF whose work was charged. */
export const chargedRead: SvcFunction = (nucleus, plist) => readBuffer(nucleus, plist, true);

function * writeBuffer(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const {buffer: field, size, item, format, count} = listAt(nucleus, plist).read();
	const buffer = field & addressMask;
	if (!isInStorage(storage, buffer, size)) {
		return activeCode.buffer;
	}

	yield * nucleus.charge('record');
	return yield * nucleus.activeFiles.write(fileName(nucleus, plist), {
		item, bytes: storage.fetch(buffer, size), format, count,
	});
}

function * point(nucleus: Nucleus, plist: number): Step<number> {
	yield * nucleus.charge('directoryBlock');
	const {name, type, mode, write, read} = new StoredRecord(pointList, nucleus.guest.storage, plist).read();
	return yield * nucleus.activeFiles.point({name, type, mode}, write, read);
}

/** A function whose list lies in storage as far as it looks. */
function listed(run: SvcFunction): SvcFunction {
	return function * (nucleus, plist, save) {
		return isInStorage(nucleus.guest.storage, plist, fscb.length)
			? yield * run(nucleus, plist, save)
			: activeCode.buffer;
	};
}

export const svcFileFunctions = ([
	['STATE', stateFunction('STATE')], ['STATEW', stateFunction('STATEW')], ['ERASE', erase], ['FINIS', finis],
	['RDBUF', listed((nucleus, plist) => readBuffer(nucleus, plist))], ['WRBUF', listed(writeBuffer)], ['POINT', point],
] as const satisfies ReadonlyArray<readonly [string, SvcFunction]>);
