/** One statement through one pass: assembler instruction, machine instruction, or literal. */
import type {Assembly} from './assembly.js';
import {Flag} from './diagnostic.js';
import {directives, type Directive} from './directives/index.js';
import {placeLiteral} from './directives/literals.js';
import type {Literal} from './expression/literal-pool.js';
import type {Line} from './source/line.js';
import {encodeInstruction, operations, type MachineOperation} from './operands/machine-instruction.js';
import {Reader} from './source/reader.js';
import {
	code, codeAt, isSymbol, splitOperands,
} from './source/scan.js';
import {readLiteral} from './operands/storage-operand.js';

/** Severity from which an instruction is assembled as zeros. */
const zeroing = 8;

/** A literal in the pool, and where it ends in its operand. */
type Collected = {readonly literal: Literal; readonly end: number};

/** Puts the literal at the beginning of an operand into the pool; `undefined` where pass 2 must read it again. */
function collectLiteral(assembly: Assembly, text: string): Collected | undefined {
	const known = assembly.pool.known(text);
	if (known) {
		return {literal: known, end: text.length};
	}

	const reader = new Reader(text);
	const {literal, operand} = readLiteral(reader, assembly);
	if (operand.depends) {
		return undefined;
	}

	literal.operand = operand;
	return {literal, end: reader.at};
}

/** Puts the literals of an instruction into the pool. */
function collectLiterals(assembly: Assembly): void {
	const {line} = assembly;
	const {operands} = line.statement;
	if (!operands.includes('=')) {
		return;
	}

	let at = 0;
	for (const operand of splitOperands(operands)) {
		if (codeAt(operand, 0) === code.equals) {
			const found = collectLiteral(assembly, operand);
			if (found) {
				line.prepared ??= {
					kind: 'literal', at, end: at + found.end, literal: found.literal,
				};
			}
		}

		at += operand.length + 1;
	}
}

/** Pass 2 of a machine instruction, at `from` in the object code. An error leaves zeros. */
function encode(assembly: Assembly, operation: MachineOperation, from: number): void {
	const {line, code: {bytes}} = assembly;
	const before = line.flags.length;
	encodeInstruction(assembly, operation, bytes, from);
	if (line.flags.length > before && line.flags.slice(before).some(({severity}) => severity >= zeroing)) {
		bytes.fill(0, from, from + operation.length);
	}
}

function machineInstruction(assembly: Assembly, operation: MachineOperation): void {
	const {line} = assembly;
	const {length, storageOperands} = operation;
	assembly.align(2, true);
	line.location = assembly.address;
	line.instruction = true;
	assembly.defineHere(length, 'I');
	if (assembly.pass === 1) {
		assembly.moveTo(assembly.section.location + length);
		collectLiterals(assembly);
		return;
	}

	const from = assembly.take(length);
	try {
		encode(assembly, operation, from);
	} finally {
		line.setCode(from, length);
		// An operand nothing came of is listed as address 0.
		line.address1 ??= storageOperands > 0 ? 0 : undefined;
		line.address2 ??= storageOperands > 1 ? 0 : undefined;
		assembly.emit(from, length);
	}
}

/** What each operation does: of the assembler or of the machine. */
const instructions: ReadonlyMap<string, Directive> = new Map([
	...[...operations].map(([name, operation]): [string, Directive] => [name, assembly => {
		machineInstruction(assembly, operation);
	}]),
	...directives,
]);

function dispatch(assembly: Assembly, line: Line): void {
	if (line.literal) {
		placeLiteral(assembly, line.literal);
		return;
	}

	const {operation} = line.statement;
	const run = instructions.get(operation);
	if (run) {
		run(assembly);
	} else if (assembly.pass === 2) {
		assembly.keep(new Flag(isSymbol(operation) ? 78 : 54));
	}
}

/** Runs a line through the current pass. */
export function processLine(assembly: Assembly, line: Line): void {
	assembly.begin(line);
	line.print = assembly.print;
	if (line.kind === 'text' || line.kind === 'note' || (line.statement.operation === '' && !line.literal)) {
		return;
	}

	try {
		dispatch(assembly, line);
	} catch (error) {
		if (!(error instanceof Flag)) {
			throw error;
		}

		assembly.keep(error);
	}
}
