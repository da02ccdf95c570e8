/** The message that ends an EXEC: return code 800 + n, and which error that is (GC20-1818; recordings). */
import {messageTable} from '../../base/message.js';

/** Errors that end an EXEC. */
export const execErrors = {
	801: 'File not found',
	802: '&SKIP or &GOTO error',
	803: 'Bad file format',
	804: 'Too many arguments',
	805: 'Max depth of loop nesting exceeded',
	806: 'Error reading file',
	807: 'Invalid syntax',
	808: 'Invalid form of condition',
	809: 'Invalid assignment',
	810: 'Misuse of special variable',
	811: 'Error in &ERROR action',
	812: 'Conversion error',
	813: 'Too many tokens in statement',
	814: 'Misuse of built-in function',
	815: 'EOF found in loop',
	816: 'Invalid control word',
	817: 'EXEC arithmetic underflow',
	818: 'EXEC arithmetic overflow',
	819: 'Invalid char in variable symbol',
	830: 'EXEC divide by zero',
	/** Ours. */
	840: 'Written in EXEC 2, which is not available',
} as const;

export const execMessages = messageTable({
	DMSEXT072E: {
		text: 'Error in EXEC file {file}, line {line:0} - {reason}',
		returnCode: execErrors,
		help: 'The EXEC processor cannot carry out a statement and ends the procedure there. &CONTROL ALL before it '
			+ 'shows each statement as it is carried out.',
	},
});
