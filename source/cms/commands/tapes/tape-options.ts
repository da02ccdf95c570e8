/** Options of TAPE and VMFPLC2 (GC20-1818; VM/370's HELP): the last of those that contradict each other counts. */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {tapeAddress} from '../../tape/tape-unit.js';
import {messages} from '../../messages/index.js';
import {tapeDigit, type TapeProgram} from './tape-program.js';

/** Where the list of files goes. */
export type ListDestination = 'terminal' | 'nowhere' | 'printer' | 'disk';

export type TapeOptions = {
	readonly device: number;
	/** WTM: a tape mark behind each file. */
	readonly marks: boolean;
	readonly list: ListDestination;
	/** Tape marks that are read over; infinite (EOT): until there are two in a row. */
	readonly files: number;
	/** Where it was said. */
	readonly tracks: 7 | 9 | undefined;
	readonly density: number | undefined;
};

/** Groups of options, as the manual names them. */
export type OptionGroup = 'A' | 'B' | 'C' | 'D';

type Given = {-readonly [Name in keyof TapeOptions]: TapeOptions[Name]};
type Option = {
	readonly name: string;
	readonly minimum?: number;
	readonly group: OptionGroup;
	/** What its value may be; it has none where nothing is said. */
	readonly value?: RegExp;
	set(given: Given, value: string): void;
};

const destination = (name: string, minimum: number, list: ListDestination): Option => ({
	name, minimum, group: 'B', set(given) {
		given.list = list;
	},
});
/** Up to here seven tracks have it, from here on nine. */
const commonDensity = 800;

const options: readonly Option[] = [
	{
		name: 'WTM', group: 'A', set(given) {
			given.marks = true;
		},
	},
	{
		name: 'NOWTM', group: 'A', set(given) {
			given.marks = false;
		},
	},
	destination('TERM', 1, 'terminal'),
	destination('NOPRINT', 4, 'nowhere'),
	destination('PRINT', 2, 'printer'),
	destination('DISK', 4, 'disk'),
	{
		name: 'EOT', group: 'C', set(given) {
			given.files = Number.POSITIVE_INFINITY;
		},
	},
	{
		name: 'EOF', group: 'C', value: /^0*[1-9]\d{0,4}$/, set(given, value) {
			given.files = Number(value);
		},
	},
	{
		name: '7TRACK', group: 'D', set(given) {
			given.tracks = 7;
		},
	},
	{
		name: '9TRACK', group: 'D', set(given) {
			given.tracks = 9;
		},
	},
	{
		name: 'DEN', group: 'D', value: /^(?:200|556|800|1600|6250)$/, set(given, value) {
			given.density = Number(value);
			if (given.density !== commonDensity) {
				given.tracks = given.density < commonDensity ? 7 : 9;
			}
		},
	},
	{
		name: 'TRTCH', group: 'D', value: /^(?:OC?|OT|ET?)$/, set(given) {
			given.tracks = 7;
		},
	},
];

/** The device that a word means: TAPn or an address; a message's number where it means none, but looks so. */
function deviceOf(word: string): number | '027E' | '017E' | undefined {
	if (word.startsWith('TAP')) {
		return /^TAP[\dA-F]$/.test(word) ? tapeAddress(word[3]) : '027E';
	}

	if (!/^\d[\dA-F]{2}$/.test(word)) {
		return undefined;
	}

	const device = Number.parseInt(word, 16);
	return tapeDigit(device) === undefined ? '017E' : device;
}

/** What the words say, of options of `groups`; a failure, with its message, where one is not valid. */
export function * readTapeOptions(
	cms: Cms,
	{module}: TapeProgram,
	words: readonly string[],
	groups: readonly OptionGroup[],
): Step<TapeOptions | Failure> {
	const given: Given = {
		device: tapeAddress('1'), marks: false, list: 'terminal', files: 1, tracks: undefined, density: undefined,
	};
	for (let index = 0; index < words.length; index++) {
		const word = words[index];
		const device = deviceOf(word);
		if (device === '027E') {
			return new Failure(yield * cms.message(messages[`${module}027E`], {device: word}));
		}

		if (device === '017E') {
			return new Failure(yield * cms.message(messages[`${module}017E`], {address: word}));
		}

		if (device !== undefined) {
			given.device = device;
			continue;
		}

		const option = options.find(({name, minimum = name.length, group}) =>
			groups.includes(group) && isAbbreviation(word, name, minimum));
		if (!option) {
			return new Failure(yield * cms.message(messages[`${module}003E`], {option: word}));
		}

		const value = option.value ? words[++index] ?? '' : '';
		if (option.value?.test(value) === false) {
			return new Failure(yield * cms.message(messages[`${module}029E`], {parameter: value, option: option.name}));
		}

		option.set(given, value);
	}

	return given;
}
