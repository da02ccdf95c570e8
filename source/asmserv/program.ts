/**
 * ASMSERV, the assembler as a service: source and macro libraries come with the request, deck, listing and what
 * ASSEMBLE types go back. Its master only gives slaves to users: it has no part of its own.
 */
import {assemble as assembleSource, type AssemblyResult} from '../assembler/assemble.js';
import {concatenate, type Library} from '../assembler/source/library.js';
import {fromEbcdic, toEbcdic} from '../base/ebcdic.js';
import {limits} from '../base/limits.js';
import {cardLength} from '../base/unit-record.js';
import type {Cms} from '../cms/cms.js';
import {libraryMember} from '../cms/commands/programs/library-member.js';
import type {Step} from '../guest/action.js';
import type {CarriedFile} from '../service/block.js';
import {messageBlock, serviceMessages} from '../service/messages.js';
import {
	emptyContent, fileOf, Received, type Content,
} from '../service/parts.js';
import type {Job, ServiceProgram} from '../service/program.js';
import {remoteMessages} from './messages.js';
import {parseOptions, type AssemblyOptions} from './options.js';
import {terminalLines} from './terminal-lines.js';

/** The service's name, too. */
export const asmservName = 'ASMSERV';

/** Bytes of a record of the listing: carriage control and a line of 120. */
const listingLength = 121;
/** Statements assembled at a time: others have their turn between them. */
const statementsAtOnce = 20;

const linesOf = (records: readonly Uint8Array[]): string[] => records.map(record => fromEbcdic(record));

/** A MACLIB as the assembler looks into it. */
const libraryOf = ({records}: CarriedFile): Library => ({
	member(name) {
		const found = libraryMember(records, name);
		return found === undefined || found === 'missing' ? undefined : linesOf(found);
	},
});

/** The clock of the machine, as the assembler prints it. */
function * timeOf(cms: Cms): Step<number> {
	const {date, time} = yield * cms.pseudoTimer();
	const [month, day, year] = date.split('/').map(Number);
	const [hour, minute, second] = time.split(':').map(Number);
	return Date.UTC(year < 70 ? 2000 + year : 1900 + year, month - 1, day, hour, minute, second) * 1000;
}

function outputFiles(name: string, result: AssemblyResult, options: AssemblyOptions): CarriedFile[] {
	const files: CarriedFile[] = [];
	if (options.object) {
		files.push({
			name, type: 'TEXT', recordFormat: 'F', recordLength: cardLength, records: result.cards,
		});
	}

	if (options.listing) {
		files.push({
			name, type: 'LISTING', recordFormat: 'F', recordLength: listingLength,
			records: result.listing.map(line => toEbcdic(line.padEnd(listingLength).slice(0, listingLength))),
		});
	}

	return files.filter(({records}) => records.length > 0);
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
		return {...messageBlock(remoteMessages.DMSASM003E, {option: options.invalid}), files: []};
	}

	if (name === undefined || files.length === 0) {
		return {...messageBlock(remoteMessages.DMSASM001E), files: []};
	}

	const [source, ...libraries] = files;
	const lines = linesOf(source.records);
	for (let done = 0; done < lines.length; done += statementsAtOnce) {
		yield * cms.charge('assemblerStatement', Math.min(statementsAtOnce, lines.length - done));
	}

	const result = assembleSource(lines, {
		...options.assembler, time: yield * timeOf(cms), library: concatenate(libraries.map(file => libraryOf(file))),
	});
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
