import {Failure} from '../../base/failure.js';
import {fileCode} from '../../cms/file-system/disk/disk.js';
import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import {versionsOf, type Version} from '../data-base.js';
import type {FunctionContext, SbsFunction} from '../function.js';
import {answerWith, sbsMessages} from '../message.js';

const failed = (code: number): Content => code === fileCode.diskFull
	? answerWith(sbsMessages.SBS110E)
	: answerWith(sbsMessages.SBS117E, {code});

const stored = ({name, type, version}: Version): Content => answerWith(sbsMessages.SBS104I, {name, type, version});

/** Hands the user's records over, as they come. Answers how many, or a failure with a file system code. */
function * stageAll({base, file, nextOfFile}: FunctionContext): Step<number | Failure> {
	let count = 0;
	for (let part = file; part; part = yield * nextOfFile()) {
		const code = yield * base.stage(part);
		if (code !== 0) {
			return new Failure(code);
		}

		count += part.records.length;
	}

	return count;
}

export const put: SbsFunction = {
	name: 'PUT',
	minimum: 1,
	syntax: ['SBS Put fn ft [fm]'],
	summary: 'store your file as the next version of a member',
	description: ['A member that is not there yet is added, with you as its owner.'],
	returnCodes: [
		'12  the member is somebody else\'s',
		'13  the SBS disk is full',
		'16  the data base cannot be read or written',
		'28  your file was not found',
	],
	origin: 'Yorktown',
	takesFile: 'required',
	takesMember: true,
	* run(context: FunctionContext): Step<Content> {
		const {
			base, user, administrator, operands: [name, type], now,
		} = context;
		const ownerIn = (versions: readonly Version[]): string => versionsOf(versions, name, type)[0]?.owner ?? user;
		const mayStore = (owner: string): boolean => owner === user || administrator;
		const before = yield * base.versions();
		const done = yield * base.done();
		if (before instanceof Failure || done instanceof Failure) {
			return failed((before instanceof Failure ? before : done as Failure).returnCode);
		}

		if (done) {
			return stored(done);
		}

		let owner = ownerIn(before);
		if (!mayStore(owner)) {
			return answerWith(sbsMessages.SBS108E, {name, type, owner});
		}

		// All of it is with the master before the index is locked: whoever sends slowly holds nobody up.
		const records = yield * stageAll(context);
		if (records instanceof Failure) {
			return failed(records.returnCode);
		}

		const {code, version} = yield * base.add(versions => {
			owner = ownerIn(versions);
			const last = versionsOf(versions, name, type).at(-1)?.version ?? 0;
			return mayStore(owner)
				? {
					name, type, version: last + 1, owner, storedBy: user, ...now,
				}
				: undefined;
		}, records);
		if (code !== 0) {
			return failed(code);
		}

		return version ? stored(version) : answerWith(sbsMessages.SBS108E, {name, type, owner});
	},
};
