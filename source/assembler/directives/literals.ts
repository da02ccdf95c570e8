/** LTORG, and the pool that END takes care of (GC33-4010, "LTORG"). */
import type {Assembly} from '../assembly.js';
import {readConstantOperand} from '../operands/constant-operand.js';
import {bitsOnce, lengthAttribute} from '../constants/size.js';
import {Flag} from '../diagnostic.js';
import type {Line} from '../source/line.js';
import {LiteralPool, type Literal} from '../expression/literal-pool.js';
import {Reader} from '../source/reader.js';
import type {Statement} from '../source/statement.js';
import {placeConstants} from './data.js';

const operandColumn = 16;

function literalLine(literal: Literal, number: number, print: Line['print']): Line {
	const text = `${' '.repeat(operandColumn - 1)}${literal.text}`;
	const statement: Statement = {
		cards: [
			{
				text: text.padEnd(80),
				line: literal.origin.cards[0].line,
				member: literal.origin.cards[0].member,
			},
		],
		comment: '', name: '', operation: '', operands: literal.text, remarks: '', operandColumn, flags: [],
	};
	return {statement, kind: 'literal', generated: false, number, flags: [], literal, print};
}

const operandOf = (assembly: Assembly, {text}: Literal) =>
	readConstantOperand(new Reader(text, 1), assembly.previousScope());

/** Bytes of a literal; 0 where it cannot be assembled (its own line says why). */
function measure(assembly: Assembly, literal: Literal): void {
	try {
		const operand = operandOf(assembly, literal);
		literal.size = Math.ceil(operand.duplication * bitsOnce(operand) / 8);
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

	line.code = placeConstants(assembly, [operand], literal.size);
}

/** Begins the literals of the current pool here, on a doubleword. In pass 1 they become lines of their own. */
export function placePool(assembly: Assembly): void {
	assembly.align(8, false);
	assembly.line.location = assembly.address;
	if (assembly.pass === 1) {
		const {pool, line} = assembly;
		const literals = pool.inOrder();
		for (const literal of literals) {
			measure(assembly, literal);
		}

		for (const literal of pool.inOrder()) {
			const own = literalLine(literal, assembly.lines.length + 1, assembly.print);
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
