/**
 * &READ: lines from the stack or the terminal, executed (a number or nothing), or put into arguments (ARGS) or
 * variables (VARS).
 */
import type {Step} from '../../../guest/action.js';
import {fail} from '../errors.js';
import type {Exec, Flow, Statement} from '../exec.js';
import {parseNumber} from '../expression/numbers.js';
import {isComment, scan} from '../expression/scanner.js';

function * readStatements(exec: Exec, count: number): Step<Flow> {
	for (let number = 0; number < count; number++) {
		const line = yield * exec.cms.console.read();
		yield * exec.cms.charge('execStatement');
		// A label is no label here: it would be looked for in the file.
		exec.source = line;
		const flow = isComment(line) ? 'next' : yield * exec.execute(scan(line));
		if (flow !== 'next') {
			return flow;
		}
	}

	return 'next';
}

function * readVariables(exec: Exec, targets: readonly string[]): Step<Flow> {
	if (targets.some(target => !target.startsWith('&'))) {
		return fail(807);
	}

	const values = scan(yield * exec.cms.console.read());
	for (const [index, target] of targets.entries()) {
		const value = values[index] ?? '';
		const error = exec.variables.set(target.slice(1), value === '%' ? '' : value);
		if (error) {
			return error;
		}
	}

	return 'next';
}

export const read: Statement = {
	word: '&READ',
	syntax: ['&READ [n]', '&READ ARGS', '&READ VARS [&variable ...]'],
	summary: 'Reads statements, arguments or values of variables from the terminal or the stack.',
	description: [
		'n lines (1) are performed as if they stood in the procedure. ARGS: the words read become &1 to &30. '
		+ 'VARS: they become the values of the variables named; % stands for none.',
	],
	scan: 'targets',
	* run(exec, [form, ...targets]) {
		if (form === 'ARGS') {
			return exec.variables.setArguments(scan(yield * exec.cms.console.read())) ?? 'next';
		}

		if (form === 'VARS') {
			return yield * readVariables(exec, targets);
		}

		const count = form === undefined ? 1 : parseNumber(form);
		return count === undefined ? fail(812) : yield * readStatements(exec, count);
	},
};
