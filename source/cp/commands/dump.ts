/**
 * DUMP (GC20-1820; DMKCDM) and DMCP (GC20-1806): one's own machine, or real storage, on the virtual printer of the
 * lowest address. CLOSE makes a spool file of it.
 */
import {toEbcdic} from '../../base/ebcdic.js';
import {hex} from '../../base/hex.js';
import {limits} from '../../base/limits.js';
import type {
	CommandResult, CpStep, UserCommand, UserContext,
} from '../command.js';
import {interruptibleTurn} from '../command-turns.js';
import {dumpMessages, outside, refuse} from '../debugging/refusals.js';
import {
	floatLines, keyLines, lineForms, pswLine, registerLines, storageLines, type Piece,
} from '../debugging/storage-lines.js';
import {
	OperandError, operandParts, storageRange, type StorageRange,
} from '../debugging/storage-operand.js';
import {lowestPrinter} from '../debugging/lowest-printer.js';
import {MachineStorage, RealStorage, type StorageView} from '../debugging/storage-view.js';
import {fail, messages} from '../messages/index.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

const operands = '[{-|:}{hexloc2|END}|.{bytecount|END}]... [*dumpid]';
const returnCodes = [
	'3    INVALID OPTION - option',
	'4    INVALID HEXLOC - hexloc',
	'9    INVALID RANGE - range',
	'26   OPERAND MISSING OR INVALID',
	'60   DUMP FAILED; VIRTUAL PRINTER UNAVAILABLE',
	'61   DUMP FAILED; VIRTUAL PRINTER ERROR',
	'160  HEXLOC hexloc EXCEEDS STORAGE',
];
const description = [
	'Each storage line has 32 bytes and their characters. dumpid: up to 100 characters behind an asterisk, printed '
	+ 'first. At each boundary of 64K the terminal tells where the dump is; attention ends it.',
];

export const dump: UserCommand = {
	name: 'DUMP', minimum: 2, classes: 'G',
	syntax: [`DUmp [L|T]hexloc1${operands}`],
	summary: 'print PSW, registers, keys and storage of your virtual machine',
	description,
	returnCodes,
	run(context) {
		const {vm} = context;
		return printed(context, {
			view: new MachineStorage(vm.storage),
			kinds: new Set(['', 'L', 'T']),
			head: ranges => machineLines(vm, ranges),
		});
	},
};

export const dmcp: UserCommand = {
	name: 'DMCP', minimum: 4, classes: 'CE',
	syntax: [`DMCP [M][L|T]hexloc1${operands}`],
	summary: 'print real storage',
	description,
	returnCodes,
	run(context) {
		return printed(context, {
			view: new RealStorage(context.cp.hostStorage),
			kinds: new Set(['', 'L', 'T', 'M', 'ML', 'MT']),
			head: () => [],
		});
	},
};

/** What a dump is made of. */
type Dumped = {
	readonly view: StorageView;
	/** Prefixes of operands. */
	readonly kinds: ReadonlySet<string>;
	/** Lines before the storage. */
	head(ranges: readonly StorageRange[]): Iterable<Piece>;
};

function printed(context: UserContext, dumped: Dumped): CommandResult {
	const {words, text} = context;
	const mark = text.indexOf('*');
	const dumpid = mark === -1 ? undefined : text.slice(mark + 1);
	const named = words.findIndex(word => word.startsWith('*'));
	const ranges: StorageRange[] = [];
	for (const word of named === -1 ? words : words.slice(0, named)) {
		const range = rangeOf(word, dumped);
		if (range instanceof OperandError) {
			return refuse(context, dumpMessages, range);
		}

		ranges.push(range);
	}

	if (ranges.length === 0 || (dumpid?.length ?? 0) > limits.dumpIdentifier.value) {
		return fail(context, messages.DMKCDM026E);
	}

	return printing(context, dumped, ranges, dumpid);
}

function rangeOf(word: string, {view, kinds}: Dumped): StorageRange | OperandError {
	const parts = operandParts(word);
	if (!parts || !kinds.has(parts.kind)) {
		return new OperandError('option', word);
	}

	const range = storageRange(parts, view.size);
	return range instanceof OperandError ? range : (outside(view, range, parts) ?? range);
}

/** PSW, registers and keys. */
function * machineLines(vm: VirtualMachine, ranges: readonly StorageRange[]): Generator<Piece> {
	const {cpu, settings: {ecmode}} = vm;
	yield [
		pswLine(cpu),
		...registerLines('GPR', cpu.gpr, 0, 15),
		...floatLines(cpu, 0, 6),
		...(ecmode ? registerLines('ECR', cpu.cr, 0, 15) : []),
	];

	for (const range of ranges) {
		yield * keyLines(new MachineStorage(vm.storage), range);
	}
}

const skipToOne = 0x89;
const writeAndSpace = 0x09;
const block = 0x1_0000;

function * printing(
	context: UserContext,
	{view, head}: Dumped,
	ranges: readonly StorageRange[],
	dumpid: string | undefined,
): CpStep {
	const {vm, reply} = context;
	const printer = lowestPrinter(vm.devices);
	if (!printer?.unit?.isReady) {
		return fail(context, messages.DMKCDM060E);
	}

	const {unit} = printer;
	unit.write?.(skipToOne, new Uint8Array(0));
	let isFirst = true;
	for (const piece of pieces()) {
		if (!isFirst && (yield * interruptibleTurn())) {
			return 0;
		}

		isFirst = false;
		if (!piece.every(line => unit.write?.(writeAndSpace, toEbcdic(line)))) {
			return fail(context, messages.DMKCDM061E);
		}
	}

	reply('COMMAND COMPLETE');
	return 0;

	function * pieces(): Generator<Piece> {
		yield dumpid === undefined ? [] : [dumpid];
		yield * head(ranges);
		for (const {first, last} of ranges) {
			for (let at = first; at <= last; at = nextBlock(at)) {
				if (at !== first) {
					reply(`DUMPING LOC ${hex(at, 6)}`);
				}

				yield * storageLines(view, {first: at, last: Math.min(last, nextBlock(at) - 1)}, lineForms.dump);
			}
		}
	}
}

const nextBlock = (address: number): number => address - (address % block) + block;
