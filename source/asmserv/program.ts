/**
 * ASMSERV, the assembler as a service: source and macro libraries come with the request, deck, listing and what
 * ASSEMBLE types go back. Its master only gives slaves to users: it has no part of its own.
 */
import {assemble as assembleSource, type AssemblyResult} from '../assembler/assemble.js';
import {concatenate} from '../assembler/source/library.js';
import {limits} from '../base/limits.js';
import {libraryOf, linesOf, listingFile, objectFile} from '../cms/commands/assemble/files.js';
import {parseOptions, type AssemblyOptions} from '../cms/commands/assemble/options.js';
import {terminalLines} from '../cms/commands/assemble/terminal-lines.js';
import {timeOf} from '../cms/commands/assemble/time.js';
import {messages} from '../cms/messages/index.js';
import type {Step} from '../guest/action.js';
import type {CarriedFile} from '../service/block.js';
import {messageBlock, serviceMessages} from '../service/messages.js';
import {
	emptyContent, fileOf, Received, type Content,
} from '../service/parts.js';
import type {Job, ServiceProgram} from '../service/program.js';

/** The service's name, too. */
export const asmservName = 'ASMSERV';

/** Statements assembled at a time: others have their turn between them. */
const statementsAtOnce = 20;

function outputFiles(name: string, result: AssemblyResult, options: AssemblyOptions): CarriedFile[] {
	return [
		...(options.object ? [objectFile(name, result)] : []),
		...(options.listing === 'none' ? [] : [listingFile(name, result)]),
	].filter(({records}) => records.length > 0);
}

function * work({cms, first, next}: Job): Step<Content> {
	const received = new Received();
	for (let part: typeof first | undefined = first; part; part = yield * next()) {
		received.add(part);
		if (received.size > limits.serviceContent.value) {
			return {...messageBlock(serviceMessages.DMSSRV008E), files: []};
		}
	}

	const {words: [, name, ...words], files} = received.content;
	const options = parseOptions(words);
	if ('invalid' in options) {
		return {...messageBlock(messages.DMSASM003E, {option: options.invalid}), files: []};
	}

	if (name === undefined || files.length === 0) {
		return {...messageBlock(messages.DMSASM001E), files: []};
	}

	const [source, ...libraries] = files;
	const lines = linesOf(source.records);
	for (let done = 0; done < lines.length; done += statementsAtOnce) {
		yield * cms.charge('assemblerStatement', Math.min(statementsAtOnce, lines.length - done));
	}

	const library = concatenate(libraries.map(({records}) => libraryOf(records)));
	const result = assembleSource(lines, {...options.assembler, time: yield * timeOf(cms), library});
	return {
		...emptyContent,
		returnCode: result.returnCode,
		words: ['DONE'],
		lines: terminalLines(result, lines, options),
		files: outputFiles(name, result, options).map(file => fileOf(file)),
	};
}

export const asmservProgram: ServiceProgram = {
	name: asmservName, module: {name: 'ASMPROG', bytes: 160_000}, work,
};
