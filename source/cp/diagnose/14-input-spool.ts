/**
 * DIAGNOSE X'14': input spool file manipulation (GC20-1807; DMKDRD). Files of monitoring have no mark here that tells
 * them from others: none is ever found.
 */
import {spoolBlock, spoolDescriptorLength} from '../../base/spool-block.js';
import {programCode} from '../../machine/cpu/program-exception.js';
import type {ReaderUnit} from '../spool/reader-unit.js';
import {blockOf, tagRecord} from '../spool/spool-block.js';
import type {SpoolFile} from '../spool/spool-file.js';
import {pageProblem, withinPageProblem} from './buffers.js';
import {readerOf, readerProblem} from './spool-readers.js';
import type {Diagnose, DiagnoseCall, DiagnoseResult} from './diagnose.js';

const subcode = {
	nextBuffer: 0x00, printBlock: 0x04, punchBlock: 0x08, select: 0x0C, repeat: 0x10, restart: 0x14, backspace: 0x18,
	monitorBlock: 0x1C, monitorBuffer: 0x20, nextFile: 0xFFF,
} as const;

const condition = {done: 0, end: 1, none: 2} as const;
const mostCopies = 256;

export const inputSpoolFile: Diagnose = {
	code: 0x14,
	summary: 'Input spool file manipulation',
	/**
	 * Ry+1: function. Rx: address of a buffer, a number of copies, or a file; Ry: address of a reader, or a file.
	 * Condition code 0 done, 1 end of file, 2 no file, 3 with a reason in Ry+1: no such reader.
	 */
	perform(call) {
		if (call.ry % 2 !== 0) {
			return {program: programCode.specification};
		}

		const code = call.vm.cpu.gpr[call.ry + 1];
		if (code === subcode.nextFile) {
			return nextFile(call);
		}

		const perform = functions.get(code);
		return perform ? readerProblem(call) ?? perform(call, readerOf(call)!) : {program: programCode.specification};
	},
};

type ReaderFunction = (call: DiagnoseCall, reader: ReaderUnit) => DiagnoseResult;

/** Functions that have to do with a reader. */
const functions: ReadonlyMap<number, ReaderFunction> = new Map<number, ReaderFunction>([
	[subcode.nextBuffer, (call, reader) => intoPage(call, () => reader.nextBuffer())],
	[subcode.printBlock, (call, reader) => nextBlock(call, reader, false)],
	[subcode.punchBlock, (call, reader) => nextBlock(call, reader, true)],
	[subcode.select, select],
	[subcode.repeat, repeat],
	[subcode.restart, (_, reader) => reader.restart() ? condition.done : condition.none],
	[subcode.backspace, (call, reader) => intoPage(call, () => reader.previousBuffer() ?? 'none')],
	[subcode.monitorBlock, call => withinPageProblem(call, call.xAddress, spoolBlock.length) ?? condition.none],
	[subcode.monitorBuffer, call => pageProblem(call, call.xAddress) ?? condition.none],
]);

function intoPage(call: DiagnoseCall, read: () => Uint8Array | 'end' | 'none'): DiagnoseResult {
	const problem = pageProblem(call, call.xAddress);
	if (problem) {
		return problem;
	}

	const buffer = read();
	if (typeof buffer === 'string') {
		return condition[buffer];
	}

	call.vm.storage.store(call.xAddress, buffer);
	return condition.done;
}

const filesOf = ({cp, vm}: DiagnoseCall): SpoolFile[] => cp.spooler.filesOf(vm.userid, 'RDR');

const blockFor = ({cp}: DiagnoseCall, file: SpoolFile, isActive: boolean): Uint8Array =>
	blockOf(file, cp.spooler.holdOf(file), isActive);

/** The block of the next file of cards, or of lines; the search begins anew where a file was read meanwhile. */
function nextBlock(call: DiagnoseCall, reader: ReaderUnit, ofCards: boolean): DiagnoseResult {
	const problem = withinPageProblem(call, call.xAddress, spoolBlock.length);
	if (problem) {
		return problem;
	}

	const files = filesOf(call).filter(({origin}) => (origin === 'PUN' || origin === 'RDR') === ofCards);
	const {described} = reader;
	const isRepeated = described?.ofCards === ofCards;
	const file = isRepeated ? files.find(({sequence}) => sequence > described.sequence) : files[0];
	if (!file) {
		return isRepeated ? condition.end : condition.none;
	}

	reader.described = {ofCards, sequence: file.sequence};
	call.vm.storage.store(call.xAddress, blockFor(call, file, false));
	return condition.done;
}

/** A file goes to the head of the queue: it is the next that is read. */
function select(call: DiagnoseCall): DiagnoseResult {
	const file = filesOf(call).find(({id}) => id === call.x);
	return file && call.cp.spooler.order([file]).length === 0 ? condition.done : condition.none;
}

function repeat(call: DiagnoseCall, {activeFile}: ReaderUnit): DiagnoseResult {
	if (!activeFile) {
		return condition.none;
	}

	if (call.x <= 0) {
		return {program: programCode.specification};
	}

	call.cp.spooler.change(activeFile, {copies: call.x % mostCopies});
	return condition.done;
}

/** Block and first record of the file behind the one that Ry names (0: the first). */
function nextFile(call: DiagnoseCall): DiagnoseResult {
	const address = call.xAddress;
	if (!call.inStorage(address, spoolDescriptorLength)) {
		return {program: programCode.addressing};
	}

	const files = filesOf(call);
	const before = call.y === 0 ? -1 : files.findIndex(({id}) => id === call.y);
	if (call.y !== 0 && before === -1) {
		return condition.none;
	}

	const file: SpoolFile | undefined = files[before + 1];
	if (!file) {
		return condition.end;
	}

	const descriptor = new Uint8Array(spoolDescriptorLength);
	descriptor.set(blockFor(call, file, false));
	descriptor.set(tagRecord(file), spoolBlock.length);
	call.vm.storage.store(address, descriptor);
	return condition.done;
}
