/** How long an instruction is: its first two bits tell (GA22-7000, "Instruction Formats"). */

/** Bytes of an instruction, from its first operation code byte. */
export function instructionLength(opcode: number): number {
	return opcode < 0x40 ? 2 : (opcode < 0xC0 ? 4 : 6);
}
