/** Which operations an assembly looks for in its macro libraries: those that the assembler itself does not know. */
import {directives} from '../directives/index.js';
import {findOperation} from '../operands/machine-instruction.js';
import {conditionalOperations} from './operations.js';

/** What the reader and the generator do before they look at operations. */
const earlier = new Set(['MACRO', 'COPY', 'ICTL', 'OPSYN']);

/** Whether the operation (in upper case) is an instruction of the assembler or of the machine. */
export const isInstruction = (operation: string): boolean =>
	directives.has(operation) || conditionalOperations.has(operation) || findOperation(operation) !== undefined;

const isSymbol = (name: string): boolean => /^[A-Z$#@][A-Z$#@\d]{0,7}$/.test(name);

/** Whether a macro definition may give an operation this name (in upper case): machine instructions, but no others. */
export const isMacroName = (operation: string): boolean =>
	isSymbol(operation) && !directives.has(operation) && !conditionalOperations.has(operation);

/** Whether a statement with this operation (in upper case) makes the assembler look for a macro of its name. */
export const isLibraryName = (operation: string): boolean =>
	isSymbol(operation) && !earlier.has(operation) && !isInstruction(operation);
