/**
 * DEBUG (GC20-1819, "DEBUG"; the typewriter's answers as recorded): looks at and changes storage and registers from the
 * terminal. Not here: BREAK, DUMP, GO, and entry by a program check or the external interruption.
 */
import {assigned} from '../../../base/assigned-storage.js';
import type {Step} from '../../../guest/action.js';
import {
	hex, hexBytes, parseHex, parseHexBytes,
} from '../../../base/hex.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {Abend} from '../../nucleus/abend.js';
import {tokenize} from '../../nucleus/command/scan.js';

const limit = {symbols: 16, examined: 56, stored: 12} as const;
const standardLength = 4;
const registers = 16;

type Session = {origin: number; readonly symbols: Map<string, {readonly address: number; readonly length: number}>};
type Answer = readonly string[] | 'INVALID OPERAND' | 'MISSING OPERAND' | 'INVALID DEBUG REQUEST';
type Request = (cms: Cms, session: Session, operands: readonly string[]) => Answer;

/** A location: symbol or hexadecimal displacement from the origin. */
function locate(session: Session, operand: string): {readonly address: number; readonly length: number} | undefined {
	const symbol = session.symbols.get(operand);
	const displacement = parseHex(operand);
	return (
		symbol
		?? (displacement === undefined ? undefined : {address: session.origin + displacement, length: standardLength})
	);
}

const inStorage = (cms: Cms, address: number, length: number): boolean =>
	cms.guest.storage.contains(address, length);

const examine: Request = (cms, session, [where, count]) => {
	if (where === undefined) {
		return 'MISSING OPERAND';
	}

	const place = locate(session, where);
	const length = count === undefined ? place?.length : Number(count);
	if (
		!place
		|| length === undefined
		|| !Number.isInteger(length)
		|| length < 1
		|| length > limit.examined
		|| !inStorage(cms, place.address, length)
	) {
		return 'INVALID OPERAND';
	}

	return [hexBytes(cms.guest.storage.fetch(place.address, length)).replaceAll(/(.{8})(?=.)/g, '$1 ')];
};

const store: Request = (cms, session, [where, ...values]) => {
	if (where === undefined || values.length === 0) {
		return 'MISSING OPERAND';
	}

	const place = locate(session, where);
	const bytes = parseHexBytes(values.join(''));
	if (!place || !bytes || bytes.length > limit.stored || !inStorage(cms, place.address, bytes.length)) {
		return 'INVALID OPERAND';
	}

	cms.guest.storage.store(place.address, bytes);
	return [];
};

const origin: Request = (_cms, session, [where]) => {
	if (where === undefined) {
		return 'MISSING OPERAND';
	}

	const address = session.symbols.get(where)?.address ?? parseHex(where);
	if (address === undefined) {
		return 'INVALID OPERAND';
	}

	session.origin = address;
	return [];
};

const define: Request = (_cms, session, [symbol, where, count = String(standardLength)]) => {
	if (symbol === undefined || where === undefined) {
		return 'MISSING OPERAND';
	}

	const displacement = parseHex(where);
	const length = Number(count);
	if (
		displacement === undefined
		|| !Number.isInteger(length)
		|| length < 1
		|| length > limit.examined
		|| session.symbols.size >= limit.symbols
	) {
		return 'INVALID OPERAND';
	}

	session.symbols.set(symbol, {address: session.origin + displacement, length});
	return [];
};

const gpr: Request = (cms, _session, [first, last = first]) => {
	if (first === undefined) {
		return 'MISSING OPERAND';
	}

	const from = Number(first);
	const to = Number(last);
	if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < from || to >= registers) {
		return 'INVALID OPERAND';
	}

	return Array.from(cms.guest.gpr.slice(from, to + 1), value => hex(value, 8));
};

/** Shows `length` bytes of low storage. */
const show =
	(address: number, length: number): Request =>
		cms => [hexBytes(cms.guest.storage.fetch(address, length)).replaceAll(/(.{8})(?=.)/g, '$1 ')];

/** What it does, but for RETURN and HX, by word; each has a page of HELP (`session/debug-help.ts`). */
export const requests: ReadonlyMap<string, Request> = new Map([
	['X', examine],
	['STORE', store],
	['ORIGIN', origin],
	['DEFINE', define],
	['GPR', gpr],
	['CAW', show(assigned.caw, 4)],
	['CSW', show(assigned.csw, 8)],
	['PSW', show(assigned.svcOld, 8)],
]);

export const debug: CmsCommand = {
	name: 'DEBUG',
	minimum: 5,
	syntax: ['DEBUG'],
	summary: 'Looks at and changes storage and registers from the terminal.',
	description: [
		'Requests: X location [bytes] shows storage, STORE location hex... changes it, ORIGIN hex sets where locations '
		+ 'count from, DEFINE symbol location [bytes] names one; GPR n [m], PSW, CSW and CAW show registers and '
		+ 'control words.',
		'RETURN goes back to CMS; HX also gives up what was running.',
	],
	* run({cms}) {
		const session: Session = {origin: 0, symbols: new Map()};
		yield * cms.console.type('DEBUG ENTERED.');
		for (;;) {
			yield * cms.console.type('');
			const [word, ...operands] = tokenize(yield * cms.console.read({terminalOnly: true}));
			if (word === 'RETURN') {
				return 0;
			}

			if (word === 'HX') {
				throw new Abend('000', 'DMSDBG', 'quiet');
			}

			yield * typeAnswer(cms, requests.get(word)?.(cms, session, operands) ?? 'INVALID DEBUG REQUEST');
		}
	},
};

function * typeAnswer(cms: Cms, answer: Answer): Step {
	for (const line of typeof answer === 'string' ? [answer] : answer) {
		yield * cms.console.type(line);
	}
}
