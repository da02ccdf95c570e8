/** I/O operations under TRACE: which instruction one is shown as (GC20-1820, "TRACE"). */
import {addressMask} from '../../base/architecture.js';
import type {IoOperation} from '../../machine/cpu/exit.js';
import {findMnemonic} from '../../machine/instructions/instruction-table.js';
import {comingInstruction, type LookedAt} from './coming-instruction.js';

/** What TRACE SIO and CCW show: `I/O` lines. */
export const ioInstructions: ReadonlySet<string> = new Set([
	'SIO', 'SIOF', 'TIO', 'CLRIO', 'HIO', 'HDV', 'TCH', 'STIDC',
]);

/** The I/O instruction just come to CP, or one that does what a resident program asked for. */
export function ioInstruction(
	vm: LookedAt,
	operation: IoOperation,
	device: number,
): {readonly at: number; readonly bytes: Uint8Array} {
	const {address} = vm.cpu.psw;
	const coming = comingInstruction(vm, (address - 4) & addressMask);
	if (coming?.effective?.mnemonic === operation) {
		return {at: coming.address, bytes: coming.bytes};
	}

	const {opcode} = findMnemonic(operation)!;
	return {at: address, bytes: Uint8Array.of(opcode >>> 8, opcode, device >>> 8, device)};
}
