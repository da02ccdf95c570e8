/** Conditions of lines that are compiled. */
import type {Exec} from '../exec.js';
import {comparison, compare} from '../expression/condition.js';
import {compileOperands} from './operand.js';

/** True or false; undefined: only the interpreter can tell. */
export type Test = () => boolean | undefined;

/** The condition that three tokens are; undefined where it is not to be compiled. */
export function compileCondition(exec: Exec, [left, comparator, right]: readonly string[]): Test | undefined {
	if (right === undefined) {
		return undefined;
	}

	const holds = comparison(comparator);
	const operands = compileOperands(exec, [left, right]);
	if (!holds || !operands) {
		return undefined;
	}

	const [a, b] = operands;
	return () => {
		const difference = a.number() - b.number();
		if (!Number.isNaN(difference)) {
			return holds(difference);
		}

		const first = a.text();
		const second = b.text();
		return first === undefined || second === undefined ? undefined : holds(compare(first, second));
	};
}
