/** LTORG, and the pool that END takes care of (GC33-4010, "LTORG"). */
import type {Assembly} from '../assembly.js';
import {readConstantOperand, type ConstantOperand} from '../operands/constant-operand.js';
import {bitsOnce, lengthAttribute} from '../constants/size.js';
import {Flag} from '../diagnostic.js';
import {Line} from '../source/line.js';
import {LiteralPool, type Literal} from '../expression/literal-pool.js';
import {Reader} from '../source/reader.js';
import type {Statement} from '../source/statement.js';
import {placeConstants, sizeOf} from './data.js';

const operandColumn = 16;

function literalLine(literal: Literal, number: number): Line {
	const {line, member} = literal.origin.card;
	const statement: Statement = {
		card: {text: `${' '.repeat(operandColumn - 1)}${literal.text}`, line, member},
		continued: [],
		comment: '', name: '', operation: '', operands: literal.text, remarks: '', operandColumn, flags: [],
	};
	const own = new Line(statement, 'literal', false, undefined, undefined, literal);
	own.number = number;
	return own;
}

function operandOf(assembly: Assembly, literal: Literal): ConstantOperand {
	if (literal.operand) {
		return literal.operand;
	}

	const operand = readConstantOperand(new Reader(literal.text, 1), assembly.previousScope);
	literal.operand = operand.depends ? undefined : operand;
	return operand;
}

/** Bytes of a literal; 0 where it cannot be assembled (its own line says why). */
function measure(assembly: Assembly, literal: Literal): void {
	try {
		const operand = operandOf(assembly, literal);
		literal.size = sizeOf([operand]);
		literal.length = lengthAttribute(operand);
	} catch (error) {
		if (!(error instanceof Flag)) {
			throw error;
		}

		literal.size = 0;
	}
}

/** Assembles one literal at the location counter. */
export function placeLiteral(assembly: Assembly, literal: Literal): void {
	const {line, section} = assembly;
	line.location = assembly.address;
	literal.section = section;
	literal.location = section.location;
	const operand = operandOf(assembly, literal);
	if (operand.values === undefined || bitsOnce(operand) * operand.duplication === 0) {
		throw new Flag(255);
	}

	const size = sizeOf([operand]);
	line.setCode(placeConstants(assembly, [operand], size), assembly.pass === 2 ? size : 0);
}

/** Begins the literals of the current pool here, on a doubleword. In pass 1 they become lines of their own. */
export function placePool(assembly: Assembly): void {
	assembly.align(8, false);
	assembly.line.location = assembly.address;
	if (assembly.pass === 1) {
		const {pool, line} = assembly;
		for (const literal of pool.all()) {
			measure(assembly, literal);
		}

		for (const literal of pool.inOrder()) {
			const own = literalLine(literal, assembly.lines.length + 1);
			literal.statement = own.number;
			assembly.lines.push(own);
			assembly.begin(own);
			try {
				placeLiteral(assembly, literal);
			} catch (error) {
				// Pass 2 meets the same flag and reports it.
				if (!(error instanceof Flag)) {
					throw error;
				}
			}
		}

		assembly.begin(line);
		assembly.pools.push(new LiteralPool());
	}

	assembly.poolIndex++;
}

export function literalOrigin(assembly: Assembly): void {
	placePool(assembly);
	assembly.defineHere(1, 'U');
}
