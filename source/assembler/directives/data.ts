/** DC, DS, DXD, CXD, CCW (GC33-4010, "Defining Data"). */
import {channelCommand} from '../../base/channel-words.js';
import {relocationLengthShift} from '../../base/object-deck.js';
import {limits} from '../../base/limits.js';
import {addressMask} from '../../base/architecture.js';
import type {Assembly} from '../assembly.js';
import {readConstantOperand, type ConstantOperand} from '../operands/constant-operand.js';
import {buildConstants, type RelocationItem} from '../constants/build.js';
import type {ConstantScope} from '../constants/scope.js';
import {alignmentOf, bitsOnce, lengthAttribute} from '../constants/size.js';
import {Flag} from '../diagnostic.js';
import {ExpressionReader, isAbsolute, simpleBase, type Value} from '../expression/expression.js';
import {Reader} from '../source/reader.js';
import type {Base, SymbolEntry} from '../expression/symbol-table.js';
import type {Prepared} from '../source/line.js';

/** What a V-type constant names: an external symbol, even where this assembly has a section of that name. */
function externalBase(assembly: Assembly, name: string): Base {
	return assembly.dictionary.external(name, 'ER');
}

/** Bytes that are kept from pass 1 to pass 2: more are made anew. */
const mostPrepared = 4096;

/** The scope of a constant `offset` bytes behind the location counter. */
class ScopeOfConstant implements ConstantScope {
	offset = 0;

	constructor(
		private readonly assembly: Assembly,
		private readonly operand: ConstantOperand,
		/** Takes an error that does not stop the constant. */
		readonly keep: (flag: Flag) => void,
	) {
		// Nothing else.
	}

	get type(): string {
		return this.operand.type;
	}

	get here(): Value {
		const here = this.assembly.here(lengthAttribute(this.operand));
		return {...here, value: here.value + this.offset};
	}

	symbol(name: string): SymbolEntry | undefined {
		return this.assembly.find(name);
	}

	external(name: string): Base {
		return externalBase(this.assembly, name);
	}

	resolve(value: Value): number {
		const resolved = this.assembly.usings.resolve(value);
		if (!resolved) {
			throw new Flag(209);
		}

		return (resolved.register << 12) | resolved.displacement;
	}
}

/** Where a constant that is being assembled stands, for each operand of a group. */
function scopes(assembly: Assembly): (operand: ConstantOperand, offset: number) => ConstantScope {
	let scope: ScopeOfConstant | undefined;
	let last: ConstantOperand | undefined;
	const keep = (flag: Flag) => {
		assembly.keep(flag);
	};

	return (operand, offset) => {
		scope = scope && last === operand ? scope : new ScopeOfConstant(assembly, operand, keep);
		last = operand;
		scope.offset = offset;
		return scope;
	};
}

/** Assembles operands that share bytes into those at `from`. An error leaves zeros. */
function build(
	assembly: Assembly,
	group: readonly ConstantOperand[],
	from: number,
	length: number,
): readonly RelocationItem[] {
	const {code: {bytes}} = assembly;
	try {
		return buildConstants(group, scopes(assembly), bytes, from);
	} catch (error) {
		if (!(error instanceof Flag)) {
			throw error;
		}

		assembly.keep(error);
		bytes.fill(0, from, from + length);
		return [];
	}
}

/** Bytes of operands that share them. */
export function sizeOf(group: readonly ConstantOperand[]): number {
	let bits = 0;
	for (const operand of group) {
		bits += operand.duplication * bitsOnce(operand);
	}

	return Math.ceil(bits / 8);
}

/** What is wrong with constants that are too many for one assembly: their place stays free. */
function excessOf({code}: Assembly, group: readonly ConstantOperand[], length: number): Flag | undefined {
	if (!code.fits(length)) {
		return new Flag(240);
	}

	let addresses = code.relocations.length;
	for (const {traits, duplication, values} of group) {
		addresses += traits.parentheses ? duplication * (values?.length ?? 0) : 0;
	}

	return addresses > limits.assemblerRelocations.value ? new Flag(206) : undefined;
}

/** Assembles `length` bytes of constants at the location counter; answers where they are in the object code. */
export function placeConstants(assembly: Assembly, group: readonly ConstantOperand[], length: number): number {
	const end = assembly.section.location + length;
	if (end > addressMask) {
		throw new Flag(240);
	}

	for (const operand of group) {
		if (operand.type === 'V' && operand.duplication > 0) {
			for (const {text} of operand.values ?? []) {
				externalBase(assembly, text.toUpperCase());
			}
		}
	}

	if (assembly.pass === 1) {
		assembly.moveTo(end);
		return 0;
	}

	const {section, address} = assembly;
	const excess = excessOf(assembly, group, length);
	if (excess) {
		assembly.moveTo(end);
		throw excess;
	}

	const from = assembly.take(length);
	const relocations = build(assembly, group, from, length);
	if (section.kind !== 'DSECT') {
		for (const {offset, base, flags} of relocations) {
			assembly.code.relocations.push({
				base, section, flags, address: address + offset,
			});
		}
	}

	assembly.emit(from, length);
	return from;
}

/** Operands of the statement, mostly one; neighbours with lengths in bits together. */
function groups(assembly: Assembly): ConstantOperand[][] {
	const reader = new Reader(assembly.line.statement.operands);
	if (reader.ended) {
		throw new Flag(210);
	}

	const scope = assembly.previousScope;
	const result = [[readConstantOperand(reader, scope)]];
	while (reader.take(',')) {
		const operand = readConstantOperand(reader, scope);
		if (operand.bits && result.at(-1)![0].bits) {
			result.at(-1)!.push(operand);
		} else {
			result.push([operand]);
		}
	}

	if (!reader.ended) {
		throw reader.flag(185);
	}

	return result;
}

/**
 * Puts away what pass 1 has found out about a statement of one operand. Bytes that depend on nothing are assembled here
 * and now, so that pass 2 only copies them; those that something is wrong with it assembles itself.
 */
function prepare(assembly: Assembly, operand: ConstantOperand, text: boolean, length: number): void {
	const {line, code} = assembly;
	if (operand.depends || operand.bits || (text && (operand.traits.parentheses || length > mostPrepared))) {
		return;
	}

	let from = 0;
	if (text) {
		from = code.take(length);
		let isRight = true;
		const scope = new ScopeOfConstant(assembly, operand, () => {
			isRight = false;
		});
		try {
			buildConstants([operand], () => scope, code.bytes, from);
		} catch (error) {
			if (!(error instanceof Flag)) {
				throw error;
			}

			isRight = false;
		}

		if (!isRight) {
			return;
		}
	}

	line.prepared = {
		kind: 'data', boundary: alignmentOf(operand), from, length,
	};
}

/** Pass 2 of what pass 1 has prepared. */
function defineAgain(assembly: Assembly, text: boolean, {boundary, from, length}: Prepared & {kind: 'data'}): void {
	const {line, code} = assembly;
	assembly.align(boundary, text);
	line.location = assembly.address;
	assembly.defineHere(1, '');
	if (!text) {
		assembly.moveTo(assembly.section.location + length);
		return;
	}

	const own = code.take(length);
	code.bytes.copyWithin(own, from, from + length);
	assembly.emit(own, length);
	line.setCode(own, length);
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
	if (assembly.pass === 2 && line.prepared?.kind === 'data') {
		defineAgain(assembly, text, line.prepared);
		return;
	}

	const all = readableGroups(assembly);
	let code: number | undefined;
	let end = 0;
	let isFirst = true;
	for (const group of all) {
		const [operand] = group;
		if (text && operand.values === undefined && operand.duplication > 0) {
			throw new Flag(255);
		}

		assembly.align(alignmentOf(operand), text);
		if (isFirst) {
			line.location = assembly.address;
			assembly.defineHere(lengthAttribute(operand), operand.type);
			isFirst = false;
		}

		const length = sizeOf(group);
		if (text) {
			// Zeros between the operands are the line's as well.
			const from = placeConstants(assembly, group, length);
			code ??= from;
			end = from + length;
		} else {
			assembly.moveTo(assembly.section.location + length);
		}
	}

	if (assembly.pass === 1) {
		if (all.length === 1) {
			prepare(assembly, all[0][0], text, sizeOf(all[0]));
		}
	} else if (text) {
		line.setCode(code ?? 0, end - (code ?? 0));
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
	external.length = sizeOf(group);
	external.alignment = alignmentOf(group[0]) - 1;
	assembly.defineName(external, 0, 1, 'X');
}

/** CXD: a fullword in which the loader stores the length of all external dummy sections. */
export function cumulativeLength(assembly: Assembly): void {
	assembly.align(4, true);
	assembly.line.location = assembly.address;
	assembly.defineHere(4, 'A');
	const from = assembly.take(4);
	if (assembly.pass === 2) {
		assembly.line.setCode(from, 4);
		assembly.code.relocations.push({
			base: undefined,
			section: assembly.section,
			flags: 0x3C,
			address: assembly.address,
		});
	}

	assembly.emit(from, 4);
}

/** CCW command,address,flags,count. */
export function channelCommandWord(assembly: Assembly): void {
	const {line} = assembly;
	assembly.align(8, true);
	line.location = assembly.address;
	assembly.defineHere(8, 'W');
	const {section, address} = assembly;
	const from = assembly.take(channelCommand.length);
	assembly.emit(from, channelCommand.length);
	if (assembly.pass === 1) {
		return;
	}

	line.setCode(from, channelCommand.length);
	const reader = new Reader(line.statement.operands);
	const expressions = new ExpressionReader(reader, {
		symbol: name => assembly.find(name),
		here: {value: address, relocations: section.relocations, length: 8},
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

	assembly.code.bytes.set(channelCommand.encode({
		command: command.value & 0xFF,
		address: data.value & addressMask,
		flags: flags.value & 0xFF,
		count: count.value & 0xFFFF,
	}), from);
	if (base) {
		const {offset, length} = channelCommand.fields.address;
		assembly.code.relocations.push({
			base, section, flags: (length - 1) << relocationLengthShift, address: address + offset,
		});
	}
}
