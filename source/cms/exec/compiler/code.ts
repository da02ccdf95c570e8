/** What a compiled statement is: it does all of its work, or nothing of it. */

/** Goes on with the next line. */
export const next = 0;
/** Nothing was done: the line is for the interpreter, which also finds what is wrong with it. */
export const interpret = -1;

/** Executes; answers `next`, `interpret` or the number of the line to go on at. */
export type Code = () => number;

/** Of a line that has none. */
export const forInterpreter: Code = () => interpret;
