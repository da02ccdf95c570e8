/**
 * Differences between our machine and Hercules 3.13 that are explained in README.md: each rule covers as little as it
 * can.
 */
import {codesLength, header, type StateRecord} from './driver.js';
import type {Case} from './sequence.js';

export type Found = {
	readonly case: Case;
	readonly found: readonly string[];
	readonly ours: StateRecord;
	readonly peer: StateRecord | undefined;
};

export type Allowance = {
	readonly name: string;
	covers(difference: Found): boolean;
};

const isEc = (record: StateRecord): boolean => (record[header.psw + 1] & 8) !== 0;
const isProgram = (record: StateRecord): boolean => record.readUInt32BE(header.kind) === 1;
const programEvent = 0x80;
/**
 * Program-interruption code of a result, -1 where it ended by SVC. A program event beside another condition is left
 * out.
 */
export const codeOf = (record: StateRecord): number => {
	const code = isProgram(record)
		? (isEc(record)
			? record.readUInt16BE(header.codes + 14)
			: record.readUInt16BE(header.psw + 2))
		: -1;
	return code > programEvent ? code & ~programEvent : code;
};

/** Kinds of program events in a result, as at X'96'. */
const eventsOf = (record: StateRecord): number => record[header.codes + 0x16];
const ilcOf = (record: StateRecord): number =>
	isEc(record) ? record[header.codes + 13] >>> 1 : record[header.psw + 4] >>> 6;
const addressOf = (record: StateRecord): number => record.readUInt32BE(header.psw + 4) & 0xFF_FFFF;
const startOf = (record: StateRecord): number => (addressOf(record) - (2 * ilcOf(record))) & 0xFF_FFFF;
const only = (found: readonly string[], ...names: readonly string[]): boolean =>
	found.every(line => names.some(name => line.startsWith(name)));
const isStorageKeyed = ({ours, peer}: Found): boolean =>
	[0, 1, 2, 3].every(
		block => ((ours[header.keys + block * 4 + 3] ^ peer![header.keys + block * 4 + 3]) & 0xF8) === 0,
	);

/** First byte of the operation code of the last instruction of our result, or of its subject. */
export const lastOpcode = (ours: StateRecord): number => ours[header.last];
const isExecute = (ours: StateRecord): boolean => ours[header.executed] === 1;
const isNullified = (record: StateRecord): boolean => [0x10, 0x11].includes(codeOf(record));

const edits = [0xDE, 0xDF];
const decimals = [0xF0, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD];
const accesses = new Set([4, 5, 0x10, 0x11, 0x12]);
/** Whether both ended at the same instruction; the peer's length of EXECUTE is that of its subject. */
const isSame = (ours: StateRecord, peer: StateRecord): boolean =>
	(isNullified(ours) ? addressOf(ours) : startOf(ours)) === (isNullified(peer) ? addressOf(peer) : startOf(peer))
	|| (isExecute(ours) && [0, 4].includes(addressOf(peer) - addressOf(ours)));

export const allowances: readonly Allowance[] = [
	{
		name: 'length of an instruction that cannot be fetched',
		covers: ({found, ours, peer}) =>
			peer !== undefined
			&& only(found, 'PSW', 'codes', 'key')
			&& [4, 5, 6, 0x12].includes(codeOf(ours))
			&& codeOf(ours) === codeOf(peer)
			&& ilcOf(ours) !== ilcOf(peer)
			&& startOf(ours) === startOf(peer),
	},
	{
		name: 'reference and change bits of an instruction ended by an exception',
		covers: difference =>
			difference.peer !== undefined
			&& codeOf(difference.ours) >= 0
			&& only(difference.found, 'key')
			&& isStorageKeyed(difference),
	},
	{
		name: 'byte index of a translation-exception address',
		covers: difference =>
			difference.peer !== undefined
			&& only(difference.found, 'codes', 'key')
			&& isStorageKeyed(difference)
			&& isNullified(difference.ours)
			&& ((difference.ours.readUInt32BE(header.codes + 16) ^ difference.peer.readUInt32BE(header.codes + 16))
				& 0xFFFF_F000)
			=== 0,
	},
	{
		name: 'monitor class and code in BC mode',
		covers: ({found, ours, peer}) =>
			peer !== undefined && only(found, 'codes', 'key') && codeOf(ours) === 0x40 && !isEc(ours),
	},
	{
		name: 'reference bits',
		covers: difference =>
			difference.peer !== undefined
			&& only(difference.found, 'key')
			&& [0, 1, 2, 3].every(block =>
				((difference.ours[header.keys + block * 4 + 3] ^ difference.peer![header.keys + block * 4 + 3])
					& ~4)
				=== 0),
	},
	{
		name: 'reference bits, read by ISK',
		covers: ({case: {text}, found, peer}) =>
			peer !== undefined
			&& text.split(' ').includes('ISK')
			&& found.every(line => {
				const [name, one, two] = line.split(' ');
				return (
					name.startsWith('key')
					|| (/^R\d/.test(name) && Number.parseInt(one, 16) - Number.parseInt(two, 16) === 4)
				);
			}),
	},
	{
		name: 'RESET REFERENCE BIT on 2 KiB keys',
		covers: ({case: {text}}) => text.split(' ').includes('RRB'),
	},
	{
		name: 'result of ED and EDMK ended by an exception',
		covers: ({found, ours, peer}) =>
			peer !== undefined
			&& codeOf(ours) >= 0
			&& codeOf(peer) === codeOf(ours)
			&& only(
				found,
				'R1 ',
				'storage',
				'key',
				isNullified(ours) ? 'codes' : 'key',
				isExecute(ours) ? 'PSW' : 'key',
			)
			&& edits.includes(lastOpcode(ours)),
	},
	{
		name: 'which of an access exception and a data or divide exception of a decimal instruction',
		covers: ({ours, peer}) =>
			peer !== undefined
			&& [...decimals, ...edits].includes(lastOpcode(ours))
			&& isSame(ours, peer)
			&& [codeOf(ours), codeOf(peer)].some(code => accesses.has(code))
			&& [codeOf(ours), codeOf(peer)].some(code => code === 7 || code === 11),
	},
	{
		name: 'which of the access exceptions of two operands',
		covers: ({found, ours, peer}) =>
			peer !== undefined
			&& lastOpcode(ours) >= 0xD0
			&& isSame(ours, peer)
			&& accesses.has(codeOf(ours))
			&& accesses.has(codeOf(peer))
			&& only(found, 'PSW', 'codes', 'key'),
	},
	{
		name: 'keys of a page by ISKE, RRBE, SSKE',
		covers: ({case: {text}}) => ['ISKE', 'RRBE', 'SSKE'].some(name => text.split(' ').includes(name)),
	},
	{
		name: 'how far MVCL and CLCL came before an access exception',
		covers: ({found, ours, peer}) =>
			peer !== undefined
			&& [0x0E, 0x0F].includes(lastOpcode(ours))
			&& isSame(ours, peer)
			&& accesses.has(codeOf(ours))
			&& accesses.has(codeOf(peer))
			&& only(found, 'PSW', 'key', 'R', 'storage', 'codes'),
	},
	{
		name: 'PSW bit 16, which dual address space has made valid on the peer',
		covers: ({ours}) =>
			codeOf(ours) === 6 && isEc(ours) && ilcOf(ours) === 0 && (ours[header.psw + 2] & 0x80) !== 0,
	},
	{
		name: 'MVCL whose operands are one real page under two virtual addresses',
		covers: ({case: {text, record}, found, ours, peer}) =>
			peer !== undefined
			&& only(found, 'storage', isNullified(ours) ? 'codes' : 'storage')
			&& text.split(' ').includes('MVCL')
			&& isEc(record)
			&& (record[header.psw] & 4) !== 0,
	},
	{
		name: 'condition code of a decimal instruction ended by a data exception',
		covers: ({found, ours, peer}) =>
			peer !== undefined
			&& only(found, 'PSW', 'key')
			&& codeOf(ours) === 7
			&& codeOf(peer) === 7
			&& decimals.includes(lastOpcode(ours))
			&& addressOf(ours) === addressOf(peer),
	},
	{
		name: 'access behind the first unequal byte of CLC and CLM',
		covers: ({ours, peer}) =>
			peer !== undefined && accesses.has(codeOf(ours)) && [0xD5, 0xBD].includes(lastOpcode(ours)),
	},
	{
		name: 'bits 0-7 of the operand of SET PREFIX',
		covers: ({case: {text}, ours, peer}) =>
			peer !== undefined
			&& text.split(' ').includes('SPX')
			&& codeOf(peer) === 5
			&& (codeOf(ours) !== 5 || addressOf(ours) !== addressOf(peer)),
	},
	{
		name: 'program event of SUPERVISOR CALL',
		covers: ({found, ours, peer}) =>
			peer !== undefined
			&& codeOf(ours) === programEvent
			&& eventsOf(ours) === 0x40
			&& !isProgram(peer)
			&& lastOpcode(ours) === 0x0A
			&& only(found, 'kind', 'PSW', 'codes', 'key'),
	},
	{
		name: 'storage-alteration event of an unequal CS or CDS',
		covers: ({case: {text}, ours, peer}) =>
			peer !== undefined
			&& /\bCD?S\b/.test(text)
			&& codeOf(peer) === programEvent
			&& eventsOf(peer) === 0x20
			&& (eventsOf(ours) !== 0x20
				|| ours.compare(
					peer,
					header.codes + 0x18,
					header.codes + 0x1C,
					header.codes + 0x18,
					header.codes + 0x1C,
				) !== 0),
	},
	{
		name: 'storage-alteration event of STORE CONTROL behind its first byte',
		covers: ({ours, peer}) =>
			peer !== undefined
			&& codeOf(ours) === programEvent
			&& eventsOf(ours) === 0x20
			&& lastOpcode(ours) === 0xB6
			&& (codeOf(peer) !== programEvent || lastOpcode(peer) !== 0xB6),
	},
	{
		name: 'program event of an instruction that turns recording off',
		covers: ({ours, peer}) =>
			peer !== undefined
			&& codeOf(ours) === programEvent
			&& [0x80, 0x82, 0xAC].includes(lastOpcode(ours))
			&& (ours[header.psw] & 0x40) === 0
			&& codeOf(peer) !== programEvent,
	},
	{
		name: 'program event of LOAD CONTROL that changes what is recorded',
		covers: ({ours, peer}) =>
			peer !== undefined
			&& codeOf(ours) === programEvent
			&& lastOpcode(ours) === 0xB7
			&& codeOf(peer) !== programEvent,
	},
	{
		name: 'bits 52-55 of the clock comparator',
		covers: ({found, case: {text}, peer}) =>
			peer !== undefined
			&& /\bSCKC\b.*\bSTCKC\b/.test(text)
			&& found.length === 1
			&& /^storage [\da-f]+ ([\dA-F])0 \1[\dA-F]$/.test(found[0]),
	},
	{
		name: 'instruction-length code of a program event alone',
		covers: ({found, ours, peer}) =>
			peer !== undefined
			&& only(found, 'codes', 'key')
			&& codeOf(ours) === programEvent
			&& codeOf(peer) === programEvent
			&& ours.compare(
				peer,
				header.codes + 14,
				header.codes + codesLength,
				header.codes + 14,
				header.codes + codesLength,
			) === 0,
	},
	{
		name: 'instruction-length code of the subject of EXECUTE',
		covers: ({found, ours, peer}) =>
			peer !== undefined
			&& only(found, 'PSW', 'codes', 'key')
			&& codeOf(ours) === codeOf(peer)
			&& isExecute(ours)
			&& addressOf(ours) === addressOf(peer)
			&& ilcOf(ours) === 2,
	},
];
