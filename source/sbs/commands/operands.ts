/** Operands and options that several commands have. */
import {isFileName} from '../../cms/file-system/files/file-name.js';
import type {Content} from '../../service/parts.js';
import type {
	Given, OperandDefinition, OptionDefinition, SbsCommand,
} from '../context.js';
import {answerWith, sbsMessages} from '../message.js';

/** A member: filename and filetype. */
export const memberOperands: readonly OperandDefinition[] = [
	{name: 'fn', kind: 'fileName'}, {name: 'ft', kind: 'fileType'},
];

/** Members: patterns of both; all unless told. */
export const patternOperands: readonly OperandDefinition[] = [
	{name: 'fn', kind: 'namePattern', optional: true}, {name: 'ft', kind: 'typePattern', optional: true},
];

export const modeOperand: OperandDefinition = {name: 'fm', kind: 'fileMode', optional: true};

/** Why something is done; the last option, as all behind it is its text. */
export const whyOption: OptionDefinition = {name: 'WHY', value: 'text'};

/** Name and type of the member that a line is about; they are there, as the operands are not optional. */
export function memberOf({operands: {fn = '', ft = ''}}: Given): {readonly name: string; readonly type: string} {
	return {name: fn, type: ft};
}

/** The value of an option that has one. */
export function valueOf({options}: Given, name: string): string | undefined {
	const value = options[name];
	return typeof value === 'string' ? value : undefined;
}

/** The answer where an operand is missing or cannot stand there. */
export const operandWrong = (operand: string): Content => answerWith(sbsMessages.SBS102E, {operand});

/** Asks for a member by name, where the operands are patterns as other forms of the command have them. */
export function checkMember({operands: {fn, ft}}: Given): Content | undefined {
	if (fn === undefined || ft === undefined) {
		return operandWrong(fn === undefined ? 'FILENAME' : 'FILETYPE');
	}

	return isFileName(fn) && isFileName(ft) ? undefined : answerWith(sbsMessages.SBS124E, {name: fn, type: ft});
}

/** The files of a backup: as many as there are, of one name. */
export const backupFiles = (write: boolean): SbsCommand['userFiles'] =>
	function * ({operands: {fn: name = '', fm: mode = 'A'}}) {
		return [{
			name, type: 'SBSB*', mode: mode[0], write,
		}];
	};
