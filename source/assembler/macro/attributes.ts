/** Attributes of ordinary symbols, known while statements are generated (GC33-4010, "Data Attributes"). */
import {readConstantOperand} from '../operands/constant-operand.js';
import {integerAttribute, lengthAttribute, scaleAttribute} from '../constants/size.js';
import {Flag} from '../diagnostic.js';
import {absolute, ExpressionReader, isAbsolute, type Scope} from '../expression/expression.js';
import {findOperation, lengthOf} from '../operands/machine-instruction.js';
import {Reader} from '../source/reader.js';
import {splitOperands} from '../source/scan.js';
import type {Statement} from '../source/statement.js';
import type {SymbolEntry} from '../expression/symbol-table.js';

export type Attributes = {
	readonly type: string;
	readonly length: number;
	readonly scale: number;
	readonly integer: number;
	/** Value of a symbol that EQU gave an absolute one. */
	readonly value?: number;
};

const simple = (type: string, length = 1): Attributes => ({type, length, scale: 0, integer: 0});

const sectionOperations = new Set(['CSECT', 'DSECT', 'COM', 'START']);

export class AttributeTable {
	readonly #table = new Map<string, Attributes>();

	/** `ahead` finds the statement that will define a symbol further on in open code. */
	constructor(private readonly ahead: (name: string) => Statement | undefined) {}

	/** Attributes of a symbol; `undefined` where nothing defines it. */
	find(name: string): Attributes | undefined {
		const known = this.#table.get(name);
		if (known) {
			return known;
		}

		const statement = this.ahead(name);
		return statement && this.#describe(statement);
	}

	/** Notes what a generated statement defines. */
	record(statement: Statement): void {
		const {name, operation, operands} = statement;
		if (operation === 'EXTRN' || operation === 'WXTRN') {
			for (const each of splitOperands(operands.toUpperCase())) {
				this.#add(each, simple(operation === 'EXTRN' ? 'T' : '$'));
			}
		} else if (name !== '' && !/^[.&*]/.test(name)) {
			this.#add(name.toUpperCase(), this.#describe(statement));
		}
	}

	/** The name field of a macro instruction: type M unless the macro defines it otherwise. */
	recordMacro(name: string): void {
		this.#add(name.toUpperCase(), simple('M'));
	}

	#add(name: string, attributes: Attributes): void {
		const old = this.#table.get(name);
		if (!old || old.type === 'M') {
			this.#table.set(name, attributes);
		}
	}

	get #scope(): Scope {
		return {
			symbol: name => {
				const found = this.#table.get(name);
				const entry: Omit<SymbolEntry, 'length' | 'value'> = {
					name,
					base: undefined,
					type: 'U',
					statement: 0,
					references: [],
					duplicates: [],
				};
				return found && {...entry, value: found.value ?? 0, length: found.length};
			},
			here: absolute(0),
		};
	}

	#describe(statement: Statement): Attributes {
		const {operation} = statement;
		if (sectionOperations.has(operation)) {
			return simple('J');
		}

		if (operation === 'CCW') {
			return simple('W', 8);
		}

		const machine = findOperation(operation);
		if (machine) {
			return simple('I', lengthOf(machine));
		}

		try {
			return operation === 'DC' || operation === 'DS'
				? this.#data(statement)
				: (operation === 'EQU'
					? this.#equate(statement)
					: simple('U'));
		} catch (error) {
			// What is wrong with the statement is said where it is assembled.
			if (!(error instanceof Flag)) {
				throw error;
			}

			return simple('U');
		}
	}

	#data({operands}: Statement): Attributes {
		const operand = readConstantOperand(new Reader(operands), this.#scope);
		return {
			type: operand.type,
			length: lengthAttribute(operand),
			scale: scaleAttribute(operand),
			integer: integerAttribute(operand),
		};
	}

	#equate({operands}: Statement): Attributes {
		const reader = new Reader(operands);
		const expressions = new ExpressionReader(reader, this.#scope);
		const value = expressions.read();
		const length = reader.take(',') && reader.next !== ',' ? expressions.read().value : value.length;
		return {...simple('U', length), value: isAbsolute(value) ? value.value : undefined};
	}
}
