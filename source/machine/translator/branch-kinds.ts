/** What a branch instruction does, as far as its bytes say (GA22-7000, "Branching"). */

/** EXECUTE, whose subject may branch. */
export const executeCode = 0x44;

/** Whether control goes elsewhere: never, by condition code or count, or always. */
export function taken(bytes: Uint8Array): 'never' | 'perhaps' | 'always' {
	const [opcode, second] = bytes as unknown as readonly [number, number];
	switch (opcode) {
		case 0x05:
		case 0x0D: {
			return (second & 15) === 0 ? 'never' : 'always';
		}

		case 0x06: {
			return (second & 15) === 0 ? 'never' : 'perhaps';
		}

		case 0x07: {
			return (second & 15) === 0 || second < 16 ? 'never' : (second >= 0xF0 ? 'always' : 'perhaps');
		}

		case 0x45:
		case 0x4D: {
			return 'always';
		}

		case 0x47: {
			return second < 16 ? 'never' : (second >= 0xF0 ? 'always' : 'perhaps');
		}

		case 0x46:
		case 0x86:
		case 0x87: {
			return 'perhaps';
		}

		default: {
			return 'never';
		}
	}
}

/** Whether the instruction puts the address behind it into a register. */
export const links = ([opcode = 0]: Uint8Array): boolean => [0x05, 0x0D, 0x45, 0x4D].includes(opcode);

/** Whether the branch address is that in a register, without displacement. */
export const isByRegister = ([opcode = 0]: Uint8Array): boolean => opcode < 0x40;

/** Whether the branch address has an index. */
export const usesIndex = ([opcode = 0]: Uint8Array): boolean => opcode >= 0x40 && opcode < 0x80;
