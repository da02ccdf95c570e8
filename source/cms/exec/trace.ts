/** What &CONTROL governs: which statements are shown while they run, and how. */
import {fail, type ExecError} from './errors.js';
import {tokenLength} from './expression/scanner.js';

export type TraceLevel = 'OFF' | 'ERROR' | 'CMS' | 'ALL';

export type Control = {
	/** OFF nothing, ERROR failing commands, CMS every command, ALL every statement. */
	level: TraceLevel;
	/** A traced command is preceded by the time of day. */
	time: boolean;
	/** False: tokens are shown in eight columns each. */
	packed: boolean;
	/** False: commands type no error messages of their own. */
	messages: boolean;
};

export function initialControl(): Control {
	return {
		level: 'CMS', time: false, packed: true, messages: true,
	};
}

const settings: Readonly<Record<string, Partial<Control>>> = {
	OFF: {level: 'OFF'},
	ERROR: {level: 'ERROR'},
	CMS: {level: 'CMS'},
	ALL: {level: 'ALL'},
	TIME: {time: true},
	NOTIME: {time: false},
	PACK: {packed: true},
	NOPACK: {packed: false},
	MSG: {messages: true},
	NOMSG: {messages: false},
};

/**
 * Applies operands of &CONTROL; what is not named stays. Without any all is as at the beginning (GC20-1818; recordings
 * CTLA, CON1, CON2).
 */
export function applyControl(control: Control, operands: readonly string[]): ExecError | undefined {
	if (operands.some(word => !Object.hasOwn(settings, word))) {
		return fail(807);
	}

	if (operands.length === 0) {
		Object.assign(control, initialControl());
	}

	for (const word of operands) {
		Object.assign(control, settings[word]);
	}

	return undefined;
}

/** A statement as the trace shows it. */
export function traceLine(tokens: readonly string[], control: Control): string {
	return tokens.map(token => control.packed ? token : token.padEnd(tokenLength)).join(' ').trimEnd();
}
