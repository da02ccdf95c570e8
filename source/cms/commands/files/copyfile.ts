/** COPYFILE (GC20-1818). Not implemented: SPECS, OVLY, TRANS, EBCDIC, PACK and UNPACK, FRLABEL, TOLABEL, SINGLE. */
import {Failure} from '../../../base/failure.js';
import {blank, fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import {append as appendAll} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {
	fileCode, type AccessedDisk, type FileStatus, type RecordSource,
} from '../../file-system/disk/disk.js';
import {parseCopyOptions, type CopyOptions} from './copyfile-options.js';
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

	const inPlace = triples.length === 1;
	const output: FileTriple = inPlace ? ['=', '=', '='] : triples.pop()!;
	for (const [index, triple] of [...triples, output].entries()) {
		const isOutput = index === triples.length;
		const id = triple.join(' ');
		const [name, type, mode] = triple;
		if (isOutput && (name === '*' || type === '*' || mode === '*')) {
			const insertions = {character: '*', which: 'OUTPUT FILEID', file: id} as const;
			return new Failure(yield * cms.message(messages.DMSCPY062E, insertions));
		}

		for (const token of [name, type]) {
			const character = invalidCharacter(
				isOutput && token === '=' ? '' : (isOutput ? token : token.replace(/\*$/, '')),
			);
			if (character !== undefined) {
				return new Failure(yield * cms.message(messages.DMSCPY062E, {character, which: 'FILEID', file: id}));
			}
		}

		if (!isMode(mode) && !(isOutput ? /^(?:=|=[0-5])$/.test(mode) : mode === '*')) {
			return new Failure(yield * cms.message(messages.DMSCPY048E, {mode}));
		}
	}

	return {inputs: triples, output, inPlace};
}

type Target = {readonly disk: AccessedDisk; readonly name: string; readonly type: string; readonly modeNumber: string};

/** Where a copy of `input` goes; `=` keeps a part. */
function * target(cms: Cms, input: FoundFile, [name, type, mode]: FileTriple): Step<Target | Failure> {
	const letter = mode.startsWith('=') ? input.disk.letter : mode[0];
	const disk = yield * writableDisk(cms, module, letter);
	if (disk instanceof Failure) {
		return disk;
	}

	return {
		disk,
		name: name === '=' ? input.status.name : name,
		type: type === '=' ? input.status.type : type,
		modeNumber: mode[1] ?? (mode.startsWith('=') ? input.status.mode[1] : '1'),
	};
}

function changeCase(record: Uint8Array, options: CopyOptions): Uint8Array {
	if (!options.flags.has('UPCASE') && !options.flags.has('LOWCASE')) {
		return record;
	}

	const text = fromEbcdic(record);
	return toEbcdic(options.flags.has('UPCASE') ? text.toUpperCase() : text.toLowerCase());
}

function withoutTrailingBlanks(record: Uint8Array): Uint8Array {
	let end = record.length;
	while (end > 1 && record[end - 1] === blank) {
		end--;
	}

	return record.subarray(0, end);
}

type OutputForm = {readonly recordFormat: 'F' | 'V'; readonly recordLength: number | undefined};

/** A record in the form of the output. */
function convert(original: Uint8Array, form: OutputForm, options: CopyOptions): Uint8Array {
	const changed = changeCase(original, options);
	const cut =
		form.recordLength !== undefined && changed.length > form.recordLength
			? changed.subarray(0, form.recordLength)
			: changed;
	if (form.recordFormat === 'V') {
		return options.flags.has('TRUNC') ? withoutTrailingBlanks(cut) : cut;
	}

	const padded = new Uint8Array(form.recordLength ?? cut.length).fill(options.fill);
	padded.set(cut);
	return padded;
}

/** Format and record length of the output: as asked, else those of the file appended to or of the first input. */
function outputForm(
	status: FileStatus,
	options: CopyOptions,
	existing: FileStatus | undefined,
): OutputForm {
	const model = options.flags.has('APPEND') && existing ? existing : status;
	const recordFormat = options.recordFormat ?? model.recordFormat;
	return {
		recordFormat,
		recordLength: options.recordLength ?? (recordFormat === 'F' ? model.recordLength : undefined),
	};
}

/** A file whose records go into the output, and what is typed when they have. */
type Part = {
	readonly file: FoundFile;
	readonly options: CopyOptions;
	readonly inform?: (() => Step<number>) | undefined;
};

/** The records of several files, one behind the other, in the form of the output; never more than a batch at once. */
class CopiedRecords implements RecordSource {
	readonly #cms: Cms;
	readonly #form: OutputForm;
	readonly #parts: Part[];
	#current: {readonly part: Part; readonly records: RecordSource} | undefined;

	constructor(cms: Cms, form: OutputForm, parts: readonly Part[]) {
		this.#cms = cms;
		this.#form = form;
		this.#parts = [...parts];
	}

	add(part: Part): void {
		this.#parts.push(part);
	}

	* next(): Step<readonly Uint8Array[]> {
		for (;;) {
			const part = this.#parts[0];
			if (!part) {
				return [];
			}

			const {file: {disk, status}, options, inform} = part;
			if (this.#current?.part !== part) {
				yield * this.#cms.charge('record', status.records);
				const file = yield * this.#cms.disks.open(disk, status);
				this.#current = {part, records: new FileRecords(file, options.from, options.count)};
			}

			const records = yield * this.#current.records.next();
			if (records.length > 0) {
				return records.map(record => convert(record, this.#form, options));
			}

			this.#parts.shift();
			if (inform) {
				yield * inform();
			}
		}
	}
}

/** Copies `inputs`, one behind the other, into one file. */
function * copy(
	cms: Cms,
	inputs: readonly FoundFile[],
	output: FileTriple,
	options: CopyOptions,
	inPlace: boolean,
): Step<number> {
	const [first] = inputs;
	const to = yield * target(cms, first, output);
	if (to instanceof Failure) {
		return to.returnCode;
	}

	const id = `${to.name} ${to.type} ${to.disk.letter}${to.modeNumber}`;
	const existing = to.disk.find(to.name, to.type);
	const append = options.flags.has('APPEND') && existing;
	if (existing && !append && !inPlace && !options.flags.has('REPLACE')) {
		return inputs.length === 1
			&& first.disk === to.disk
			&& existing.name === first.status.name
			&& existing.type === first.status.type
			? yield * cms.message(messages.DMSCPY019E)
			: yield * cms.message(messages.DMSCPY024E, {file: id});
	}

	const form = outputForm(first.status, options, existing);
	const count = inputs.reduce((sum, {status}) => sum + status.records, append ? existing.records : 0);
	if (form.recordFormat === 'F' && isTooLarge(count, form.recordLength ?? 1)) {
		return yield * writeError(cms, module, id, fileCode.tooLarge);
	}

	const whole: CopyOptions = {
		...options, from: 1, count: Infinity, flags: new Set(),
	};
	const before = append ? [{file: {disk: to.disk, status: existing}, options: whole}] : [];
	const records = new CopiedRecords(cms, form, before);
	for (const file of inputs) {
		const inform = options.flags.has('TYPE')
			? () => cms.message(messages.DMSCPY721I, {
				from: fileId(file.status), how: append ? 'APPEND' : 'TO', to: id, which: existing ? 'OLD' : 'NEW',
			})
			: undefined;
		records.add({file, options, inform});
	}

	const dated = options.flags.has('OLDDATE') ? {date: first.status.date, time: first.status.time} : {};
	const code = yield * cms.disks.writeFrom(to.disk, {
		name: to.name, type: to.type, modeNumber: to.modeNumber, ...form, ...dated,
	}, records);
	if (code === fileCode.noData) {
		return yield * cms.message(messages.DMSCPY156E, {
			from: options.from, file: fileId(first.status), records: first.status.records,
		});
	}

	return code === fileCode.ok ? 0 : yield * writeError(cms, module, id, code);
}

/** Each input file to an output of its own where the output has `=`, else all into one. */
function * copyAll(cms: Cms, {inputs, output, inPlace}: Request, options: CopyOptions): Step<number> {
	const found: FoundFile[] = [];
	for (const [name, type, mode] of inputs) {
		const wanted =
			name.endsWith('*') || type.endsWith('*')
				? matchingFiles(cms, name, type, mode)
				: [cms.disks.find(name, type, mode[0])].filter(file => file !== undefined);
		if (mode !== '*' && !cms.disks.disk(mode[0])) {
			return yield * cms.message(messages.DMSCPY069E, {mode: mode[0]});
		}

		if (wanted.length === 0) {
			return yield * cms.message(messages.DMSCPY002E, {file: `${name} ${type} ${mode}`});
		}

		appendAll(found, wanted);
	}

	const separate = inputs.length === 1 && output.some(part => part.startsWith('='));
	for (const group of separate ? found.map(file => [file]) : [found]) {
		const rc = yield * copy(cms, group, output, options, inPlace);
		if (rc !== 0) {
			return rc;
		}
	}

	return 0;
}

export const copyfile: CmsCommand = {
	name: 'COPYFILE',
	minimum: 4,
	syntax: [
		'COPYfile fn|* ft|* fm|* [fn ft fm]... [fn|= ft|= fm|=] [(options[)]]',
		'options: [Type|NOType] [NEWDate|OLDDate] [NEWFile|REPlace|APpend] [RECFm F|V] [LRecl n] [FRom n] [FOR n] '
		+ '[FILL c] [TRUNc|NOTRunc] [UPcase|LOWcase]',
	],
	summary: 'Copies files, or changes the form of one',
	description: [
		'= keeps a part of the input\'s identifier. Several inputs go one behind the other into one output. With one '
		+ 'identifier only, the file is replaced by its copy.',
	],
	returnCodes: [
		'20   Invalid character in a file identifier.',
		'24   Invalid operand or option.',
		'28   Input not found, or output exists.',
		'32   FROM is behind the end of the file.',
		'36   Disk not accessed or read-only.',
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
