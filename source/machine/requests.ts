/**
 * Requests to run a few instructions on a fresh machine, and their answers, as JSON objects: how a judge outside drives
 * the processor (`yorktown bare --requests`). Clocks stand still; nothing is pending.
 */
import {
	hex, hexBytes, parseHex, parseHexBytes,
} from '../base/hex.js';
import {Machine} from './machine.js';

type Run = {readonly addr: string; readonly hex: string};
type Registers = Readonly<Record<string, string>>;

export type Request = {
	readonly id?: unknown;
	/** BC- or EC-mode PSW to start with, 16 hexadecimal digits. */
	readonly psw: string;
	readonly gpr?: Registers;
	/** Registers 0, 2, 4, 6, 16 digits each. */
	readonly fpr?: Registers;
	readonly cr?: Registers;
	readonly keys?: ReadonlyArray<{readonly addr: string; readonly key: string}>;
	readonly mem?: readonly Run[];
	/** Bytes of storage, 16 MiB unless told. */
	readonly storage?: number;
	/** Instructions at most. */
	readonly limit?: number;
	readonly dump?: ReadonlyArray<{readonly addr: string; readonly len: number}>;
	readonly dumpKeys?: readonly string[];
};

export type Answer = {
	readonly id: unknown;
	readonly psw: string;
	readonly gpr: Registers;
	readonly fpr: Registers;
	readonly cr: Registers;
	readonly mem: readonly Run[];
	readonly keys?: ReadonlyArray<{readonly addr: string; readonly key: string}>;
	readonly interrupt: {readonly kind: string; readonly code: number} | undefined;
	readonly executed: number;
};

const numbers = Array.from({length: 16}, (_, number) => number);

/** What a request says cannot be understood or run; its message goes into the answer. */
class BadRequest extends Error {
	override name = 'BadRequest';
}

function number(text: string | undefined, what: string): number {
	const value = parseHex(text ?? '');
	if (value === undefined) {
		throw new BadRequest(`bad ${what}: ${String(text)}`);
	}

	return value;
}

function loadRegisters(registers: Registers | undefined, set: (register: number, text: string) => void): void {
	for (const [register, text] of Object.entries(registers ?? {})) {
		if (!/^(?:\d|1[0-5])$/.test(register)) {
			throw new BadRequest(`bad register: ${register}`);
		}

		set(Number(register), text);
	}
}

/** State of a machine as an answer shows it. */
export function describe(machine: Machine): Pick<Answer, 'psw' | 'gpr' | 'fpr' | 'cr'> {
	const {psw, gpr, fpr, cr} = machine.cpu;
	const words = (registers: Int32Array) =>
		Object.fromEntries(numbers.map(register => [register, hex(registers[register], 8)]));
	return {
		psw: hex(psw.high, 8) + hex(psw.low, 8),
		gpr: words(gpr),
		fpr: Object.fromEntries(
			[0, 2, 4, 6].map(register => [register, hex(fpr[register], 8) + hex(fpr[register + 1], 8)]),
		),
		cr: words(cr),
	};
}

/** A machine as just made: `spare` cleared where its size fits. */
function freshMachine(request: Request, spare: Machine | undefined): Machine {
	const storage = request.storage ?? 16_777_216;
	if (!Number.isInteger(storage) || storage < 4096 || storage > 16_777_216 || storage % 4096 !== 0) {
		throw new BadRequest(`bad storage size: ${storage}`);
	}

	if (spare?.storage.size === storage) {
		spare.cpu.reset();
		spare.cpu.gpr.fill(0);
		spare.cpu.fpr.fill(0);
		spare.storage.clear();
		return spare;
	}

	return new Machine({storage, timers: {running: false}});
}

function load(machine: Machine, request: Request): void {
	const {cpu, storage} = machine;
	cpu.cr.fill(0);
	loadRegisters(request.gpr, (register, text) => {
		cpu.gpr[register] = number(text, 'general register');
	});
	loadRegisters(request.cr, (register, text) => {
		cpu.cr[register] = number(text, 'control register');
	});
	loadRegisters(request.fpr, (register, text) => {
		if ((register & 1) !== 0 || register > 6 || text.length !== 16) {
			throw new BadRequest(`bad floating-point register: ${register}`);
		}

		cpu.fpr[register] = number(text.slice(0, 8), 'floating-point register');
		cpu.fpr[register + 1] = number(text.slice(8), 'floating-point register');
	});
	for (const {addr, hex: text} of request.mem ?? []) {
		const bytes = parseHexBytes(text);
		const address = number(addr, 'address');
		if (!bytes || address + bytes.length > storage.size) {
			throw new BadRequest(`bad storage run at ${addr}`);
		}

		storage.store(address, bytes);
	}

	for (const {addr, key} of request.keys ?? []) {
		const address = number(addr, 'address');
		storage.keys[address >>> 11] = number(key, 'key');
		storage.tables.close(address >>> 11);
	}

	if (request.psw?.length !== 16) {
		throw new BadRequest(`bad PSW: ${request.psw}`);
	}

	cpu.psw.load(number(request.psw.slice(0, 8), 'PSW'), number(request.psw.slice(8), 'PSW'));
}

/** Runs requests one after the other; a machine of the same size is cleared and used again. */
export class RequestRunner {
	#machine: Machine | undefined;

	/** Answers one request; one that cannot be run is answered with its `id` and `error`. */
	answer(request: Request): Answer | {readonly id: unknown; readonly error: string} {
		try {
			const machine = freshMachine(request, this.#machine);
			this.#machine = machine;
			load(machine, request);
			return this.#run(machine, request);
		} catch (error) {
			if (error instanceof BadRequest) {
				return {id: request.id, error: error.message};
			}

			throw error;
		}
	}

	#run(machine: Machine, request: Request): Answer {
		const {cpu, processor, storage} = machine;
		const limit = request.limit ?? 1;
		const before = cpu.instructions;
		const {taken} = processor;
		taken.kind = 'none';
		while (cpu.instructions - before < limit && taken.kind === 'none') {
			const {reason} = machine.run(1);
			if (reason !== 'budget') {
				break;
			}
		}

		const state = describe(machine);
		return {
			id: request.id,
			...state,
			mem: (request.dump ?? []).map(({addr, len}) => {
				const address = number(addr, 'address');
				if (address + len > storage.size) {
					throw new BadRequest(`bad dump range at ${addr}`);
				}

				return {addr, hex: hexBytes(storage.fetch(address, len))};
			}),
			...(request.dumpKeys && {
				keys: request.dumpKeys.map(addr => ({addr, key: hex(storage.keys[number(addr, 'address') >>> 11], 2)})),
			}),
			interrupt: taken.kind === 'none' ? undefined : {kind: taken.kind, code: taken.code},
			executed: cpu.instructions - before,
		};
	}
}

/** Answers one line of JSON with one line of JSON (without its end). */
export function answerLine(runner: RequestRunner, line: string): string {
	let request: unknown;
	try {
		request = JSON.parse(line);
	} catch {
		return JSON.stringify({id: null, error: 'not JSON'});
	}

	if (typeof request !== 'object' || request === null || Array.isArray(request)) {
		return JSON.stringify({id: null, error: 'not an object'});
	}

	const answer = runner.answer(request as Request);
	return JSON.stringify('error' in answer ? answer : {...answer, interrupt: answer.interrupt ?? null});
}
