/**
 * Configuration records: what went into a version of an object deck or module that was built, and of which version it
 * was. Whether something is out of date is what they say, compared with what would go in now.
 */
import {
	byte, characters, fullword, Layout,
} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import type {MemberId} from '../data-base/member-id.js';
import {field, keyOf, table} from '../store/keys.js';
import {
	DamagedLibrary, mostValue, type Reader, type Transaction,
} from '../store/store.js';

/**
 * An input. `single`: the update of a level that needs no list; `macro`: whatever a name stood for when it was looked
 * for among the macros, its type empty where nothing had it. Version 0: there is none.
 */
export type Input = MemberId & {readonly role: Role; readonly version: number};

export const roles = ['source', 'control', 'update', 'single', 'list', 'object', 'macro'] as const;
export type Role = typeof roles[number];

export const inputLayout = new Layout(21, {
	role: byte(0), name: characters(1, 8), type: characters(9, 8), version: fullword(17),
});

/** Of a version: its number, and which chunk of the inputs. */
export const builtKeyLayout = new Layout(8, {version: fullword(0), chunk: fullword(4)});

const perChunk = Math.floor(mostValue / inputLayout.length);

const builtPrefix = ({name, type}: MemberId): Uint8Array => keyOf(table.built, field(name), field(type));

/** What all chunks of a version have in common. */
function versionPrefix(id: MemberId, version: number): Uint8Array {
	const key = builtKeyLayout.encode({version, chunk: 0});
	return Buffer.concat([builtPrefix(id), key.subarray(0, builtKeyLayout.offset.chunk)]);
}

/** The inputs of a version; `undefined` where it was not built here. Throws `DamagedLibrary`. */
export function * inputsOf(reader: Reader, id: MemberId, version: number): Step<readonly Input[] | undefined> {
	const chunks = yield * reader.scan(versionPrefix(id, version));
	return chunks.length === 0
		? undefined
		: chunks.flatMap(({value}) => decodeInputs(value, `${id.name} ${id.type}`));
}

function decodeInputs(value: Uint8Array, id: string): Input[] {
	const inputs: Input[] = [];
	for (let at = 0; inputLayout.fits(value, at); at += inputLayout.length) {
		const {role, ...input} = inputLayout.decode(value, at);
		const known = roles.at(role);
		if (known === undefined) {
			throw new DamagedLibrary(`configuration of ${id}`);
		}

		inputs.push({...input, role: known});
	}

	return inputs;
}

/** Notes what went into a version, in place of what was noted of it before. */
export function * noteInputs(
	transaction: Transaction,
	id: MemberId,
	version: number,
	inputs: readonly Input[],
): Step {
	for (const {key} of yield * transaction.scan(versionPrefix(id, version))) {
		yield * transaction.remove(key);
	}

	for (let chunk = 0; chunk * perChunk < Math.max(inputs.length, 1); chunk++) {
		const part = inputs.slice(chunk * perChunk, (chunk + 1) * perChunk);
		yield * transaction.put(
			Buffer.concat([builtPrefix(id), builtKeyLayout.encode({version, chunk})]),
			Buffer.concat(part.map(({role, ...input}) => inputLayout.encode({...input, role: roles.indexOf(role)}))),
		);
	}
}

/** A member is gone, or has another name and was built under the old one. */
export function * forgetInputs(transaction: Transaction, id: MemberId): Step {
	for (const {key} of yield * transaction.scan(builtPrefix(id))) {
		yield * transaction.remove(key);
	}
}
