/** Errors that end an EXEC, as values: return code 800 + n, message DMSEXT072E (recordings; GC20-1818). */
import type {execErrors} from '../messages/exec.js';

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
