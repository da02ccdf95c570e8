/** DISPLAY (GC20-1820; DMKCDB): registers, PSW, storage and keys of one's own machine, at the terminal. */
import {assigned} from '../../base/assigned-storage.js';
import {pageSize} from '../../base/architecture.js';
import {hex} from '../../base/hex.js';
import {isAbbreviation} from '../../base/command.js';
import type {CommandResult, UserCommand, UserContext} from '../command.js';
import {displayMessages, outside, refuse} from '../debugging/refusals.js';
import {
	floatLines, keyLines, lineForms, pswLine, registerLines, storageLines, type Piece,
} from '../debugging/storage-lines.js';
import {
	OperandError, operandParts, registerRange, storageRange, type OperandParts,
} from '../debugging/storage-operand.js';
import {typePieces} from '../debugging/typed-pieces.js';
import {MachineStorage} from '../debugging/storage-view.js';
import {fail, messages} from '../messages/index.js';

export const display: UserCommand = {
	name: 'DISPLAY', minimum: 1, classes: 'G',
	syntax: [
		'Display [L|T|K]hexloc1[{-|:}{hexloc2|END}|.{bytecount|END}]',
		'Display {G|Y|X}[reg1][{-|:}{reg2|END}|.{regcount|END}]',
		'Display {Psw|CAW|CSW}',
	],
	summary: 'show storage, keys, registers, PSW, CAW and CSW of your virtual machine',
	description: [
		'L storage, T storage with its characters, K keys; G general, Y floating-point, X control registers (with SET '
		+ 'ECMODE OFF register 0 only). Several operands may follow each other; one '
		+ 'without a letter is of the kind of the one before it.',
		'Attention ends it.',
	],
	run(context): CommandResult {
		if (context.words.length === 0) {
			return fail(context, messages.DMKCDB026E);
		}

		// What a word says no kind of has that of the word before it.
		let kind = '';
		return typePieces(context, word => {
			kind = kindOf(word) ?? kind;
			const pieces = isAbbreviation(word, 'PSW', 1) ? [[pswLine(context.vm.cpu)]] : shown(context, word, kind);
			return pieces instanceof OperandError ? refuse(context, displayMessages, pieces) : pieces;
		});
	},
};

/** The kind that a word says what it means is of. */
function kindOf(word: string): string | undefined {
	const kind = operandParts(word)?.kind ?? '';
	return /^[LTKGXY]$/.test(kind) ? kind : undefined;
}

/** `standard`: the kind of a word that says none. */
function shown(context: UserContext, word: string, standard: string): Iterable<Piece> | OperandError {
	if (word === 'CAW' || word === 'CSW') {
		return channelWord(context, word);
	}

	const typed = operandParts(word);
	const parts = typed?.kind === '' ? {...typed, kind: standard} : typed;
	switch (parts?.kind ?? 'none') {
		case 'G':
		case 'X':
		case 'Y': {
			return registers(context, word, parts!);
		}

		case '':
		case 'L':
		case 'T':
		case 'K': {
			return storage(context, parts!);
		}

		default: {
			return new OperandError('option', word);
		}
	}
}

function channelWord({vm}: UserContext, word: 'CAW' | 'CSW'): Piece[] | OperandError {
	const {cpu: {prefix}, processor: {execution}} = vm;
	if (!vm.storage.contains(prefix, pageSize)) {
		return new OperandError('storage', hex(prefix, 6));
	}

	const real = (address: number): string => hex(execution.realWord(address), 8);
	return [[word === 'CAW'
		? `CAW = ${real(assigned.caw)}`
		: `CSW = ${real(assigned.csw)} ${real(assigned.csw + 4)}`]];
}

function registers({vm}: UserContext, word: string, parts: OperandParts): Piece[] | OperandError {
	const {cpu, settings: {ecmode}} = vm;
	// In basic control mode the machine has no control register but 0.
	const highest = {G: 15, X: ecmode ? 15 : 0, Y: 6}[parts.kind]!;
	const range = registerRange(word, parts, {highest, step: parts.kind === 'Y' ? 2 : 1});
	if (range instanceof OperandError) {
		return range;
	}

	const {first, last} = range;
	switch (parts.kind) {
		case 'Y': {
			return [[...floatLines(cpu, first, last)]];
		}

		case 'X': {
			return [[...registerLines('ECR', cpu.cr, first, last)]];
		}

		default: {
			return [[...registerLines('GPR', cpu.gpr, first, last)]];
		}
	}
}

function storage({vm}: UserContext, parts: OperandParts): Iterable<Piece> | OperandError {
	const view = new MachineStorage(vm.storage);
	const range = storageRange(parts, view.size);
	if (range instanceof OperandError) {
		return range;
	}

	return outside(view, range, parts) ?? (parts.kind === 'K'
		? keyLines(view, range)
		: storageLines(view, range, parts.kind === 'T' ? lineForms.text : lineForms.words));
}
