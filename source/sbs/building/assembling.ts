/**
 * Assembles a source of a system: its text with the updates that the control file chooses, macros and members for COPY
 * from the composition. The same inputs give the same bytes: the assembler is told no time.
 */
import {assemble, type AssemblyResult} from '../../assembler/assemble.js';
import {LibraryMemo} from '../../assembler/macro/library-memo.js';
import type {Library} from '../../assembler/source/library.js';
import {fromEbcdic} from '../../base/ebcdic.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import type {SbsContext} from '../context.js';
import {sourceReferences} from '../data-base/dependencies/assembler-source.js';
import {versionRecords} from '../data-base/history.js';
import {idText} from '../data-base/member-id.js';
import {findMember} from '../data-base/members.js';
import {may} from '../data-base/rights.js';
import type {Input} from './configuration.js';
import type {Scope} from './scope.js';
import {
	goneSince, sourceText, type Gone, type UpdateFailure,
} from './sources.js';

/** Statements assembled at a time: others have their turn between them. */
const statementsAtOnce = 20;

/** A macro or member for COPY as it was read, and the names that it looks for itself. */
type MacroText = {readonly lines: readonly string[]; readonly uses: readonly string[]};

/** What was read and what the assembler made of it: for all sources of one build. */
export class MacroTexts {
	/** By name and type. */
	readonly texts = new Map<string, MacroText>();
	readonly memo = new LibraryMemo();
}

export type Assembled = {
	readonly result: AssemblyResult;
	/** Everything that went in, names that were looked for in vain included. */
	readonly inputs: readonly Input[];
};

/** What a name stands for among the macros: version 0 where it stands for none. */
export function macroInput(scope: Scope, system: string, name: string): Input {
	const found = scope.macro(name, system);
	return {
		role: 'macro', name, type: found?.type ?? '', version: found?.version ?? 0,
	};
}

/** Names that a text looks for in the macro libraries. */
const namesUsed = (lines: readonly string[], standsAlone: boolean): readonly string[] =>
	sourceReferences(lines, {standsAlone, most: limits.references.value})
		.filter(({kind}) => kind === 'macro' || kind === 'copy')
		.map(({name}) => name);

class Libraries {
	constructor(
		private readonly context: SbsContext,
		private readonly scope: Scope,
		private readonly system: string,
		private readonly texts: Map<string, MacroText>,
	) {
		// Nothing else.
	}

	text(name: string): MacroText | undefined {
		const found = this.scope.macro(name, this.system);
		return found && this.texts.get(idText(found));
	}

	/** Reads what names stand for, and all that this uses in turn. */
	* load(names: Iterable<string>): Step<Gone | undefined> {
		const {context, scope, system, texts} = this;
		return yield * context.store.read(function * (reader): Step<Gone | undefined> {
			const wanted = new Set(names);
			for (const name of wanted) {
				const found = scope.macro(name, system);
				let text = found && texts.get(idText(found));
				const gone = found && !text ? yield * goneSince(reader, found) : undefined;
				if (gone) {
					return gone;
				}

				const member = found && !text ? yield * findMember(reader, found.name, found.type) : undefined;
				if (found && member && (yield * may(reader, context, member, 'GET'))) {
					const records = (yield * versionRecords(reader, member, found.version)) ?? [];
					const lines = records.map(record => fromEbcdic(record));
					text = {lines, uses: namesUsed(lines, false)};
					texts.set(idText(found), text);
				}

				for (const used of text?.uses ?? []) {
					wanted.add(used);
				}
			}

			return undefined;
		});
	}
}

/** The work of an assembly, to whom it is charged. */
function * charge({cms}: SbsContext, statements: number): Step {
	for (let done = 0; done < statements; done += statementsAtOnce) {
		yield * cms.charge('assemblerStatement', Math.min(statementsAtOnce, statements - done));
	}
}

/** Assembles what inputs make (`sourceInputs`), as a source of a system. */
export function * assembleInputs(
	context: SbsContext,
	scope: Scope,
	system: string,
	inputs: readonly Input[],
	{texts, memo}: MacroTexts,
): Step<Assembled | UpdateFailure | Gone> {
	const text = yield * context.store.read(reader => sourceText(reader, context, inputs));
	if (!('lines' in text)) {
		return text;
	}

	const {lines} = text;
	const libraries = new Libraries(context, scope, system, texts);
	let missing: readonly string[] = namesUsed(lines, true);
	const tried = new Set<string>();
	while (true) {
		const gone = yield * libraries.load(missing);
		if (gone) {
			return gone;
		}

		for (const name of missing) {
			tried.add(name);
		}

		yield * charge(context, lines.length);
		const asked = new Set<string>();
		const library: Library = {
			member(name) {
				asked.add(name);
				return libraries.text(name)?.lines;
			},
		};
		const result = assemble(lines, {library}, memo);
		// Names that only came up in the assembly, as variable symbols made them: once more with these.
		missing = [...asked].filter(name => !tried.has(name) && !libraries.text(name) && scope.macro(name, system));
		if (missing.length === 0) {
			const macros = [...asked].toSorted().map(name => macroInput(scope, system, name));
			return {result, inputs: [...inputs, ...macros]};
		}
	}
}
