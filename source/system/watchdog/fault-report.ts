/**
 * A fault of ours (`cp/machine/wall.ts`) as text: one line for whoever runs a procedure, and for the log of a data
 * folder what led there and the stack.
 */
import process from 'node:process';
import {faultText, type Fault} from '../../cp/machine/wall.js';

/** Set to anything, standard error gets the whole report. */
const fullVariable = 'YORKTOWN_FAULTS';

/** `fault of the system (turn of USER1): TypeError: …`. */
function faultLine({error, vm, doing}: Fault): string {
	return `fault of the system (${doing}${vm ? ` of ${vm.userid}` : ''}): ${faultText(error)}`;
}

/** Who, when, what was being done, what was entered before, and the stack. `now`: host time, for the first line. */
export function faultReport(fault: Fault, now = new Date()): string {
	const {error, psw, command, lines, at} = fault;
	return [
		`${now.toISOString()} ${faultLine(fault)}`,
		`  simulated time ${at} microseconds${psw === '' ? '' : `, PSW ${psw}`}`,
		...(command === '' ? [] : [`  CP command: ${command}`]),
		...lines.map(line => `  entered: ${line}`),
		...((error instanceof Error ? error.stack : undefined) ?? String(error)).split('\n').map(line => `  ${line}`),
		'',
	].join('\n');
}

/** On standard error: one line, or all where `YORKTOWN_FAULTS` is set. */
export function tellOfFault(fault: Fault): void {
	process.stderr.write(process.env[fullVariable] ? faultReport(fault) : `yorktown: ${faultLine(fault)}\n`);
}
