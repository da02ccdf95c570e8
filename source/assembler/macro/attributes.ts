/** Attributes of ordinary symbols, known while statements are generated (GC33-4010, "Data Attributes"). */
import {readConstantOperand} from '../operands/constant-operand.js';
import {integerAttribute, lengthAttribute, scaleAttribute} from '../constants/size.js';
import {Flag} from '../diagnostic.js';
import {absolute, ExpressionReader, isAbsolute, type Scope} from '../expression/expression.js';
import {findOperation} from '../operands/machine-instruction.js';
import {Reader} from '../source/reader.js';
import {splitOperands, upperCase} from '../source/scan.js';
import type {Statement} from '../source/statement.js';

export type Attributes = {
	readonly type: string;
	readonly length: number;
	readonly scale: number;
	readonly integer: number;
	/** Value of a symbol that EQU gave an absolute one. */
	readonly value?: number;
};

const simple = (type: string, length = 1): Attributes => ({type, length, scale: 0, integer: 0});

/** First characters of names that are no ordinary symbols. */
const notOrdinary = new Set('.&*');

const macroName = simple('M');

const sectionOperations = new Set(['CSECT', 'DSECT', 'COM', 'START']);

/** Whether symbols have a part in what a statement's own symbol is. */
const dependsOnSymbols = ({operation, operands}: Statement): boolean =>
	operation === 'EQU'
	|| ((operation === 'DC' || operation === 'DS') && operands.includes('(') && !/^\d*[aysvq]\(/i.test(operands));

/**
 * Few programs ask for attributes, and they ask for few: statements are kept as they are met, and looked at when
 * somebody asks.
 */
export class AttributeTable {
	readonly #table = new Map<string, Attributes | Statement>();
	/** What has been met since somebody asked; a name: that of a macro instruction. */
	#met: Array<Statement | string> = [];

	/** `ahead` finds the statement that will define a symbol further on in open code. */
	constructor(private readonly ahead: (name: string) => Statement | undefined) {}

	/** Attributes of a symbol; `undefined` where nothing defines it. */
	find(name: string): Attributes | undefined {
		this.#lookAtMet();
		const known = this.#known(name);
		if (known) {
			return known;
		}

		const statement = this.ahead(name);
		return statement && this.#describe(statement);
	}

	/** Notes what a generated statement defines. */
	record(statement: Statement): void {
		if (statement.name !== '' || statement.operation === 'EXTRN' || statement.operation === 'WXTRN') {
			this.#met.push(statement);
		}
	}

	/** The name field of a macro instruction: type M unless the macro defines it otherwise. */
	recordMacro(name: string): void {
		this.#met.push(name);
	}

	/** Looks at what has been met, in the order it was. */
	#lookAtMet(): void {
		const met = this.#met;
		if (met.length === 0) {
			return;
		}

		this.#met = [];
		for (const each of met) {
			if (typeof each === 'string') {
				this.#add(each.toUpperCase(), macroName);
			} else {
				this.#define(each);
			}
		}
	}

	#define(statement: Statement): void {
		const {name, operation, operands} = statement;
		if (operation === 'EXTRN' || operation === 'WXTRN') {
			for (const each of splitOperands(operands.toUpperCase())) {
				this.#add(each, simple(operation === 'EXTRN' ? 'T' : '$'));
			}
		} else if (name !== '' && !notOrdinary.has(name[0])) {
			// What depends on others depends on those that have been met by now.
			this.#add(upperCase(name), dependsOnSymbols(statement) ? this.#describe(statement) : statement);
		}
	}

	#add(name: string, definition: Statement | Attributes): void {
		const old = this.#table.get(name);
		if (!old || old === macroName) {
			this.#table.set(name, definition);
		}
	}

	#known(name: string): Attributes | undefined {
		const definition = this.#table.get(name);
		if (!definition || 'type' in definition) {
			return definition;
		}

		const attributes = this.#describe(definition);
		this.#table.set(name, attributes);
		return attributes;
	}

	get #scope(): Scope {
		return {
			symbol: name => {
				const found = this.#known(name);
				return found && {base: undefined, value: found.value ?? 0, length: found.length};
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
			return simple('I', machine.length);
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
