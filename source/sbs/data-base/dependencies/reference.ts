/** What a member says of other members: which names it uses and how, and which it defines. */
import {isFileName} from '../../../cms/file-system/files/file-name.js';

/**
 * How a name is used. `copy`, `macro`: by the assembler, from a library; `external`, `weak`: by the loader, from an
 * object deck; `program`: called as a command; `object`: linked, by the name of its deck; `defines`: the other way
 * round, it is the member that has the name.
 */
export const kinds = ['copy', 'macro', 'external', 'weak', 'program', 'object', 'defines'] as const;

export type ReferenceKind = typeof kinds[number];

export type Reference = {readonly kind: ReferenceKind; readonly name: string};

/** References without repetition, in the order in which they appear, and no more of them than `most`. */
export class References {
	readonly #found = new Map<string, Reference>();

	constructor(private readonly most: number) {
		// Nothing else.
	}

	get all(): readonly Reference[] {
		return [...this.#found.values()];
	}

	/** What cannot be a name is no reference. */
	add(kind: ReferenceKind, name: string): void {
		const isName = kind === 'program' || kind === 'object' ? isFileName(name) : isSymbol(name);
		if (isName && this.#found.size < this.most) {
			this.#found.set(`${kind} ${name}`, {kind, name});
		}
	}
}

/** Whether a name is one that the assembler and the loader know (GC33-4010, "Ordinary symbols"; 8 characters). */
const isSymbol = (name: string): boolean => /^[A-Z$#@][A-Z$#@\d]{0,7}$/.test(name);
