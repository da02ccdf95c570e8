/** A case of an instruction table (`table.ts`) as an assembled program. */
import {link} from '../../../source/assembler/object/absolute-loader.js';
import {addressOf, assembled} from '../assemble.js';
import {start} from '../code.js';
import type {Case, Field} from './table.js';

/** What a field's name stands for; `other` has no bytes. */
export type Kind = 'general' | 'control' | 'float' | 'storage' | 'other';

export function kindOf({name}: Field): Kind {
	if (/^R\d+$/.test(name)) {
		return 'general';
	}

	if (/^CR\d+$/.test(name)) {
		return 'control';
	}

	if (/^F[0246]$/.test(name)) {
		return 'float';
	}

	return /^(?:K[\dA-F]{4}|CC|EC|SVC|[a-z]\w*)$/.test(name) ? 'other' : 'storage';
}

/** A field and the bytes the assembler has made of its value. */
export type Value = {readonly kind: Kind; readonly field: Field; readonly bytes: Uint8Array};

export type Program = {
	/** From `start` on: the instruction, its literals, named storage, then the constants of all other fields. */
	readonly bytes: Uint8Array;
	readonly before: readonly Value[];
	readonly after: readonly Value[];
	/** Address of a name, of a name and a displacement (`A+4`), or of `@` and hexadecimal digits. */
	address(name: string): number;
};

type Labelled = {readonly field: Field; readonly label: string; readonly name: string};

/** Operand of a DC for the word a register holds. */
function word(value: string): string {
	if (/^-?\d+$/.test(value)) {
		return `F'${value}'`;
	}

	return value.startsWith('X\'')
		? `XL4${value.slice(1)}`
		: (/^[A-Z]\w*(?:[+-]\d+)?$/.test(value)
			? `A(${value})`
			: value);
}

/** Statements that put a field's value on a doubleword, between its label and the label with a Z behind it. */
function statements({field, label, name}: Labelled): string[] {
	const {value} = field;
	const isWord = ['general', 'control'].includes(kindOf(field));
	return [
		' DS 0D',
		`${label} EQU *`,
		`${name} ${value.startsWith('[') ? value.slice(1, -1) : `DC ${isWord ? word(value) : value}`}`,
		`${label}Z EQU *`,
	];
}

/**
 * Fields that have bytes, with labels for their constants, and a name of their own where the instruction may use it.
 */
function labelled(fields: readonly Field[], letter: string, isNamed: (field: Field) => boolean): Labelled[] {
	return fields
		.filter(field => kindOf(field) !== 'other')
		.map((field, index) => ({field, label: `$${letter}${index}`, name: isNamed(field) ? field.name : ''}));
}

/** Assembles a case; an error in it is an exception. */
export function assembleCase({mnemonic, operands, before, after}: Case): Program {
	const given = labelled(before, 'B', field => kindOf(field) === 'storage' && !field.name.startsWith('@'));
	const expected = labelled(after, 'A', () => false);
	// Named storage first, where displacements reach it.
	const inOrder = [...given.filter(({name}) => name !== ''), ...given.filter(({name}) => name === ''), ...expected];
	const result = assembled([
		'TEST CSECT',
		' USING TEST,15',
		` ${mnemonic} ${operands}`,
		' LTORG',
		...inOrder.flatMap(each => statements(each)),
		' END',
	].join('\n'));
	const {bytes} = link(result.cards, start);
	const value = ({field, label}: Labelled): Value => ({
		kind: kindOf(field),
		field,
		bytes: bytes.slice(addressOf(result, label) - start, addressOf(result, `${label}Z`) - start),
	});
	return {
		bytes,
		before: given.map(each => value(each)),
		after: expected.map(each => value(each)),
		address(name) {
			if (name.startsWith('@')) {
				return Number.parseInt(name.slice(1), 16);
			}

			const [, symbol, displacement = '0'] = /^(\w+)([+-]\d+)?$/.exec(name)!;
			return addressOf(result, symbol) + Number(displacement);
		},
	};
}
