/** HELP: from the command definitions; CP's come as files of type HELPCP on the system disk. */
import {findCommand, isAbbreviation, type CommandDefinition} from '../../../base/command.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {columns, helpText} from '../../nucleus/command/help-text.js';
import {messagePage, messagesNamed} from '../../nucleus/command/message-page.js';
import {subcommands} from '../../edit/subcommands/index.js';
import {functionDefinitions} from '../../exec/expression/functions.js';
import {tokenLength} from '../../exec/expression/scanner.js';
import {statements} from '../../exec/statements/index.js';
import {debugSubcommands} from './debug-help.js';
import {variableDefinitions, variableKind} from './exec-variables-help.js';
import {immediateCommands} from './immediate-help.js';
import {messages} from '../../messages/index.js';

const cpFiletype = 'HELPCP';

/** A command with a language of its own, each word of which has a page: `HELP EXEC &LOOP`, `HELP EDIT CHANGE`. */
type Part = {
	readonly component: string;
	readonly what: string;
	readonly definitions: readonly CommandDefinition[];
};

const execPart: Part = {
	component: 'EXEC',
	what: 'Control words, functions and special variables',
	definitions: [
		...[...statements.values()].map(({word, syntax, summary, description}) => ({
			name: word,
			minimum: Math.min(word.length, tokenLength),
			syntax,
			summary,
			description,
		})),
		...functionDefinitions,
		...variableDefinitions,
	],
};

const parts: readonly Part[] = [
	execPart,
	{component: 'EDIT', what: 'Subcommands', definitions: subcommands},
	{component: 'DEBUG', what: 'Subcommands', definitions: debugSubcommands},
];

/** Names of files of type `type`, once each, sorted. */
function topics(cms: Cms, type: string): string[] {
	return [
		...new Set(cms.disks.disks
			.flatMap(disk => disk.list())
			.filter(file => file.type === type)
			.map(file => file.name)),
	].toSorted();
}

function menu(cms: Cms): string[] {
	const lines = [
		'Type HELP and the name of a command, HELP CP and the name of a CP command,',
		'HELP and the number of a message (HELP DMSSTT002E); HELP EXEC, HELP EDIT and',
		'HELP DEBUG list the words of procedures, the editor and the debugger (HELP EXEC',
		'&LOOP, HELP EDIT CHANGE, HELP DEBUG GPR).',
		'',
		'CMS commands:',
		...columns(cms.commands.map(({name}) => name).toSorted()),
		'',
		'Immediate commands (while something runs, after attention):',
		...columns(immediateCommands.map(({name}) => name)),
	];
	const cp = topics(cms, cpFiletype);
	return cp.length > 0 ? [...lines, '', 'CP commands:', ...columns(cp)] : lines;
}

function * fileLines(cms: Cms, name: string, type: string): Step<string[] | undefined> {
	const found = cms.disks.find(name, type, '*');
	return found && (yield * cms.disks.readAll(found.disk, found.status)).map(record => fromEbcdic(record).trimEnd());
}

function * text(cms: Cms, words: readonly string[]): Step<string[] | undefined> {
	const [first, second] = words;
	if (first === undefined || first === 'MENU' || (first === 'CMS' && (second ?? 'MENU') === 'MENU')) {
		return menu(cms);
	}

	if (first === 'CP' && second !== undefined) {
		return second === 'MENU' ? columns(topics(cms, cpFiletype)) : yield * cpText(cms, second);
	}

	const part = second === undefined ? undefined : partNamed(cms, first);
	if (part) {
		return second === 'MENU' ? partMenu(cms, first).slice(1) : partText(part, second);
	}

	if (first.startsWith('&')) {
		return partText(execPart, first);
	}

	return first === 'CMS' ? yield * commandText(cms, second) : yield * commandText(cms, first, second);
}

/** The page of a command; `operand`: of an option of SET or QUERY, which may be CP's. */
function * commandText(cms: Cms, name: string, operand?: string): Step<string[] | undefined> {
	const definition = findCommand(name, [...cms.commands, ...immediateCommands]);
	if (definition) {
		return operand === undefined || isOption(cms, definition, operand)
			? [...helpText(definition), ...partMenu(cms, definition.name)]
			: (optionCommands.has(definition.name) ? yield * cpText(cms, definition.name) : undefined);
	}

	return (
		(yield * fileLines(cms, name, 'HELPCMS'))
		?? (yield * cpText(cms, name))
		// `CPSET`, `CMSSET`: whose SET is meant.
		?? (name.startsWith('CP') ? yield * cpText(cms, name.slice(2)) : undefined)
		?? (name.startsWith('CMS') ? yield * commandText(cms, name.slice(3)) : undefined)
	);
}

/** Commands that both CMS and CP have. */
const optionCommands: ReadonlySet<string> = new Set(['SET', 'QUERY']);

/** Whether CMS's SET or QUERY has an option that `word` abbreviates. */
function isOption(cms: Cms, {name, complete}: Partial<CmsCommand>, word: string): boolean {
	return optionCommands.has(name ?? '')
		&& (complete?.(cms, [name!, word]) ?? []).some(option => option.startsWith(word));
}

function partText({component, definitions}: Part, word: string): string[] | undefined {
	const found = findCommand(component === 'EXEC' ? variableKind(word) : word, definitions);
	return found && helpText(found, component);
}

/** The pages of a command that has a language of its own, or commands of its own. */
function partNamed(cms: Cms, name: string): Part | undefined {
	const definitions = cms.commands.find(command => command.name === name)?.parts;
	return definitions
		? {component: name, what: 'Commands', definitions}
		: parts.find(({component}) => component === name);
}

/** What further pages there are to a command. */
function partMenu(cms: Cms, name: string): string[] {
	const part = partNamed(cms, name);
	return part
		? ['', `${part.what} (HELP ${name} and one of them):`, ...columns(part.definitions.map(each => each.name))]
		: [];
}

/** The file of the command, or of the first that `name` abbreviates. */
function * cpText(cms: Cms, name: string): Step<string[] | undefined> {
	const names = topics(cms, cpFiletype);
	const topic = names.find(candidate => candidate === name) ?? names.find(candidate => candidate.startsWith(name));
	return topic === undefined ? undefined : yield * fileLines(cms, topic, cpFiletype);
}

/** What the line asks about messages. Their identifiers are longer than tokens, so the line itself is looked at. */
function messageText(cms: Cms, line: string): string[] | undefined {
	const [, first = '', second] = line.toUpperCase().split(/[\s()]+/);
	const isKeyword = second !== undefined && (first === 'MSG' || isAbbreviation(first, 'MESSAGE', 2));
	const found = messagesNamed(cms.messages, isKeyword ? second : first);
	return found.length === 0
		? undefined
		: found.flatMap((message, index) => [
			...(index === 0 ? [] : ['', '']), ...messagePage(message),
		]);
}

const amounts: ReadonlySet<string> = new Set(['BRIEF', 'MORE', 'ALL']);

/** The part of a page that an option asks for: what comes before the blank line behind its format, or what follows. */
function shownPart(lines: readonly string[], amount: string): readonly string[] {
	const format = lines.indexOf('Format:');
	const end = format === -1 ? -1 : lines.indexOf('', format);
	if (amount === 'ALL' || end === -1) {
		return lines;
	}

	return amount === 'BRIEF' ? lines.slice(0, end) : lines.slice(end + 1);
}

export const help: CmsCommand = {
	name: 'HELP',
	minimum: 1,
	syntax: ['Help [MENU]', 'Help commandname', 'Help CP commandname', 'Help EXEC controlword',
		'Help EDIT subcommand', 'Help DEBUG subcommand', 'Help SBS command', 'Help {SET|QUERY} option',
		'Help {CP|CMS|EXEC|EDIT|DEBUG|SBS} MENU', 'Help [MEssage|MSG] DMSxxxnnnt'],
	summary: 'Shows what a command does and how it is written, or what a message means.',
	origin: 'VM/SP',
	description: [
		'Behind a parenthesis: BRIEF shows what it does and the format only, MORE the rest, ALL (or nothing) both.',
	],
	returnCodes: ['24  Invalid option.', '28  There is no such command or message.'],
	* run({cms, call, operands, options}) {
		const [amount = 'ALL', extra] = options;
		if (!amounts.has(amount) || extra !== undefined) {
			return yield * cms.message(messages.DMSHLP003E, {option: extra ?? amount});
		}

		const lines = messageText(cms, call.line) ?? (yield * text(cms, operands));
		if (!lines) {
			return yield * cms.message(messages.DMSHLP254E, {topic: operands.join(' ')});
		}

		for (const line of shownPart(lines, amount)) {
			yield * cms.console.type(line);
		}

		return 0;
	},
	complete: (cms, words) => words[1] === 'CP' && words.length > 2
		? topics(cms, cpFiletype)
		: ['CP', 'MENU', ...cms.commands.map(({name}) => name), ...immediateCommands.map(({name}) => name)],
};
