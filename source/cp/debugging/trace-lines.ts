/**
 * The lines of TRACE (GC20-1820, "TRACE", "Responses"). The first four columns say what kind it is: `***` an
 * interruption, `:::` a privileged operation, `==>` an instruction that a branch has come to.
 */
import {hex, hexBytes} from '../../base/hex.js';
import type {ComingInstruction, ShownInstruction} from './coming-instruction.js';

/** A mnemonic as it stands in a trace. */
function mnemonic({row}: ShownInstruction): string {
	return (row?.mnemonic.replace('DIAGNOSE', 'DIAG') ?? '****').padEnd(4);
}

/** `5810B000`, `D20FC000 B010`. */
function shownBytes(bytes: Uint8Array): string {
	return bytes.length > 4 ? `${hexBytes(bytes.subarray(0, 4))} ${hexBytes(bytes.subarray(4))}` : hexBytes(bytes);
}

/** `vvvvvv mnem xxxxxxxx xxxx`; of EXECUTE the byte ORed in and the subject too. */
export function instructionText(coming: ComingInstruction): string {
	const {address, bytes, subject} = coming;
	const text = `${hex(address, 6)} ${mnemonic(coming)} ${shownBytes(bytes)}`;
	if (!subject) {
		return text;
	}

	const {bytes: executed, modifier} = subject;
	const rest = executed.length > 2 ? ` ${hexBytes(executed.subarray(2))}` : '';
	return `${text}${modifier === undefined ? '' : ` ${hex(modifier, 2)}`} ${hex(subject.address, 6)} `
		+ `${mnemonic(subject)} ${hexBytes(executed.subarray(0, 2))}${rest}`;
}

/** With ALL (`joins`) the instructions that branches come to are marked, such as this one (`arrived`). */
type Joining = {readonly joins: boolean; readonly arrived: boolean};

/** An instruction about to be executed. */
export function instructionLine(coming: ComingInstruction, {joins, arrived}: Joining): string {
	const {target} = coming;
	const where = target === undefined ? '' : `${joins ? ' ' : ' ==> '}${hex(target, 6)}`;
	return `${joins && arrived ? '==>' : '   '} ${instructionText(coming)}${where}`;
}

/** A privileged operation that was executed; `operand` is what it used. */
export function privilegedLine(coming: ComingInstruction, operand = ''): string {
	return `::: ${instructionText(coming)} ${operand}`.trimEnd();
}

/** `PSW` of LPSW: behind an arrow where the machine goes on there. */
export function loadedPsw(psw: Uint8Array): string {
	const isWait = psw.length > 1 && (psw[1] & 2) !== 0;
	return `${isWait ? '' : '==> '}${hexBytes(psw.subarray(0, 4))} ${hexBytes(psw.subarray(4))}`;
}

/** An SVC, program or external interruption: at which instruction, and where the new PSW leads. */
export function interruptionLine(at: number, kind: string, code: number, target: number): string {
	return `*** ${hex(at, 6)} ${kind} ${hex(code, 4)} ==> ${hex(target, 6)}`;
}

/** An I/O interruption with the status bytes of its CSW. */
export function ioInterruptionLine(at: number, device: number, target: number, status: number): string {
	return `*** ${hex(at, 6)} I/O ${hex(device, 3)} ==> ${hex(target, 6)} CSW ${hex(status, 4)}`;
}
