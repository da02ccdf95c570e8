/** TAPPDS (GC20-1818): files of the members on tapes of OS utilities. */
import {Failure} from '../../../base/failure.js';
import {cardLength} from '../../../base/unit-record.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode, type AccessedDisk, type RecordSource} from '../../file-system/disk/disk.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import type {CardEnd, CardTape} from '../../tape/card-tape.js';
import {tapeAddress} from '../../tape/tape-unit.js';
import {beginsUnloaded, UnloadedDataSet} from '../../tape/unloaded-data-set.js';
import {isMode, writableDisk, writeError} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';
import {
	cardError, deviceOfWord, TapeFailure, withCards,
} from './card-tapes.js';
import {MemberCards, type CardForm} from './member-cards.js';

const module = 'DMSTPD';
const defaultName = 'TAPPDS';
const defaultTypes = {PDS: 'CMSUT1', NOPDS: 'CMSUT1', UPDATE: 'ASSEMBLE'} as const;
/** A record of IEBPTPCH has a column for carriage control in front. */
const punchedLength = cardLength + 1;
/** MAXTEN. */
const mostMembers = 10;

type Request = CardForm & {
	readonly type: string;
	readonly mode: string;
	readonly device: number;
	readonly most: number;
};

type Settings = Pick<Request, 'kind' | 'firstColumn' | 'endsAtEnd' | 'most' | 'device'>;

const usual: Settings = {
	kind: 'PDS', firstColumn: 2, endsAtEnd: false, most: Number.POSITIVE_INFINITY, device: tapeAddress('1'),
};

/** What each option but TAPn says; the last of those that contradict each other counts. */
const settings: Readonly<Record<string, Partial<Settings>>> = {
	PDS: {kind: 'PDS'},
	NOPDS: {kind: 'NOPDS'},
	UPDATE: {kind: 'UPDATE'},
	COL1: {firstColumn: 1},
	NOCOL1: {firstColumn: 2},
	END: {endsAtEnd: true},
	NOEND: {endsAtEnd: false},
	MAXTEN: {most: mostMembers},
	NOMAXTEN: {most: Number.POSITIVE_INFINITY},
};

function * parse({cms, operands, options}: CmsContext): Step<Request | Failure> {
	const [name = '*', type = '*', mode = '*', extra] = operands;
	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSTPD070E, {parameter: extra}));
	}

	if (mode !== '*' && !isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSTPD048E, {mode}));
	}

	let {device, ...given} = usual;
	for (const option of options) {
		const named = deviceOfWord(option);
		if (named === 'invalid') {
			return new Failure(yield * cms.message(messages.DMSTPD027E, {device: option}));
		}

		if (named === undefined && !Object.hasOwn(settings, option)) {
			return new Failure(yield * cms.message(messages.DMSTPD003E, {option}));
		}

		device = named ?? device;
		given = {...given, ...(named === undefined ? settings[option] : {})};
	}

	const {kind, most} = given;
	if (most === mostMembers && kind !== 'PDS') {
		return new Failure(yield * cms.message(messages.DMSTPD003E, {option: 'MAXTEN'}));
	}

	// Members have names of their own.
	if (name !== '*' && kind === 'PDS') {
		return new Failure(yield * cms.message(messages.DMSTPD070E, {parameter: name}));
	}

	return {
		...given, device, defaultName: name === '*' ? defaultName : name,
		type: type === '*' ? defaultTypes[kind] : type, mode: mode === '*' ? 'A1' : mode,
	};
}

type Job = {
	readonly cms: Cms;
	readonly request: Request;
	readonly disk: AccessedDisk;
};

function * failing({cms, request}: Job, end: CardEnd): Step<never> {
	throw new TapeFailure(yield * cardError(cms, module, request.device, end));
}

type Records = {readonly recordFormat: 'F' | 'V'; readonly recordLength?: number; readonly source: RecordSource};

/** Makes a file of a member; 0, or the return code of a message. What has no record makes none. */
function * copy({cms, request, disk}: Job, name: string, {source, ...form}: Records): Step<number> {
	const {type, mode} = request;
	const file = `${name} ${type} ${disk.letter}${mode[1] ?? '1'}`;
	const character = name.length > 8 ? name[8] : (invalidCharacter(name) ?? invalidCharacter(type));
	if (character !== undefined) {
		return yield * cms.message(messages.DMSTPD062E, {character, file: `${name} ${type}`});
	}

	const code = yield * cms.disks.writeFrom(disk, {
		name, type, modeNumber: mode[1] ?? '1', ...form,
	}, source);
	if (code === fileCode.noData) {
		return 0;
	}

	return code === fileCode.ok
		? yield * cms.message(messages.DMSTPD703I, {file})
		: yield * writeError(cms, module, file, code);
}

function * copyMembers(job: Job, cards: CardTape): Step<number> {
	const {cms, request} = job;
	const members = new MemberCards(cards, request);
	for (let count = 0; count < request.most; count++) {
		const next = yield * members.next();
		if (next === 'stop' || (next === 'mark' && count > 0)) {
			return 0;
		}

		if (typeof next === 'string') {
			return yield * cardError(cms, module, request.device, next);
		}

		const rc = yield * copy(job, next.member, {
			recordFormat: 'F', recordLength: cardLength, source: members.records(end => failing(job, end)),
		});
		if (rc !== 0) {
			return rc;
		}
	}

	return yield * cms.message(messages.DMSTPD707I);
}

/** Records of a member of an unloaded data set, up to where the next begins, which is kept. */
class UnloadedRecords implements RecordSource {
	readonly #data: UnloadedDataSet;
	readonly #fail: (end: CardEnd) => Step<never>;
	/** What came behind the records. */
	after: {readonly member: string} | 'end' | undefined;

	constructor(data: UnloadedDataSet, fail: (end: CardEnd) => Step<never>) {
		this.#data = data;
		this.#fail = fail;
	}

	* next(): Step<readonly Uint8Array[]> {
		while (this.after === undefined) {
			const next = yield * this.#data.next();
			if (next !== 'end' && typeof next === 'string') {
				return yield * this.#fail(next);
			}

			if (next !== 'end' && 'records' in next) {
				if (next.records.length > 0) {
					return next.records;
				}
			} else {
				this.after = next;
			}
		}

		return [];
	}
}

/** An unloaded data set says itself what its members are. */
function * copyUnloaded(job: Job, cards: CardTape): Step<number> {
	const data = new UnloadedDataSet(cards);
	const begun = yield * data.begin();
	if (begun !== 'ok') {
		return yield * cardError(job.cms, module, job.request.device, begun);
	}

	const {recordFormat, recordLength} = data.form;
	const form = recordFormat.startsWith('F')
		? {recordFormat: 'F', recordLength} as const
		: {recordFormat: 'V'} as const;
	const read = (): UnloadedRecords => new UnloadedRecords(data, end => failing(job, end));
	let source = read();
	const stray = yield * source.next();
	if (stray.length > 0) {
		return yield * cardError(job.cms, module, job.request.device, 'format');
	}

	while (source.after !== 'end' && source.after !== undefined) {
		const {member} = source.after;
		source = read();
		const rc = yield * copy(job, member, {...form, source});
		if (rc !== 0) {
			return rc;
		}
	}

	return 0;
}

function * copyTape(job: Job, cards: CardTape): Step<number> {
	const first = yield * cards.next();
	if (typeof first === 'string') {
		return yield * cardError(job.cms, module, job.request.device, first);
	}

	cards.unread(first);
	return beginsUnloaded(first) ? yield * copyUnloaded(job, cards) : yield * copyMembers(job, cards);
}

export const tappds: CmsCommand = {
	name: 'TAPPDS',
	minimum: 6,
	syntax: [
		'TAPPDS [fn|* [ft|* [fm|*]]] [([PDS|NOPDS|UPDATE] [COL1|NOCOL1] [TAPn] [END|NOEND] [MAXTEN|NOMAXTEN][)]]',
	],
	summary: 'Makes files of the members on a tape of an OS utility',
	description: [
		'PDS, the default, makes a file of each member behind MEMBER NAME=name, as IEBPTPCH punches them; UPDATE of '
		+ 'each behind ./ ADD NAME=name, as IEBUPDTE reads them; NOPDS one file of everything. What has no name '
		+ 'becomes fn, or TAPPDS. The type is CMSUT1, with UPDATE ASSEMBLE, the mode A1. The records are columns 2 to '
		+ '81, with COL1 (which belongs to UPDATE) 1 to 80.',
		'END ends a member behind a record with END in columns 2 to 4, MAXTEN the command behind ten members. A tape '
		+ 'mark ends it, ./ ENDUP too. TAP0 to TAP7 are 180 to 187, TAP8 to TAPF 288 to 28F.',
		'Of a data set that IEHMOVE unloaded there is a file for each member, with its records as they were, whatever '
		+ 'the options say. Labels in front are typed.',
	],
	returnCodes: [
		'20   A member has a name that no file can have.',
		'24   Invalid operand or option.',
		'32   The tape has other records.',
		'36   The disk is not accessed, or read-only.',
		'40   There is no member before the tape mark.',
		'100  No tape is attached, or an error of the tape or the disk.',
		'104  No storage left.',
	],
	* run(context) {
		const request = yield * parse(context);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const {cms} = context;
		const disk = yield * writableDisk(cms, module, request.mode[0]);
		if (disk instanceof Failure) {
			return disk.returnCode;
		}

		const lengths = request.firstColumn === 1 ? [cardLength, punchedLength] : [punchedLength, cardLength];
		return yield * withCards(cms, module, {device: request.device, lengths}, cards =>
			copyTape({cms, request, disk}, cards));
	},
};
