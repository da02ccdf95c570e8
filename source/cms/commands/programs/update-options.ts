/** Operands and options of UPDATE (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {CmsContext} from '../../cms.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {messages} from '../../messages/index.js';
import {isMode} from '../files/file-operands.js';

/** Each with its opposite; the first of a pair is in effect unless told, but that CTL brings INC and STOR. */
const pairs = [
	['NOREP', 'REP'], ['SEQ8', 'NOSEQ8'], ['NOINC', 'INC'], ['NOCTL', 'CTL'], ['NOSTK', 'STK'], ['TERM', 'NOTERM'],
	['DISK', 'PRINT'], ['NOSTOR', 'STOR'],
] as const;

const conflicts: ReadonlyArray<readonly [string, string]> = [...pairs, ['CTL', 'NOINC']];
const known = new Set<string>(pairs.flat());
const mostOperands = 6;

export type FileTriple = readonly [name: string, type: string, mode: string];

export type UpdateRequest = {
	readonly source: FileTriple;
	/** The update, or the control file. */
	readonly update: FileTriple;
	readonly replaces: boolean;
	readonly digits: 8 | 5;
	readonly hasNumbers: boolean;
	readonly isControlled: boolean;
	readonly stacks: boolean;
	readonly types: boolean;
	readonly prints: boolean;
	readonly inStorage: boolean;
};

function * checkFile({cms}: CmsContext, [name, type, mode]: FileTriple): Step<Failure | undefined> {
	for (const token of [name, type]) {
		const character = token.startsWith('*') ? '*' : invalidCharacter(token);
		if (character !== undefined) {
			return new Failure(yield * cms.message(messages.DMSUPD062E, {character, file: `${name} ${type} ${mode}`}));
		}
	}

	if (!isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSUPD048E, {mode}));
	}

	return cms.disks.disk(mode[0])
		? undefined
		: new Failure(yield * cms.message(messages.DMSUPD069E, {mode: mode[0]}));
}

/** What is asked for, or a failure, with its message. */
export function * updateRequest(context: CmsContext): Step<UpdateRequest | Failure> {
	const {cms, operands, options} = context;
	const [name] = operands;
	if (name === undefined) {
		return new Failure(yield * cms.message(messages.DMSUPD001E));
	}

	if (operands.length > mostOperands) {
		return new Failure(yield * cms.message(messages.DMSUPD070E, {parameter: operands[mostOperands]}));
	}

	const given = new Set<string>();
	for (const option of options) {
		if (!known.has(option)) {
			return new Failure(yield * cms.message(messages.DMSUPD003E, {option}));
		}

		if (given.has(option)) {
			return new Failure(yield * cms.message(messages.DMSUPD065E, {option}));
		}

		given.add(option);
	}

	for (const [one, other] of conflicts) {
		if (given.has(one) && given.has(other)) {
			return new Failure(yield * cms.message(messages.DMSUPD066E, {one, other}));
		}
	}

	const isControlled = given.has('CTL');
	if (given.has('STK') && !isControlled) {
		return new Failure(yield * cms.message(messages.DMSUPD187E));
	}

	const usual = [name, 'ASSEMBLE', 'A1', name, isControlled ? 'CNTRL' : 'UPDATE', 'A1'];
	const [fn1, ft1, fm1, fn2, ft2, fm2] = usual.map((token, index) => operands[index] ?? token);
	const source: FileTriple = [fn1, ft1, fm1];
	const update: FileTriple = [fn2, ft2, fm2];
	const bad = (yield * checkFile(context, source)) ?? (yield * checkFile(context, update));
	return bad ?? {
		source,
		update,
		replaces: given.has('REP'),
		digits: given.has('NOSEQ8') ? 5 : 8,
		hasNumbers: isControlled || given.has('INC'),
		isControlled,
		stacks: given.has('STK'),
		types: !given.has('NOTERM'),
		prints: given.has('PRINT'),
		inStorage: given.has('STOR') || (isControlled && !given.has('NOSTOR')),
	};
}
