/**
 * Errors that end an EXEC: its return code is 800 + n, its message DMSEXT072E with the text here (recordings;
 * GC20-1818, DMSEXT messages).
 */
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
} as const;

export type ErrorCode = keyof typeof execErrors;

/**
 * An error of the procedure, as a value: it travels up to the interpreter, which types its message and ends the EXEC.
 */
export type ExecError = {readonly error: ErrorCode};

/** A value, or the error that kept it from being. */
export type Outcome<T> = T | ExecError;

export function fail(error: ErrorCode): ExecError {
	return {error};
}

export function isError(value: unknown): value is ExecError {
	return typeof value === 'object' && value !== null && 'error' in value;
}

/** Text of message DMSEXT072E. */
export function errorText(file: string, line: number, {error}: ExecError): string {
	return `Error in EXEC file ${file}, line ${line} - ${execErrors[error]}`;
}
