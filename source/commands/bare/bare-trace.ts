/**
 * `yorktown bare --trace`: one line for each instruction, with what it left in the registers, and one for each
 * interruption.
 *
 *     001000  5810A000      L     1,X'000'(10)              CC 0  R1=0000004D
 *     001004  0ACA          SVC   202                       CC 0
 *             supervisor-call interruption X'00CA', old PSW 000000CA 40001006
 */
import {hex, hexBytes} from '../../base/hex.js';
import {disassemble} from '../../machine/instructions/disassembler.js';
import {
	externalInterruption, ioInterruption, programInterruption, svcInterruption, type InterruptionClass,
} from '../../machine/cpu/interruption-classes.js';
import {peekInstruction} from '../../machine/storage/peek.js';
import type {Standalone} from '../../machine/standalone.js';

const names: ReadonlyMap<InterruptionClass, string> = new Map([
	[programInterruption, 'program'],
	[svcInterruption, 'supervisor-call'],
	[externalInterruption, 'external'],
	[ioInterruption, 'I/O'],
]);

/** Changed registers of a group, as `R1=0000004D`. */
function changes(before: Int32Array, after: Int32Array, name: (register: number) => string): string[] {
	return [...after.keys()]
		.filter(register => before[register] !== after[register])
		.map(register => `${name(register)}=${hex(after[register], 8)}`);
}

/** Condition code of a PSW in storage. */
const conditionCode = (high: number, low: number): number => ((high & 0x8_0000) === 0 ? low >>> 28 : high >>> 12) & 3;

/**
 * Runs one instruction and the interruptions before and behind it; answers how the machine rests, as `Standalone.run`
 * does, and its lines.
 */
export function traceStep(system: Standalone): {readonly rest: ReturnType<Standalone['run']>; readonly lines: string} {
	const {machine} = system;
	const {cpu, processor: {execution}} = machine;
	const executed = cpu.instructions;
	const before = {gpr: cpu.gpr.slice(), fpr: cpu.fpr.slice(), cr: cpu.cr.slice()};
	const behind: string[] = [];
	const lines: string[] = [];
	let {address} = cpu.psw;
	let bytes = peekInstruction(machine, address);
	let cc: number | undefined;
	const watch = (kind: InterruptionClass, code: number) => {
		const [high, low] = [kind.oldPsw, kind.oldPsw + 4].map(at => execution.realWord(at) >>> 0);
		const line = `        ${names.get(kind)!} interruption X'${hex(code, 4)}', old PSW ${hex(high, 8)} `
			+ `${hex(low, 8)}`;
		if (kind === svcInterruption || cpu.instructions > executed) {
			cc ??= conditionCode(high, low);
			behind.push(line);
			return;
		}

		// It came before the instruction, which is the first of its new PSW.
		lines.push(line);
		({address} = cpu.psw);
		bytes = peekInstruction(machine, address);
	};

	execution.interruptionWatchers.add(watch);
	let rest: ReturnType<Standalone['run']>;
	try {
		rest = system.run(1);
	} finally {
		execution.interruptionWatchers.delete(watch);
	}

	if (cpu.instructions > executed) {
		lines.push(instructionLine());
	}

	return {rest, lines: [...lines, ...behind].map(line => `${line.trimEnd()}\n`).join('')};

	function instructionLine(): string {
		const {length, text} = bytes.length === 0 ? {length: 0, text: '(cannot be fetched)'} : disassemble(bytes);
		const left = [
			...changes(before.gpr, cpu.gpr, register => `R${register}`),
			...changes(before.cr, cpu.cr, register => `C${register}`),
			...changes(before.fpr, cpu.fpr, word => `F${word & 6}${(word & 1) === 0 ? '' : '+4'}`),
		];
		return `${hex(address, 6)}  ${hexBytes(bytes.subarray(0, length)).padEnd(12)}  ${text.padEnd(30)}  CC `
			+ `${cc ?? cpu.psw.cc}  ${left.join(' ')}`;
	}
}
