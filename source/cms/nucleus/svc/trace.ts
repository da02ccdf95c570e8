/**
 * What SVCTRACE prints (GC20-1818, "SVCTRACE"; DMSOVS): a block of lines before each SVC is performed and another when
 * it returns, on the virtual printer, for as long as tracing is on and not suspended. Whether it is lies in storage
 * (`nucleus-state.ts`); HO may end it between any two lines.
 *
 * Not here: functions that commands in TypeScript call directly, for no SVC is issued.
 */
import {assigned} from '../../../base/assigned-storage.js';
import {addressMask} from '../../../base/architecture.js';
import {toEbcdic, fromEbcdic} from '../../../base/ebcdic.js';
import {hex} from '../../../base/hex.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CommandCall} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {notFound} from '../../not-found.js';
import {carriage} from '../../unit-record/carriage.js';
import type {Found} from '../command/command-search.js';
import type {NucleusState} from '../storage/nucleus-state.js';

const wordsOfLine = 8;
/** Bytes of a parameter list that are shown: two lines. */
export const shownList = 64;
const nameLength = 8;
const svc202 = 202;
/** Interruption code of a PSW in BC mode. */
const codeMask = 0xFFFF;
/** Digits of number and depth. */
const digits = {number: 3, depth: 2} as const;
/** Registers that routines of CMS alter. */
const altered = {first: 0, parameter: 1, code: 15} as const;

/** What recording needs of the nucleus. */
export type TraceHost = Pick<Cms, 'guest' | 'unitRecords' | 'message' | 'cp'> & {
	readonly state: NucleusState;
	readonly running: readonly string[];
};

export type Registers = {readonly gpr: readonly number[]; readonly fpr: readonly number[]};
export type Psw = readonly [number, number];

/** What the block before the SVC showed and the one after it shows again. */
export type Recorded = Registers & {
	readonly number: number;
	readonly depth: number;
	readonly name: string;
	readonly from: number;
	readonly oldPsw: Psw;
	readonly list: Uint8Array;
};
/** How it returned. `returnCode`: none of an SVC that is none of CMS's. */
export type Returned = {readonly after: Registers; readonly goPsw: Psw; readonly returnCode: number | undefined};

const word = (value: number): string => hex(value >>> 0, 8);
const psw = (words: Psw): string => words.map(value => word(value)).join(' ');
const printable = (text: string): string => text.replaceAll(/[^ -~]/g, '.');

/** Words as EBCDIC between asterisks. */
function translated(words: readonly number[]): string {
	const bytes = new Uint8Array(words.length * 4);
	const view = new DataView(bytes.buffer);
	for (const [index, value] of words.entries()) {
		view.setInt32(index * 4, value);
	}

	return `*${printable(fromEbcdic(bytes))}*`;
}

/** Lines of eight words; the label stands on the first. */
function lines(label: string, words: readonly number[]): string[] {
	return Array.from({length: Math.ceil(words.length / wordsOfLine)}, (_, index) => {
		const shown = words.slice(index * wordsOfLine, (index + 1) * wordsOfLine);
		const left = (index === 0 ? label : '').padEnd(label.length);
		const digitsShown = shown.map(value => word(value)).join(' ');
		return `${left} = ${digitsShown.padEnd((wordsOfLine * 9) - 1)} ${translated(shown)}`;
	});
}

/** The four floating-point registers, a doubleword each. */
function floating(label: string, words: readonly number[]): string {
	const pairs = [0, 2, 4, 6].map(at => `${word(words[at])}${word(words[at + 1])}`);
	return `${label} = ${pairs.join('  ')}  ${translated(words)}`;
}

function listLines({list}: Recorded): string[] {
	const view = new DataView(list.buffer, list.byteOffset, list.length);
	return lines('.PARM', Array.from({length: list.length >>> 2}, (_, index) => view.getInt32(index * 4)));
}

function firstLine(sign: '-' | '+' | '*', recorded: Recorded, goPsw: Psw): string {
	const number = `${recorded.number}`.padStart(digits.number, '0');
	const depth = `${recorded.depth}`.padStart(digits.depth, '0');
	return `${sign} N/D = ${number}/${depth} ${printable(recorded.name).padEnd(nameLength)} FROM `
		+ `${hex(recorded.from, 6)} OLDPSW = ${psw(recorded.oldPsw)} GOPSW = ${psw(goPsw)}`;
}

/** The lines before an SVC. `goPsw`: what it is invoked with. */
export function before(recorded: Recorded, goPsw: Psw): string[] {
	return [
		firstLine('-', recorded, goPsw),
		...lines('.GPRSB', recorded.gpr),
		floating('.FPRS', recorded.fpr),
		...listLines(recorded),
	];
}

/** The lines when it returned. */
export function behind(recorded: Recorded, {after, goPsw, returnCode}: Returned, finished: Registers): string[] {
	const sign = returnCode === undefined || returnCode === 0 ? '+' : '*';
	const [first, parameter, code] = [altered.first, altered.parameter, altered.code].map(index => after.gpr[index]);
	return [
		firstLine(sign, recorded, goPsw) + (returnCode === undefined ? '' : `  RC=${returnCode}`),
		...lines('.GPRSB', recorded.gpr),
		`.GPRS AFTER : R0-R1 = ${word(first)} ${word(parameter)} ${translated([first, parameter])} `
		+ `R15 = ${word(code)} ${translated([code])}`,
		...lines('.GPRSS', finished.gpr),
		floating('.FPRS', after.fpr),
		floating('.FPRSS', finished.fpr),
		...listLines(recorded),
	];
}

/** Prints while tracing is on. A printer that takes no line ends it. */
export function * print(host: TraceHost, block: readonly string[]): Step {
	for (const line of block) {
		if (!host.state.traces) {
			return;
		}

		const end = yield * host.unitRecords.print(toEbcdic(line), carriage.writeAndSpace);
		if (end !== 'ok' && host.state.traces) {
			host.state.endTrace();
			yield * host.message(messages.DMSOVR123S);
		}
	}
}

/** The registers as they are now. */
export function registersNow({guest: {gpr, fpr}}: TraceHost): Registers {
	return {gpr: [...gpr], fpr: [...fpr]};
}

/** The PSW in storage at `address`. */
export function pswAt({guest: {storage}}: TraceHost, address: number): Psw {
	return [storage.word(address), storage.word(address + 4)];
}

/** A command's tokens as its parameter list has them. */
function listOf(tokens: readonly string[]): Uint8Array {
	const text = tokens.map(token => token.slice(0, nameLength).padEnd(nameLength)).join('');
	const list = new Uint8Array(shownList).fill(0xFF);
	const bytes = toEbcdic(text).subarray(0, shownList);
	list.set(bytes);
	return list.subarray(0, Math.min(shownList, bytes.length + nameLength));
}

/** A command that CMS or an EXEC calls, recorded as the SVC 202 that the real nucleus would issue for it. */
function * recordedCommand(
	host: TraceHost,
	{tokens}: CommandCall,
	depth: number,
	command: Step<number>,
): Step<number> {
	const {psw: {high, low}} = host.guest;
	const oldPsw: Psw = [(high & ~codeMask) | svc202, low];
	const recorded: Recorded = {
		...registersNow(host),
		number: host.state.nextTraced(),
		depth,
		name: tokens[0] ?? '',
		from: low & addressMask,
		oldPsw,
		list: listOf(tokens),
	};
	yield * print(host, before(recorded, pswAt(host, assigned.svcNew)));
	const returnCode = yield * command;
	const finished = registersNow(host);
	const after = {...finished, gpr: finished.gpr.with(altered.code, returnCode)};
	yield * print(host, behind(recorded, {after, goPsw: oldPsw, returnCode}, finished));
	return returnCode;
}

/** What was found for a command, to be recorded when it runs where SVCs are traced; what was not is recorded now. */
export function * tracedCommand(
	host: TraceHost,
	call: CommandCall,
	found: Found | undefined,
): Step<Found | undefined> {
	if (!host.state.traces) {
		return found;
	}

	if (!found) {
		yield * recordedCommand(host, call, host.running.length + 1, unknown());
		return undefined;
	}

	// When it runs its level counts already.
	return {...found, run: () => recordedCommand(host, call, host.running.length, found.run())};
}

function * unknown(): Step<number> {
	return notFound.command;
}

/** SVCTRACE ON and OFF. */
export const svcTrace = (host: TraceHost): Cms['svcTrace'] => ({
	begin() {
		host.state.beginTrace();
	},
	end: () => endTrace(host),
});

/** SVCTRACE OFF, HO and HX: what was recorded is printed. */
export function * endTrace(host: TraceHost): Step {
	if (host.state.isTracing) {
		host.state.endTrace();
		yield * host.cp('CLOSE 00E', true);
	}
}
