/**
 * What conditional assembly is compiled to: functions that do what is right in every point, as the evaluator would, and
 * leave all else to it. An error, a variable symbol that is not what the text made of it, an attribute of a symbol: the
 * function has done nothing and answers that it is not sure, and the evaluator says what is wrong.
 */
import type {Evaluator} from '../evaluator.js';

/** A number; `NaN`: not sure. */
export type NumberTerm = (evaluator: Evaluator) => number;

/** A text; `undefined`: not sure. */
export type TextTerm = (evaluator: Evaluator) => string | undefined;

/** A value of either kind; `undefined`: not sure. */
export type ValueTerm = (evaluator: Evaluator) => string | number | undefined;

/** A condition; `undefined`: not sure. */
export type ConditionTerm = (evaluator: Evaluator) => boolean | undefined;

/** What the text from some place on was compiled to, and where that ends. */
export type Compiled<T> = {readonly term: T; readonly end: number};

/** Nothing could be compiled: the evaluator does all of it. */
export type Maybe<T> = Compiled<T> | undefined;
