/** Hexadecimal floating point, extended. */
import type {Instruction} from '../instruction.js';

export const extendedFloats: readonly Instruction[] = [];
