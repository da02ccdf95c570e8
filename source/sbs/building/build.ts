/**
 * Builds a system: objects of sources that are out of date, then modules of objects. What fails leaves the old object
 * or module; what depends on it is not built, everything else is.
 */
import {limits} from '../../base/limits.js';
import {append, greatest} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsContext} from '../context.js';
import {answerWith, sbsMessages} from '../message.js';
import {LibraryFull} from '../store/store.js';
import {MacroTexts} from './assembling.js';
import {buildModule, isModuleCurrent, objectsOf} from './modules.js';
import {buildObject, type Outcome} from './objects.js';
import {
	moduleOf, objectOf, planOf, type ObjectTarget, type Plan,
} from './plan.js';

/** `force`: everything; `check`: nothing, only tell. */
export type BuildOptions = {readonly force: boolean; readonly check: boolean};

/** Return code where something was not built. */
const notBuilt = 8;

class Build {
	readonly #context: SbsContext;
	readonly #options: BuildOptions;
	readonly #lines: string[] = [];
	readonly #codes: number[] = [];
	/** Objects that are out of date and were not built. */
	readonly #failed = new Set<string>();
	/** Objects that CHECK says would be built. */
	readonly #stale = new Set<string>();
	#built = 0;
	#current = 0;
	#failures = 0;

	constructor(context: SbsContext, options: BuildOptions) {
		this.#context = context;
		this.#options = options;
	}

	* run(system: string): Step<Content> {
		const plan = yield * this.#context.store.read(reader => planOf(reader, system));
		try {
			yield * this.#objects(plan);
			yield * this.#modules(plan);
		} catch (error) {
			// What was built until then is there.
			if (!(error instanceof LibraryFull)) {
				throw error;
			}

			const full = answerWith(sbsMessages.SBS110E);
			return {...emptyContent, returnCode: full.returnCode, lines: [...this.#lines, ...full.lines]};
		}

		const summary = answerWith(sbsMessages.SBS206I, {
			system, built: this.#built, current: this.#current, failed: this.#failures,
		});
		return {
			...emptyContent, returnCode: greatest(this.#codes, 0), lines: [...this.#lines, ...summary.lines],
		};
	}

	* #objects({scope, objects}: Plan): Step {
		const stale = objects.filter(({isCurrent}) => !isCurrent || this.#options.force);
		this.#current += objects.length - stale.length;
		if (this.#options.check) {
			for (const {source} of stale) {
				this.#stale.add(source.name);
				this.#wouldBuild(objectOf(source));
			}

			return;
		}

		const texts = new MacroTexts();
		const build = (target: ObjectTarget): Step<Outcome> => buildObject(this.#context, scope, target, texts);
		for (let from = 0; from < stale.length; from += limits.commandParts.value) {
			const some = stale.slice(from, from + limits.commandParts.value);
			const outcomes = yield * this.#elsewhere(some, build);
			for (const [index, target] of some.entries()) {
				this.#note(target, outcomes?.[index] ?? (yield * build(target)));
			}
		}
	}

	/**
	 * Has the user's slaves build targets, this one among them; `undefined`: no other does. Where there is no outcome
	 * of one, as the disk was full or the library damaged, it is to be built here, in its turn.
	 */
	* #elsewhere(
		targets: readonly ObjectTarget[],
		build: (target: ObjectTarget) => Step<Outcome>,
	): Step<ReadonlyArray<Outcome | undefined> | undefined> {
		const {elsewhere} = this.#context;
		if (!elsewhere || targets.length < 2) {
			return undefined;
		}

		const names = targets.map(({source: {name}}) => name);
		let isFull = false;
		const answers = yield * elsewhere(names, function * (index): Step<Outcome | undefined> {
			try {
				return isFull ? undefined : yield * build(targets[index]);
			} catch (error) {
				if (!(error instanceof LibraryFull)) {
					throw error;
				}

				isFull = true;
				return undefined;
			}
		});
		return answers?.map(answer => answer && {isBuilt: answer.returnCode < notBuilt, ...answer});
	}

	#note({source}: ObjectTarget, outcome: Outcome): void {
		this.#count(outcome);
		if (!outcome.isBuilt) {
			this.#failed.add(source.name);
		}
	}

	#count({lines, isBuilt, returnCode}: Outcome): void {
		append(this.#lines, lines);
		this.#built += Number(isBuilt);
		this.#failures += Number(!isBuilt);
		this.#codes.push(isBuilt ? returnCode : notBuilt);
	}

	* #modules({scope, lists}: Plan): Step {
		for (const list of lists) {
			const [isCurrent, objects] = yield * this.#context.store.read(function * (reader): Step<
				readonly [boolean, ReadonlySet<string>]
			> {
				return [yield * isModuleCurrent(reader, list), yield * objectsOf(reader, list)];
			});
			const failed = [...objects].find(object => this.#failed.has(object));
			if (failed !== undefined) {
				const {lines, returnCode} = answerWith(sbsMessages.SBS203E, {name: list.name, object: failed});
				this.#count({lines, returnCode, isBuilt: false});
			} else if (isCurrent && !this.#options.force && ![...objects].some(object => this.#stale.has(object))) {
				this.#current++;
			} else if (this.#options.check) {
				this.#wouldBuild(moduleOf(list));
			} else {
				this.#count(yield * buildModule(this.#context, scope, list, object => this.#failed.has(object)));
			}
		}
	}

	#wouldBuild(id: {readonly name: string; readonly type: string}): void {
		append(this.#lines, answerWith(sbsMessages.SBS209I, id).lines);
	}
}

/** Builds what a system includes. The answer tells of each that was built, or not, and how many there were. */
export function * buildSystem(context: SbsContext, system: string, options: BuildOptions): Step<Content> {
	return yield * new Build(context, options).run(system);
}
