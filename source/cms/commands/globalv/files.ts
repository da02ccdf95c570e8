/**
 * The files of GLOBALV (SC19-6209): a record a variable. V: group 8, length and name, length and value. F: group, name
 * and value of eight characters each.
 */
import {Failure} from '../../../base/failure.js';
import {ebcdicField, fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import type {GlobalVariable} from '../../nucleus/storage/global-variables.js';
import {messages} from '../../messages/index.js';
import {writableDisk, writeError} from '../files/file-operands.js';

export type GlobalFile = 'INITIAL' | 'LASTING' | 'SESSION';
const fileType = 'GLOBALV';
const field = 8;

const text = (record: Uint8Array, start: number, length: number): string =>
	fromEbcdic(record.subarray(start, start + length)).trimEnd();

/** The variable of a record; `undefined` where it is none. */
export function decodeVariable(record: Uint8Array, format: 'F' | 'V'): GlobalVariable | undefined {
	const group = text(record, 0, field);
	if (format === 'F') {
		const name = text(record, field, field);
		return name === '' ? undefined : {group, name, value: text(record, 2 * field, field)};
	}

	const nameLength = record[field] ?? 0;
	const valueAt = field + 1 + nameLength;
	const valueLength = record[valueAt];
	return nameLength === 0 || valueLength === undefined || record.length < valueAt + 1 + valueLength
		? undefined
		: {
			group,
			name: fromEbcdic(record.subarray(field + 1, valueAt)),
			value: fromEbcdic(record.subarray(valueAt + 1, valueAt + 1 + valueLength)),
		};
}

export function encodeVariable({group, name, value}: GlobalVariable): Uint8Array {
	return Buffer.concat([
		ebcdicField(group, field),
		Uint8Array.of(name.length),
		toEbcdic(name),
		Uint8Array.of(value.length),
		toEbcdic(value),
	]);
}

/** The variables of a file of disk A or its extensions; none where it is not there. */
export function * readVariables(cms: Cms, name: GlobalFile): Step<readonly GlobalVariable[] | Failure> {
	const found = cms.disks.find(name, fileType, 'A');
	if (!found) {
		return [];
	}

	const records = yield * cms.disks.readAll(found.disk, found.status);
	yield * cms.charge('record', records.length);
	const variables = records.map(record => decodeVariable(record, found.status.recordFormat));
	const whole = variables.filter(variable => variable !== undefined);
	return whole.length === variables.length
		? whole
		: new Failure(yield * cms.message(messages.DMSGLV056E, {file: `${name} ${fileType}`}));
}

/** Puts variables into a file of disk A, each in place of the one of its name. A return code. */
export function * keepVariables(cms: Cms, name: GlobalFile, variables: readonly GlobalVariable[]): Step<number> {
	const disk = yield * writableDisk(cms, 'DMSGLV', 'A');
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	const old = yield * readVariables(cms, name);
	if (old instanceof Failure) {
		return old.returnCode;
	}

	const key = (variable: GlobalVariable): string => `${variable.group.padEnd(field)}${variable.name}`;
	const all = new Map([...old, ...variables].map(variable => [key(variable), variable]));
	const code = yield * cms.disks.write(disk, {
		name,
		type: fileType,
		modeNumber: '1',
		recordFormat: 'V',
		records: [...all.values()].map(variable => encodeVariable(variable)),
	});
	return code === fileCode.ok ? 0 : yield * writeError(cms, 'DMSGLV', `${name} ${fileType} A1`, code);
}
