/**
 * `yorktown bare --trace`: one line for each instruction, with what it left in the registers, and one for each interruption.
 *
 *     001000  5810A000      L     1,X'000'(10)              CC 0  R1=0000004D
 *     001004  0ACA          SVC   202                       CC 0
 *             supervisor-call interruption X'00CA', old PSW 000000CA 40001006
 */
import {hex, hexBytes} from '../base/hex.js';
import {disassemble} from '../machine/disassembler.js';
import {
	externalInterruption, ioInterruption, programInterruption, svcInterruption, type TakenInterruption,
} from '../machine/interruption.js';
import {peekInstruction} from '../machine/peek.js';
import type {Processor} from '../machine/processor.js';
import type {Standalone} from '../machine/standalone.js';

const interruptions = {
	program: {name: 'program', place: programInterruption},
	svc: {name: 'supervisor-call', place: svcInterruption},
	external: {name: 'external', place: externalInterruption},
	io: {name: 'I/O', place: ioInterruption},
} as const;

/** Changed registers of a group, as `R1=0000004D`. */
function changes(before: Int32Array, after: Int32Array, name: (register: number) => string): string[] {
	return [...after.keys()].filter(register => before[register] !== after[register]).map(register => `${name(register)}=${hex(after[register], 8)}`);
}

/** Runs one instruction and what comes with it; answers how the machine rests, as `Standalone.run` does, and its lines. */
export function traceStep(system: Standalone): {readonly rest: ReturnType<Standalone['run']>; readonly lines: string} {
	const {machine} = system;
	const {cpu, processor} = machine;
	const {taken, execution} = processor;
	const before = {
		gpr: cpu.gpr.slice(), fpr: cpu.fpr.slice(), cr: cpu.cr.slice(), executed: cpu.instructions, address: cpu.psw.address,
	};
	let bytes = peekInstruction(machine, before.address);
	taken.kind = 'none';
	const rest = system.run(1);
	const kind = takenKind(processor);
	const lines: string[] = [];
	if (kind === 'external' || kind === 'io') {
		// It came before the instruction, which is the first of its new PSW.
		lines.push(interruptionLine(kind));
		before.address = execution.realWord(interruptions[kind].place.newPsw + 4) & 0xFF_FFFF;
		bytes = peekInstruction(machine, before.address);
	}

	if (cpu.instructions > before.executed) {
		lines.push(instructionLine());
	}

	if (kind === 'program' || kind === 'svc') {
		lines.push(interruptionLine(kind));
	}

	return {rest, lines: lines.map(line => `${line.trimEnd()}\n`).join('')};

	function instructionLine(): string {
		const {length, text} = bytes.length === 0 ? {length: 0, text: '(cannot be fetched)'} : disassemble(bytes);
		const left = [
			...changes(before.gpr, cpu.gpr, register => `R${register}`), ...changes(before.cr, cpu.cr, register => `C${register}`),
			...changes(before.fpr, cpu.fpr, word => `F${word & 6}${(word & 1) === 0 ? '' : '+4'}`),
		];
		return `${hex(before.address, 6)}  ${hexBytes(bytes.subarray(0, length)).padEnd(12)}  ${text.padEnd(30)}  CC ${cpu.psw.cc}  ${left.join(' ')}`;
	}

	function interruptionLine(taken: keyof typeof interruptions): string {
		const {name, place} = interruptions[taken];
		const old = [place.oldPsw, place.oldPsw + 4].map(address => hex(execution.realWord(address) >>> 0, 8)).join(' ');
		return `        ${name} interruption X'${hex(processor.taken.code, 4)}', old PSW ${old}`;
	}
}

/** What the last step set it to. */
function takenKind({taken}: Processor): TakenInterruption['kind'] {
	return taken.kind;
}
