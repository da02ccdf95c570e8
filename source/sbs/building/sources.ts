/** The sources of a system: which updates its control file gives them, and their text with these applied. */
import {fromEbcdic} from '../../base/ebcdic.js';
import {applyUpdate, problemOf} from '../../cms/update/apply-update.js';
import {formOf} from '../../cms/update/sequence.js';
import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsContext} from '../context.js';
import {versionRecords} from '../data-base/history.js';
import type {MemberId} from '../data-base/member-id.js';
import {findMember, newestOf, newestVersion} from '../data-base/members.js';
import {may} from '../data-base/rights.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import type {Input, Role} from './configuration.js';
import {levelsOf, updatesListed, type Level} from './control-file.js';
import type {Scope} from './scope.js';

const controlType = 'CNTRL';

const linesOf = (records: readonly Uint8Array[]): string[] => records.map(record => fromEbcdic(record).trimEnd());

/** A member as it goes in now; version 0 where there is none. */
export function * inputNow(reader: Reader, role: Role, {name, type}: MemberId): Step<Input> {
	return {
		role, name, type, version: yield * newestVersion(reader, name, type),
	};
}

/** The lines of an input; none where there is no such version. */
export function * inputLines(reader: Reader, {name, type, version}: Input): Step<readonly string[]> {
	const member = version > 0 ? yield * findMember(reader, name, type) : undefined;
	return member ? linesOf((yield * versionRecords(reader, member, version)) ?? []) : [];
}

/** The control file of a system, read: which member it is, and its levels. */
export type Control = {readonly input: Input; readonly levels: readonly Level[]};

/** Control files of the systems of a scope, each read once. */
export class Controls {
	readonly #known = new Map<string, Control | undefined>();

	constructor(private readonly scope: Scope) {
		// Nothing else.
	}

	/** That of the system that includes a source, or else of the outermost one. */
	* of(reader: Reader, system: string): Step<Control | undefined> {
		return (yield * this.#named(reader, system)) ?? (yield * this.#named(reader, this.scope.root));
	}

	* #named(reader: Reader, system: string): Step<Control | undefined> {
		if (!this.#known.has(system)) {
			const input = yield * inputNow(reader, 'control', {name: system, type: controlType});
			this.#known.set(system, input.version === 0
				? undefined
				: {input, levels: levelsOf(yield * inputLines(reader, input))});
		}

		return this.#known.get(system);
	}
}

/** What makes a source's text: itself, the control file, and the updates that it chooses, in the order of applying. */
export function * sourceInputs(
	reader: Reader,
	source: Input,
	control: Control | undefined,
): Step<readonly Input[]> {
	const inputs = [source];
	if (!control) {
		return inputs;
	}

	inputs.push(control.input);
	for (const {kind, type} of control.levels) {
		const found = yield * inputNow(reader, kind, {name: source.name, type});
		inputs.push(found);
		if (kind === 'list') {
			for (const update of updatesListed(yield * inputLines(reader, found))) {
				inputs.push(yield * inputNow(reader, 'update', {name: source.name, type: update}));
			}
		}
	}

	return inputs;
}

/** An update that cannot be applied. */
export type UpdateFailure = MemberId & {readonly line: number; readonly problem: string};

/** Lines with an update applied that UPDATE would have nothing to say of, but that the source is out of order. */
function updatedLines(
	source: readonly string[],
	update: readonly string[],
): {readonly lines: readonly string[]} | {readonly line: number; readonly problem: string} {
	const {records, remarks} = applyUpdate(source, update, {...formOf(source), hasNumbers: true});
	const fault = remarks.find(({kind}) => kind !== 'inputOrder');
	return fault ? {line: fault.line, problem: problemOf(fault)} : {lines: records};
}

/** What was there when the build was planned, and was deleted or renamed since: the answer. */
export type Gone = {readonly gone: Content};

/** Whether a version of a member went between the plan and its use. */
export function * goneSince(
	reader: Reader,
	{name, type, version}: Pick<Input, 'name' | 'type' | 'version'>,
): Step<Gone | undefined> {
	const member = version > 0 ? yield * findMember(reader, name, type) : undefined;
	if (version === 0 || (member && version <= newestOf(member))) {
		return undefined;
	}

	return {
		gone: member && newestOf(member) > 0
			? answerWith(sbsMessages.SBS109E, {name, type, version: String(version)})
			: answerWith(sbsMessages.SBS106E, {name, type}),
	};
}

/** The text that inputs make. */
export function * sourceText(
	reader: Reader,
	context: SbsContext,
	inputs: readonly Input[],
): Step<{readonly lines: readonly string[]} | UpdateFailure | Gone> {
	for (const input of inputs) {
		const gone = yield * goneSince(reader, input);
		if (gone) {
			return gone;
		}
	}

	const [source, ...others] = inputs;
	let lines = yield * inputLines(reader, source);
	for (const {role, name, type, version} of others) {
		// A source need not have the update of a level; what a list names must be there.
		const isApplied = role === 'update' || (role === 'single' && version > 0);
		if (!isApplied) {
			continue;
		}

		// What is not his to copy is nothing to who builds: the listing would show it.
		const member = yield * findMember(reader, name, type);
		if (member && !(yield * may(reader, context, member, 'GET'))) {
			return {
				name, type, line: 0, problem: 'not authorized',
			};
		}

		const update = yield * inputLines(reader, {
			role, name, type, version,
		});
		const updated = version === 0 ? {line: 0, problem: 'no such member'} : updatedLines(lines, update);
		if ('problem' in updated) {
			return {name, type, ...updated};
		}

		({lines} = updated);
	}

	return {lines};
}
