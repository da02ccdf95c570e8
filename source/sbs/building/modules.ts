/** Makes modules of build lists, and keeps them with their load maps. */
import {fromEbcdic} from '../../base/ebcdic.js';
import {greatest} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import type {SbsContext} from '../context.js';
import {parseBuildList, type BuildList} from '../data-base/dependencies/build-list.js';
import {versionRecords} from '../data-base/history.js';
import type {MemberId} from '../data-base/member-id.js';
import {findMember, newestOf} from '../data-base/members.js';
import {Refused} from '../data-base/refused.js';
import {may} from '../data-base/rights.js';
import {definersOf} from '../data-base/uses.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import type {Input} from './configuration.js';
import {keepMade, refusalToBuild, type Kept, type Made} from './keeping.js';
import {ModuleLinker, type LinkedModule} from './linking.js';
import type {Outcome} from './objects.js';
import {
	builtInputs, moduleOf, objectOf, objectType, sourceType,
} from './plan.js';
import type {Placed, Scope} from './scope.js';
import {goneSince, inputNow} from './sources.js';

const failed = ({lines, returnCode}: {readonly lines: readonly string[]; readonly returnCode: number}): Outcome =>
	({lines, returnCode, isBuilt: false});

/** Whether the newest module of a build list was made of what would go in now. */
export function * isModuleCurrent(reader: Reader, list: Placed): Step<boolean> {
	const built = yield * builtInputs(reader, moduleOf(list));
	if (!built) {
		return false;
	}

	for (const {role, version, ...id} of built.inputs) {
		if ((yield * inputNow(reader, role, id)).version !== version) {
			return false;
		}
	}

	return true;
}

/** Objects that went into the newest module of a build list, and those that it names now. */
export function * objectsOf(reader: Reader, list: Placed): Step<ReadonlySet<string>> {
	const built = yield * builtInputs(reader, moduleOf(list));
	const objects = built?.inputs.filter(({role}) => role === 'object').map(({name}) => name) ?? [];
	return new Set([...objects, ...(yield * readList(reader, list)).objects]);
}

function * readList(reader: Reader, list: Placed): Step<BuildList> {
	const member = yield * findMember(reader, list.name, list.type);
	const records = member ? yield * versionRecords(reader, member, list.version) : undefined;
	return parseBuildList((records ?? []).map(record => fromEbcdic(record)));
}

/** The system's object that a name is found in: the one of the name, or the first that defines it. */
function * objectFor(reader: Reader, scope: Scope, name: string): Step<string | undefined> {
	const isOurs = (object: string): boolean =>
		scope.members.has(`${object} ${sourceType}`) || scope.members.has(`${object} ${objectType}`);
	if (isOurs(name)) {
		return name;
	}

	const definers = yield * definersOf(reader, name);
	return definers.find(({name: object, type}) => type === objectType && isOurs(object))?.name;
}

type Linked = {readonly module: LinkedModule; readonly inputs: readonly Input[]};

/** Links what a build list says. A text is what is wrong. */
function * link(
	reader: Reader,
	context: SbsContext,
	scope: Scope,
	list: Placed,
	isFailed: (object: string) => boolean,
): Step<Linked | Outcome> {
	const {name} = list;
	const gone = yield * goneSince(reader, list);
	if (gone) {
		return failed(gone.gone);
	}

	const statements = yield * readList(reader, list);
	if (statements.wrong !== undefined) {
		return failed(answerWith(sbsMessages.SBS205E, {name, line: statements.wrong}));
	}

	const linker = new ModuleLinker(statements);
	const inputs: Input[] = [{...list, role: 'source'}];
	const waiting = [...statements.objects];
	const loaded = new Set<string>();
	const tried = new Set<string>();
	while (true) {
		for (let object = waiting.shift(); object !== undefined; object = waiting.shift()) {
			const member = yield * findMember(reader, object, objectType);
			if (loaded.has(object)) {
				continue;
			}

			if (!member || newestOf(member) === 0 || isFailed(object)) {
				return failed(answerWith(sbsMessages.SBS203E, {name, object}));
			}

			// A module shows what its objects are: who may not copy one does not get it that way.
			if (!(yield * may(reader, context, member, 'GET'))) {
				return failed(answerWith(sbsMessages.SBS134E, {what: 'GET', ...objectOf(member)}));
			}

			loaded.add(object);
			inputs.push({...objectOf(member), role: 'object', version: newestOf(member)});
			linker.add((yield * versionRecords(reader, member, newestOf(member))) ?? []);
		}

		const next = linker.wanted.find(symbol => !tried.has(symbol));
		if (next === undefined) {
			break;
		}

		tried.add(next);
		const object = yield * objectFor(reader, scope, next);
		if (object !== undefined) {
			waiting.push(object);
		}
	}

	const module = linker.finish();
	if (typeof module !== 'string' && 'records' in module) {
		return {module, inputs};
	}

	return failed(typeof module === 'string'
		? answerWith(sbsMessages.SBS210E, {name, what: module === 'empty' ? 'EMPTY' : 'TOO LARGE'})
		: answerWith(sbsMessages.SBS204E, {name, names: module.undefinedNames.join(' ')}));
}

/** A file of records of different lengths. */
const variable = (id: MemberId, records: readonly Uint8Array[]): Made => ({
	...id, recordFormat: 'V', recordLength: greatest(records.map(({length}) => length), 1), records,
});

/** Links a module of a build list and keeps it. `isFailed`: whether an object is out of date and was not built. */
export function * buildModule(
	context: SbsContext,
	scope: Scope,
	list: Placed,
	isFailed: (object: string) => boolean,
): Step<Outcome> {
	const refused = yield * context.store.read(reader => refusalToBuild(reader, context, list));
	if (refused) {
		return failed(refused.content);
	}

	const linked = yield * context.store.read(reader => link(reader, context, scope, list, isFailed));
	if ('lines' in linked) {
		return linked;
	}

	const {module: {records, map}, inputs} = linked;
	yield * context.cms.charge('record', records.length + map.length);
	const kept = yield * context.store.change(function * (transaction): Step<Kept | Refused> {
		const madeMap = variable({name: list.name, type: 'MAP'}, map);
		const keptMap = yield * keepMade(transaction, context, list, madeMap, inputs);
		return keptMap instanceof Refused
			? keptMap
			: yield * keepMade(transaction, context, list, variable(moduleOf(list), records), inputs);
	});
	return kept instanceof Refused
		? failed(kept.content)
		: {
			lines: answerWith(kept.isNew ? sbsMessages.SBS200I : sbsMessages.SBS201I, {
				...moduleOf(list), version: kept.version,
			}).lines,
			isBuilt: true,
			returnCode: 0,
		};
}
