/**
 * What a program finds in R0 and R1 when it is called as a command: the tokens in R1, with who calls in the first byte,
 * and the command as it was given in R0 (GC20-1819, "Linkage"; SC19-6203, "Parameter lists"). A program called by
 * another one gets what that one had in its registers.
 */
import {addressMask} from '../../../base/architecture.js';
import {ebcdicField, toEbcdic} from '../../../base/ebcdic.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {Cms, CommandCall} from '../../cms.js';
import {callType, extendedList, fence} from './parameter-list.js';

const tokenLength = 8;
/** Longest line that is taken from an extended list, characters; a longer one is none. */
const longestLine = 4096;
const typeShift = 24;
const hasLine: ReadonlySet<number> = new Set([
	callType.extended, callType.terminal, callType.procedure, callType.silentProcedure,
]);

/** The lists of a call, in free storage until they are released. */
export class ProgramLists {
	readonly #cms: Pick<Cms, 'guest' | 'settings' | 'allocate' | 'release'>;
	readonly #areas: Array<{readonly address: number; readonly bytes: number}> = [];
	/** R0 and R1. */
	readonly registers: readonly [number, number];

	constructor(cms: Pick<Cms, 'guest' | 'settings' | 'allocate' | 'release'>, call: CommandCall) {
		this.#cms = cms;
		const {
			from, plist, registers, tokens, line, uncut,
		} = call;
		if (registers) {
			this.registers = registers;
		} else if (plist === undefined) {
			const list = this.#stored(Buffer.concat([
				...tokens.map(token => ebcdicField(token, tokenLength)), new Uint8Array(tokenLength).fill(fence),
			]));
			this.registers = from === 'program'
				? [0, list]
				: [this.#extended(uncut?.() ?? line, uncut !== undefined), list | (this.#type(from) << typeShift)];
		} else {
			this.registers = [0, plist];
		}
	}

	release(): void {
		for (const {address, bytes} of this.#areas.splice(0)) {
			this.#cms.release(address, bytes);
		}
	}

	#type(from: 'terminal' | 'exec'): number {
		if (from === 'terminal') {
			return callType.terminal;
		}

		return this.#cms.settings.suppressMessages ? callType.silentProcedure : callType.procedure;
	}

	/**
	 * The name begins with the first character that is not blank, the arguments with the first such behind it; in an
	 * EXEC one blank lies between, and what else is there belongs to them (as IBM's CMS does it).
	 */
	#extended(line: string, oneBlank: boolean): number {
		const text = this.#stored(toEbcdic(line));
		const parts = oneBlank ? /^( *)([()]|[^ ()]*)( ?)/ : /^( *)([()]|[^ ()]*)( *)/;
		const [before, name, between] = parts.exec(line)!.slice(1).map(part => part.length);
		return this.#stored(extendedList.encode({
			command: text + before, begin: text + before + name + between, end: text + line.length, user: 0,
		}));
	}

	#stored(bytes: Uint8Array): number {
		const address = this.#cms.allocate(Math.max(bytes.length, 1));
		this.#areas.push({address, bytes: Math.max(bytes.length, 1)});
		this.#cms.guest.storage.store(address, bytes);
		return address;
	}
}

/** The command as its caller has it in an extended list; `undefined` where R1 says there is none, or it can be none. */
export function extendedLine(
	storage: Pick<GuestStorage, 'contains' | 'fetch' | 'store' | 'text'>,
	[list, tokens]: readonly [number, number],
): string | undefined {
	const at = list & addressMask;
	if (!hasLine.has(tokens >>> typeShift) || !storage.contains(at, extendedList.length)) {
		return undefined;
	}

	const {command, begin, end} = new StoredRecord(extendedList, storage, at).read();
	const first = command & addressMask;
	const last = end & addressMask;
	const length = last - first;
	return length > 0 && length <= longestLine && (begin & addressMask) <= last && storage.contains(first, length)
		? storage.text(first, length)
		: undefined;
}
