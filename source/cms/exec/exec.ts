/** An EXEC in execution, as its statements see it. */
import type {CommandDefinition} from '../../base/command.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import type {ExecError} from './errors.js';
import type {Loop} from './loop-state.js';
import type {ProcedureFile} from './procedure-file.js';
import type {Substituted} from './expression/substituted.js';
import type {Scope} from './expression/substitution.js';
import type {Control} from './trace.js';
import type {Variables} from './expression/variables.js';

/** What follows a statement: the next line, another one (from 1; behind the last = the end), the end, or an error. */
export type Flow =
	| 'next'
	| {readonly jump: number}
	| {readonly exit: number}
	| ExecError;

export type Exec = {
	readonly cms: Cms;
	readonly name: string;
	readonly file: ProcedureFile;
	readonly variables: Variables;
	/** Variables, reserved words and &HEX for substitution. */
	readonly scope: Scope;
	readonly control: Control;
	/** Loops under way, outermost first. */
	readonly loops: Loop[];
	/** Line now executed, from 1. A statement that takes lines of data moves it. */
	line: number;
	/** Text of the statement now executed: that line, or one that &READ has read. */
	source: string;
	/** &HEX ON. */
	hex: boolean;
	/** &TIME ON. */
	timing: boolean;
	/** &ERROR's action, not yet substituted; undefined = continue. */
	errorAction: readonly string[] | undefined;
	/** CPU times (virtual, total; microseconds) from which &TIME counts. */
	timeBase: {virtualCpu: number; totalCpu: number};
	/** Substitutes a statement (without label) and executes it. */
	execute(tokens: readonly string[]): Step<Flow>;
	/** Executes a statement that is substituted. */
	perform(statement: Substituted): Step<Flow>;
};

/** A control word. Adding one: one file, one line in `statements/index.ts`. */
export type Statement = Pick<CommandDefinition, 'syntax' | 'summary' | 'description'> & {
	/** The full word with its ampersand. */
	readonly word: string;
	/**
	 * How its operands are substituted: all (default); `none`: left as written, the statement does it itself;
	 * `condition`: three operands and then another statement; `targets`: names after VARS keep their ampersand.
	 */
	readonly scan?: 'none' | 'condition' | 'targets';
	/** What the trace shows of it, where that is not what was substituted. */
	traced?(exec: Exec, tokens: readonly string[]): readonly string[];
	/** `inner`: the statement behind a condition. */
	run(exec: Exec, operands: readonly string[], inner?: Substituted): Flow | Step<Flow>;
};
