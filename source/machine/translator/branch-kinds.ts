/** What a branch instruction does, as far as its bytes say (GA22-7000, "Branching"). */

/** SUPERVISOR CALL and LOAD PSW go on where a PSW says. */
export const supervisorCallCode = 0x0A;
export const loadPswCode = 0x82;
/** BRANCH ON CONDITION, RX. */
export const branchCode = 0x47;
/** DIAGNOSE, which a machine's host may answer by going on anywhere. */
export const diagnoseCode = 0x83;
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

		case supervisorCallCode:
		case 0x45:
		case 0x4D:
		case loadPswCode: {
			return 'always';
		}

		case branchCode: {
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

/** Whether control, it is to be hoped, comes back behind the instruction. */
export const comesBack = (bytes: Uint8Array): boolean => links(bytes) || bytes[0] === supervisorCallCode;

/** Whether the branch address is that in a register, without displacement, or in a PSW. */
export const isByRegister = ([opcode = 0]: Uint8Array): boolean => opcode < 0x40 || opcode === loadPswCode;

/** Whether the branch address has an index. */
export const usesIndex = ([opcode = 0]: Uint8Array): boolean => opcode >= 0x40 && opcode < 0x80;

/** Registers that the address of a storage operand, or of where a branch leads, is made of. */
export const addressRegisters = (bytes: Uint8Array): number[] =>
	[bytes[2] >>> 4, usesIndex(bytes) ? bytes[1] & 15 : 0].filter(register => register !== 0);
