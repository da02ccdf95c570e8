/** DC, DS, DXD, CXD, CCW (GC33-4010, "Defining Data"). */
import {channelCommand} from '../../base/channel-words.js';
import {relocationLengthShift} from '../../base/object-deck.js';
import {addressMask} from '../../base/architecture.js';
import type {Assembly} from '../assembly.js';
import {readConstantOperand, type ConstantOperand} from '../operands/constant-operand.js';
import {buildConstants, type Assembled} from '../constants/build.js';
import type {ConstantScope} from '../constants/scope.js';
import {alignmentOf, bitsOnce, lengthAttribute} from '../constants/size.js';
import {Flag} from '../diagnostic.js';
import {ExpressionReader, isAbsolute, simpleBase} from '../expression/expression.js';
import {Reader} from '../source/reader.js';
import type {Base} from '../expression/symbol-table.js';

/** What a V-type constant names: an external symbol, even where this assembly has a section of that name. */
function externalBase(assembly: Assembly, name: string): Base {
	return assembly.dictionary.external(name, 'ER');
}

/** The scope of a constant `offset` bytes behind the location counter. */
function constantScope(assembly: Assembly, operand: ConstantOperand, offset: number): ConstantScope {
	const {symbol} = assembly.scope();
	const here = assembly.here(lengthAttribute(operand));
	return {
		symbol,
		here: {...here, value: here.value + offset},
		type: operand.type,
		external: name => externalBase(assembly, name),
		keep(flag) {
			assembly.keep(flag);
		},
		resolve(value) {
			const resolved = assembly.usings.resolve(value);
			if (!resolved) {
				throw new Flag(209);
			}

			return (resolved.register << 12) | resolved.displacement;
		},
	};
}

/** Assembles operands that share bytes. An error leaves zeros. */
function build(assembly: Assembly, group: readonly ConstantOperand[], length: number): Assembled {
	try {
		return buildConstants(group, (operand, offset) => constantScope(assembly, operand, offset));
	} catch (error) {
		if (!(error instanceof Flag)) {
			throw error;
		}

		assembly.keep(error);
		return {bytes: new Uint8Array(length), relocations: []};
	}
}

/** Assembles constants at the location counter; answers their bytes. */
export function placeConstants(assembly: Assembly, group: readonly ConstantOperand[], length: number): Uint8Array {
	for (const operand of group.filter(each => each.type === 'V' && each.duplication > 0)) {
		for (const {text} of operand.values ?? []) {
			externalBase(assembly, text.toUpperCase());
		}
	}

	if (assembly.pass === 1) {
		assembly.moveTo(assembly.section.location + length);
		return new Uint8Array(0);
	}

	const {section, address} = assembly;
	const {bytes, relocations} = build(assembly, group, length);
	if (section.kind !== 'DSECT') {
		for (const {offset, base, flags} of relocations) {
			assembly.code.relocations.push({base, section, flags, address: address + offset});
		}
	}

	assembly.emit(bytes);
	return bytes;
}

/** Operands of the statement; neighbours with lengths in bits together. */
function groups(assembly: Assembly): ConstantOperand[][] {
	const reader = new Reader(assembly.line.statement.operands);
	if (reader.ended) {
		throw new Flag(210);
	}

	const result: ConstantOperand[][] = [];
	do {
		const operand = readConstantOperand(reader, assembly.previousScope());
		if (operand.bits && result.at(-1)?.[0].bits) {
			result.at(-1)!.push(operand);
		} else {
			result.push([operand]);
		}
	} while (reader.take(','));

	if (!reader.ended) {
		throw reader.flag(185);
	}

	return result;
}

function bytesOf(group: readonly ConstantOperand[]): number {
	return Math.ceil(group.reduce((sum, operand) => sum + operand.duplication * bitsOnce(operand), 0) / 8);
}

/** The operands; where they cannot be read the name is defined all the same, and nothing is reserved. */
function readableGroups(assembly: Assembly): ConstantOperand[][] {
	try {
		return groups(assembly);
	} catch (error) {
		assembly.line.location = assembly.address;
		assembly.defineHere(1, assembly.line.statement.operands[0] ?? 'U');
		throw error;
	}
}

function define(assembly: Assembly, text: boolean): void {
	const {line} = assembly;
	const codes: Uint8Array[] = [];
	for (const [index, group] of readableGroups(assembly).entries()) {
		const before = assembly.section.location;
		const [operand] = group;
		if (text && operand.values === undefined && operand.duplication > 0) {
			throw new Flag(255);
		}

		assembly.align(alignmentOf(operand), text);
		if (index === 0) {
			line.location = assembly.address;
			assembly.defineHere(lengthAttribute(operand), operand.type);
		} else if (line.padding) {
			codes.push(new Uint8Array(assembly.section.location - before));
		}

		const length = bytesOf(group);
		if (text) {
			codes.push(placeConstants(assembly, group, length));
		} else {
			assembly.moveTo(assembly.section.location + length);
		}
	}

	if (text && assembly.pass === 2) {
		line.code = Buffer.concat(codes);
		if (line.padding && line.padding.location >= (line.location ?? 0)) {
			line.padding = undefined;
		}
	}
}

export function defineConstant(assembly: Assembly): void {
	define(assembly, true);
}

export function defineStorage(assembly: Assembly): void {
	define(assembly, false);
}

/** DXD: an external dummy section. */
export function defineExternalDummy(assembly: Assembly): void {
	const name = assembly.line.statement.name.toUpperCase();
	const [group] = groups(assembly);
	const external = assembly.dictionary.external(name, 'XD');
	external.length = bytesOf(group);
	external.alignment = alignmentOf(group[0]) - 1;
	assembly.defineName(external, 0, 1, 'X');
}

/** CXD: a fullword in which the loader stores the length of all external dummy sections. */
export function cumulativeLength(assembly: Assembly): void {
	assembly.align(4, true);
	assembly.line.location = assembly.address;
	assembly.defineHere(4, 'A');
	if (assembly.pass === 2) {
		assembly.line.code = new Uint8Array(4);
		assembly.code.relocations.push({
			base: undefined,
			section: assembly.section,
			flags: 0x3C,
			address: assembly.address,
		});
	}

	assembly.emit(new Uint8Array(4));
}

/** CCW command,address,flags,count. */
export function channelCommandWord(assembly: Assembly): void {
	const {line} = assembly;
	assembly.align(8, true);
	line.location = assembly.address;
	assembly.defineHere(8, 'W');
	const bytes = new Uint8Array(8);
	const {section, address} = assembly;
	assembly.emit(bytes);
	if (assembly.pass === 1) {
		return;
	}

	line.code = bytes;
	const reader = new Reader(line.statement.operands);
	const expressions = new ExpressionReader(reader, {
		...assembly.scope(),
		here: {value: address, relocations: [{base: section, count: 1}], length: 8},
	});
	const values = [0, 1, 2, 3].map(index => {
		const value = expressions.read();
		if (index < 3) {
			reader.expect(',', reader.ended ? 210 : 178);
		} else if (!reader.ended) {
			throw reader.next === ',' ? new Flag(211) : reader.flag(178);
		}

		return value;
	});
	const [command, data, flags, count] = values;
	if (![command, flags, count].every(value => isAbsolute(value))) {
		throw reader.flag(179);
	}

	const base = simpleBase(data);
	if (!base && !isAbsolute(data)) {
		throw reader.flag(213);
	}

	bytes.set(channelCommand.encode({
		command: command.value & 0xFF,
		address: data.value & addressMask,
		flags: flags.value & 0xFF,
		count: count.value & 0xFFFF,
	}));
	if (base) {
		const {offset, length} = channelCommand.fields.address;
		assembly.code.relocations.push({
			base, section, flags: (length - 1) << relocationLengthShift, address: address + offset,
		});
	}
}
