/** The reader that a code names in Ry, and what is told in Ry+1 where it is none. */
import {ReaderUnit} from '../spool/reader-unit.js';
import type {DiagnoseCall} from './diagnose.js';

/** Condition code 3, by what Ry+1 says. */
const deviceError = {invalid: 4, wrongType: 8, notReady: 12} as const;
const errorCondition = 3;

/** The reader at the address in Ry. */
export function readerOf({vm, y}: DiagnoseCall): ReaderUnit | undefined {
	const unit = vm.devices.get(y & 0xFFFF)?.unit;
	return unit instanceof ReaderUnit ? unit : undefined;
}

/** The condition code where Ry names no spooled reader that is ready; the reason goes into Ry+1. */
export function readerProblem(call: DiagnoseCall): number | undefined {
	const {vm} = call;
	const reader = readerOf(call);
	const error = reader
		? (reader.isReady ? undefined : deviceError.notReady)
		: (vm.devices.has(call.y & 0xFFFF) ? deviceError.wrongType : deviceError.invalid);
	if (error === undefined) {
		return undefined;
	}

	vm.cpu.gpr[call.ry + 1] = error;
	return errorCondition;
}
