/** START, CSECT, DSECT, COM, ENTRY, EXTRN, WXTRN (GC33-4010, "Program Sectioning and Linking"). */
import type {Assembly} from '../assembly.js';
import {Flag} from '../diagnostic.js';
import {optionalOperands, splitOperands} from '../source/scan.js';
import {selfDefiningValue} from '../expression/self-defining.js';
import type {External, Section} from '../expression/symbol-table.js';

function open(assembly: Assembly, kind: Section['kind']): void {
	const {line} = assembly;
	const name = line.statement.name.startsWith('.') ? '' : line.statement.name.toUpperCase();
	const section = assembly.dictionary.section(name, kind);
	assembly.open(section);
	line.location = assembly.address;
	const entry = assembly.symbols.get(name);
	if (entry?.base === section && entry.value === 0) {
		// Resumed: the second statement refers to the name.
		if (entry.statement !== line.number) {
			assembly.refer(name);
		}

		return;
	}

	assembly.defineName(section, 0, 1, 'J');
}

export function controlSection(assembly: Assembly): void {
	open(assembly, assembly.line.statement.name === '' || assembly.line.statement.name.startsWith('.') ? 'PC' : 'SD');
}

export function start(assembly: Assembly): void {
	const operands = optionalOperands(assembly.line.statement.operands);
	if (assembly.currentSection) {
		controlSection(assembly);
		throw new Flag(237);
	}

	const value = operands === '' ? 0 : selfDefiningValue(operands);
	assembly.start = ((value ?? 0) + 7) & ~7;
	controlSection(assembly);
	if (value === undefined) {
		throw new Flag(169);
	}
}

export function dummySection(assembly: Assembly): void {
	open(assembly, 'DSECT');
}

export function common(assembly: Assembly): void {
	open(assembly, 'CM');
}

const isName = (text: string): boolean => /^[a-z$#@][a-z$#@\d]{0,7}$/i.test(text);

export function entry(assembly: Assembly): void {
	for (const name of splitOperands(assembly.line.statement.operands.toUpperCase())) {
		assembly.dictionary.entry(name);
		assembly.refer(name);
		const base = assembly.symbols.get(name)?.base;
		if (!isName(name) || !base || !('location' in base) || base.kind === 'DSECT' || base.kind === 'CM') {
			assembly.keep(new Flag(189));
		}
	}
}

function externals(assembly: Assembly, kind: External['kind'], type: string): void {
	const {operands} = assembly.line.statement;
	if (operands === '') {
		throw new Flag(210);
	}

	for (const name of splitOperands(operands.toUpperCase())) {
		if (isName(name)) {
			assembly.define(name, assembly.dictionary.external(name, kind), 0, 1, type);
		} else {
			assembly.keep(new Flag(198, name));
		}
	}
}

export function external(assembly: Assembly): void {
	externals(assembly, 'ER', 'T');
}

export function weakExternal(assembly: Assembly): void {
	externals(assembly, 'WX', '$');
}
