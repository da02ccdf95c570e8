/**
 * What PUNCH, PRINT, READCARD, DISK and MOVEFILE share: their devices, the files they send, and messages about them.
 */
import {Failure} from '../../../base/failure.js';
import {deviceClass} from '../../../base/diagnose.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {deviceType} from '../../nucleus/diagnose.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {
	deviceAddress, fileId, isMode, type FoundFile,
} from '../files/file-operands.js';
import {closeReaderCommand, unit, type UnitEnd} from '../../unit-record/unit-records.js';
import {libraryMembers, type Member} from '../programs/library-member.js';
import {messages, type ModuleOf} from '../../messages/index.js';

const unitRecordClasses = {output: deviceClass.output, input: deviceClass.reader} as const;

/** A command that sends a file to a device. */
type SendingModule = 'DMSDSK' | 'DMSPRT' | 'DMSPUN' | 'DMSSFD';

/** Message 008E and its return code where `device` is not there or not of its class; 0 otherwise. */
export function * checkUnit(
	cms: Cms,
	module: ModuleOf<'008E'>,
	device: number,
	direction: keyof typeof unitRecordClasses,
): Step<number> {
	const type = yield * deviceType(cms.guest, device);
	const cuu = deviceAddress(device);
	if (!type) {
		return yield * cms.message(messages[`${module}008E`], {device: cuu, why: 'INVALID OR NONEXISTENT'});
	}

	return type.kind === unitRecordClasses[direction]
		? 0
		: yield * cms.message(messages[`${module}008E`], {device: cuu, why: 'UNSUPPORTED DEVICE TYPE'});
}

/** Checks a file identifier and finds the file; a failure, with its message, otherwise. */
export function * findFile(cms: Cms, module: SendingModule, operands: readonly string[]): Step<FoundFile | Failure> {
	const [name, type, mode = 'A', extra] = operands;
	if (name === undefined || type === undefined) {
		return new Failure(yield * cms.message(messages[`${module}054E`]));
	}

	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages[`${module}070E`], {parameter: extra}));
	}

	for (const token of [name, type]) {
		const character = token === '*' ? '*' : invalidCharacter(token);
		if (character !== undefined) {
			return new Failure(yield * cms.message(messages[`${module}062E`], {character, file: `${name} ${type}`}));
		}
	}

	if (mode !== '*' && !isMode(mode)) {
		return new Failure(yield * cms.message(messages[`${module}048E`], {mode}));
	}

	if (mode !== '*' && !cms.disks.disk(mode[0])) {
		return new Failure(yield * cms.message(messages[`${module}069E`], {mode: mode[0]}));
	}

	return (
		cms.disks.find(name, type, mode)
		?? new Failure(yield * cms.message(messages[`${module}002E`], {file: operands.join(' ')}))
	);
}

/** The file to be sent, where there is a device for it to go to; a failure, with its message, otherwise. */
export function * findOutput(
	cms: Cms,
	module: Exclude<SendingModule, 'DMSSFD'>,
	operands: readonly string[],
	device: number,
): Step<FoundFile | Failure> {
	const found = yield * findFile(cms, module, operands);
	if (found instanceof Failure) {
		return found;
	}

	const rc = yield * checkUnit(cms, module, device, 'output');
	return rc === 0 ? found : new Failure(rc);
}

/** The file whole, or members of the library it is; a failure, with its message, otherwise. */
export function * inputMembers(
	cms: Cms,
	module: ModuleOf<'013E' | '033E'>,
	{disk, status}: FoundFile,
	member: string | undefined,
): Step<readonly Member[] | Failure> {
	const records = yield * cms.disks.readAll(disk, status);
	yield * cms.charge('record', records.length);
	if (member === undefined) {
		return [{records}];
	}

	const id = fileId(status);
	const found = status.type === 'MACLIB' || status.type === 'TXTLIB' ? libraryMembers(records, member) : undefined;
	if (found === undefined) {
		return new Failure(yield * cms.message(messages[`${module}033E`], {file: id}));
	}

	return found === 'missing'
		? new Failure(yield * cms.message(messages[`${module}013E`], {member, library: id}))
		: found;
}

/** The same, the records of all members one behind the other. */
export function * inputRecords(
	cms: Cms,
	module: ModuleOf<'013E' | '033E'>,
	file: FoundFile,
	member: string | undefined,
): Step<readonly Uint8Array[] | Failure> {
	const members = yield * inputMembers(cms, module, file, member);
	return members instanceof Failure ? members : members.flatMap(({records}) => records);
}

/**
 * Sends each of `pieces`, and tells CP that the spool file is complete, and its name; the first end that is not good,
 * or `ok`.
 */
export function * sendFile<T>(
	cms: Cms,
	device: number,
	{name, type}: {readonly name: string; readonly type: string},
	pieces: Iterable<T>,
	send: (piece: T) => Step<UnitEnd>,
): Step<UnitEnd> {
	const end = yield * sendAll(pieces, send);
	// CP's answer is none of the user's.
	yield * cms.cp(`CLOSE ${deviceAddress(device)} NAME ${name} ${type}`, true);
	return end;
}

function * sendAll<T>(pieces: Iterable<T>, send: (piece: T) => Step<UnitEnd>): Step<UnitEnd> {
	for (const piece of pieces) {
		const end = yield * send(piece);
		if (end !== 'ok') {
			return end;
		}
	}

	return 'ok';
}

/** Message and return code for a card that could not be read. `count`: cards read before it. */
export function * readError(cms: Cms, module: ModuleOf<'124S' | '205W'>, end: UnitEnd, count: number): Step<number> {
	return end === 'intervention' && count === 0
		? yield * cms.message(messages[`${module}205W`])
		: yield * cms.message(messages[`${module}124S`]);
}

/**
 * Ends reading with return code `rc`: CP lets the deck go once everything of it is where it should be; else it stays in
 * the reader.
 */
export function * closeReader(cms: Cms, rc: number): Step<number> {
	yield * cms.cp(closeReaderCommand(rc !== 0), true);
	cms.unitRecords.isReading = false;
	return rc;
}

/** Message 062E and its return code for a file identifier on a card that CMS cannot have; 0 otherwise. */
export function * checkCardId(
	cms: Cms,
	module: ModuleOf<'062E'>,
	{name, type}: {readonly name: string; readonly type: string},
): Step<number> {
	const character = invalidCharacter(name) ?? invalidCharacter(type);
	return character === undefined
		? 0
		: yield * cms.message(messages[`${module}062E`], {character, file: `${name} ${type}`});
}
