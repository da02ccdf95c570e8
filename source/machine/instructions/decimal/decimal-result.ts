/** What decimal instructions with a condition code end with (GA22-7000, "Decimal Instructions"). */
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';

function decimalOverflow(x: Execution): void {
	x.cpu.psw.cc = 3;
	if ((x.cpu.psw.programMask & 4) !== 0) {
		programException(programCode.decimalOverflow);
	}
}

/** Puts a result back into the first operand, if it had to be copied; then overflow, or the condition code. */
export function finish(x: Execution, address: number, length: number, code: number): void {
	x.update(address, length, x.firstAt);
	if (code === 3) {
		decimalOverflow(x);
	} else {
		x.cpu.psw.cc = code;
	}
}
