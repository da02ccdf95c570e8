/**
 * VMDUMP (GC20-1820; DMKVMD): a machine as a spool file in somebody's reader, for who looks for what went wrong in it
 * (`debugging/dump-file.ts` says what is in it).
 */
import {pageSize} from '../../base/architecture.js';
import {limits} from '../../base/limits.js';
import type {
	CommandResult, CpStep, UserCommand, UserContext,
} from '../command.js';
import {othersTurn} from '../command-turns.js';
import {dumpCards, type DumpDescription} from '../debugging/dump-file.js';
import {outside, refuse, vmdumpMessages} from '../debugging/refusals.js';
import {
	OperandError, operandParts, storageRange, type StorageRange,
} from '../debugging/storage-operand.js';
import {MachineStorage} from '../debugging/storage-view.js';
import {timestamp} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import {operatorUserid} from '../operator.js';
import {OutputUnit} from '../spool/output-unit.js';
import {initialSpool} from '../spool/spooled-units.js';
import {isUser} from '../spool/spooled-devices.js';

/** Areas that one command dumps at most. */
const mostAreas = 3;
const dumpClass = 'V';
const punchCard = 0x01;

export const vmdump: UserCommand = {
	name: 'VMDUMP', minimum: 6, classes: 'G',
	syntax: [
		'VMDUMP [hexloc1][{-|:}{hexloc2|END}|.{bytecount|END}]... [TO userid|TO *|SYSTEM] [FORMAT vmtype] [DSS] '
		+ '[*dumpid]',
	],
	summary: 'make a spool file of your virtual machine, for IPCS',
	description: [
		'Up to three areas, in whole pages; without one all of storage. TO: whose reader it goes to, his own with *; '
		+ 'else, as with SYSTEM, the operator\'s. FORMAT: what kind of system it is. DSS: segments that the machine '
		+ 'has loaded as well. dumpid: up to 100 characters behind an asterisk, as the last operand.',
	],
	returnCodes: [
		'3    INVALID OPTION - option',
		'4    INVALID HEXLOC - hexloc',
		'9    INVALID RANGE - range',
		'20   USERID MISSING OR INVALID',
		'26   OPERAND MISSING OR INVALID',
		'53   userid NOT IN CP DIRECTORY',
		'61   DUMP FAILED; SPOOLING ERROR',
		'160  HEXLOC hexloc EXCEEDS STORAGE',
	],
	run(context): CommandResult {
		const asked = requestOf(context);
		return typeof asked === 'number' ? asked : spool(context, asked);
	},
};

type Request = Omit<DumpDescription, 'time'> & {readonly to: string; readonly segments: boolean};

/** What is asked for; a return code where that is wrong. */
function requestOf(context: UserContext): Request | number {
	const {vm, words, text} = context;
	const named = words.findIndex(word => word.startsWith('*') && word !== '*');
	const identifier = named === -1 ? '' : text.slice(text.search(/\*[^ ]/) + 1);
	const view = new MachineStorage(vm.storage);
	const ranges: StorageRange[] = [];
	let to = operatorUserid;
	let format = '';
	let segments = false;
	const before = named === -1 ? words : words.slice(0, named);
	for (let at = 0; at < before.length; at++) {
		const word = before[at];
		switch (word) {
			case 'TO': {
				const userid = before[++at];
				if (userid === undefined) {
					return fail(context, messages.DMKVMD020E);
				}

				to = userid === '*' ? vm.userid : userid;
				break;
			}

			case 'SYSTEM': {
				to = operatorUserid;
				break;
			}

			case 'FORMAT': {
				// Whatever it is, it is the kind: a keyword too.
				format = before[++at] ?? '';
				if (format === '' || format.length > 8) {
					return fail(context, messages.DMKVMD026E);
				}

				break;
			}

			case 'DSS': {
				segments = true;
				break;
			}

			default: {
				const range = area(word, view);
				if (range instanceof OperandError) {
					return refuse(context, vmdumpMessages, range);
				}

				ranges.push(range);
			}
		}
	}

	if (ranges.length > mostAreas || identifier.length > limits.dumpIdentifier.value) {
		return fail(context, messages.DMKVMD026E);
	}

	if (!isUser(context, to)) {
		return fail(context, messages.DMKVMD053E, {userid: to});
	}

	return {
		to, format, segments, identifier,
		ranges: ranges.length === 0 ? [{first: 0, last: view.size - 1}] : ranges,
	};
}

/** The pages of an operand. An address alone is the place there, without one it is everything. */
function area(word: string, view: MachineStorage): StorageRange | OperandError {
	const parts = operandParts(word);
	if (parts?.kind !== '') {
		return new OperandError('option', word);
	}

	const range = storageRange(parts, view.size);
	if (range instanceof OperandError) {
		return range;
	}

	const {first, last} = range;
	const pages = {first: first - (first % pageSize), last: last - (last % pageSize) + pageSize - 1};
	return outside(view, range, parts) ?? pages;
}

/**
 * Punches the dump, page by page: others have their turn between, while the machine stays in CP as it was. However it
 * ends, nothing but a whole dump is left.
 */
function * spool(context: UserContext, {to, segments, ...request}: Request): CpStep {
	const {cp, vm, reply} = context;
	const unit = new OutputUnit(vm, cp.spooler, 'PUN', {...initialSpool(dumpClass), to});
	const machine = {userid: vm.userid, cpu: vm.cpu, view: new MachineStorage(vm.storage)};
	const ranges = [...request.ranges];
	for (const range of segments ? segmentPages(context) : []) {
		ranges.push(range);
	}

	try {
		for (const cards of dumpCards(machine, {...request, ranges, time: timestamp(cp.clock)})) {
			if (!cards.every(card => unit.write(punchCard, card))) {
				return fail(context, messages.DMKVMD061E);
			}

			yield othersTurn;
		}

		if (!unit.close({name: vm.userid, type: 'VMDUMP', force: true})) {
			return fail(context, messages.DMKVMD061E);
		}
	} finally {
		// LOGOFF, FORCE or an error in the middle: what was punched gives its room back.
		unit.close({purge: true});
	}

	reply('COMMAND COMPLETE');
	return 0;
}

/** Pages of segments that the machine has loaded. */
function segmentPages({vm}: UserContext): StorageRange[] {
	return [...vm.loaded.segments.values()].flatMap(segment => [...segment.pageNumbers])
		.toSorted((one, other) => one - other)
		.map(page => ({first: page * pageSize, last: ((page + 1) * pageSize) - 1}));
}
