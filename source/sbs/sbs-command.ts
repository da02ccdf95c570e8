/**
 * `SBS`: what a user types. The command goes to the master, which assigns a slave; request and file go to the slave,
 * lines and files come back. The exchange with the master stays open while the slave is ours: ending it, in whatever
 * way, gives the slave back.
 */
import {event} from '../base/intermachine.js';
import {findCommand} from '../base/command.js';
import {issue, type Given, type Message, type ReturnCode} from '../base/message.js';
import type {Cms, CmsCommand, CmsContext} from '../cms/cms.js';
import type {Step} from '../guest/action.js';
import {decodeBlock, emptyBlock, encodeBlock, type Block, type CarriedFile} from '../service/block.js';
import type {SbsFunction} from './function.js';
import {sbsFunctions} from './functions/index.js';
import {answerWith, sbsMessages} from './message.js';
import {readServiceProfile, serviceFile} from './service-profile.js';
import {answerVerb} from './remote-files.js';

export const obtainVerb = 'OBTN';
export const requestVerb = 'RQST';
/** How often the master is asked, a second apart: it may just be starting. */
const attempts = 5;

/** Types a line and ends with a return code. */
function * say(cms: Cms, returnCode: number, line: string): Step<number> {
	return yield * sayAll(cms, returnCode, [line]);
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

/** Types lines and ends with a return code. */
function * sayAll(cms: Cms, returnCode: number, lines: readonly string[]): Step<number> {
	for (const line of lines) {
		yield * (returnCode === 0 ? cms.console.type(line) : cms.console.typeError(line));
	}

	return returnCode;
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
	const needsFile = sbsFunction.name !== 'LIST';
	if (needsFile && (!name || !type)) {
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

function * readFile(cms: Cms, name: string, type: string, mode: string): Step<CarriedFile | undefined> {
	const found = cms.disks.find(name, type, mode[0]);
	if (!found) {
		return undefined;
	}

	const {recordFormat, recordLength} = found.status;
	return {name, type, recordFormat, recordLength, records: yield * cms.disks.readAll(found.disk, found.status)};
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

		const file = sbsFunction.takesFile ? yield * readFile(cms, name, type, mode) : undefined;
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

		const profile = yield * readServiceProfile(cms);
		if (!profile) {
			return yield * tell(cms, sbsMessages.SBS119E, {file: `${serviceFile.name} ${serviceFile.type}`});
		}

		const words = [sbsFunction.name, name, type, ...(operands.version ? [operands.version] : [])];
		const answer = yield * ask(cms, profile.master, {...emptyBlock, words, files: file ? [file] : []});
		const returnCode = yield * sayAll(cms, answer.returnCode, answer.lines);
		return returnCode === 0 ? yield * storeFiles(cms, answer, operands) : returnCode;
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

/** Obtains a slave, has it do the work, gives it back. Answers with a message where that failed. */
function * ask(cms: Cms, master: string, work: Block): Step<Block> {
	const {intermachine} = cms;
	const endpoint = intermachine.endpoint({verbs: [answerVerb]});
	yield * endpoint.authorize(master);
	let obtaining = yield * endpoint.signal(master, {verb: obtainVerb, value: 0});
	for (let attempt = 1; obtaining.kind === 'refused' && attempt < attempts; attempt++) {
		yield * cms.cp('SLEEP 1 SEC');
		obtaining = yield * endpoint.signal(master, {verb: obtainVerb, value: 0});
	}

	if (obtaining.kind === 'refused') {
		return answerWith(sbsMessages.SBS114E, {master});
	}

	const {exchange} = obtaining;

	// The master works for us, with its files too, while the exchange is open: as long as the slave is ours.
	yield * intermachine.lend(exchange);
	const granted = yield * endpoint.of(exchange);
	if (granted.code !== event.replied) {
		return answerWith(sbsMessages.SBS116E);
	}

	const slave = granted.text;
	yield * endpoint.authorize(slave);
	let answer = answerWith(sbsMessages.SBS115E, {slave});
	const sent = yield * endpoint.send(slave, requestVerb, encodeBlock(work));
	if (sent.kind === 'noRoom') {
		answer = answerWith(sbsMessages.SBS122E, {machine: cms.userid});
	} else if (sent.kind === 'transferred') {
		const arrived = yield * endpoint.next(each => each.exchange === exchange
			|| (each.userid === slave && each.code === event.signalled && each.message.verb === answerVerb));
		const bytes = arrived.exchange === exchange ? undefined : yield * endpoint.receive(arrived);
		answer = (bytes && decodeBlock(bytes)) ?? answer;
	}

	yield * endpoint.close();
	return answer;
}
