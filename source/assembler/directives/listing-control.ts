/** TITLE, PRINT, SPACE, EJECT, PUNCH, REPRO, ISEQ (GC33-4010, "Controlling the Assembler Program"). */
import {ebcdicField, toEbcdic} from '../../base/ebcdic.js';
import type {Assembly} from '../assembly.js';
import {Flag} from '../diagnostic.js';
import type {PrintStatus} from '../source/line.js';
import {optionalOperands, splitOperands} from '../source/scan.js';

function stringOperand(assembly: Assembly): string | undefined {
	const {operands} = assembly.line.statement;
	return /^'(?:[^']|'')*'$/.test(operands)
		? operands.slice(1, -1).replaceAll('\'\'', '\'').replaceAll('&&', '&')
		: undefined;
}

export function title(assembly: Assembly): void {
	const {line} = assembly;
	const {name} = line.statement;
	const text = stringOperand(assembly);
	line.skip = 'page';
	line.hidden = true;
	if (text === undefined) {
		line.hidden = false;
		throw new Flag(178, '', 1);
	}

	line.title = text.slice(0, 100);
	if (name !== '' && !name.startsWith('.') && assembly.pass === 1) {
		assembly.deckId ||= name.slice(0, 4);
	}

	if (text.length > 100) {
		throw new Flag(171);
	}
}

const printOperands: Readonly<Record<string, Partial<PrintStatus>>> = {
	ON: {on: true}, OFF: {on: false}, GEN: {gen: true}, NOGEN: {gen: false}, DATA: {data: true}, NODATA: {data: false},
};

export function print(assembly: Assembly): void {
	const {line} = assembly;
	for (const word of splitOperands(line.statement.operands.toUpperCase())) {
		const status = printOperands[word];
		if (status) {
			assembly.print = {...assembly.print, ...status};
		} else {
			assembly.keep(new Flag(243, word));
		}
	}

	line.print = {...line.print, on: line.print.on || assembly.print.on};
}

export function space(assembly: Assembly): void {
	const {line} = assembly;
	const operands = optionalOperands(line.statement.operands);
	if (operands !== '' && !/^\d{1,3}$/.test(operands)) {
		throw new Flag(242);
	}

	line.skip = operands === '' ? 1 : Number(operands);
	line.hidden = true;
}

export function eject(assembly: Assembly): void {
	assembly.line.skip = 'page';
	assembly.line.hidden = true;
}

export function punch(assembly: Assembly): void {
	const text = stringOperand(assembly);
	if (text === undefined || text === '' || text.length > 80) {
		throw new Flag(165);
	}

	if (assembly.pass === 2) {
		assembly.code.text.push({card: ebcdicField(text, 80)});
	}
}

/** The operand field of REPRO is the whole next card; whoever reads the source puts it there. */
export function reproduce(assembly: Assembly): void {
	if (assembly.pass === 2) {
		assembly.code.text.push({card: toEbcdic(assembly.line.statement.operands.padEnd(80))});
	}
}

/** Sequence checking is the reader's; the statement is only listed. */
export function inputSequence(): void {
	// Nothing to assemble.
}
