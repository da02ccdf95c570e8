/**
 * Errors of ours, as JavaScript throws them and as we throw what cannot be: no class of their own says what happened.
 * What is thrown to be caught somewhere (a device that fails, a guest that cannot go on, a user who is gone) has one.
 */

const classes: ReadonlySet<unknown> = new Set([
	Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError,
]);

/** Whether a program went wrong: a mistake of whoever wrote it, not something that happened to it. */
export const isProgramError = (error: unknown): error is Error =>
	error instanceof Error && classes.has(error.constructor);
