/** USING, DROP, PUSH, POP (GC33-4010, "Addressing"). */
import type {Assembly} from '../assembly.js';
import {Flag} from '../diagnostic.js';
import {absolute, ExpressionReader, isAbsolute, simpleBase} from '../expression/expression.js';
import {Reader} from '../source/reader.js';
import {optionalOperands, splitOperands} from '../source/scan.js';

const reach = 4096;

function register(reader: Reader, assembly: Assembly): number {
	const value = new ExpressionReader(reader, assembly.scope).read();
	if (!isAbsolute(value) || value.value < 0 || value.value > 15) {
		throw new Flag(195);
	}

	return value.value;
}

export function using(assembly: Assembly): void {
	if (assembly.pass === 1) {
		return;
	}

	const {line} = assembly;
	const reader = new Reader(line.statement.operands);
	const before = line.flags.length;
	const value = new ExpressionReader(reader, assembly.scope).read();
	line.address2 = value.value;
	if (line.flags.length > before) {
		return;
	}

	if (!isAbsolute(value) && !simpleBase(value)) {
		throw reader.flag(217);
	}

	if (!reader.take(',')) {
		throw new Flag(210);
	}

	for (let index = 0; index === 0 || reader.take(','); index++) {
		const number = register(reader, assembly);
		// Register 0 as a base is no register: it holds 0.
		assembly.usings.use(
			number,
			number === 0 && isAbsolute(value) ? absolute(0) : {...value, value: value.value + index * reach},
		);
	}

	if (!reader.ended) {
		throw reader.flag(178);
	}
}

export function drop(assembly: Assembly): void {
	if (assembly.pass === 1) {
		return;
	}

	const operands = optionalOperands(assembly.line.statement.operands);
	if (operands === '') {
		assembly.usings.dropAll();
		return;
	}

	const reader = new Reader(operands);
	do {
		if (!assembly.usings.drop(register(reader, assembly))) {
			assembly.keep(new Flag(195));
		}
	} while (reader.take(','));

	if (!reader.ended) {
		throw reader.flag(178);
	}
}

function eachState(assembly: Assembly, using: () => boolean, print: () => boolean): void {
	for (const word of splitOperands(assembly.line.statement.operands.toUpperCase())) {
		const done = word === 'USING' ? using() : word === 'PRINT' && print();
		if (!done) {
			throw new Flag(256);
		}
	}
}

export function push(assembly: Assembly): void {
	eachState(assembly, () => {
		assembly.usings.push();
		return true;
	}, () => {
		assembly.printStack.push(assembly.print);
		return true;
	});
}

export function pop(assembly: Assembly): void {
	eachState(assembly, () => assembly.usings.pop(), () => {
		const print = assembly.printStack.pop();
		assembly.print = print ?? assembly.print;
		return print !== undefined;
	});
}
