/** One statement through one pass: assembler instruction, machine instruction, or literal. */
import type {Assembly} from './assembly.js';
import {Flag} from './diagnostic.js';
import {directives} from './directives/index.js';
import {placeLiteral} from './directives/literals.js';
import type {Line} from './source/line.js';
import {encodeInstruction, findOperation, type MachineOperation} from './operands/machine-instruction.js';
import {Reader} from './source/reader.js';
import {isSymbol, splitOperands} from './source/scan.js';
import {readLiteral} from './operands/storage-operand.js';

/** Severity from which an instruction is assembled as zeros. */
const zeroing = 8;

/** Puts the literals of an instruction into the pool. */
function collectLiterals(assembly: Assembly): void {
	const {line} = assembly;
	const {operands} = line.statement;
	if (!operands.includes('=')) {
		return;
	}

	let at = 0;
	for (const operand of splitOperands(operands)) {
		if (operand.startsWith('=')) {
			const reader = new Reader(operand);
			const {literal, depends} = readLiteral(reader, assembly);
			if (!depends) {
				line.prepared ??= {
					kind: 'literal', at, end: at + reader.at, literal,
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

function dispatch(assembly: Assembly, line: Line): void {
	if (line.literal) {
		placeLiteral(assembly, line.literal);
		return;
	}

	const {operation} = line.statement;
	const directive = directives.get(operation);
	if (directive) {
		directive(assembly);
		return;
	}

	const machine = findOperation(operation);
	if (machine) {
		machineInstruction(assembly, machine);
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
