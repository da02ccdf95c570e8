/**
 * CMS commands in an EXEC: run as SVC 202 does, traced, their return code in &RETCODE, &ERROR's action taken where it
 * is not zero.
 */
import type {Step} from '../../guest/action.js';
import {fail} from './errors.js';
import type {Exec, Flow} from './exec.js';
import {commandText} from './expression/command-text.js';
import {returnCodeDigits} from './expression/numbers.js';
import {timeLine} from './time.js';
import {traceLine} from './trace.js';

function * show(exec: Exec, tokens: readonly string[]): Step {
	const line = traceLine(tokens, exec.control);
	const {time} = exec.control.time ? yield * exec.cms.pseudoTimer() : {time: ''};
	yield * exec.cms.console.type(time === '' ? line : `${time} ${line}`);
}

/** Runs the command; `inAction`: as part of &ERROR's action, where a failure is an error. */
export function * runCommand(
	exec: Exec,
	tokens: readonly string[],
	inAction: boolean,
	act: (tokens: readonly string[]) => Step<Flow>,
): Step<Flow> {
	const {cms, control} = exec;
	if (control.level === 'CMS' || control.level === 'ALL') {
		yield * show(exec, tokens);
	}

	cms.settings.suppressMessages = !control.messages;
	let code: number;
	try {
		const uncut = (): string => commandText(exec.source, tokens, exec.scope);
		code = yield * cms.execute({
			tokens, line: tokens.join(' '), from: 'exec', uncut,
		});
	} finally {
		cms.settings.suppressMessages = false;
	}

	exec.variables.returnCode = code;
	if (code !== 0 && control.level !== 'OFF') {
		if (control.level === 'ERROR') {
			yield * show(exec, tokens);
		}

		yield * cms.console.type(`+++ R(${returnCodeDigits(code)}) +++`);
	}

	if (exec.timing) {
		yield * cms.console.type(yield * timeLine(exec));
	}

	if (code === 0) {
		return 'next';
	}

	if (inAction) {
		return fail(811);
	}

	return exec.errorAction ? yield * act(exec.errorAction) : 'next';
}
