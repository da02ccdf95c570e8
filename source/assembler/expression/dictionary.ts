/**
 * The external symbol dictionary as it grows: sections and external symbols in the order they are met (GC33-4010,
 * "Symbolic Linkages").
 */
import type {External, Relocation, Section} from './symbol-table.js';

export type DictionaryEntry =
	| {readonly kind: 'section'; readonly section: Section}
	| {readonly kind: 'external'; readonly external: External}
	/** ENTRY: what the name stands for is known at the end. */
	| {readonly kind: 'entry'; readonly name: string};

export class ExternalDictionary {
	readonly entries: DictionaryEntry[] = [];
	readonly #sections = new Map<string, Section>();
	readonly #externals = new Map<string, External>();
	/** Of ENTRY. */
	readonly #names = new Set<string>();
	#nextId = 1;

	/** The section `name`, or a new one of `kind`. */
	section(name: string, kind: Section['kind']): Section {
		const key = `${kind} ${name}`;
		const old = this.#sections.get(key);
		if (old) {
			return old;
		}

		const relocations: Relocation[] = [];
		const section: Section = {
			kind,
			name,
			id: kind === 'DSECT' ? 0 : this.#nextId++,
			origin: 0,
			location: 0,
			length: 0,
			relocations,
		};
		relocations.push({base: section, count: 1});
		this.#sections.set(key, section);
		this.entries.push({kind: 'section', section});
		return section;
	}

	/**
	 * The external symbol `name`, or a new one. A weak reference stays weak only as long as nothing else asks for the
	 * name.
	 */
	external(name: string, kind: External['kind']): External {
		const old = this.#externals.get(name);
		if (old) {
			return old;
		}

		const relocations: Relocation[] = [];
		const external: External = {
			kind, name, id: this.#nextId++, origin: 0, relocations,
		};
		relocations.push({base: external, count: 1});
		this.#externals.set(name, external);
		this.entries.push({kind: 'external', external});
		return external;
	}

	entry(name: string): void {
		if (!this.#names.has(name)) {
			this.#names.add(name);
			this.entries.push({kind: 'entry', name});
		}
	}

	get sections(): Section[] {
		return this.entries.flatMap(entry => entry.kind === 'section' ? [entry.section] : []);
	}

	/** Where text goes that belongs to nothing else: the first control section. */
	get firstSection(): Section | undefined {
		return this.sections.find(({kind}) => kind === 'SD' || kind === 'PC');
	}

	/** Sections one behind the other on doublewords, common and dummy sections from 0. `start` is START's operand. */
	assignOrigins(start: number): void {
		let next = start;
		for (const section of this.sections) {
			if (section.kind === 'SD' || section.kind === 'PC') {
				section.origin = next;
				next = (next + section.length + 7) & ~7;
			}
		}
	}
}
