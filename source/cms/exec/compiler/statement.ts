/**
 * Lines into code. What a line means without looking at it again when it runs becomes a closure; any other has no code
 * and is interpreted. A closure that meets what it is not for has done nothing, and says so.
 */
import type {Exec} from '../exec.js';
import {maximumLoops} from '../flow.js';
import {isLabel, mostTokens} from '../expression/scanner.js';
import {isAssignment} from '../expression/statement-scan.js';
import {parseNumber} from '../expression/numbers.js';
import {compileAssignment} from './assignment.js';
import {
	forInterpreter, interpret, next, type Code,
} from './code.js';
import {compileCondition} from './condition.js';
import {arePlain, compileOperand} from './operand.js';

const nothing: Code = () => next;

function compileIf(exec: Exec, tokens: readonly string[], line: number): Code | undefined {
	const rest = tokens.slice(3);
	const test = compileCondition(exec, tokens);
	// The whole line is substituted before the condition is looked at, and an error of that shows in any case.
	if (!test || !arePlain(rest)) {
		return undefined;
	}

	const then = compileStatement(exec, rest, line) ?? forInterpreter;
	return () => {
		const holds = test();
		return holds ? then() : (holds === false ? next : interpret);
	};
}

function compileGoTo(exec: Exec, [target, ...more]: readonly string[], line: number): Code | undefined {
	if (target === undefined || target.includes('&') || !arePlain(more)) {
		return undefined;
	}

	if (target === 'TOP') {
		return () => 1;
	}

	if (!isLabel(target)) {
		const number = parseNumber(target);
		return number === undefined || number < 1 ? undefined : () => number;
	}

	let found: number | undefined;
	return () => {
		if (found === undefined) {
			const below = exec.file.knownLineOf(target, line + 1);
			const first = below === 'none' ? exec.file.knownLineOf(target, 1) : below;
			found = first === 'none' ? undefined : first;
		}

		return found ?? interpret;
	};
}

function compileSkip([lines = '1', ...more]: readonly string[], line: number): Code | undefined {
	const count = lines.includes('&') || !arePlain(more) ? undefined : parseNumber(lines);
	if (count === undefined || line + count < 1) {
		return undefined;
	}

	return count === 0 ? nothing : () => count < 0 ? line + count : line + count + 1;
}

/** How far the body of a loop goes. */
function compileExtent(exec: Exec, extent: string, line: number): (() => number | undefined) | undefined {
	if (/^\d+$/.test(extent)) {
		const end = line + Number(extent);
		return () => end;
	}

	return isLabel(extent) && !extent.includes('&')
		? () => {
			const end = exec.file.knownLineOf(extent, line + 1);
			return end === 'none' ? undefined : end;
		}
		: undefined;
}

function compileLoop(exec: Exec, [extent, ...rest]: readonly string[], start: number): Code | undefined {
	const endOf = extent === undefined ? undefined : compileExtent(exec, extent, start);
	const until = rest[0] === 'UNTIL' ? rest.slice(1) : rest;
	const ends = until.length === 3 ? compileCondition(exec, until) : undefined;
	const passes = rest.length === 1 && rest[0] !== 'UNTIL' ? compileOperand(exec, until[0]) : undefined;
	if (!endOf || !(ends ?? passes)) {
		return undefined;
	}

	return () => {
		const end = endOf();
		const word = passes?.text();
		const count = word !== undefined && /^\d+$/.test(word) ? Number(word) : Number.NaN;
		const isOver = ends ? ends() : count === 0;
		if (
			end === undefined || isOver === undefined || exec.loops.length >= maximumLoops
			|| !(ends ?? !Number.isNaN(count))
		) {
			return interpret;
		}

		if (isOver) {
			exec.line = end;
		} else if (end > start) {
			exec.loops.push({start, end, left: count - 1, until: ends && until, ends});
		}

		return next;
	};
}

/** Undefined: it is for the interpreter. */
export function compileStatement(exec: Exec, tokens: readonly string[], line: number): Code | undefined {
	const [word, ...operands] = tokens;
	if (word === undefined) {
		return nothing;
	}

	if (tokens.length >= mostTokens) {
		// With a label it may be one token too many.
		return undefined;
	}

	if (isAssignment(tokens)) {
		return compileAssignment(exec, tokens);
	}

	switch (word) {
		case '&IF': {
			return compileIf(exec, operands, line);
		}

		case '&GOTO': {
			return compileGoTo(exec, operands, line);
		}

		case '&LOOP': {
			return compileLoop(exec, operands, line);
		}

		case '&SKIP': {
			return compileSkip(operands, line);
		}

		case '&CONTINU':
		case '&COMMENT': {
			return arePlain(operands) ? nothing : undefined;
		}

		default: {
			return undefined;
		}
	}
}

/** A line of a procedure, label and all. */
export function compileLine(exec: Exec, tokens: readonly string[], line: number): Code | undefined {
	if (!isLabel(tokens[0])) {
		return compileStatement(exec, tokens, line);
	}

	return tokens[0].includes('&') ? undefined : compileStatement(exec, tokens.slice(1), line);
}
