/** ACCESS (GC20-1818; responses as this nucleus types them). */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {
	AccessedDisk, Cms, CmsCommand, CmsContext,
} from '../../cms.js';
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

/** ERASE, MODE0, NODISK and NOPROF are not abbreviated; REMOTE, ours, is. */
const optionNames = [['ERASE', 5], ['MODE0', 5], ['NODISK', 6], ['NOPROF', 6], ['REMOTE', 3]] as const;
type OptionName = typeof optionNames[number][0];

/** A word among eight columns of a message, several blanks closed up to one, as this nucleus shows it. */
const shown = (word: string): string => word === '' || word.length >= 8 ? word : `${word} `;

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
		if (!known || known[0] === 'NODISK') {
			// NODISK is for the first line after IPL (`nucleus/ipl.ts`).
			return new Failure(yield * cms.message(messages.DMSACC003E, {option: shown(option)}));
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

/** Mode letter and extension; `undefined`: not valid, or the parent is not accessed or comes later in the order. */
function modeOf(cms: Cms, mode: string): Pick<Request, 'letter' | 'extensionOf'> | undefined {
	const [, letter, extensionOf] = /^([A-Z])(?:\/([A-Z]))?$/.exec(mode) ?? [];
	if (letter === undefined || letter === 'S') {
		return undefined;
	}

	const isParent = extensionOf === undefined || extensionOf === letter
		|| (extensionOf < letter && cms.disks.disk(extensionOf) !== undefined);
	return isParent ? {letter, extensionOf} : undefined;
}

/** What of the disk is seen: `fn ft fm`; the first of them that is not valid is a failure, with its message. */
function * patternOf(
	cms: Cms,
	letter: string,
	isExtension: boolean,
	[name, type = '*', number = '*', extra]: readonly string[],
): Step<Request['pattern'] | Failure> {
	const wrong = name !== undefined && !isExtension
		? name
		: (number === '*' || (number.startsWith(letter) && /^.[1-5]$/.test(number)) ? extra : number);
	if (wrong !== undefined) {
		return new Failure(yield * cms.message(messages.DMSACC070E, {parameter: shown(wrong)}));
	}

	return name === undefined ? undefined : [name, type, number];
}

/** The operands, or a failure, with its message. */
function * parse({
	cms, call, operands, options,
}: CmsContext): Step<Request | Failure> {
	const [address = '191', mode = operands.length === 0 ? 'A' : call.tokens[2] ?? '', ...id] = operands;
	const device = parseDevice(address);
	if (operands.length === 1) {
		// The mode is missing: what stands in its place is none, a parenthesis before options neither.
		return new Failure(yield * (device === undefined
			? cms.message(messages.DMSACC017E, {address: shown(address)})
			: cms.message(messages.DMSACC048E, {mode: shown(mode)})));
	}

	const {segment, rest} = segmentOf(options);
	const chosen = yield * parseOptions(cms, rest);
	if (chosen instanceof Failure) {
		return chosen;
	}

	const {owner, options: given} = chosen;
	const refusedOption = (option: string): Step<number> => cms.message(messages.DMSACC003E, {option: shown(option)});
	if (given.has('ERASE') && operands.length === 0) {
		return new Failure(yield * refusedOption('ERASE'));
	}

	const local = (['ERASE', 'MODE0'] as const).find(option => given.has(option));
	if (owner !== undefined && (local ?? segment) !== undefined) {
		// What another machine has is not emptied in one stroke; what is seen of it, and who shares its directory, that
		// machine says.
		return new Failure(yield * refusedOption(segment === undefined ? local! : 'SEGMENT'));
	}

	if (segment === '') {
		return new Failure(yield * cms.message(messages.DMSACC005E, {option: 'SEGMENT'}));
	}

	if (segment !== undefined && given.has('ERASE')) {
		// Others have files of it open.
		return new Failure(yield * refusedOption('ERASE'));
	}

	if (device === undefined) {
		return new Failure(yield * cms.message(messages.DMSACC017E, {address: shown(address)}));
	}

	const where = modeOf(cms, mode);
	if (where === undefined) {
		return new Failure(yield * cms.message(messages.DMSACC048E, {mode: shown(mode)}));
	}

	const pattern = yield * patternOf(cms, where.letter, where.extensionOf !== undefined && segment === undefined, id);
	if (pattern instanceof Failure) {
		return pattern;
	}

	if (given.has('ERASE') && (where.extensionOf !== undefined || (yield * isReadOnly(cms, device)))) {
		return new Failure(yield * refusedOption('ERASE'));
	}

	return {
		device, pattern, segment, ...where, ...chosen,
	};
}

function * isReadOnly(cms: Cms, device: number): Step<boolean> {
	return (yield * cms.disks.probe(device)) === accessCode.readOnly;
}

function * accessDisk(cms: Cms, request: Request): Step<number> {
	const {
		device, letter, extensionOf, pattern, owner, options, segment,
	} = request;
	const cuu = deviceAddress(device);
	const others = cms.disks.disks.filter(
		disk => disk.device === device && disk.owner === owner && disk.letter !== letter,
	);
	const writable = others.find(disk => !disk.readOnly);
	if (writable && extensionOf !== undefined) {
		return yield * cms.message(messages.DMSACC059E, {device: cuu, mode: writable.letter});
	}

	const replaced = cms.disks.disk(letter);
	if (replaced) {
		yield * cms.message(messages.DMSACC724I, {device: cuu, disk: `${letter} (${deviceAddress(replaced.device)})`});
		if (owner === undefined && segment === undefined) {
			// The letter is the old disk's no more, whatever becomes of the new one.
			yield * cms.disks.release(letter);
		}
	}

	const code = yield * cms.disks.access(device, letter, {
		extensionOf, pattern, owner, segment, erase: options.has('ERASE'), showsPrivate: options.has('MODE0'),
	});
	yield * cms.remoteFiles.disksChanged();
	if (code !== accessCode.ok) {
		return yield * refused(cms, code, `${letter} (${cuu})`, request);
	}

	const isStill = (disk: AccessedDisk): boolean => cms.disks.disks.includes(disk);
	for (const disk of others.filter(disk => !isStill(disk))) {
		yield * cms.message(messages.DMSACC726I, {disk: `${cuu} ${disk.letter}${extensionText(disk)}`});
	}

	if (cms.disks.disk(letter)?.readOnly) {
		yield * cms.message(messages.DMSACC723I, {mode: letter, device: cuu});
	}

	for (const disk of others.filter(disk => isStill(disk))) {
		yield * cms.message(messages.DMSACC725I, {device: cuu, mode: disk.letter});
	}

	const isDamaged = cms.disks.disk(letter)?.readOnly && extensionOf === undefined && owner === undefined
		&& (yield * cms.disks.probe(device)) === accessCode.ok;
	return isDamaged ? yield * cms.message(messages.DMSACC729W, {disk: `${letter} (${cuu})`}) : 0;
}

/** `/A` of a disk that is an extension of another one; else a blank. */
const extensionText = ({letter, extensionOf}: AccessedDisk): string =>
	extensionOf === undefined || extensionOf === letter ? ' ' : `/${extensionOf}`;

function * refused(
	cms: Cms,
	code: number,
	disk: string,
	{owner = '', segment = ''}: Request,
): Step<number> {
	switch (code) {
		case accessCode.noSegment: {
			return yield * cms.message(messages.DMSACC727E, {segment, why: 'CANNOT BE LOADED'});
		}

		case accessCode.segmentFull: {
			return yield * cms.message(messages.DMSACC727E, {segment, why: 'HAS NO ROOM'});
		}

		case accessCode.otherDisk: {
			return yield * cms.message(messages.DMSACC727E, {segment, why: 'BELONGS TO ANOTHER DISK'});
		}

		case accessCode.unsupported:
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
		'ACcess [cuu mode[/ext [fn|* [ft|* [fm|*]]]]] [([ERASE] [MODE0] [NODISK] [NOPROF]',
		'       [REMote userid][)]]',
		'ACcess cuu mode[/ext] (SEGment name[)]',
	],
	summary: 'Reads a disk\'s directory and gives the disk a mode letter',
	description: [
		'Without operands: 191 A. With /ext the disk is a read-only extension of disk ext; then fn ft fm limit the '
		+ 'files that are seen: * all, ABC* those that begin so, fm the letter and a number 1 to 5. Files of mode '
		+ 'number 0 are hidden on a read-only disk, unless MODE0 is said.',
		'NOPROF, as the first command after IPL, suppresses the profiles; NODISK also the A-disk. ERASE makes a '
		+ 'read/write disk empty; until something is written on it another ACCESS brings its files back.',
		'Where the new disk cannot be read, the letter has none afterwards.',
		'REMOTE: the disk is the one that machine userid has accessed, cuu its address there. Commands work on it as '
		+ 'on your own; you see and change what that user has granted (HELP GRANT). QUERY DISK and QUERY SEARCH show '
		+ 'whose it is. Ours.',
		'SEGMENT (ours): the machines that name the same segment share one copy of the disk\'s directory, see at once '
		+ 'what the others change, and lock files (CREATE LOCK). The segment is one of SYSTEM NAMES, for all to store '
		+ 'into.',
	],
	returnCodes: [
		'4    The directory of the disk is damaged: it is read-only.',
		'24   Invalid operand or option, or the parent is not accessed.',
		'36   The disk is already accessed read/write.',
		'100  Not attached, no CMS disk, or the other machine does not answer or has granted nothing.',
	],
	* run(context) {
		if (context.operands.length === 0 && context.call.tokens.length === 2) {
			// A parenthesis without anything in it.
			return 0;
		}

		const request = yield * parse(context);
		return request instanceof Failure ? request.returnCode : yield * accessDisk(context.cms, request);
	},
};
