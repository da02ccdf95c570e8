/** ACCESS (GC20-1818; responses as this nucleus types them). */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {accessCode} from '../../file-system/disk/disk.js';
import {deviceAddress, parseDevice} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';

type Request = {
	readonly device: number;
	readonly letter: string;
	readonly extensionOf: string | undefined;
	readonly pattern: readonly string[] | undefined;
	/** The machine that has the disk. */
	readonly owner: string | undefined;
	readonly options: ReadonlySet<OptionName>;
	readonly segment: string | undefined;
};

const optionNames = [['ERASE', 5], ['NODISK', 6], ['NOPROF', 6], ['REMOTE', 3]] as const;
type OptionName = typeof optionNames[number][0];

/** The options and the userid behind REMOTE, or a failure, with its message. */
function * parseOptions(
	cms: Cms,
	given: readonly string[],
): Step<Pick<Request, 'owner' | 'options'> | Failure> {
	const options = new Set<OptionName>();
	let owner: string | undefined;
	for (let at = 0; at < given.length; at++) {
		const option = given[at];
		const known = optionNames.find(([name, minimum]) => isAbbreviation(option, name, minimum));
		if (!known) {
			return new Failure(yield * cms.message(messages.DMSACC003E, {option}));
		}

		options.add(known[0]);
		if (known[0] === 'REMOTE') {
			owner = given[++at];
			if (owner === undefined) {
				return new Failure(yield * cms.message(messages.DMSACC056E));
			}
		}
	}

	return {owner, options};
}

/** The option SEGMENT taken out: its value, and the options that are left. */
function segmentOf(options: readonly string[]): {readonly segment?: string; readonly rest: readonly string[]} {
	const index = options.findIndex(option => isAbbreviation(option, 'SEGMENT', 3));
	return index === -1
		? {rest: options}
		: {segment: options[index + 1] ?? '', rest: options.toSpliced(index, 2)};
}

/** The operands, or a failure, with its message. */
function * parse({cms, operands, options}: CmsContext): Step<Request | Failure> {
	const {segment, rest} = segmentOf(options);
	const chosen = yield * parseOptions(cms, rest);
	if (chosen instanceof Failure) {
		return chosen;
	}

	if (chosen.owner !== undefined && (chosen.options.has('ERASE') || segment !== undefined)) {
		// What another machine has is not emptied in one stroke; its directory is that machine's to share.
		return new Failure(yield * cms.message(messages.DMSACC003E, {
			option: segment === undefined ? 'ERASE' : 'SEGMENT',
		}));
	}

	if (segment === '') {
		return new Failure(yield * cms.message(messages.DMSACC005E, {option: 'SEGMENT'}));
	}

	if (segment !== undefined && chosen.options.has('ERASE')) {
		// Others have files of it open.
		return new Failure(yield * cms.message(messages.DMSACC003E, {option: 'ERASE'}));
	}

	const [address = '191', mode = operands.length === 0 ? 'A' : undefined, name, type, number, extra] = operands;
	const device = parseDevice(address);
	if (device === undefined) {
		return new Failure(yield * cms.message(messages.DMSACC017E, {address}));
	}

	if (mode === undefined) {
		return new Failure(yield * cms.message(messages.DMSACC050E));
	}

	const parts = /^([A-Z])(?:\/([A-Z]))?$/.exec(mode);
	if (!parts || (parts[1] === 'S' && parts[2] === undefined)) {
		return new Failure(yield * cms.message(messages.DMSACC048E, {mode}));
	}

	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSACC070E, {parameter: extra}));
	}

	if (segment !== undefined && name !== undefined) {
		return new Failure(yield * cms.message(messages.DMSACC070E, {parameter: name}));
	}

	const pattern = name === undefined ? undefined : [name, type ?? '*', number ?? '*'];
	return {
		device, letter: parts[1], extensionOf: parts[2], pattern, segment, ...chosen,
	};
}

function * accessDisk(cms: Cms, request: Request): Step<number> {
	const {
		device, letter, extensionOf, pattern, owner, options, segment,
	} = request;
	const cuu = deviceAddress(device);
	const readOnlyView = extensionOf !== undefined || pattern !== undefined;
	const others = cms.disks.disks.filter(
		disk => disk.device === device && disk.owner === owner && disk.letter !== letter,
	);
	const writable = others.find(disk => !disk.readOnly);
	if (writable && readOnlyView) {
		return yield * cms.message(messages.DMSACC059E, {device: cuu, mode: writable.letter});
	}

	const replaced = cms.disks.disk(letter);
	const replacedDevice = replaced && deviceAddress(replaced.device);
	const code = yield * cms.disks.access(device, letter, {
		extensionOf, pattern, owner, segment, erase: options.has('ERASE'),
	});
	if (code !== accessCode.ok) {
		return yield * refused(cms, code, `${letter} (${cuu})`, request);
	}

	yield * cms.remoteFiles.disksChanged();

	if (replaced) {
		yield * cms.message(messages.DMSACC724I, {device: cuu, disk: `${letter} (${replacedDevice})`});
	}

	if (writable && !cms.disks.disks.includes(writable)) {
		yield * cms.message(messages.DMSACC726I, {disk: `${cuu} ${writable.letter}`});
	}

	if (cms.disks.disk(letter)?.readOnly) {
		yield * cms.message(messages.DMSACC723I, {mode: letter, device: cuu});
	}

	for (const disk of others.filter(disk => disk !== writable)) {
		yield * cms.message(messages.DMSACC725I, {device: cuu, mode: disk.letter});
	}

	return 0;
}

function * refused(
	cms: Cms,
	code: number,
	disk: string,
	{extensionOf = '', owner = '', segment = ''}: Request,
): Step<number> {
	switch (code) {
		case accessCode.parentNotAccessed: {
			return yield * cms.message(messages.DMSACC069E, {mode: extensionOf});
		}

		case accessCode.noSegment: {
			return yield * cms.message(messages.DMSACC727E, {segment, why: 'CANNOT BE LOADED'});
		}

		case accessCode.segmentFull: {
			return yield * cms.message(messages.DMSACC727E, {segment, why: 'HAS NO ROOM'});
		}

		case accessCode.otherDisk: {
			return yield * cms.message(messages.DMSACC727E, {segment, why: 'BELONGS TO ANOTHER DISK'});
		}

		case accessCode.deviceError: {
			return yield * cms.message(messages.DMSACC112S, {disk});
		}

		case accessCode.inUse: {
			return yield * cms.message(messages.DMSACC728E, {disk});
		}

		case accessCode.noAnswer: {
			return yield * cms.message(messages.DMSACC581E, {userid: owner, why: cms.remoteFiles.whyLost});
		}

		default: {
			return yield * cms.message(messages.DMSACC113S, {disk});
		}
	}
}

export const access: CmsCommand = {
	name: 'ACCESS',
	minimum: 2,
	syntax: [
		'ACcess [cuu mode[/ext [fn|* [ft|* [fm|*]]]]] [([ERASE] [NODISK] [NOPROF] [REMote userid][)]]',
		'ACcess cuu mode[/ext] (SEGment name[)]',
	],
	summary: 'Reads a disk\'s directory and gives the disk a mode letter',
	description: [
		'Without operands: 191 A. With /ext the disk is a read-only extension of disk ext; fn ft fm limit the files '
		+ 'that are seen.',
		'NOPROF, as the first command after IPL, suppresses the profiles; NODISK also the A-disk. ERASE empties a '
		+ 'read/write disk.',
		'REMOTE: the disk is the one that machine userid has accessed, cuu its address there. Commands work on it as '
		+ 'on your own; you see and change what that user has granted (HELP GRANT). QUERY DISK and QUERY SEARCH show '
		+ 'whose it is. Ours.',
		'SEGMENT (ours): the machines that name the same segment share one copy of the disk\'s directory, see at once '
		+ 'what the others change, and lock files (CREATE LOCK). The segment is one of SYSTEM NAMES, for all to store '
		+ 'into.',
	],
	returnCodes: [
		'24   Invalid operand or option.',
		'36   Parent not accessed, or the disk is already accessed read/write.',
		'100  Not attached, no CMS disk, or the other machine does not answer or has granted nothing.',
	],
	* run(context) {
		const request = yield * parse(context);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		return request.options.has('NODISK') ? 0 : yield * accessDisk(context.cms, request);
	},
};
