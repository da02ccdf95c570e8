/** HELP: from the command definitions; CP's come as files of type HELPCP on the system disk. */
import {findCommand, isAbbreviation} from '../../../base/command.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {columns, helpText} from '../../nucleus/command/help-text.js';
import {messagePage, messagesNamed} from '../../nucleus/command/message-page.js';
import {immediateCommands} from './immediate-help.js';
import {messages} from '../../messages/index.js';

const cpFiletype = 'HELPCP';

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
		'HELP and the number of a message (HELP DMSSTT002E).',
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
	if (first === undefined || first === 'MENU' || (first === 'CMS' && second === undefined)) {
		return menu(cms);
	}

	if (first === 'CP' && second !== undefined) {
		return yield * cpText(cms, second);
	}

	const name = first === 'CMS' ? second : first;
	const definition = findCommand(name, [...cms.commands, ...immediateCommands]);
	return definition ? helpText(definition) : (yield * fileLines(cms, name, 'HELPCMS')) ?? (yield * cpText(cms, name));
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

export const help: CmsCommand = {
	name: 'HELP',
	minimum: 1,
	syntax: ['Help [MENU]', 'Help commandname', 'Help CP commandname', 'Help [MEssage] DMSxxxnnnt'],
	summary: 'Shows what a command does and how it is written, or what a message means.',
	origin: 'VM/SP',
	returnCodes: ['28  There is no such command or message.'],
	* run({cms, call, operands}) {
		const lines = messageText(cms, call.line) ?? (yield * text(cms, operands));
		if (!lines) {
			return yield * cms.message(messages.DMSHLP254E, {topic: operands.join(' ')});
		}

		for (const line of lines) {
			yield * cms.console.type(line);
		}

		return 0;
	},
	complete: (cms, words) => words[1] === 'CP' && words.length > 2
		? topics(cms, cpFiletype)
		: ['CP', 'MENU', ...cms.commands.map(({name}) => name), ...immediateCommands.map(({name}) => name)],
};
