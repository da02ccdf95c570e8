/** Hexadecimal floating point, short and long. */
import type {Instruction} from '../instruction.js';

export const floats: readonly Instruction[] = [];
