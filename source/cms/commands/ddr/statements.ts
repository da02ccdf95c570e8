/** Control statements of DDR (VM/370's HELP): what a line says, or the message that it says nothing. */
import {isAbbreviation} from '../../../base/command.js';
import {parseDevice} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';
import {diskTypes, tapeTypes, type DiskType} from './disk-types.js';

/** Columns of a statement that count. */
const columns = 71;
/** Most files that SKIP passes over. */
const mostSkipped = 255;

export type Disposition = 'UNLOAD' | 'REWIND' | 'LEAVE';
export type Unit = {readonly device: number} & (
	| {readonly kind: 'disk'; readonly name: string; readonly type: DiskType; readonly volume: string}
	| {
		readonly kind: 'tape';
		readonly skip: number;
		readonly density: 800 | 1600 | 6250 | undefined;
		readonly disposition: Disposition;
	}
);
export type Extent = {readonly first: number; readonly last: number; readonly to: number};
export type Transfer = 'DUMP' | 'COPY' | 'RESTORE';
export type Place = {readonly cylinder: number; readonly head: number; readonly record: number};
export type Range = {readonly first: Place; readonly last: Place};
export type Shown = {readonly hex: boolean; readonly graphic: boolean; readonly countOnly: boolean};

export type Statement =
	| {readonly kind: 'unit'; readonly use: 'INPUT' | 'OUTPUT'; readonly unit: Unit}
	| {readonly kind: 'print'; readonly toConsole: boolean}
	/** `all`: every cylinder; else of those said here, and of those that lines behind say. */
	| {readonly kind: 'transfer'; readonly name: Transfer; readonly all: boolean; readonly extent: Extent | undefined}
	| {readonly kind: 'show'; readonly onPaper: boolean; readonly range: Range; readonly shown: Shown};

/** What is wrong with a statement. */
export type Wrong =
	| {readonly message: typeof messages.DMKDDR701E; readonly operand: string}
	| {readonly message: typeof messages.DMKDDR703E}
	| {readonly message: typeof messages.DMKDDR700E}
	| {readonly message: typeof messages.DMKDDR713E}
	| {readonly message: typeof messages.DMKDDR723E};

const invalid = (operand: string): Wrong => ({message: messages.DMKDDR701E, operand});
const missing: Wrong = {message: messages.DMKDDR703E};

/** The words of a line; parentheses stand for themselves nowhere. */
export const wordsOf = (line: string): string[] =>
	line.slice(0, columns).toUpperCase().replaceAll(/[()]/g, ' ').split(/\s+/).filter(word => word !== '');

const number = (word: string | undefined): number | undefined =>
	word !== undefined && /^\d{1,4}$/.test(word) ? Number(word) : undefined;

const dispositions = [['UNLOAD', 2], ['REWIND', 3], ['LEAVE', 2]] as const;

function parseTape(device: number, words: readonly string[]): Unit | Wrong {
	let skip = 0;
	let density: 800 | 1600 | 6250 | undefined;
	let disposition: Disposition = 'UNLOAD';
	for (let index = 0; index < words.length; index++) {
		const word = words[index];
		const [named] = dispositions.find(([name, minimum]) => isAbbreviation(word, name, minimum)) ?? [];
		if (named) {
			disposition = named;
		} else if (isAbbreviation(word, 'SKIP', 2)) {
			const count = number(words[++index]);
			if (count === undefined || count > mostSkipped) {
				return words[index] === undefined ? missing : invalid(words[index]);
			}

			skip = count;
		} else if (isAbbreviation(word, 'MODE', 2)) {
			const wanted = words[++index];
			density = ([800, 1600, 6250] as const).find(each => String(each) === wanted);
			if (density === undefined) {
				return wanted === undefined ? missing : invalid(wanted);
			}
		} else {
			return invalid(word);
		}
	}

	return {
		kind: 'tape', device, skip, density, disposition,
	};
}

function parseUnit(use: 'INPUT' | 'OUTPUT', [address, type, ...rest]: readonly string[]): Statement | Wrong {
	if (address === undefined || type === undefined) {
		return missing;
	}

	const device = parseDevice(address);
	if (device === undefined) {
		return invalid(address);
	}

	if (tapeTypes.has(type)) {
		const unit = parseTape(device, rest);
		return 'message' in unit ? unit : {kind: 'unit', use, unit};
	}

	if (!Object.hasOwn(diskTypes, type)) {
		return invalid(type);
	}

	const [volume = 'SCRATCH', extra] = rest;
	if (extra !== undefined || (volume.length > 6 && volume !== 'SCRATCH')) {
		return invalid(extra ?? volume);
	}

	return {
		kind: 'unit', use, unit: {
			kind: 'disk', device, name: type, type: diskTypes[type], volume,
		},
	};
}

/** `cyl1 [TO] [cyl2 [REORDER [TO] [cyl3]]]`. */
export function parseExtent(words: readonly string[]): Extent | Wrong {
	const rest = [...words];
	const first = number(rest[0]);
	if (first === undefined) {
		return rest[0] === undefined ? missing : invalid(rest[0]);
	}

	rest.shift();
	if (rest[0] === 'TO') {
		rest.shift();
		if (rest.length === 0) {
			return missing;
		}
	}

	const word = rest.shift();
	const last = word === undefined ? first : number(word);
	if (last === undefined) {
		return invalid(word!);
	}

	let to = first;
	if (rest.length > 0) {
		const reorder = rest.shift()!;
		if (!isAbbreviation(reorder, 'REORDER', 1)) {
			return invalid(reorder);
		}

		if (rest[0] === 'TO') {
			rest.shift();
		}

		const given = rest.length === 0 ? first : number(rest[0]);
		if (given === undefined || rest.length > 1) {
			return invalid(rest.at(-1)!);
		}

		to = given;
	}

	return last < first ? {message: messages.DMKDDR713E} : {first, last, to};
}

function parseTransfer(name: Transfer, words: readonly string[]): Statement | Wrong {
	const [word] = words;
	if (word !== undefined && isAbbreviation(word, 'CPVOL', 2)) {
		return {message: messages.DMKDDR700E};
	}

	if (word !== undefined && isAbbreviation(word, 'NUCLEUS', 2)) {
		return {message: messages.DMKDDR723E};
	}

	if (word === undefined || word === 'ALL') {
		return words.length > 1
			? invalid(words[1])
			: {
				kind: 'transfer', name, all: word === 'ALL', extent: undefined,
			};
	}

	const extent = parseExtent(words);
	return 'message' in extent
		? extent
		: {
			kind: 'transfer', name, all: false, extent,
		};
}

/** Beyond every head and record. */
const beyond = 0xFFFF;

/** `cyl [hh [rr]]` from the front of the words, which it takes; what is not said as `usual` has it. */
function takePlace(words: string[], usual: Omit<Place, 'cylinder'>): Place | undefined {
	const given: number[] = [];
	while (given.length < 3 && number(words[0]) !== undefined) {
		given.push(number(words.shift())!);
	}

	const [cylinder, head = usual.head, record = usual.record] = given;
	return cylinder === undefined ? undefined : {cylinder, head, record};
}

function parseShow(onPaper: boolean, words: readonly string[]): Statement | Wrong {
	const rest = [...words];
	const first = takePlace(rest, {head: 0, record: 0});
	if (!first) {
		return rest[0] === undefined ? missing : invalid(rest[0]);
	}

	// Without TO: the record, the track or the cylinder that was named.
	const given = words.length - rest.length;
	let last: Place = {
		cylinder: first.cylinder, head: given > 1 ? first.head : beyond, record: given > 2 ? first.record : beyond,
	};
	if (rest[0] === 'TO' || rest[0] === 'T') {
		rest.shift();
		const end = takePlace(rest, {head: beyond, record: beyond});
		if (!end) {
			return rest[0] === undefined ? missing : invalid(rest[0]);
		}

		last = end;
	}

	const known = ['HEX', 'GRAPHIC', 'COUNT'] as const;
	const options = rest.map(word => known.find(name => isAbbreviation(word, name, 1)));
	const unknown = options.indexOf(undefined);
	if (unknown !== -1) {
		return invalid(rest[unknown]);
	}

	const isEither = options.includes('HEX') || options.includes('GRAPHIC');
	return {
		kind: 'show', onPaper, range: {first, last}, shown: {
			hex: !isEither || options.includes('HEX'),
			graphic: !isEither || options.includes('GRAPHIC'),
			countOnly: options.includes('COUNT'),
		},
	};
}

const names = [
	['INPUT', 2], ['OUTPUT', 3], ['SYSPRINT', 2], ['DUMP', 2], ['COPY', 2], ['RESTORE', 2], ['PRINT', 2], ['TYPE', 2],
] as const;

/** The statement that these words are; `undefined` where the first is the name of none. */
export function parseStatement([word, ...rest]: readonly string[]): Statement | Wrong | undefined {
	const name = names.find(([each, minimum]) => isAbbreviation(word, each, minimum))?.[0];
	switch (name) {
		case undefined: {
			return undefined;
		}

		case 'INPUT':
		case 'OUTPUT': {
			return parseUnit(name, rest);
		}

		case 'SYSPRINT': {
			const [device] = rest;
			const isKnown = device === 'CONS' || (device !== undefined && parseDevice(device) !== undefined);
			return isKnown
				? {kind: 'print', toConsole: device === 'CONS'}
				: (device === undefined ? missing : invalid(device));
		}

		case 'PRINT':
		case 'TYPE': {
			return parseShow(name === 'PRINT', rest);
		}

		case 'DUMP':
		case 'COPY':
		case 'RESTORE': {
			return parseTransfer(name, rest);
		}
	}
}
