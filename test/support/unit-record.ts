/** Cards and lines, moved by channel programs as any operating system in a machine would. */
import {fromEbcdic, toEbcdic} from '../../source/base/ebcdic.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import {ccwBytes} from '../../source/machine/channel/ccw.js';

const program = 0x8000;
const area = 0x8100;
const suppressLength = 0x20;

function run(
	vm: VirtualMachine,
	address: number,
	command: number,
	length: number,
): {readonly unitStatus: number; readonly sense: Uint8Array} {
	vm.storage.store(program, ccwBytes(command, area, suppressLength, length));
	return vm.channels.runSynchronously(address, program, 0);
}

/** Punches cards (00D) or prints lines (00E); answers the unit status of the last. */
export function write(vm: VirtualMachine, address: number, lines: readonly string[]): number {
	let status = 0;
	for (const line of lines) {
		const bytes = toEbcdic(address === 0x00D ? line.padEnd(80) : line);
		vm.storage.store(area, bytes);
		status = run(vm, address, address === 0x00D ? 0x41 : 0x09, bytes.length).unitStatus;
	}

	return status;
}

/**
 * Reads a card: its text without blanks at the end, `EOF` on a unit exception, `EMPTY` where intervention is required.
 */
export function read(vm: VirtualMachine, address = 0x00C): string {
	const {unitStatus, sense} = run(vm, address, 0x02, 80);
	if ((unitStatus & 0x01) !== 0) {
		return 'EOF';
	}

	return sense[0] === 0x40 ? 'EMPTY' : fromEbcdic(vm.storage.fetch(area, 80)).trimEnd();
}
