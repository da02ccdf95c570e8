/**
 * The classic CMS EXEC processor (GC20-1819, section 5 "CMS EXEC", and the recordings of IBM's own, which win). Not
 * here: the EXEC 2 and REXX languages, the OS and DOS answers of &DISKx, and &DOS ON.
 */
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {assign} from './assignment.js';
import {runCommand} from './command.js';
import {Compiled} from './compiler/compiled.js';
import {execErrors} from '../messages/exec.js';
import {messages} from '../messages/index.js';
import {
	fail, isError, type ExecError, type Outcome,
} from './errors.js';
import type {Exec, Flow} from './exec.js';
import {advance, leaveLoops} from './flow.js';
import {functions} from './expression/functions.js';
import {openProcedure, type OtherLanguage, type ProcedureFile} from './procedure-file.js';
import {isLabel, mostTokens} from './expression/scanner.js';
import {substituteStatement} from './expression/statement-scan.js';
import {statements as words} from './statements/index.js';
import {surroundings} from './surroundings.js';
import {initialControl, traceLine} from './trace.js';
import {VariableRoom} from './variable-room.js';
import {Variables} from './expression/variables.js';
import {notFound} from '../not-found.js';

function isReserved(token: string): boolean {
	return words.has(token) || functions.has(token);
}

function isStep(flow: Flow | Step<Flow>): flow is Step<Flow> {
	return typeof flow === 'object' && 'next' in flow;
}

/** A fresh EXEC over `file`. */
function createExec(cms: Cms, name: string, file: ProcedureFile, room: VariableRoom): Exec {
	let inAction = false;
	const variables = new Variables(surroundings(cms, name, () => exec.line, room), name, isReserved);

	function * act(action: readonly string[]): Step<Flow> {
		inAction = true;
		const flow = yield * exec.execute(action);
		inAction = false;
		return flow;
	}

	const exec: Exec = {
		cms,
		name,
		file,
		variables,
		scope: {
			get: word => variables.get(word),
			isReserved,
			get hex() {
				return exec.hex;
			},
		},
		control: initialControl(),
		loops: [],
		line: 0,
		source: '',
		hex: false,
		timing: false,
		errorAction: undefined,
		timeBase: {virtualCpu: 0, totalCpu: 0},
		* execute(tokens) {
			const substituted = substituteStatement(tokens, exec.scope, words);
			return isError(substituted) ? substituted : yield * exec.perform(substituted);
		},
		* perform({tokens, assigns, inner}) {
			const [word] = tokens;
			if (word === undefined) {
				return 'next';
			}

			const statement = words.get(word);
			const isCommand = !assigns && !word.startsWith('&');
			if (exec.control.level === 'ALL' && !isCommand) {
				const shown = assigns ? tokens : statement?.traced?.(exec, tokens) ?? tokens;
				yield * cms.console.type(traceLine(shown, exec.control));
			}

			if (assigns) {
				return assign(tokens, variables) ?? 'next';
			}

			if (statement) {
				const flow = statement.run(exec, tokens.slice(1), inner);
				return isStep(flow) ? yield * flow : flow;
			}

			if (word === '*') {
				// No comment here: a comment is a line of its own.
				return fail(807);
			}

			return isCommand ? yield * runCommand(exec, tokens, inAction, act) : fail(816);
		},
	};
	return exec;
}

/** Executes line by line until the end; answers the return code. */
function * runLines(exec: Exec): Step<Outcome<number>> {
	exec.line = 1;
	const compiled = new Compiled(exec);
	for (;;) {
		yield * exec.cms.charge('execStatement');
		// No file changes, and no time is looked at, while nothing but compiled statements runs.
		const line = yield * exec.file.line(exec.line);
		if (isError(line)) {
			return line;
		}

		if (!line) {
			if (exec.loops.length > 0) {
				// The line it was looking for is not there: the last one is told (recording LOPE).
				exec.line = exec.file.records;
				return fail(815);
			}

			return 0;
		}

		const {statements, advances} = compiled.run(1 + exec.cms.affords('execStatement'));
		if (statements > 1) {
			yield * exec.cms.charge('execStatement', statements - 1);
		}

		if (statements > 0 && !advances) {
			continue;
		}

		exec.source = line.text;
		const flow = advances ? 'next' : yield * runLine(exec, line.tokens);
		if (isError(flow)) {
			return flow;
		}

		if (flow === 'next') {
			const next = yield * advance(exec);
			if (isError(next)) {
				return next;
			}
		} else if ('exit' in flow) {
			return flow.exit;
		} else {
			leaveLoops(exec.loops, flow.jump);
			exec.line = flow.jump;
		}
	}
}

/** A line of the file: its label is substituted (so that a bad one shows) and then dropped. */
function * runLine(exec: Exec, tokens: readonly string[]): Step<Flow> {
	if (tokens.length > mostTokens) {
		return fail(813);
	}

	if (!isLabel(tokens[0])) {
		return yield * exec.execute(tokens);
	}

	const label = substituteStatement(tokens.slice(0, 1), exec.scope, words);
	return isError(label) ? label : yield * exec.execute(tokens.slice(1));
}

function * report(cms: Cms, file: string, line: number, {error}: ExecError): Step<number> {
	return yield * cms.message(messages.DMSEXT072E, {file, line, reason: execErrors[error]}, error);
}

/** A procedure that another processor is for. */
function * refuse(cms: Cms, name: string, {language, line}: OtherLanguage): Step<number> {
	// A file in REXX is answered as if no command had the name (recording FILB).
	return language === 'rexx' ? notFound.command : yield * report(cms, name, line, fail(840));
}

/** Runs an opened procedure one level deeper. */
function * runLevel(cms: Cms, name: string, procedure: ProcedureFile, args: readonly string[]): Step<number> {
	const room = new VariableRoom(cms);
	const exec = createExec(cms, name, procedure, room);
	const excess = exec.variables.setArguments(args);
	if (excess) {
		return yield * report(cms, name, 0, excess);
	}

	const level = cms.execs.length;
	cms.execs.push(exec);
	try {
		const result = yield * runLines(exec);
		return isError(result) ? yield * report(cms, name, exec.line, result) : result;
	} finally {
		cms.execs.length = Math.min(level, cms.execs.length);
		room.giveBack();
	}
}

/**
 * Runs the EXEC `file` (mode letter, `*` = search order) with `args` as its arguments. Answers what &EXIT says, or 800
 * + n where the procedure is in error (see `errors.ts`), after typing DMSEXT072E.
 */
export function * runExec(
	cms: Cms,
	file: {readonly name: string; readonly type: string; readonly mode?: string},
	args: readonly string[],
): Step<number> {
	// An error of a procedure shows although its caller keeps back what commands say.
	const {suppressMessages} = cms.settings;
	cms.settings.suppressMessages = false;
	if (cms.execs.length === 0) {
		cms.execGlobals.clear();
	}

	let procedure: Outcome<ProcedureFile> | OtherLanguage = fail(801);
	try {
		const found = cms.disks.find(file.name, file.type, file.mode ?? '*');
		procedure = found ? yield * openProcedure(cms, found) : procedure;
		if ('language' in procedure) {
			return yield * refuse(cms, file.name, procedure);
		}

		return yield * isError(procedure)
			? report(cms, file.name, 0, procedure)
			: runLevel(cms, file.name, procedure, args);
	} finally {
		cms.settings.suppressMessages = suppressMessages;
		if ('close' in procedure) {
			procedure.close();
		}
	}
}
