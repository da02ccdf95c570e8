/** What a build has to make, and which of it is out of date. */
import type {Step} from '../../guest/action.js';
import {idText, type MemberId} from '../data-base/member-id.js';
import {newestVersion} from '../data-base/members.js';
import {composition} from '../data-base/systems.js';
import type {Reader} from '../store/store.js';
import {macroInput} from './assembling.js';
import {inputsOf, type Input} from './configuration.js';
import {scopeOf, type Placed, type Scope} from './scope.js';
import {Controls, sourceInputs} from './sources.js';

export const sourceType = 'ASSEMBLE';
export const objectType = 'TEXT';
export const listType = 'BUILD';
export const moduleType = 'MODULE';

/** An object deck to be made of a source. */
export type ObjectTarget = {
	readonly source: Placed;
	/** What makes the source's text; macros come with the assembly. */
	readonly inputs: readonly Input[];
	readonly isCurrent: boolean;
};

export type Plan = {
	readonly scope: Scope;
	/** In the order of the composition. */
	readonly objects: readonly ObjectTarget[];
	/** Build lists, in the order of the composition. */
	readonly lists: readonly Placed[];
};

export const objectOf = ({name}: MemberId): MemberId => ({name, type: objectType});
export const moduleOf = ({name}: MemberId): MemberId => ({name, type: moduleType});

/** What went into the newest version of something that was built; `undefined` where that was not built here. */
export function * builtInputs(
	reader: Reader,
	id: MemberId,
): Step<{readonly version: number; readonly inputs: readonly Input[]} | undefined> {
	const version = yield * newestVersion(reader, id.name, id.type);
	const inputs = version === 0 ? undefined : yield * inputsOf(reader, id, version);
	return inputs && {version, inputs};
}

const sameInput = (one: Input, other: Input | undefined): boolean =>
	one.role === other?.role && one.name === other.name && one.type === other.type && one.version === other.version;

/** Whether the newest object deck of a source was made of what would go in now. */
function * isObjectCurrent(
	reader: Reader,
	scope: Scope,
	source: Placed,
	inputs: readonly Input[],
): Step<boolean> {
	const built = yield * builtInputs(reader, objectOf(source));
	return built !== undefined
		&& built.inputs.length >= inputs.length
		&& inputs.every((input, index) => sameInput(input, built.inputs[index]))
		&& built.inputs.slice(inputs.length).every(input =>
			input.role === 'macro' && sameInput(input, macroInput(scope, source.system, input.name)));
}

/** The object deck of a source, as a target. */
export function * objectTarget(
	reader: Reader,
	scope: Scope,
	controls: Controls,
	source: Placed,
): Step<ObjectTarget> {
	const control = yield * controls.of(reader, source.system);
	const {name, type, version} = source;
	const own: Input = {
		role: 'source', name, type, version,
	};
	const inputs = yield * sourceInputs(reader, own, control);
	return {source, inputs, isCurrent: yield * isObjectCurrent(reader, scope, source, inputs)};
}

/** All that a system includes, to be built. */
export function * planOf(reader: Reader, system: string): Step<Plan> {
	const scope = yield * scopeOf(reader, system);
	const controls = new Controls(scope);
	const objects: ObjectTarget[] = [];
	const lists: Placed[] = [];
	const seen = new Set<string>();
	for (const {members} of yield * composition(reader, system)) {
		for (const member of members) {
			const id = idText(member);
			const placed = scope.members.get(id);
			if (!placed || placed.version === 0 || seen.has(id)) {
				continue;
			}

			seen.add(id);
			if (placed.type === sourceType) {
				objects.push(yield * objectTarget(reader, scope, controls, placed));
			} else if (placed.type === listType) {
				lists.push(placed);
			}
		}
	}

	return {scope, objects, lists};
}
