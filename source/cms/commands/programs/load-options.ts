/** Options of LOAD and INCLUDE (GC20-1818): of two that contradict each other the last one counts. */
import {isAbbreviation} from '../../../base/command.js';
import {Failure} from '../../../base/failure.js';
import {parseHex} from '../../../base/hex.js';
import type {Step} from '../../../guest/action.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {Cms} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {area} from '../../nucleus/storage/layout.js';
import {nucleusStateArea} from '../../nucleus/storage/nucleus-state.js';

/** Options that INCLUDE keeps with SAME, and the bit of each where it is not as by default. */
const kept = {
	MAP: {by: true, bit: 0x80}, TYPE: {by: false, bit: 0x40}, INV: {by: true, bit: 0x20}, REP: {by: true, bit: 0x10},
	AUTO: {by: true, bit: 0x08}, LIBE: {by: true, bit: 0x04},
} as const;
/** Shortest form of RLDSAVE, from memory. */
const relocatableMinimum = 3;
const ownDefaults = {CLEAR: false, DUP: true} as const;

type Kept = keyof typeof kept;
type Switch = Kept | keyof typeof ownDefaults;
const keptNames = Object.keys(kept) as Kept[];

export type LoaderOptions = {
	/** What is on. */
	readonly on: Readonly<Record<Switch, boolean>>;
	readonly start: boolean;
	/** Where the program begins; `*`: as decks say. */
	readonly reset: string | undefined;
	readonly origin: number | undefined;
	/** RLDSAVE (VM/SP). */
	readonly relocatable: boolean;
};

const stateAt = area.state + nucleusStateArea.offset.loaderOptions;

/** The options; `include`: as INCLUDE has them. A failure, with its message, where a word is none. */
export function * parseOptions(cms: Cms, words: readonly string[], include: boolean): Step<LoaderOptions | Failure> {
	const {storage} = cms.guest;
	const before = include && words.includes('SAME') ? storage.byte(stateAt) : 0;
	const on: Record<Switch, boolean> = {...keptFrom(before), ...ownDefaults};
	let start = false;
	let relocatable = false;
	let reset: string | undefined;
	let origin: number | undefined;
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		const [name, value] = word.startsWith('NO') ? [word.slice(2), false] : [word, true];
		if (word === 'RESET' || word === 'ORIGIN') {
			const operand = words[++at];
			if (operand === undefined) {
				// The words of the message fall apart on the real system, too.
				const option = word === 'RESET' ? 'RESET EN TRY' : word;
				return new Failure(yield * cms.message(messages.DMSLIO005E, {option}));
			}

			origin = word === 'ORIGIN' ? originOf(operand) : origin;
			if (word === 'ORIGIN' && origin === undefined) {
				return new Failure(yield * cms.message(messages.DMSLIO029E, {parameter: operand, option: word}));
			}

			reset = word === 'RESET' ? operand : reset;
		} else if (Object.hasOwn(on, name)) {
			on[name as Switch] = value;
		} else if (word === 'START') {
			start = true;
		} else if (isAbbreviation(word, 'RLDSAVE', relocatableMinimum)) {
			relocatable = true;
		} else if (!(include && word === 'SAME')) {
			return new Failure(yield * cms.message(messages.DMSLIO003E, {option: word}));
		}
	}

	keep(storage, on);
	return {
		on, start, reset, origin, relocatable,
	};
}

/** The transient area, or an address of the user area or behind it. */
function originOf(text: string): number | undefined {
	const address = text === 'TRANS' ? area.transient : (text.length <= 6 ? parseHex(text) : undefined);
	return address === area.transient || (address !== undefined && address >= area.user) ? address : undefined;
}

function keptFrom(bits: number): Record<Kept, boolean> {
	const values = keptNames.map(name => [name, kept[name].by === ((bits & kept[name].bit) === 0)]);
	return Object.fromEntries(values) as Record<Kept, boolean>;
}

function keep(storage: GuestStorage, on: Readonly<Record<Kept, boolean>>): void {
	let bits = 0;
	for (const name of keptNames) {
		bits |= on[name] === kept[name].by ? 0 : kept[name].bit;
	}

	storage.setByte(stateAt, bits);
}
