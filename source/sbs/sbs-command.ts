/**
 * `SBS`: what a user types. The line is read here, so that nonsense costs nobody anything, and goes as typed to
 * wherever the service's CONFIGURATION has it done. What can be known to be wrong in the user's own machine is said
 * before anybody is asked.
 */
import type {CmsCommand, CmsContext} from '../cms/cms.js';
import type {Step} from '../guest/action.js';
import type {Block} from '../service/block.js';
import {failureBlock, typeAnswer} from '../service/answers.js';
import {messageBlock, serviceMessages} from '../service/messages.js';
import type {Content} from '../service/parts.js';
import type {Failed} from '../service/request.js';
import {
	InvalidProfile, profileType, readServiceProfile, type ServiceProfile,
} from '../service/service-profile.js';
import {sbsCommands} from './commands/index.js';
import {configurations} from './configurations/configuration.js';
import {namedFiles} from './configurations/named-files.js';
import {OwnFiles} from './configurations/own-files.js';
import {PartAnswers} from './configurations/part-answers.js';
import type {Given, NamedFile, SbsCommand} from './context.js';
import {answerWith, sbsMessages} from './message.js';
import {sbsName} from './program.js';
import {parseLine} from './syntax/parse.js';
import {cannotWrite, openUserFile} from './user-file.js';

type Answer = Pick<Block, 'lines' | 'returnCode'>;

/** Failures as SBS words them, where it does. */
function failed(failure: Failed, profile: ServiceProfile, userid: string): Answer {
	switch (failure.failed) {
		case 'master': {
			return answerWith(sbsMessages.SBS114E, {master: profile.master});
		}

		case 'noRoom': {
			return answerWith(sbsMessages.SBS122E, {machine: userid});
		}

		case 'slave': {
			return failure.reason === 'ENDED' || failure.reason === 'FORCED'
				? answerWith(sbsMessages.SBS115E, {slave: failure.slave})
				: failureBlock(failure, profile);
		}

		case 'denied': {
			return failure.reason === 'WAIT' ? answerWith(sbsMessages.SBS116E) : failureBlock(failure, profile);
		}

		case 'content': {
			return failureBlock(failure, profile);
		}
	}
}

/** What stands behind the command's name: as typed, or the tokens that an EXEC or a program passed. */
function lineOf({call: {from, line, tokens}}: CmsContext): string {
	return from === 'terminal' ? line.trimStart().replace(/^[^\s(]+/, '') : tokens.slice(1).join(' ');
}

/** What is wrong with the file that a line names, as the command itself would find it. */
function * wrongFile(files: OwnFiles, {userFiles}: SbsCommand, {operands, options}: Given): Step<Content | undefined> {
	const {fn = '', ft = '', fm = 'A'} = operands;
	if (userFiles === 'read') {
		const opened = yield * openUserFile(files, fn, ft, fm);
		return 'file' in opened ? undefined : opened;
	}

	return userFiles === 'write' ? yield * cannotWrite(files, fn, ft, fm, options.REPLACE === true) : undefined;
}

/** Has a line done; the answer. */
function * answerTo(context: CmsContext): Step<Answer> {
	const {cms} = context;
	const line = lineOf(context);
	const parsed = parseLine(line, sbsCommands);
	if (!('command' in parsed)) {
		return parsed;
	}

	const {command, given} = parsed;
	if (command.here) {
		return yield * command.here(cms, given);
	}

	const files = new OwnFiles(cms);
	const wrong = yield * wrongFile(files, command, given);
	if (wrong) {
		return wrong;
	}

	const profile = yield * readServiceProfile(cms, sbsName);
	if (!profile) {
		return answerWith(sbsMessages.SBS119E, {file: `${sbsName} ${profileType}`});
	}

	if (profile instanceof InvalidProfile) {
		return messageBlock(serviceMessages.DMSSRV010E, {service: sbsName, keyword: profile.keyword});
	}

	const named = yield * namedFiles(command, given, files);
	if (!Array.isArray(named)) {
		return named as Content;
	}

	const parts = new PartAnswers({
		cms, profile, line: line.trim(), hasParts: command.hasParts?.(given) ?? false,
	});
	const outcome = yield * parts.run(configurations[profile.configuration.kind].run(cms, profile, {
		words: [line.trim()],
		files: [],
		lent: named as readonly NamedFile[],
		answer: asked => parts.perform(asked),
	}));
	return 'failed' in outcome ? failed(outcome, profile, cms.userid) : outcome;
}

export const sbs: CmsCommand = {
	name: 'SBS',
	parts: sbsCommands,
	minimum: 3,
	syntax: sbsCommands.flatMap(each => each.syntax),
	summary: 'System Building System: the shared library of versions and owners',
	description: [
		'Where the command is carried out is the installation\'s choice: in your own machine, in one that serves all, '
		+ 'or in a slave that works for you. Its time is charged to you. Of your disks it sees the files that the '
		+ 'command names, and no others, until the command ends.',
		...sbsCommands.map(each => `${each.name}: ${each.summary}.`),
	],
	returnCodes: [
		'4    unknown function',
		'8    the member is there already (ADD)',
		'12   you may not',
		'13   the SBS disk is full (PUT)',
		'16   the data base cannot be read or written',
		'20   a mistake in SBS itself',
		'24   an operand is missing or not valid, or your file exists (GET without REPLACE)',
		'28   no such member, version or file',
		'36   your disk is not accessed, read-only or full',
		'104  the library cannot be had now: its machine does not answer, or others have its disks',
	],
	origin: 'Yorktown',
	module: {name: 'SBS', bytes: 16_400},
	* run(context: CmsContext): Step<number> {
		return yield * typeAnswer(context.cms, yield * answerTo(context));
	},
	complete: (cms, words) => words.length === 2 ? sbsCommands.map(({name}) => name) : ownFiles(cms, words),
};

/** Names, behind a name the types, of the user's own files: what the library holds only the master knows. */
function ownFiles(cms: CmsContext['cms'], words: readonly string[]): string[] {
	const files = cms.disks.disks.filter(({readOnly}) => !readOnly).flatMap(disk => disk.list());
	const found =
		words.length === 3
			? files.map(({name}) => name)
			: files.filter(({name}) => words.length === 4 && name === words[2]).map(({type}) => type);
	return [...new Set(found)].toSorted();
}
