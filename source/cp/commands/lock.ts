/**
 * LOCK and UNLOCK (GC20-1806; DMKCPV): pages of a user that stay in real storage. Not here: a pageable nucleus of CP,
 * and an area for a virtual=real machine.
 */
import {pageSize} from '../../base/architecture.js';
import {hex, parseHex} from '../../base/hex.js';
import type {UserCommand, UserContext} from '../command.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {fail, messages} from '../messages/index.js';

const returnCodes = [
	'9    INVALID RANGE - range',
	'20   USERID MISSING OR INVALID',
	'26   OPERAND MISSING OR INVALID',
	'45   userid NOT LOGGED ON',
	'160  HEXLOC hexloc EXCEEDS STORAGE',
	'805  CP HAS NO PAGEABLE PAGES',
];

/** The most page frames of a hundred that may be locked: others must be able to go on. */
const mostLocked = 50;

export const lock: UserCommand = {
	name: 'LOCK', minimum: 4, classes: 'A',
	syntax: ['LOCK {userid|SYSTEM} firstpage lastpage [MAP]'],
	summary: 'keep pages of a user in real storage',
	description: [
		'Pages are numbered in hexadecimal: 12 is locations 12000 to 12FFF. They stay until UNLOCK, LOGOFF, or a reset '
		+ 'or IPL of the machine. MAP shows in which real pages they are.',
	],
	returnCodes: [...returnCodes, '806  PAGES NOT LOCKED; NOT ENOUGH STORAGE'],
	run(context) {
		const {cp: {pager, hostStorage}, words, reply} = context;
		const [option, surplus] = words.slice(3);
		if (option !== undefined && (option !== 'MAP' || surplus !== undefined)) {
			return fail(context, messages.DMKCPV003E, {option: option === 'MAP' ? surplus : option});
		}

		const named = pagesNamed(context);
		if (typeof named === 'number') {
			return named;
		}

		const {vm, first, last} = named;
		const {locks} = pager;
		const pages = Array.from({length: last + 1 - first}, (_, index) => vm.storage.contentOf(first + index));
		const added = pages.filter(content => !content || !locks.isLocked(content)).length;
		if (locks.size + added > hostStorage.frames * (mostLocked / 100)) {
			return fail(context, messages.DMKCPV806E);
		}

		for (let page = first; page <= last; page++) {
			// Nobody is to be driven out of his last pages for this.
			if (!pager.bringIn(vm, page)) {
				return fail(context, messages.DMKCPV806E);
			}

			locks.lock(vm, page);
		}

		if (option === undefined) {
			reply('COMMAND COMPLETE');
			return 0;
		}

		reply('VIRTPAGE REALPAGE');
		for (let page = first; page <= last; page++) {
			reply(`${hex(page, 3).padStart(6)}   ${hex(vm.storage.pages[page], 3).padStart(6)}`);
		}

		return 0;
	},
};

export const unlock: UserCommand = {
	name: 'UNLOCK', minimum: 6, classes: 'A',
	syntax: ['UNLOCK {userid|SYSTEM} firstpage lastpage'],
	summary: 'let pages of a user be paged again',
	returnCodes,
	run(context) {
		const {cp: {pager}, words, reply} = context;
		const [surplus] = words.slice(3);
		if (surplus !== undefined) {
			return fail(context, messages.DMKCPV003E, {option: surplus});
		}

		const named = pagesNamed(context);
		if (typeof named === 'number') {
			return named;
		}

		for (let page = named.first; page <= named.last; page++) {
			pager.locks.unlock(named.vm, page);
		}

		reply('COMMAND COMPLETE');
		return 0;
	},
};

type NamedPages = {readonly vm: VirtualMachine; readonly first: number; readonly last: number};

/** The pages that the operands name; a return code where they name none. */
function pagesNamed(context: UserContext): NamedPages | number {
	const {cp, words: [userid, ...pages]} = context;
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKCPV020E);
	}

	const vm = cp.machines.get(userid);
	if (!vm && userid !== 'SYSTEM') {
		return fail(context, messages.DMKCPV045E, {userid});
	}

	const [first, last] = [pages[0], pages[1]].map(word => word && word.length <= 3 ? parseHex(word) : undefined);
	if (first === undefined || last === undefined) {
		return fail(context, messages.DMKCPV026E);
	}

	if (last < first) {
		return fail(context, messages.DMKCPV009E, {range: `${pages[0]} ${pages[1]}`});
	}

	if (!vm) {
		return fail(context, messages.DMKCPV805E);
	}

	const gone = Array.from({length: last + 1 - first}, (_, index) => first + index)
		.find(page => !vm.storage.contains(page * pageSize, pageSize));
	return gone === undefined
		? {vm, first, last}
		: fail(context, messages.DMKCPV160E, {hexloc: hex(gone * pageSize, 6)});
}
