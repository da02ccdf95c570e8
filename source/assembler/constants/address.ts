/** Constants A, Y, V, S and Q, and what the relocation dictionary says of them. */
import {relocationFlag} from '../../base/object-deck.js';
import {Flag} from '../diagnostic.js';
import type {NominalValue} from '../operands/constant-operand.js';
import {absolute, ExpressionReader, isAbsolute, type Value} from '../expression/expression.js';
import {Reader} from '../source/reader.js';
import type {Relocation} from '../expression/symbol-table.js';
import {isSymbol} from '../source/scan.js';
import type {ConstantScope} from './scope.js';

export type AddressConstant = {
	readonly value: number;
	readonly relocations: readonly Relocation[];
	/** Type bits of the RLD flag byte. */ readonly kind: number;
};

function whole(value: NominalValue, scope: ConstantScope): Value {
	const reader = new Reader(value.text);
	const result = new ExpressionReader(reader, scope).read();
	if (!reader.ended) {
		throw reader.flag(178);
	}

	return result;
}

/** A and Y: any expression; each address that is left in it becomes an item of the relocation dictionary. */
export function addressValue(value: NominalValue, bits: number, scope: ConstantScope): AddressConstant {
	const result = whole(value, scope);
	for (const {base} of result.relocations) {
		if (base.kind === 'DSECT') {
			throw new Flag(158, base.name);
		}
	}

	if (!isAbsolute(result) && (bits % 8 !== 0 || bits < 16 || (bits === 16 && scope.type === 'A'))) {
		throw new Flag(204);
	}

	const {value: sum, relocations} = result;
	return {value: sum, relocations, kind: 0};
}

export function externalValue({text, column}: NominalValue, scope: ConstantScope): AddressConstant {
	if (!isSymbol(text)) {
		throw new Flag(178, '', column);
	}

	const {relocations} = scope.external(text.toUpperCase());
	return {value: 0, relocations, kind: relocationFlag.branch};
}

export function pseudoRegisterValue({text, column}: NominalValue, scope: ConstantScope): AddressConstant {
	if (!isSymbol(text)) {
		throw new Flag(178, '', column);
	}

	const base = scope.symbol(text.toUpperCase())?.base;
	if (base?.kind !== 'XD') {
		throw new Flag(207);
	}

	return {value: 0, relocations: base.relocations, kind: relocationFlag.pseudoRegister};
}

/** S: base and displacement, from a USING or written out. */
export function baseDisplacement({text, column}: NominalValue, scope: ConstantScope): AddressConstant {
	const reader = new Reader(text);
	const expressions = new ExpressionReader(reader, scope);
	const first = expressions.read();
	if (!reader.take('(')) {
		return {...absolute(scope.resolve(first)), kind: 0};
	}

	const register = expressions.read();
	reader.expect(')');
	if (
		!isAbsolute(first)
		|| !isAbsolute(register)
		|| first.value < 0
		|| first.value > 4095
		|| register.value < 0
		|| register.value > 15
	) {
		throw new Flag(227, '', column);
	}

	return {value: (register.value << 12) | first.value, relocations: [], kind: 0};
}
