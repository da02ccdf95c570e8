/** One statement through one pass: assembler instruction, machine instruction, or literal. */
import type {Assembly} from './assembly.js';
import {Flag} from './diagnostic.js';
import {directives} from './directives/index.js';
import {placeLiteral} from './directives/literals.js';
import type {Line} from './source/line.js';
import {
	encodeInstruction,
	findOperation,
	lengthOf,
	storageOperands,
	type MachineOperation,
} from './operands/machine-instruction.js';
import {Reader} from './source/reader.js';
import {splitOperands} from './source/scan.js';
import {readLiteral} from './operands/storage-operand.js';

/** Severity from which an instruction is assembled as zeros. */
const zeroing = 8;

/** Puts the literals of an instruction into the pool. */
function collectLiterals(assembly: Assembly): void {
	for (const operand of splitOperands(assembly.line.statement.operands)) {
		if (operand.startsWith('=')) {
			readLiteral(new Reader(operand), assembly);
		}
	}
}

function machineInstruction(assembly: Assembly, operation: MachineOperation): void {
	const {line} = assembly;
	const length = lengthOf(operation);
	assembly.align(2, true);
	line.location = assembly.address;
	line.instruction = true;
	assembly.defineHere(length, 'I');
	if (assembly.pass === 1) {
		assembly.moveTo(assembly.section.location + length);
		collectLiterals(assembly);
		return;
	}

	let bytes: Uint8Array = new Uint8Array(length);
	try {
		const before = line.flags.length;
		const encoded = encodeInstruction(assembly, operation);
		bytes = line.flags.slice(before).some(({severity}) => severity >= zeroing) ? bytes : encoded;
	} finally {
		line.code = bytes;
		// An operand nothing came of is listed as address 0.
		const {row} = operation;
		line.address1 ??= storageOperands[row.format] > 0 ? 0 : undefined;
		line.address2 ??= storageOperands[row.format] > 1 ? 0 : undefined;
		assembly.emit(bytes);
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
	if (!machine) {
		throw new Flag(/^[A-Z$#@][A-Z$#@\d]{0,7}$/.test(operation) ? 78 : 54);
	}

	machineInstruction(assembly, machine);
}

/** Runs a line through the current pass. */
export function processLine(assembly: Assembly, line: Line): void {
	assembly.begin(line);
	line.print = assembly.print;
	if (line.kind === 'text' || line.kind === 'note' || line.statement.operation === '' && !line.literal) {
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
