/**
 * Programs in assembler language for tests: assembled, loaded at X'1000', run on a machine of 64 KiB, looked at
 * afterwards.
 */
import {link} from '../../source/assembler/object/absolute-loader.js';
import {assemble, type AssemblyResult} from '../../source/assembler/assemble.js';
import type {AssemblerOptions} from '../../source/assembler/options.js';
import type {Machine} from '../../source/machine/machine.js';
import {machineWith, oldPsw, start} from './code.js';

/** Address of the SVC 0 that register 14 holds: `BR 14` ends a program. */
const returnAddress = 0x0F00;
const saveArea = 0xE000;

/** Digits written in groups, as one run. */
export const joined = (groups: string): string => groups.replaceAll(' ', '');

/** Lines of a template text: tabs in front are the test's own indentation; a blank in front means no name. */
export function lines(text: string): string[] {
	return text.split('\n').map(line => line.replace(/^\t+/, '')).filter(line => line.trim() !== '');
}

/** Assembles what must be without an error, or says which it has. */
export function assembled(text: string, options?: AssemblerOptions): AssemblyResult {
	const result = assemble(lines(text), options);
	if (result.returnCode > 4) {
		throw new Error(result.diagnostics.map(({code, text: message, line}) => `line ${line}: ${code} ${message}`).join('\n'));
	}

	return result;
}

/** Bytes of a program whose START says where it is loaded. */
export function programBytes(text: string): Uint8Array {
	const {cards, sections} = assembled(text);
	return link(cards, sections[0].origin).bytes;
}

/** Text of the object deck from address 0 on, as hexadecimal digits. */
export function objectCode(text: string, options?: AssemblerOptions): string {
	return Buffer.from(link(assembled(text, options).cards, 0).bytes).toString('hex').toUpperCase();
}

export type Outcome = {
	readonly machine: Machine;
	/** General register, unsigned. */
	gpr(register: number): number;
	/** Floating-point register, 16 hexadecimal digits. */
	fpr(register: number): string;
	/** Condition code at the end, or at the program interruption. */
	readonly cc: number;
	/** Program interruption code; 0 where there was none. */
	readonly interruption: number;
	/** Instruction-length code of that interruption, in halfwords. */
	readonly ilc: number;
	/** Storage at a name (plus `offset`), as hexadecimal digits. */
	storage(name: string, length: number, offset?: number): string;
	/** Address a name was loaded at. */
	address(name: string): number;
};

/** Address of a name in a program loaded at X'1000'. */
export function addressOf({symbols}: AssemblyResult, name: string): number {
	const symbol = symbols.find(each => each.name === name);
	if (!symbol) {
		throw new Error(`no symbol ${name}`);
	}

	return symbol.value + (symbol.base ? start + symbol.base.origin : 0);
}

/** Statements that make a program of a few instructions: a section with register 15 as its base. */
function wrapped(text: string): string {
	const own = lines(text).join('\n');
	return /^\S*\s+(?:CSECT|START)\b/m.test(own) ? own : `TEST CSECT\n USING TEST,15\n${own}\n END`;
}

/**
 * Assembles and runs a program until it returns (`BR 14`), interrupts, or has run `limit` instructions. Register 15
 * holds its entry, 14 the return address, 13 a save area. BC mode, supervisor state, key 0 unless `high` (bits 0–31 of
 * the PSW) says otherwise.
 */
export function assembleAndRun(text: string, options: {readonly high?: number; readonly limit?: number} = {}): Outcome {
	const result = assembled(wrapped(text));
	const program = link(result.cards, start);
	const machine = machineWith('', {high: options.high});
	const {cpu, storage} = machine;
	storage.store(start, program.bytes);
	storage.store(returnAddress, Uint8Array.of(0x0A, 0x00));
	cpu.gpr[13] = saveArea;
	cpu.gpr[14] = returnAddress;
	cpu.gpr[15] = program.entry;
	cpu.psw.address = program.entry;
	const exit = machine.run(options.limit ?? 100_000);
	if (exit.reason !== 'wait') {
		throw new Error(`the program did not end: ${exit.reason} at ${cpu.psw.address.toString(16)}`);
	}

	const interrupted = cpu.psw.address === 0xEE00 + 40;
	const [high, low] = oldPsw(machine, interrupted ? 40 : 32);
	const address = (name: string) => addressOf(result, name);

	return {
		machine,
		gpr: register => cpu.gpr[register] >>> 0,
		fpr: register =>
			[cpu.fpr[register], cpu.fpr[register + 1]]
				.map(word => (word >>> 0).toString(16).toUpperCase().padStart(8, '0'))
				.join(''),
		cc: (low >>> 28) & 3,
		interruption: interrupted ? high & 0xFFFF : 0,
		ilc: interrupted ? low >>> 30 : 0,
		storage: (name, length, offset = 0) =>
			Buffer.from(storage.fetch(address(name) + offset, length))
				.toString('hex')
				.toUpperCase(),
		address,
	};
}
