/**
 * The operand of DC, DS, DXD or of a literal: duplication factor, type, modifiers, nominal value (GC33-4010, "Defining
 * Data").
 */
import {ExpressionReader, isAbsolute, type Scope, type Value} from '../expression/expression.js';
import {Flag} from '../diagnostic.js';
import type {Reader} from '../source/reader.js';
import {
	code, codeAt, digitsEnd, isDigit, stringEnd,
} from '../source/scan.js';
import {constantTypes, type ConstantType} from '../constants/types.js';

export type ConstantOperand = {
	readonly duplication: number;
	/** Type letter. */
	readonly type: string;
	readonly traits: ConstantType;
	/** Length modifier in bytes, or in bits where `bits`. */
	readonly length: number | undefined;
	readonly bits: boolean;
	readonly scale: number | undefined;
	readonly exponent: number | undefined;
	/** Nominal values as written; `undefined` where there is no nominal value. */
	readonly values: readonly NominalValue[] | undefined;
	/** A modifier is an expression: what it comes to, and what is wrong with it, is looked at in each pass. */
	readonly depends: boolean;
};

export type NominalValue = {
	readonly text: string;
	/** Column of the operand field. */
	readonly column: number;
	/** Its bytes without any padding, once they have been asked for: see `constants/size.ts`. */
	bytes?: Uint8Array;
};

const maximumDuplication = 0xFF_FFFF;

/** A decimal number with a sign, or an expression in parentheses. */
function modifier(reader: Reader, scope: Scope): Value | undefined {
	if (reader.next === '(') {
		reader.at++;
		const value = new ExpressionReader(reader, scope).read();
		reader.expect(')');
		return value;
	}

	const {text, at} = reader;
	const sign = reader.code === code.plus || reader.code === code.minus ? 1 : 0;
	const end = digitsEnd(text, at + sign);
	if (end === at + sign) {
		return undefined;
	}

	reader.at = end;
	return {value: Number(text.slice(at, end)), relocations: [], length: 1};
}

function absoluteModifier(reader: Reader, scope: Scope, missing: 199 | 200 | 201): number {
	const value = modifier(reader, scope);
	if (!value) {
		throw reader.flag(missing);
	}

	if (!isAbsolute(value)) {
		throw reader.flag(179);
	}

	return value.value;
}

function duplicationFactor(reader: Reader, scope: Scope): number {
	if (!isDigit(reader.code) && reader.code !== code.left) {
		return 1;
	}

	const value = modifier(reader, scope)!;
	if (!isAbsolute(value)) {
		throw reader.flag(217);
	}

	if (value.value < 0 || value.value > maximumDuplication) {
		throw new Flag(206);
	}

	return value.value;
}

/** Values between commas, in parentheses (addresses) or apostrophes. */
function nominalValues(reader: Reader, traits: ConstantType): NominalValue[] | undefined {
	if (traits.parentheses) {
		if (!reader.take('(')) {
			return undefined;
		}

		const start = reader.at;
		let depth = 1;
		let from = start;
		const values: NominalValue[] = [];
		for (; !reader.ended && depth > 0; reader.at++) {
			const {next} = reader;
			if (next === '\'' && 'XBCxbc'.includes(reader.text[reader.at - 1])) {
				reader.at = stringEnd(reader.text, reader.at) - 1;
			}

			depth += next === '(' ? 1 : (next === ')' ? -1 : 0);
			if ((next === ',' && depth === 1) || depth === 0) {
				values.push({text: reader.text.slice(from, reader.at), column: from + 1, bytes: undefined});
				from = reader.at + 1;
			}
		}

		if (depth > 0) {
			throw reader.flag(178);
		}

		const empty = values.find(({text}) => text === '');
		if (empty) {
			throw new Flag(234, '', empty.column);
		}

		return values;
	}

	if (reader.next !== '\'') {
		return undefined;
	}

	const start = reader.at + 1;
	reader.at = stringEnd(reader.text, reader.at);
	if (reader.text[reader.at - 1] !== '\'' || reader.at <= start) {
		throw reader.flag(178);
	}

	const body = reader.text.slice(start, reader.at - 1);
	if (body === '') {
		throw new Flag(traits.length > 0 ? 255 : 178, '', start + 1);
	}

	if (!traits.list || !body.includes(',')) {
		return [{text: body, column: start + 1, bytes: undefined}];
	}

	let from = start;
	return body.split(',').map(text => {
		const value = {text, column: from + 1, bytes: undefined};
		from += text.length + 1;
		return value;
	});
}

/** Scale or exponent modifier: its letter and a number. */
function lettered(reader: Reader, scope: Scope, letter: string, missing: 200 | 201): number | undefined {
	const next = codeAt(reader.text, reader.at + 1);
	if (
		reader.next.toUpperCase() !== letter
		|| !(isDigit(next) || next === code.plus || next === code.left || next === code.minus)
	) {
		return undefined;
	}

	reader.at++;
	return absoluteModifier(reader, scope, missing);
}

const beginsLength = (next: number): boolean => isDigit(next) || next === code.point || next === code.left;

/** Reads one operand. The reader stops behind it: at a comma, at `(` behind a literal, or at the end. */
export function readConstantOperand(reader: Reader, scope: Scope): ConstantOperand {
	let depends = reader.code === code.left;
	const duplication = duplicationFactor(reader, scope);
	const type = reader.next.toUpperCase();
	const traits = constantTypes[type];
	if (!traits) {
		throw reader.flag(183);
	}

	reader.at++;
	let length: number | undefined;
	let bits = false;
	if ((reader.next === 'L' || reader.next === 'l') && beginsLength(codeAt(reader.text, reader.at + 1))) {
		reader.at++;
		bits = reader.take('.');
		depends ||= reader.code === code.left;
		length = absoluteModifier(reader, scope, 199);
		if (length < (traits.minimum ?? 1) || length > traits.maximum * (bits ? 8 : 1)) {
			throw reader.flag(199);
		}
	}

	const beforeScale = reader.at;
	const scale = lettered(reader, scope, 'S', 200);
	const exponent = lettered(reader, scope, 'E', 201);
	depends ||= reader.text.slice(beforeScale, reader.at).includes('(');
	return {
		duplication, type, traits, length, bits, scale, exponent, values: nominalValues(reader, traits), depends,
	};
}
