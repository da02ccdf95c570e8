/**
 * A line of SBS, read by the definition of its command: in the user's machine, so that nonsense costs nobody anything,
 * and again where it runs, for anybody may send anything.
 */
import {findCommand} from '../../base/command.js';
import type {Content} from '../../service/parts.js';
import type {
	Given, OperandDefinition, OptionDefinition, SbsCommand,
} from '../context.js';
import {answerWith, sbsMessages} from '../message.js';
import {
	fullName, isName, isNumber, valueOf, wordOf,
} from './kinds.js';
import {textFrom, tokensOf, type Token} from './tokens.js';

export type ParsedLine = {readonly command: SbsCommand; readonly given: Given};

/** What is wrong with a line: the message. */
type Wrong = {readonly wrong: Content};

const operand = (word: string): Wrong => ({wrong: answerWith(sbsMessages.SBS102E, {operand: word})});

/** A missing operand as the messages call it. */
function nameOf({name}: OperandDefinition): string {
	const names: Readonly<Record<string, string>> = {fn: 'FILENAME', ft: 'FILETYPE', fm: 'FILEMODE'};
	return names[name] ?? name.toUpperCase();
}

/**
 * Reads what stands behind `SBS`: the command by its name or an abbreviation, operands and options. An answer is what
 * is wrong with it.
 */
export function parseLine(line: string, commands: readonly SbsCommand[]): ParsedLine | Content {
	const {operands: [first, ...operands], options, behind} = tokensOf(line);
	if (!first) {
		return answerWith(sbsMessages.SBS121E);
	}

	const command = findCommand(first.word, commands);
	if (!command) {
		return answerWith(sbsMessages.SBS101E, {function: first.word});
	}

	const read = readOperands(operands, command.operands);
	if ('wrong' in read) {
		return read.wrong;
	}

	const chosen = readOptions(line, options, command.options ?? []);
	if ('wrong' in chosen) {
		return chosen.wrong;
	}

	if (behind.length > 0 && !chosen.isText) {
		return operand(behind[0].word).wrong;
	}

	const given: Given = {...read, options: chosen.options};
	return command.check?.(given) ?? {command, given};
}

/** Operands in order. A word of a table that may be left out gives way to the operand behind it. */
function readOperands(
	tokens: readonly Token[],
	definitions: readonly OperandDefinition[],
): Pick<Given, 'operands' | 'rows'> | Wrong {
	const operands: Record<string, string> = {};
	const rows: Array<Record<string, string>> = [];
	const repeatFrom = definitions.findIndex(({repeated}) => repeated);
	let place = 0;
	let row = operands;
	for (let index = 0; index < tokens.length;) {
		const {word} = tokens[index];
		if (place === definitions.length) {
			if (repeatFrom === -1) {
				return operand(word);
			}

			place = repeatFrom;
		}

		if (place === repeatFrom) {
			row = {};
			rows.push(row);
		}

		const definition = definitions[place];
		const value = valueOf(word, definition);
		if (value !== undefined) {
			row[definition.name] = value;
			index++;
		} else if (!definition.optional || !definition.words || place + 1 === definitions.length) {
			return badOperand(tokens, index, definitions, place);
		}

		place++;
	}

	const missing = definitions.slice(place).find(({optional}) => !optional);
	return missing ? operand(nameOf(missing)) : {operands, rows};
}

/** A bad name is told together with the type beside it. */
function badOperand(
	tokens: readonly Token[],
	index: number,
	definitions: readonly OperandDefinition[],
	place: number,
): Wrong {
	const {kind} = definitions[place];
	const from = kind === 'fileType' && definitions[place - 1]?.kind === 'fileName' ? index - 1 : index;
	const isMember = (kind === 'fileName' && definitions[place + 1]?.kind === 'fileType') || from < index;
	if (!isMember) {
		return operand(tokens[index].word);
	}

	const [name, type] = tokens.slice(from, from + 2).map(({word}) => word);
	return type === undefined
		? operand('FILETYPE')
		: {wrong: answerWith(sbsMessages.SBS124E, {name, type})};
}

function readOptions(
	line: string,
	tokens: readonly Token[],
	definitions: readonly OptionDefinition[],
): {readonly options: Given['options']; readonly isText: boolean} | Wrong {
	const options: Record<string, string | true> = {};
	for (let index = 0; index < tokens.length; index++) {
		const {word} = tokens[index];
		const name = wordOf(word, definitions.map(each => each.name));
		if (name === undefined) {
			return operand(word);
		}

		const {value} = definitions.find(each => fullName(each.name) === name)!;
		if (!value) {
			options[name] = true;
			continue;
		}

		const next = tokens[++index];
		if (value === 'text' && next) {
			options[name] = textFrom(line, next.at);
			return {options, isText: true};
		}

		if (!next || (value === 'number' && !isNumber(next.word)) || (value === 'name' && !isName(next.word))) {
			return operand(word);
		}

		options[name] = value === 'number' ? String(Number(next.word)) : next.word;
	}

	return {options, isText: false};
}
