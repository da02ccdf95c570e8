/**
 * TAPEMAC (GC20-1818): a macro library of a data set that IEHMOVE unloaded. Its pages could not be had: operands and
 * options from memory. Not here: LABELDEF and routines for other labels (SL labeldefid, NSL filename).
 */
import {Failure} from '../../../base/failure.js';
import {append} from '../../../base/sequences.js';
import {cardLength} from '../../../base/unit-record.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode, type AccessedDisk} from '../../file-system/disk/disk.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {fitted} from '../../file-system/files/records.js';
import type {CardTape} from '../../tape/card-tape.js';
import {tapeAddress} from '../../tape/tape-unit.js';
import {beginsUnloaded, UnloadedDataSet} from '../../tape/unloaded-data-set.js';
import {writableDisk, writeError} from '../files/file-operands.js';
import {encodeLibrary, type LibraryDeck} from '../programs/text-library.js';
import {messages} from '../../messages/index.js';
import {cardError, deviceOfWord, withCards} from './card-tapes.js';

const module = 'DMSTPM';
const libraryType = 'MACLIB';
const usualItems = 50_000;
const mostItems = 65_535;
/** Libraries beyond the first have a digit behind their name. */
const mostLibraries = 10;

type Request = {readonly name: string; readonly device: number; readonly items: number};

function * parse({cms, operands, options}: CmsContext): Step<Request | Failure> {
	const [name, labels = 'SL', extra] = operands;
	if (name === undefined) {
		return new Failure(yield * cms.message(messages.DMSTPM001E));
	}

	const character = invalidCharacter(name);
	if (character !== undefined) {
		return new Failure(yield * cms.message(messages.DMSTPM062E, {character, file: `${name} ${libraryType}`}));
	}

	const surplus = labels === 'SL' || labels === 'NSL' ? extra : labels;
	if (surplus !== undefined) {
		return new Failure(yield * cms.message(messages.DMSTPM070E, {parameter: surplus}));
	}

	let device = tapeAddress('1');
	let items = usualItems;
	for (let index = 0; index < options.length; index++) {
		const option = options[index];
		const named = deviceOfWord(option);
		if (named === 'invalid') {
			return new Failure(yield * cms.message(messages.DMSTPM027E, {device: option}));
		}

		if (named !== undefined) {
			device = named;
		} else if (option === 'ITEMCT') {
			const value = options[++index] ?? '';
			items = /^\d{1,5}$/.test(value) ? Number(value) : 0;
			if (items < 1 || items > mostItems) {
				return new Failure(yield * cms.message(messages.DMSTPM029E, {parameter: value, option}));
			}
		} else {
			return new Failure(yield * cms.message(messages.DMSTPM003E, {option}));
		}
	}

	return {name, device, items};
}

type Job = {readonly cms: Cms; readonly request: Request; readonly disk: AccessedDisk};

/** Libraries that grow member by member: a member that would make one larger than wanted begins the next. */
class GrowingLibrary {
	readonly #job: Job;
	#decks: LibraryDeck[] = [];
	/** Of the member that grows. */
	#records: Uint8Array[] = [];
	/** Records of the members before it. */
	#size = 0;
	/** Libraries that are written. */
	#written = 0;

	constructor(job: Job) {
		this.#job = job;
	}

	get isEmpty(): boolean {
		return this.#decks.length === 0;
	}

	begin(member: string): void {
		this.#size += this.#records.length;
		this.#records = [];
		this.#decks.push({names: [member], records: this.#records});
	}

	/** Adds records; 0, or the return code of a message. */
	* add(records: readonly Uint8Array[]): Step<number> {
		append(this.#records, records.map(record => fitted(record, cardLength)));
		const {cms, request: {items}} = this.#job;
		if (this.#size + this.#records.length <= items) {
			return 0;
		}

		const last = this.#decks.pop()!;
		if (this.isEmpty || this.#written === mostLibraries - 1) {
			return yield * writeError(cms, module, this.#file, fileCode.tooLarge);
		}

		const rc = yield * this.write();
		this.#decks = [last];
		this.#size = 0;
		if (rc === 0) {
			yield * this.announce();
		}

		return rc;
	}

	/** Writes the library; 0, or the return code of a message. */
	* write(): Step<number> {
		const {cms, disk} = this.#job;
		const form = {
			name: this.#name, type: libraryType, modeNumber: '1', recordFormat: 'F', recordLength: cardLength,
		} as const;
		const records = encodeLibrary(this.#decks);
		const code = records instanceof Failure
			? records.returnCode
			: yield * cms.disks.write(disk, {...form, records});
		if (code !== fileCode.ok) {
			return yield * writeError(cms, module, this.#file, code);
		}

		this.#written++;
		return 0;
	}

	/** Says which library begins. */
	* announce(): Step {
		yield * this.#job.cms.console.type(`LOADING ${this.#name} ${libraryType}`);
	}

	get #name(): string {
		const {name} = this.#job.request;
		return this.#written === 0 ? name : `${name.slice(0, 7)}${this.#written}`;
	}

	get #file(): string {
		return `${this.#name} ${libraryType} A1`;
	}
}

/** The data set behind the labels; a failure, with its message, where it cannot be made a macro library. */
function * openDataSet({cms, request: {device}}: Job, cards: CardTape): Step<UnloadedDataSet | Failure> {
	const first = yield * cards.next();
	if (typeof first === 'string') {
		return new Failure(yield * cardError(cms, module, device, first));
	}

	cards.unread(first);
	const data = new UnloadedDataSet(cards);
	const begun = beginsUnloaded(first) ? yield * data.begin() : 'format';
	const isCards = begun === 'ok' && data.form.recordFormat.startsWith('F') && data.form.recordLength === cardLength;
	return isCards ? data : new Failure(yield * cardError(cms, module, device, begun === 'ok' ? 'format' : begun));
}

function * load(job: Job, cards: CardTape): Step<number> {
	const {cms, request: {device}} = job;
	const data = yield * openDataSet(job, cards);
	if (data instanceof Failure) {
		return data.returnCode;
	}

	const library = new GrowingLibrary(job);
	yield * library.announce();
	for (;;) {
		const next = yield * data.next();
		if (next === 'end') {
			return library.isEmpty ? yield * cardError(cms, module, device, 'mark') : yield * library.write();
		}

		if (typeof next === 'string') {
			return yield * cardError(cms, module, device, next);
		}

		if ('member' in next) {
			const character = invalidCharacter(next.member);
			if (character !== undefined || next.member === '') {
				return yield * cardError(cms, module, device, 'format');
			}

			library.begin(next.member);
			continue;
		}

		const rc = library.isEmpty
			? yield * cardError(cms, module, device, 'format')
			: yield * library.add(next.records);
		if (rc !== 0) {
			return rc;
		}
	}
}

export const tapemac: CmsCommand = {
	name: 'TAPEMAC',
	minimum: 7,
	syntax: ['TAPEMAC fn [SL|NSL] [([ITEMCT n] [TAPn][)]]'],
	summary: 'Makes a macro library of the partitioned data set on a tape of IEHMOVE',
	description: [
		'The data set has records of 80 bytes, and IEHMOVE has unloaded it. Its members become those of fn MACLIB on '
		+ 'the A-disk. Labels in front are typed, with SL and with NSL.',
		'ITEMCT is how many records a library may have, 50000 unless told: the member that would make it larger begins '
		+ 'another one, which has a digit behind fn. TAP0 to TAP7 are 180 to 187, TAP8 to TAPF 288 to 28F.',
	],
	returnCodes: [
		'20   Invalid character in fn.',
		'24   Invalid or missing operand or option.',
		'32   The tape has no such data set.',
		'36   The A-disk is not accessed, or read-only.',
		'40   There is nothing before the tape mark.',
		'100  No tape is attached, or an error of the tape or the disk.',
		'104  No storage left.',
	],
	* run(context) {
		const request = yield * parse(context);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const {cms} = context;
		const disk = yield * writableDisk(cms, module, 'A');
		return disk instanceof Failure
			? disk.returnCode
			: yield * withCards(cms, module, {device: request.device}, cards => load({cms, request, disk}, cards));
	},
};
