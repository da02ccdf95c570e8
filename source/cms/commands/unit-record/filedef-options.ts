/** The options of FILEDEF (GC20-1818): which device takes which, and what they say. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {longestRecord} from '../../file-system/files/records.js';
import type {DefinitionDevice, FileDefinition} from '../../nucleus/storage/file-definitions.js';
import {messages} from '../../messages/index.js';

/** What options say of a definition; what was not given is not there. */
export type GivenOptions = Partial<Omit<FileDefinition, 'ddname' | 'device' | 'file' | 'dataSet'>> & {
	readonly change: boolean;
};

type Sort = 'every' | 'terminal' | 'disk' | 'tape';

/** Options without a value. */
const flags: Readonly<Record<string, Sort>> = {
	PERM: 'every', CHANGE: 'every', NOCHANGE: 'every', UPCASE: 'terminal', LOWCASE: 'terminal', CONCAT: 'disk',
	'7TRACK': 'tape', '9TRACK': 'tape',
};

type Valued = {readonly sort: Sort; valid(value: string): boolean};

const number = (sort: Sort, most: number): Valued => ({
	sort, valid: value => /^\d{1,8}$/.test(value) && Number(value) >= 1 && Number(value) <= most,
});
const word = (sort: Sort, pattern: RegExp): Valued => ({sort, valid: value => pattern.test(value)});

/** Most bytes of a key, and tracks of a search, of a BDAM file. */
const mostOfByte = 256;
const mostInExtent = 16_777_215;

const values: Readonly<Record<string, Valued>> = {
	RECFM: word('every', /^(?:[FV]B?S?|U)[AM]?$/),
	LRECL: number('every', longestRecord),
	BLOCK: number('every', longestRecord),
	BLKSIZE: number('every', longestRecord),
	DISP: word('disk', /^MOD$/),
	DSORG: word('disk', /^(?:PS|PO|DA|IS)$/),
	KEYLEN: number('disk', mostOfByte),
	LIMCT: number('disk', mostOfByte),
	XTENT: number('disk', mostInExtent),
	MEMBER: word('disk', /^[A-Z$#@][A-Z\d$#@]*$/),
	// At most three, each once; A and R exclude each other.
	OPTCD: word('disk', /^(?!.*(.).*\1)(?!.*A.*R)(?!.*R.*A)[AEFR]{1,3}$/),
	DEN: word('tape', /^(?:200|556|800|1600|6250)$/),
	TRTCH: word('tape', /^(?:OC?|OT|ET?)$/),
};

const conflicts = [['CHANGE', 'NOCHANGE'], ['UPCASE', 'LOWCASE'], ['7TRACK', '9TRACK']] as const;

/** Whether a device takes options of a sort; DUMMY takes those of a disk. */
function takes(device: DefinitionDevice, sort: Sort): boolean {
	switch (sort) {
		case 'every': {
			return true;
		}

		case 'terminal': {
			return device === 'TERMINAL';
		}

		case 'disk': {
			return device === 'DISK' || device === 'DUMMY';
		}

		case 'tape': {
			return device.startsWith('TAP');
		}
	}
}

/** The options by name, flags with their own name as value; a failure, with its message, where one is not valid. */
function * collect(
	cms: Cms,
	device: DefinitionDevice,
	words: readonly string[],
): Step<ReadonlyMap<string, string> | Failure> {
	const given = new Map<string, string>();
	for (let index = 0; index < words.length; index++) {
		const option = words[index];
		const valued = Object.hasOwn(values, option) ? values[option] : undefined;
		const sort = valued?.sort ?? (Object.hasOwn(flags, option) ? flags[option] : undefined);
		if (sort === undefined || !takes(device, sort)) {
			return new Failure(yield * cms.message(messages.DMSFLD003E, {option}));
		}

		if (given.has(option)) {
			return new Failure(yield * cms.message(messages.DMSFLD065E, {option}));
		}

		const value = valued ? words[++index] ?? '' : option;
		if (valued && !valued.valid(value)) {
			return new Failure(yield * cms.message(messages.DMSFLD029E, {parameter: value, option}));
		}

		given.set(option, value);
	}

	return given;
}

/** Tracks that a tape has by its options; `undefined` where they contradict each other. */
function tracksOf(given: ReadonlyMap<string, string>): number | undefined {
	const density = Number(given.get('DEN') ?? 0);
	const isOld = given.has('7TRACK') || given.has('TRTCH') || (density > 0 && density < 800);
	const isNew = given.has('9TRACK') || density > 800;
	const tracks = isNew || density > 0 ? 9 : 0;
	return isOld && isNew ? undefined : (isOld ? 7 : tracks);
}

/** What the options say, or a failure, with its message. */
export function * parseOptions(
	cms: Cms,
	device: DefinitionDevice,
	words: readonly string[],
): Step<GivenOptions | Failure> {
	const given = yield * collect(cms, device, words);
	if (given instanceof Failure) {
		return given;
	}

	for (const [one, other] of conflicts) {
		if (given.has(one) && given.has(other)) {
			return new Failure(yield * cms.message(messages.DMSFLD066E, {one, other}));
		}
	}

	const tracks = tracksOf(given);
	if (tracks === undefined) {
		return new Failure(yield * cms.message(messages.DMSFLD035E));
	}

	const numbers = {
		recordLength: given.get('LRECL'), blockSize: given.get('BLOCK') ?? given.get('BLKSIZE'),
		keyLength: given.get('KEYLEN'), limit: given.get('LIMCT'), extent: given.get('XTENT'),
		density: given.get('DEN'),
	};
	const texts = {
		recordFormat: given.get('RECFM'), member: given.get('MEMBER'), organization: given.get('DSORG'),
		optionCode: given.get('OPTCD'), technique: given.get('TRTCH'),
	};
	const present = <T>(entries: Readonly<Record<string, T | undefined>>): Record<string, T> =>
		Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, T] => entry[1] !== undefined));
	return {
		...Object.fromEntries(Object.entries(present(numbers)).map(([name, value]) => [name, Number(value)])),
		...present(texts),
		...(tracks === 0 ? {} : {tracks}),
		...(given.has('PERM') ? {permanent: true} : {}),
		...(given.has('DISP') ? {modify: true} : {}),
		...(given.has('UPCASE') || given.has('LOWCASE') ? {lowerCase: given.has('LOWCASE')} : {}),
		concatenated: given.has('CONCAT'),
		change: !given.has('NOCHANGE'),
	};
}
