/** COPYFILE (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import {append as appendAll, greatest} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode, type AccessedDisk, type FileStatus} from '../../file-system/disk/disk.js';
import {readLists, type CopyLists} from './copyfile-lists.js';
import {parseCopyOptions, type CopyOptions} from './copyfile-options.js';
import {formBefore, NotPacked, PackedRecords} from './copyfile-packed.js';
import {packedLength} from './packed-file.js';
import {
	CopiedRecords, LabelMissing, type OutputForm, type Part,
} from './copyfile-records.js';
import {FileRecords} from '../../file-system/files/record-source.js';
import {isTooLarge} from '../../file-system/files/records.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {
	fileId, guarded, isMode, matchingFiles, writableDisk, writeError, type FoundFile,
} from './file-operands.js';
import {messages} from '../../messages/index.js';

type FileTriple = readonly [name: string, type: string, mode: string];

type Request = {
	readonly inputs: readonly FileTriple[];
	readonly output: FileTriple;
	/** No output was named: the input is replaced. */
	readonly inPlace: boolean;
};

const module = 'DMSCPY';
/** A packed file, whatever it was. */
const packedFile: OutputForm = {recordFormat: 'F', recordLength: packedLength};

function * parse({cms, operands}: CmsContext): Step<Request | Failure> {
	if (operands.length === 0) {
		return new Failure(yield * cms.message(messages.DMSCPY042E));
	}

	if (operands.length % 3 !== 0) {
		const file = operands.slice(-(operands.length % 3)).join(' ');
		return new Failure(yield * cms.message(messages.DMSCPY054E, {file}));
	}

	const triples: FileTriple[] = [];
	for (let at = 0; at < operands.length; at += 3) {
		triples.push([operands[at], operands[at + 1], operands[at + 2]]);
	}

	const isAlone = triples.length === 1;
	const output: FileTriple = isAlone ? ['=', '=', '='] : triples.pop()!;
	for (const [index, triple] of [...triples, output].entries()) {
		const kind = index === triples.length ? 'output' : (index === 0 ? 'first' : 'further');
		const rc = yield * checkTriple(cms, triple, kind);
		if (rc !== 0) {
			return new Failure(rc);
		}
	}

	return {inputs: triples, output, inPlace: isAlone || output.every(part => part === '=')};
}

type Kind = 'first' | 'further' | 'output';

/** Message and return code where an identifier cannot be one of its kind; 0 otherwise. */
function * checkTriple(cms: Cms, triple: FileTriple, kind: Kind): Step<number> {
	const file = triple.join(' ');
	const [name, type, mode] = triple;
	if (kind === 'output' && triple.includes('*')) {
		return yield * cms.message(messages.DMSCPY062E, {character: '*', which: 'OUTPUT FILEID', file});
	}

	for (const token of [name, type]) {
		// What stands for a part of the first identifier, and what stands for all.
		const own = kind === 'first' ? token : token.replace(/^=|=$/, '');
		const character = invalidCharacter(kind === 'output' ? own : own.replace(/\*$/, ''));
		if (character !== undefined) {
			return yield * cms.message(messages.DMSCPY062E, {character, which: 'FILEID', file});
		}
	}

	const isKept = kind !== 'first' && /^=[0-5]?$/.test(mode);
	return isMode(mode) || isKept || (kind !== 'output' && mode === '*')
		? 0
		: yield * cms.message(messages.DMSCPY048E, {mode});
}

type Target = {readonly disk: AccessedDisk; readonly name: string; readonly type: string; readonly modeNumber: string};

const longestName = 8;

/** A part of an identifier, `=` at its beginning or end standing for that of the first. */
function kept(part: string, first: string): string {
	return part.startsWith('=')
		? `${first}${part.slice(1)}`.slice(0, longestName)
		: (part.endsWith('=') ? `${part.slice(0, -1)}${first}`.slice(0, longestName) : part);
}

/** Where a copy of `input` goes. Without a number its mode has that of the file that is there, else of the input. */
function * target(cms: Cms, {disk: from, status}: FoundFile, [name, type, mode]: FileTriple): Step<Target | Failure> {
	const disk = yield * writableDisk(cms, module, mode.startsWith('=') ? from.letter : mode[0]);
	if (disk instanceof Failure) {
		return disk;
	}

	const to = {name: kept(name, status.name), type: kept(type, status.type)};
	const modeNumber = mode[1] ?? disk.find(to.name, to.type)?.mode[1] ?? status.mode[1];
	return {disk, ...to, modeNumber};
}

/** Format and record length of the output: as asked, else those of the file appended to or of the first input. */
function outputForm(
	status: Pick<FileStatus, 'recordFormat' | 'recordLength'>,
	options: CopyOptions,
	existing: FileStatus | undefined,
): OutputForm {
	const isOnto = options.flags.has('APPEND') || options.flags.has('OVLY');
	const model = isOnto && existing ? existing : status;
	const recordFormat = options.recordFormat ?? model.recordFormat;
	// LRECL says nothing of records of variable length.
	return {recordFormat, recordLength: recordFormat === 'F' ? options.recordLength ?? model.recordLength : undefined};
}

/** What one COPYFILE does with each of its groups of files. */
type Copy = {readonly options: CopyOptions; readonly lists: CopyLists; readonly inPlace: boolean};

/** Message 721I under TYPE; the output is named once. */
function informed(
	cms: Cms,
	inputs: readonly FoundFile[],
	to: string,
	how: {readonly verb: string; readonly isOld: boolean},
): Part[] {
	const goal = ` ${how.verb} '${to}' (${how.isOld ? 'OLD' : 'NEW'} FILE)`;
	return inputs.map((file, index) => ({
		file,
		inform: () => cms.message(messages.DMSCPY721I, {from: fileId(file.status), to: index === 0 ? goal : ''}),
	}));
}

/** Copies `inputs`, one behind the other, into one file. */
function * copy(
	cms: Cms,
	inputs: readonly FoundFile[],
	output: FileTriple,
	{options, lists, inPlace}: Copy,
): Step<number> {
	const [first] = inputs;
	const to = yield * target(cms, first, output);
	if (to instanceof Failure) {
		return to.returnCode;
	}

	const {flags} = options;
	const id = `${to.name} ${to.type} ${to.disk.letter}${to.modeNumber}`;
	const existing = to.disk.find(to.name, to.type);
	const append = flags.has('APPEND') && existing;
	const overlay = flags.has('OVLY');
	if (overlay && !existing) {
		return yield * cms.message(messages.DMSCPY002E, {which: 'OVERLAY', file: id});
	}

	if (existing && !append && !overlay && !inPlace && !flags.has('REPLACE')) {
		return inputs.length === 1
			&& first.disk === to.disk
			&& existing.name === first.status.name
			&& existing.type === first.status.type
			? yield * cms.message(messages.DMSCPY019E)
			: yield * cms.message(messages.DMSCPY024E, {file: id});
	}

	const input = flags.has('UNPACK') ? yield * formBefore(cms, first) : first.status;
	const form = outputForm(input, options, existing);
	const count = inputs.reduce((sum, {status}) => sum + status.records, append ? existing.records : 0);
	if (form.recordFormat === 'F' && isTooLarge(count, form.recordLength ?? 1)) {
		return yield * writeError(cms, module, id, fileCode.tooLarge);
	}

	const verb = append ? 'APPEND' : (overlay ? 'OVLY' : 'TO');
	const parts = flags.has('TYPE')
		? informed(cms, inputs, id, {verb, isOld: existing !== undefined})
		: inputs.map(file => ({file}));
	const before: Part[] = append ? [{file: {disk: to.disk, status: existing}, isWhole: true}] : [];
	const overlaid = overlay && existing ? new FileRecords(yield * cms.disks.open(to.disk, existing)) : undefined;
	const records = new CopiedRecords(cms, {form, options, lists}, [...before, ...parts], overlaid);
	const dated = flags.has('OLDDATE') ? {date: first.status.date, time: first.status.time} : {};
	const longest = greatest(inputs.map(({status}) => status.recordLength));
	const packed = {...form, recordLength: form.recordLength ?? longest, records: count};
	const written = flags.has('PACK')
		? {form: packedFile, records: new PackedRecords(records, packed, options.fill)}
		: {form, records};
	const code = yield * cms.disks.writeFrom(to.disk, {
		name: to.name, type: to.type, modeNumber: to.modeNumber, ...written.form, ...dated,
	}, written.records);
	if (code === fileCode.noData) {
		return options.from > first.status.records
			? yield * cms.message(messages.DMSCPY156E, {
				from: options.from, file: fileId(first.status), records: first.status.records,
			})
			: yield * cms.message(messages.DMSCPY173E, {file: id});
	}

	return code === fileCode.ok ? 0 : yield * writeError(cms, module, id, code);
}

/** The files of an identifier, or a failure, with its message. */
function * findInputs(cms: Cms, [name, type, mode]: FileTriple): Step<readonly FoundFile[] | Failure> {
	const found = name.endsWith('*') || type.endsWith('*')
		? matchingFiles(cms, name, type, mode)
		: [cms.disks.find(name, type, mode[0])].filter(file => file !== undefined);
	if (mode !== '*' && !cms.disks.disk(mode[0])) {
		return new Failure(yield * cms.message(messages.DMSCPY069E, {mode: mode[0]}));
	}

	return found.length > 0
		? found
		: new Failure(yield * cms.message(messages.DMSCPY002E, {which: 'INPUT', file: `${name} ${type} ${mode}`}));
}

/** Groups of files, each of which becomes one output. */
function * groups(
	cms: Cms,
	{inputs: [first, ...further], output}: Request,
	isSingle: boolean,
): Step<readonly FoundFile[][] | Failure> {
	const found = yield * findInputs(cms, first);
	if (found instanceof Failure) {
		return found;
	}

	// Several outputs: where all are meant, and each keeps that part.
	const isSeparate = !isSingle && first.some((part, index) => part.endsWith('*') && output[index].includes('='));
	const result: FoundFile[][] = [];
	for (const file of isSeparate ? found : [found[0]]) {
		const model = isSeparate ? [file.status.name, file.status.type, file.disk.letter] : first;
		const group = isSeparate ? [file] : [...found];
		for (const triple of further) {
			const [name, type] = [kept(triple[0], model[0]), kept(triple[1], model[1])];
			const mode = triple[2].startsWith('=') ? model[2] : triple[2];
			if (isSeparate && `${name}${type}${mode}`.includes('*')) {
				return new Failure(yield * cms.message(messages.DMSCPY062E, {
					character: '*', which: 'FILEID', file: triple.join(' '),
				}));
			}

			const more = yield * findInputs(cms, [name, type, mode]);
			if (more instanceof Failure) {
				return more;
			}

			appendAll(group, more);
		}

		result.push(group);
	}

	return result;
}

/** Each input file to an output of its own where the output keeps what `*` stands for, else all into one. */
function * copyAll(cms: Cms, request: Request, options: CopyOptions): Step<number> {
	const found = yield * groups(cms, request, options.flags.has('SINGLE'));
	if (found instanceof Failure) {
		return found.returnCode;
	}

	const lists = yield * readLists(cms, options);
	if (lists instanceof Failure) {
		return lists.returnCode;
	}

	for (const group of found) {
		try {
			const rc = yield * copy(cms, group, request.output, {options, lists, inPlace: request.inPlace});
			if (rc !== 0) {
				return rc;
			}
		} catch (error) {
			if (error instanceof LabelMissing) {
				return yield * cms.message(messages.DMSCPY157E, {
					label: fromEbcdic(options.fromLabel ?? new Uint8Array(0)), file: fileId(error.file.status),
				});
			}

			if (error instanceof NotPacked) {
				return yield * cms.message(messages.DMSCPY068E, {file: fileId(error.file.status)});
			}

			throw error;
		}
	}

	return 0;
}

export const copyfile: CmsCommand = {
	name: 'COPYFILE',
	minimum: 4,
	syntax: [
		'COPYfile fn|* ft|* fm|* [fn ft fm]... [fn|= ft|= fm|=] [(options[)]]',
		'options: [Type|NOType] [NEWDate|OLDDate] [NEWFile|REPlace] [PRompt|NOPRompt] [SIngle]',
		'[FRom n|FRLabel text] [FOR n|TOLabel text] [OVly|APpend] [SPecs|NOSPecs] [RECfm F|V] [LRecl n]',
		'[TRUnc|NOTRunc] [PAck|UNPack] [FIll c|hh] [EBcdic] [UPcase|LOwcase] [TRAns]',
	],
	summary: 'Copies files, or changes the form of one',
	description: [
		'= keeps a part of the input\'s identifier, with characters before or behind it a longer one. Several inputs '
		+ 'go one behind the other into one output, unless it keeps with = what * stands for: then each has its own. '
		+ 'With one identifier only, or = = =, the file is replaced by its copy. SINGLE (VM/SP) always makes one.',
		'SPECS asks for a list of pairs: columns (1-8), /a string/ or hexadecimal digits (h40FF), and the column where '
		+ 'they go. TRANS asks for pairs of characters or hexadecimal codes. A line that ends with ++ goes on. OVLY '
		+ 'lays the records over those of the output, APPEND writes behind them.',
		'FRLABEL begins with the record that begins so, TOLABEL ends before it. FILL is what fills records, and what '
		+ 'TRUNC takes away. EBCDIC changes what was punched on an 026. PACK makes a file shorter, where characters, '
		+ 'blanks or those of FILL above all, stand several times; UNPACK, with the same FILL, makes it again what it '
		+ 'was. A packed file must not be changed.',
	],
	returnCodes: [
		'20   Invalid character in a file identifier.',
		'24   Invalid operand or option.',
		'28   Input not found, or output exists.',
		'32   FROM is behind the end of the file, no record has the label, or the file is not packed.',
		'36   Disk not accessed or read-only.',
		'40   No list was entered, or no record was copied.',
		'88   More than 20 specifications.',
		'100  Error of the disk.',
	],
	* run(context) {
		const request = yield * parse(context);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const {cms, options} = context;
		const chosen = yield * parseCopyOptions(cms, options);
		return chosen instanceof Failure
			? chosen.returnCode
			: yield * guarded(cms, module, request.inputs[0].join(' '), copyAll(cms, request, chosen));
	},
};
