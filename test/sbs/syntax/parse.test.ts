/** A line of SBS as somebody types it: what it means, or what is wrong with it. */
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import type {SbsCommand} from '../../../source/sbs/context.js';
import {sbsCommands} from '../../../source/sbs/commands/index.js';
import {parseLine} from '../../../source/sbs/syntax/parse.js';
import {emptyContent} from '../../../source/service/parts.js';

const trial: SbsCommand = {
	name: 'TRIAL',
	minimum: 2,
	syntax: [],
	summary: '',
	operands: [
		{
			name: 'what', kind: 'word', words: ['INTegration', 'PRODuction'], optional: true,
		},
		{name: 'system', kind: 'fileName'},
		{name: 'fn', kind: 'fileName', repeated: true, optional: true},
		{name: 'ft', kind: 'fileType'},
	],
	options: [{name: 'VERsion', value: 'number'}, {name: 'GRoup', value: 'name'}, {name: 'FORCE'}, {name: 'WHY', value: 'text'}],
	* run() {
		return emptyContent;
	},
};

function parsed(line: string, commands: readonly SbsCommand[] = [trial]) {
	const result = parseLine(line, commands);
	return 'command' in result ? result.given : result.lines.join('\n');
}

const isWrong = (t: ExecutionContext, line: string, message: string, commands?: readonly SbsCommand[]) => {
	t.is(parsed(line, commands), message);
};

test('operands, rows and options, abbreviated as their tables say', t => {
	t.deepEqual(parsed('tr int parser a assemble b macro (ver 003 force'), {
		operands: {what: 'INTEGRATION', system: 'PARSER'},
		rows: [{fn: 'A', ft: 'ASSEMBLE'}, {fn: 'B', ft: 'MACRO'}],
		options: {VERSION: '3', FORCE: true},
	});
	t.deepEqual(parsed('TRIAL PARSER A ASSEMBLE(GR TEST)'), {
		operands: {system: 'PARSER'}, rows: [{fn: 'A', ft: 'ASSEMBLE'}], options: {GROUP: 'TEST'},
	});
});

test('the text of an option is as typed, parentheses and all, but for the one that closes the options', t => {
	const why = (line: string): unknown => (parsed(line) as {options: Record<string, unknown>}).options.WHY;
	t.is(why('TRIAL P A B (WHY Fixes the loop  (see note) at end'), 'Fixes the loop  (see note) at end');
	t.is(why('TRIAL P A B (FORCE WHY as he said )'), 'as he said');
	t.is(why('TRIAL P A B (WHY (a) and (b))'), '(a) and (b)');
});

test('what is missing, too much, unknown or no name is told; a name too long is not cut', t => {
	isWrong(t, '', 'SBS121E NO SBS FUNCTION GIVEN; HELP SBS LISTS THEM');
	isWrong(t, 'T P A B', 'SBS101E UNKNOWN SBS FUNCTION - T');
	isWrong(t, 'TRIAL', 'SBS102E MISSING OR INVALID OPERAND - SYSTEM');
	isWrong(t, 'TRIAL P A', 'SBS102E MISSING OR INVALID OPERAND - FILETYPE');
	isWrong(t, 'TRIAL P VERYLONGNAME B', 'SBS124E VERYLONGNAME B IS NO NAME OF A FILE');
	isWrong(t, 'TRIAL P A B* ', 'SBS124E A B* IS NO NAME OF A FILE');
	isWrong(t, 'TRIAL P A B (VER', 'SBS102E MISSING OR INVALID OPERAND - VER');
	isWrong(t, 'TRIAL P A B (VER X', 'SBS102E MISSING OR INVALID OPERAND - VER');
	isWrong(t, 'TRIAL P A B (GR A/B', 'SBS102E MISSING OR INVALID OPERAND - GR');
	isWrong(t, 'TRIAL P A B (NOTHING', 'SBS102E MISSING OR INVALID OPERAND - NOTHING');
	isWrong(t, 'TRIAL P A B (FORCE) X', 'SBS102E MISSING OR INVALID OPERAND - X');
	isWrong(t, 'GET A B A C', 'SBS102E MISSING OR INVALID OPERAND - C', sbsCommands);
	isWrong(t, 'GET A B A9', 'SBS102E MISSING OR INVALID OPERAND - A9', sbsCommands);
	isWrong(t, 'QUERY MINE', 'SBS102E MISSING OR INVALID OPERAND - FILETYPE', sbsCommands);
});

test('whatever is typed, there is an answer, and what is taken for a name is one', t => {
	const words = fc.constantFrom('GET', 'PUT', 'ADD', 'LIST', 'QUERY', 'MINE', 'EXEC', 'A', '*', '(', ')', 'VERSION', '3', 'WHY', 'A/B', 'VERYLONGNAME');
	const line = fc.oneof(fc.array(words, {maxLength: 9}).map(each => each.join(' ')), fc.string({maxLength: 60}));
	fc.assert(fc.property(line, typed => {
		const result = parseLine(typed, sbsCommands);
		if (!('command' in result)) {
			return result.returnCode !== 0 && result.lines.length === 1;
		}

		const {command, given: {operands}} = result;
		return command.operands.every(({name, kind, optional}) => operands[name] === undefined
			? optional === true
			: !kind.startsWith('file') || /^[\w$@#+\-:]{1,8}$/.test(operands[name] ?? ''));
	}), {numRuns: 300});
	t.pass();
});
