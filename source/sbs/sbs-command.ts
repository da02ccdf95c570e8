/**
 * `SBS`: what a user types. The request goes to the service; its lines come back, and files for the user's disk. What
 * can be known to be wrong in the user's own machine is said before anybody is asked.
 */
import {findCommand} from '../base/command.js';
import {issue, type Given, type Message, type ReturnCode} from '../base/message.js';
import type {Cms, CmsCommand, CmsContext} from '../cms/cms.js';
import {isFileName} from '../cms/file-system/files/file-name.js';
import type {Step} from '../guest/action.js';
import type {Block} from '../service/block.js';
import {
	failureBlock, typeAnswer, type Failed,
} from '../service/client.js';
import {fileOnDisk, type FileSource} from '../service/parts.js';
import {
	InvalidProfile, profileType, readServiceProfile, type ServiceProfile,
} from '../service/service-profile.js';
import {messageBlock, serviceMessages} from '../service/messages.js';
import {configurations} from './configurations/configuration.js';
import type {SbsFunction} from './function.js';
import {sbsFunctions} from './functions/index.js';
import {answerWith, sbsMessages} from './message.js';
import {sbsName} from './program.js';

/** Types a line and ends with a return code. */
function * say(cms: Cms, returnCode: number, line: string): Step<number> {
	return yield * typeAnswer(cms, {returnCode, lines: [line]});
}

/** Types a message and ends with its return code. */
function * tell<Text extends string, Code extends ReturnCode>(
	cms: Cms,
	message: Message<Text, Code>,
	...given: Given<Text, Code>
): Step<number> {
	const {id, text, returnCode} = issue(message, given);
	return yield * say(cms, returnCode, `${id} ${text}`);
}

/** The operands as they travel: name, type and what the function's options say. */
type Operands = {
	readonly name?: string;
	readonly type?: string;
	readonly mode: string;
	readonly version?: string;
	readonly replace: boolean;
};

/** Reads operands and options; a text names what is missing or wrong. */
function parseOperands(sbsFunction: SbsFunction, {operands, options}: CmsContext): Operands | string {
	const [, name, type, mode = 'A', ...more] = operands;
	if (sbsFunction.takesMember && (!name || !type)) {
		return name ? 'FILETYPE' : 'FILENAME';
	}

	if (more.length > 0) {
		return more[0];
	}

	if (!/^[A-Z]\d?$/.test(mode)) {
		return mode;
	}

	let version: string | undefined;
	let replace = false;
	for (let index = 0; index < options.length; index++) {
		const option = options[index];
		if (sbsFunction.name === 'GET' && option.length >= 3 && 'REPLACE'.startsWith(option)) {
			replace = true;
		} else if (
			sbsFunction.name === 'GET'
			&& option.length >= 3
			&& 'VERSION'.startsWith(option)
			&& /^\d+$/.test(options[index + 1] ?? '')
		) {
			version = String(Number(options[++index]));
		} else {
			return option;
		}
	}

	return {name, type, mode, version, replace};
}

function * userFile(cms: Cms, name: string, type: string, mode: string): Step<FileSource | undefined> {
	const found = cms.disks.find(name, type, mode[0]);
	return found && (yield * fileOnDisk(cms.disks, found.disk, found.status));
}

/** Failures as SBS words them, where it does. */
function failed(failure: Failed, profile: ServiceProfile, userid: string): Pick<Block, 'lines' | 'returnCode'> {
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

/** Puts the files of an answer on the user's disk. */
function * storeFiles(cms: Cms, answer: Block, {mode}: Operands): Step<number> {
	for (const file of answer.files) {
		const disk = cms.disks.disk(mode[0]);
		const code = !disk || disk.readOnly ? 36 : yield * cms.disks.write(disk, {...file, modeNumber: mode[1] ?? '1'});
		if (code !== 0) {
			return yield * tell(cms, sbsMessages.SBS113E, {mode});
		}

		yield * tell(cms, sbsMessages.SBS105I, {
			name: file.name, type: file.type, version: Number(answer.words[0]), mode: `${mode[0]}${mode[1] ?? '1'}`,
		});
	}

	return 0;
}

export const sbs: CmsCommand = {
	name: 'SBS',
	minimum: 3,
	syntax: sbsFunctions.flatMap(each => each.syntax),
	summary: 'System Building System: the shared library of versions and owners',
	description: [
		'The command is carried out by a slave machine that works for you; its time is charged to you.',
		...sbsFunctions.map(each => `${each.name}: ${each.summary}.`),
	],
	returnCodes: [
		'4    unknown function',
		'8    the member is there already (ADD)',
		'12   the member is somebody else\'s (PUT)',
		'13   the SBS disk is full (PUT)',
		'16   the data base cannot be read or written',
		'24   an operand is missing or not valid, or your file exists (GET without REPLACE)',
		'28   no such member, version or file',
		'36   your disk is not accessed, read-only or full',
		'104  the master does not answer, the slave ended, or a machine has too little storage',
	],
	origin: 'Yorktown',
	module: {name: 'SBS', bytes: 16_400},
	* run(context: CmsContext): Step<number> {
		const {cms, operands: [word = '']} = context;
		const sbsFunction = findCommand(word, sbsFunctions);
		if (!sbsFunction) {
			return word === ''
				? yield * tell(cms, sbsMessages.SBS121E, {functions: sbsFunctions.map(({name}) => name).join(', ')})
				: yield * tell(cms, sbsMessages.SBS101E, {function: word});
		}

		const operands = parseOperands(sbsFunction, context);
		if (typeof operands === 'string') {
			return yield * tell(cms, sbsMessages.SBS102E, {operand: operands});
		}

		const {name = '*', type = '*', mode} = operands;
		if (sbsFunction.takesFile && !cms.disks.disk(mode[0])) {
			return yield * tell(cms, sbsMessages.SBS120E, {mode: mode[0]});
		}

		const badName = sbsFunction.takesMember && (!isFileName(name) || !isFileName(type));
		if (badName) {
			return yield * tell(cms, sbsMessages.SBS124E, {name, type});
		}

		const file = sbsFunction.takesFile ? yield * userFile(cms, name, type, mode) : undefined;
		if (sbsFunction.takesFile === 'required' && !file) {
			return yield * tell(cms, sbsMessages.SBS111E, {name, type, mode});
		}

		if (sbsFunction.name === 'GET') {
			// Known before anything is asked of others, as COPYFILE knows it.
			const disk = cms.disks.disk(mode[0]);
			if (!disk || disk.readOnly) {
				return yield * tell(cms, sbsMessages.SBS113E, {mode});
			}

			if (!operands.replace && disk.find(name, type)) {
				return yield * tell(cms, sbsMessages.SBS112E, {name, type, mode});
			}
		}

		const profile = yield * readServiceProfile(cms, sbsName);
		if (!profile) {
			return yield * tell(cms, sbsMessages.SBS119E, {file: `${sbsName} ${profileType}`});
		}

		if (profile instanceof InvalidProfile) {
			return yield * typeAnswer(cms, messageBlock(serviceMessages.DMSSRV010E, {
				service: sbsName, keyword: profile.keyword,
			}));
		}

		const words = [sbsFunction.name, name, type, ...(operands.version ? [operands.version] : [])];
		const outcome = yield * configurations[profile.configuration.kind].run(cms, profile, {
			words, files: file ? [file] : [],
		});
		if ('failed' in outcome) {
			return yield * typeAnswer(cms, failed(outcome, profile, cms.userid));
		}

		const returnCode = yield * typeAnswer(cms, outcome);
		return returnCode === 0 ? yield * storeFiles(cms, outcome, operands) : returnCode;
	},
	complete: (cms, words) => words.length === 2 ? sbsFunctions.map(({name}) => name) : ownFiles(cms, words),
};

/** Names, behind a name the types, of the user's own files: what the library holds only the master knows. */
function ownFiles(cms: Cms, words: readonly string[]): string[] {
	const files = cms.disks.disks.filter(({readOnly}) => !readOnly).flatMap(disk => disk.list());
	const found =
		words.length === 3
			? files.map(({name}) => name)
			: files.filter(({name}) => words.length === 4 && name === words[2]).map(({type}) => type);
	return [...new Set(found)].toSorted();
}
