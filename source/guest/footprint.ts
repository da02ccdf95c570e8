/**
 * Where the code of a resident program lies, so that running it touches pages as its System/370 counterpart would:
 * working sets, page faults and "one copy of the nucleus" then mean the same for both. One published table, beside
 * `charges.ts`: the modules of the CMS nucleus in its shared segment, and the work that each does.
 *
 * Names are those of VM/370 Release 6 (SY20-0888, "CMS Module Directory"); DMSIMC, DMSLCK and DMSRMT are ours. Sizes
 * are our estimates: no load map was to be had.
 */
import {pageSize} from '../base/architecture.js';
import {ebcdicField} from '../base/ebcdic.js';
import type {ChargeAction, Step} from './action.js';
import {charges, type Charge} from './charges.js';
import type {Guest} from './guest.js';

/** A module: its length in bytes. */
type Module = {readonly name: string; readonly bytes: number};

const module = (name: string, bytes: number): Module => ({name, bytes});

/** In the order in which they lie in storage. */
export const nucleusModules: readonly Module[] = [
	module('DMSITS', 3600),
	module('DMSITE', 480),
	module('DMSINT', 2400),
	module('DMSSCN', 700),
	module('DMSCRD', 900),
	module('DMSCWR', 1300),
	module('DMSCIT', 1700),
	module('DMSITI', 700),
	module('DMSERR', 1500),
	module('DMSDIO', 2500),
	module('DMSLFS', 1500),
	module('DMSBRD', 2100),
	module('DMSBWR', 1900),
	module('DMSFNS', 2000),
	module('DMSAUD', 1900),
	module('DMSSTT', 900),
	module('DMSACF', 2600),
	module('DMSACM', 1500),
	module('DMSFRE', 3400),
	module('DMSPIO', 1800),
	module('DMSABN', 1600),
	module('DMSDBG', 3900),
	module('DMSEXT', 7800),
	module('DMSIMC', 2200),
	module('DMSLCK', 1200),
	module('DMSRMT', 3000),
];

/** The module that does what is charged; `undefined`: not the nucleus, but a MODULE of the user area. */
const homes: Readonly<Record<Charge, string | undefined>> = {
	scanLine: 'DMSSCN',
	commandSearch: 'DMSINT',
	svc: 'DMSITS',
	execStatement: 'DMSEXT',
	typeLine: 'DMSCWR',
	directoryBlock: 'DMSLFS',
	record: 'DMSBRD',
	blockIo: 'DMSDIO',
	command: 'DMSINT',
	intermachine: 'DMSIMC',
	lock: 'DMSLCK',
	assemblerStatement: undefined,
};

/** Pages of code: the rest of the segment is the stub page. */
export const nucleusCodePages = 15;

const places = placesOf(nucleusModules);

/** Offset of each module: on the doubleword behind the one before. */
function placesOf(modules: readonly Module[]): ReadonlyMap<string, number> {
	const found = new Map<string, number>();
	let next = 0;
	for (const {name, bytes} of modules) {
		found.set(name, next);
		next += Math.ceil(bytes / 8) * 8;
	}

	if (next > nucleusCodePages * pageSize) {
		throw new Error('the modules of the nucleus do not fit into its segment');
	}

	return found;
}

/** Offsets of the pages of each module, in the nucleus. */
const pages: ReadonlyMap<string, readonly number[]> = new Map(nucleusModules.map(({name, bytes}) => {
	const first = Math.trunc(places.get(name)! / pageSize);
	const last = Math.trunc((places.get(name)! + bytes - 1) / pageSize);
	return [name, Array.from({length: last - first + 1}, (_, index) => (first + index) * pageSize)] as const;
}));

/** Offset of a module in the nucleus. */
export const placeOf = (name: string): number | undefined => places.get(name);

/** What the pages of code hold: each module's name where it begins. */
export function nucleusCode(): Uint8Array[] {
	const bytes = new Uint8Array(nucleusCodePages * pageSize);
	for (const [name, place] of places) {
		bytes.set(ebcdicField(name, 8), place);
	}

	return Array.from({length: nucleusCodePages}, (_, page) => bytes.slice(page * pageSize, (page + 1) * pageSize));
}

const worked = (action: ChargeAction, charge: Charge, times: number): ChargeAction => ({
	...action, kind: 'charge', instructions: charges[charge] * times, work: {charge, times},
});

/** Does pieces of work, of a nucleus whose code lies at an address: charges it, and uses the pages of its code. */
export class Work {
	/** What each piece of work, done once, comes to. */
	readonly #once: ReadonlyMap<string, readonly ChargeAction[]>;
	readonly #nucleus: number;

	/** `nucleus`: where its code lies. */
	constructor(nucleus: number) {
		this.#nucleus = nucleus;
		this.#once = new Map(Object.keys(charges).map(charge => [charge, this.#actions(charge as Charge)]));
	}

	/** So many times, in a machine. */
	* do(guest: Pick<Guest, 'perform'>, charge: Charge, times = 1): Step {
		const once = this.#once.get(charge)!;
		for (let index = 0; index < once.length; index++) {
			const done = guest.perform(index === 0 && times !== 1 ? worked(once[0], charge, times) : once[index]);
			if (typeof done !== 'number') {
				yield done;
			}
		}
	}

	/** Pieces of work, each done once: to be done at once by who knows that nothing comes in between. */
	together(pieces: readonly Charge[]): ChargeAction[] {
		return pieces.flatMap(piece => this.#once.get(piece)!);
	}

	/** What a piece of work, done once, comes to. */
	#actions(charge: Charge): readonly ChargeAction[] {
		const places = (pages.get(homes[charge] ?? '') ?? []).map(page => this.#nucleus + page);
		const [first, ...more] = places;
		return [
			worked({kind: 'charge', instructions: 0, at: first}, charge, 1),
			...more.map((at): ChargeAction => ({kind: 'charge', instructions: 0, at})),
		];
	}
}
