/** SORT (GC20-1818). The records are held in the host while they are sorted: `limits.sortedBytes`. */
import {Failure} from '../../../base/failure.js';
import {limits} from '../../../base/limits.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode, type AccessedDisk} from '../../file-system/disk/disk.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {
	guarded, isMode, writableDisk, writeError, type FoundFile,
} from './file-operands.js';
import {messages} from '../../messages/index.js';

const module = 'DMSSRT';
/** Most positions that all fields have together. */
const mostPositions = 253;

/** First and last column, 1-based. */
type Field = readonly [first: number, last: number];
type Request = {
	readonly input: FoundFile;
	readonly disk: AccessedDisk;
	readonly name: string;
	readonly type: string;
	readonly modeNumber: string;
};

function * parse({cms, operands, options}: CmsContext): Step<Request | Failure> {
	if (operands.length < 6) {
		return new Failure(yield * cms.message(messages.DMSSRT054E));
	}

	const extra = operands[6] ?? options[0];
	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSSRT070E, {parameter: extra}));
	}

	const [first, second] = [operands.slice(0, 3), operands.slice(3)];
	for (const [name, type, mode] of [first, second]) {
		const character = invalidCharacter(name) ?? invalidCharacter(type);
		if (character !== undefined) {
			return new Failure(yield * cms.message(messages.DMSSRT062E, {character, file: `${name} ${type} ${mode}`}));
		}

		if (!isMode(mode)) {
			return new Failure(yield * cms.message(messages.DMSSRT048E, {mode}));
		}
	}

	if (first[0] === second[0] && first[1] === second[1] && second[2].startsWith(first[2][0])) {
		return new Failure(yield * cms.message(messages.DMSSRT019E));
	}

	if (!cms.disks.disk(first[2][0])) {
		return new Failure(yield * cms.message(messages.DMSSRT069E, {mode: first[2][0]}));
	}

	const input = cms.disks.find(first[0], first[1], first[2][0]);
	if (!input) {
		return new Failure(yield * cms.message(messages.DMSSRT002E, {file: first.join(' ')}));
	}

	if (input.status.recordFormat !== 'F') {
		return new Failure(yield * cms.message(messages.DMSSRT034E, {file: first.join(' ')}));
	}

	const [name, type, mode] = second;
	const disk = yield * writableDisk(cms, module, mode[0]);
	return disk instanceof Failure
		? disk
		: {
			input, disk, name, type, modeNumber: mode[1] ?? '1',
		};
}

/** The fields that the user enters, or a failure, with its message. */
function * readFields(cms: Cms, length: number): Step<readonly Field[] | Failure> {
	yield * cms.message(messages.DMSSRT604R);
	const line = (yield * cms.console.read()).trim();
	if (line === '') {
		return new Failure(yield * cms.message(messages.DMSSRT063E));
	}

	const words = line.split(/\s+/);
	const fields: Field[] = [];
	for (let index = 0; index < words.length; index += 2) {
		const pair = words.slice(index, index + 2);
		const [first, last] = pair.map(Number);
		if (pair.length < 2 || !pair.every(word => /^\d{1,5}$/.test(word)) || first < 1 || last < first) {
			return new Failure(yield * cms.message(messages.DMSSRT053E));
		}

		if (last > length) {
			return new Failure(yield * cms.message(messages.DMSSRT009E, {column: last, length}));
		}

		fields.push([first, last]);
	}

	let positions = 0;
	for (const [first, last] of fields) {
		positions += last - first + 1;
	}

	return positions > mostPositions ? new Failure(yield * cms.message(messages.DMSSRT053E)) : fields;
}

function * sortFile(context: CmsContext): Step<number> {
	const {cms} = context;
	const request = yield * parse(context);
	if (request instanceof Failure) {
		return request.returnCode;
	}

	const {input, disk, name, type, modeNumber} = request;
	const {records: count, recordLength} = input.status;
	if (count * recordLength > limits.sortedBytes.value) {
		return yield * cms.message(messages.DMSSRT212E);
	}

	const fields = yield * readFields(cms, recordLength);
	if (fields instanceof Failure) {
		return fields.returnCode;
	}

	const records = yield * cms.disks.readAll(input.disk, input.status);
	yield * cms.charge('record', records.length);
	const keyed = records.map(record => ({
		record, key: Buffer.concat(fields.map(([first, last]) => record.subarray(first - 1, last))),
	}));
	// Records of equal fields stay in their order.
	const sorted = keyed.toSorted((one, other) => Buffer.compare(one.key, other.key)).map(({record}) => record);
	const code = yield * cms.disks.write(disk, {
		name, type, modeNumber, recordFormat: 'F', recordLength, records: sorted,
	});
	const file = `${name} ${type} ${disk.letter}${modeNumber}`;
	return code === fileCode.ok ? 0 : yield * writeError(cms, module, file, code);
}

export const sort: CmsCommand = {
	name: 'SORT',
	minimum: 4,
	syntax: ['SORT fn1 ft1 fm1 fn2 ft2 fm2'],
	summary: 'Sorts the records of a file into another',
	description: [
		'Asks for the fields: pairs of first and last column, the most important first, 253 columns in all at most. '
		+ 'Records are of fixed length and go by their EBCDIC codes, upwards; those of equal fields keep their order. '
		+ 'A file of the second identifier is replaced.',
	],
	returnCodes: [
		'20   Invalid character in a file identifier.',
		'24   Invalid operand or field.',
		'28   File not found.',
		'32   The records are not of fixed length.',
		'36   Disk not accessed or read-only.',
		'40   No field was entered, or too many records.',
		'100  Error of the disk.',
	],
	* run(context) {
		const {cms, operands} = context;
		return yield * guarded(cms, module, operands.slice(0, 3).join(' '), sortFile(context));
	},
};
