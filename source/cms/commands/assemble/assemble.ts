/**
 * ASSEMBLE (GC20-1818; GC33-4021): the assembler (`source/assembler`) as a command. Not here: source from a reader or
 * tape, definitions of CMSLIB and SYSUT1 to SYSUT3 (there are no work files), and the options that `options.ts` names.
 */
import {assemble as assembleSource} from '../../../assembler/assemble.js';
import {concatenate, type Library} from '../../../assembler/source/library.js';
import {Failure} from '../../../base/failure.js';
import {cardLength} from '../../../base/unit-record.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {librariesOf} from '../../nucleus/storage/libraries.js';
import {guarded, type FoundFile} from '../files/file-operands.js';
import {
	libraryOf, linesOf, listingFile, objectFile, outputDisk,
} from './files.js';
import {optionTokens, parseOptions, type AssemblyOptions} from './options.js';
import {
	definitionOf, placeOf, put, type Output, type OutputName, type Place,
} from './outputs.js';
import {terminalLines} from './terminal-lines.js';
import {timeOf} from './time.js';

const module = 'DMSASM';
const sourceType = 'ASSEMBLE';
const libraryType = 'MACLIB';
/** Statements charged at a time: others have their turn between them. */
const statementsAtOnce = 20;
const longestSysparm = 100;

/** The file of ddname ASSEMBLE; a failure, with its message, where it cannot be assembled. */
function * findSource(cms: Cms, name: string): Step<FoundFile | Failure> {
	const definition = definitionOf(cms, sourceType);
	if (definition && definition.device !== 'DISK') {
		return new Failure(yield * cms.message(messages.DMSASM075E, {device: definition.device, use: 'INPUT'}));
	}

	const [fileName, type, mode] = definition?.file ?? [name, sourceType, '*'];
	const found = cms.disks.find(fileName, type, mode);
	if (!found) {
		return new Failure(yield * cms.message(messages.DMSASM002E, {file: `${fileName} ${type}`}));
	}

	const {recordFormat, recordLength} = found.status;
	return recordFormat === 'F' && recordLength === cardLength
		? found
		: new Failure(yield * cms.message(messages.DMSASM007E, {file: `${fileName} ${type}`}));
}

/** Where each output goes that is wanted. */
function * findPlaces(
	cms: Cms,
	name: string,
	source: FoundFile,
	{object, deck, listing}: AssemblyOptions,
): Step<ReadonlyMap<OutputName, Place> | Failure> {
	const disk = outputDisk(cms, source.disk);
	if (!disk) {
		return new Failure(yield * cms.message(messages.DMSASM006E));
	}

	const usual = (type: OutputName): Place => ({
		device: 'DISK', disk, name, type, modeNumber: '1',
	});
	const asked = new Map<OutputName, Place>();
	if (object) {
		asked.set('TEXT', usual('TEXT'));
	}

	if (deck) {
		asked.set('PUNCH', {device: 'PUNCH', name, type: 'TEXT'});
	}

	if (listing !== 'none') {
		asked.set('LISTING', listing === 'disk' ? usual('LISTING') : {device: 'PRINTER', name, type: 'LISTING'});
	}

	const places = new Map<OutputName, Place>();
	const files = new Set([`${source.status.name} ${source.status.type} ${source.disk.letter}`]);
	for (const [ddname, otherwise] of asked) {
		const place = yield * placeOf(cms, ddname, otherwise);
		if (place instanceof Failure) {
			return place;
		}

		if (place.device === 'DISK') {
			const file = `${place.name} ${place.type} ${place.disk.letter}`;
			if (files.has(file)) {
				return new Failure(yield * cms.message(messages.DMSASM038E, {ddname}));
			}

			files.add(file);
		}

		places.set(ddname, place);
	}

	return places;
}

/** The macro libraries that GLOBAL named, as they are now. */
function * readLibraries(cms: Cms): Step<Library> {
	const libraries: Library[] = [];
	for (const name of librariesOf(cms.guest.storage, libraryType)) {
		const found = cms.disks.find(name, libraryType, '*');
		if (found) {
			const records = yield * cms.disks.readAll(found.disk, found.status);
			yield * cms.charge('record', records.length);
			libraries.push(libraryOf(records));
		}
	}

	return concatenate(libraries);
}

function * askSysparm(cms: Cms): Step<string> {
	yield * cms.console.type('ENTER SYSPARM:');
	return (yield * cms.console.read()).slice(0, longestSysparm);
}

function * assembleFile(cms: Cms, name: string, options: AssemblyOptions): Step<number> {
	const source = yield * findSource(cms, name);
	if (source instanceof Failure) {
		return source.returnCode;
	}

	const places = yield * findPlaces(cms, name, source, options);
	if (places instanceof Failure) {
		return places.returnCode;
	}

	const sysparm = options.asksSysparm ? yield * askSysparm(cms) : options.assembler.sysparm;
	const lines = linesOf(yield * cms.disks.readAll(source.disk, source.status));
	const library = yield * readLibraries(cms);
	for (let done = 0; done < lines.length; done += statementsAtOnce) {
		yield * cms.charge('assemblerStatement', Math.min(statementsAtOnce, lines.length - done));
	}

	const result = assembleSource(lines, {
		...options.assembler, sysparm, library, time: yield * timeOf(cms),
	});
	const outputs: Readonly<Record<OutputName, Output>> = {
		TEXT: objectFile(name, result), PUNCH: objectFile(name, result), LISTING: listingFile(name, result),
	};
	let failed = 0;
	for (const [ddname, place] of places) {
		const code = yield * put(cms, place, outputs[ddname]);
		failed = failed === 0 ? code : failed;
	}

	for (const line of terminalLines(result, lines, options)) {
		yield * cms.console.type(line);
	}

	cms.fileDefinitions.clear(({permanent}) => !permanent);
	return failed === 0 ? result.returnCode : failed;
}

export const assemble: CmsCommand = {
	name: 'ASSEMBLE',
	minimum: 1,
	syntax: [
		'Assemble fn [(options[)]]',
		'listing: [DIsk|PRint|NOPRint] [LIST|NOLIST] [ESD|NOESD] [RLD|NORLD] [FLAG (nnn)]',
		'         [XREF (FULL|SHORT)|NOXREF] [LINECOUN (nn)]',
		'output:  [OBJect|NOOBJect] [DECK|NODECK]',
		'SYSTERM: [TERMinal|NOTERM] [NUMber|NONUM] [STMT|NOSTMT]',
		'other:   [ALIGN|NOALIGN] [SYSPARM (string|?)] [BUFSIZE (STD|MIN|MAX)] [WORKSIZE (nnnK)]',
	],
	summary: 'Assembles a program: an object deck and a listing',
	description: [
		'fn ASSEMBLE, F 80, is the source; macros and COPY members come from the libraries of GLOBAL MACLIB. fn TEXT '
		+ 'and fn LISTING go to the disk of the source, the disk that it extends, or the A-disk, whichever is '
		+ 'read/write first. DECK punches the deck as well, PRINT prints the listing instead.',
		'FILEDEF of ASSEMBLE, TEXT, LISTING or PUNCH takes another file or device; afterwards all definitions without '
		+ 'PERM are cleared.',
		'Flagged statements are typed, with the number in columns 73-80 (NUMBER) and that of the statement (STMT), '
		+ 'unless NOTERM is given. FLAG lists those of that severity and more only. SYSPARM (?) asks for the value.',
		'ALOGIC, LIBMAC, MCALL, MLOGIC, RENT, TEST and YFLAG are refused.',
	],
	returnCodes: [
		'0-16 Highest severity of what the assembler found, or as MNOTE says (to 255).',
		'24   Invalid or missing operand or option.',
		'28   File not found.',
		'32   The source is not fixed, 80 characters.',
		'36   No disk is read/write, or no printer or punch.',
		'40   A device that cannot be used, or two files are the same.',
		'100  An output could not be written.',
	],
	* run({cms, call: {tokens}, operands: [name, ...more]}) {
		if (name === undefined) {
			return yield * cms.message(messages.DMSASM001E);
		}

		if (more.length > 0) {
			return yield * cms.message(messages.DMSASM070E, {parameter: more[0]});
		}

		const options = parseOptions(optionTokens(tokens));
		return 'invalid' in options
			? yield * cms.message(messages.DMSASM003E, {option: options.invalid})
			: yield * guarded(cms, module, `${name} ${sourceType}`, assembleFile(cms, name, options));
	},
	complete: cms => [...new Set(cms.disks.disks.flatMap(disk => disk.list())
		.filter(({type}) => type === sourceType)
		.map(file => file.name))].toSorted(),
};
