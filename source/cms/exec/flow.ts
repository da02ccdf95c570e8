/** Where an EXEC goes on: passes of its loops, and jumps out of them. */
import type {Step} from '../../guest/action.js';
import {evaluate} from './expression/condition.js';
import {isError, type Outcome} from './errors.js';
import type {Exec, Flow} from './exec.js';
import type {Loop} from './loop-state.js';
import {substituteTokens} from './expression/substitution.js';
import {traceLine} from './trace.js';

/** Loops that can be nested. */
export const maximumLoops = 4;

/** Whether another pass of `loop` is due. The condition is substituted anew each time, and shown under &CONTROL ALL. */
export function * startsPass(exec: Exec, loop: Loop): Step<Outcome<boolean>> {
	if (!loop.until) {
		loop.left--;
		return loop.left >= 0;
	}

	const condition = substituteTokens(loop.until, exec.scope);
	if (isError(condition)) {
		return condition;
	}

	if (exec.control.level === 'ALL') {
		yield * exec.cms.console.type(traceLine(['LOOP', 'UNTIL:', ...condition], exec.control));
	}

	const ends = evaluate(condition, exec.variables.arguments);
	return isError(ends) ? ends : !ends;
}

/** Drops loops that a jump to `line` leaves: those whose body does not hold it. */
export function leaveLoops(loops: Loop[], line: number): void {
	let loop = loops.at(-1);
	while (loop && (line <= loop.start || line > loop.end)) {
		loops.pop();
		loop = loops.at(-1);
	}
}

/** Goes on from the line just finished: to the next one, or back to the start of a loop that ends here. */
export function * advance(exec: Exec): Step<Flow> {
	let loop = exec.loops.at(-1);
	while (loop && loop.end <= exec.line) {
		// Data lines may have carried control beyond the body.
		const again = loop.end === exec.line && (yield * startsPass(exec, loop));
		if (isError(again)) {
			return again;
		}

		if (again) {
			exec.line = loop.start;
			break;
		}

		exec.loops.pop();
		loop = exec.loops.at(-1);
	}

	exec.line++;
	return 'next';
}
