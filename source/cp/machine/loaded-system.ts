/** What was loaded into a machine since it was reset; `ipl.ts`, `named-systems.ts` and a reset change it. */
import type {NamedSystem} from '../systems/named-system.js';

/** Named systems of which a machine has pages. */
export type SystemsLoaded = {
	/** Segments that it loaded by DIAGNOSE X'64', by name. */
	readonly segments: ReadonlyMap<string, NamedSystem>;
	/** What it was IPLed from. */
	readonly ipled: NamedSystem | undefined;
};

export class LoadedSystem {
	#segments = new Map<string, NamedSystem>();
	#ipled: NamedSystem | undefined;
	#name: string | undefined;
	#generation = 0;

	/** Name of the system it was IPLed from, or device address; `undefined` before the first IPL. */
	get name(): string | undefined {
		return this.#name;
	}

	/** Counts resets: what CP finishes later for a machine is void after one. */
	get generation(): number {
		return this.#generation;
	}

	/** Named systems of which it has pages: segments, and what it was IPLed from. */
	get systems(): readonly NamedSystem[] {
		return [...this.#segments.values(), ...this.#ipled ? [this.#ipled] : []];
	}

	/** Segments that it loaded by DIAGNOSE X'64'. */
	get segments(): ReadonlyMap<string, NamedSystem> {
		return this.#segments;
	}

	/** The system to which a shared page belongs. */
	sharedAt(page: number): NamedSystem | undefined {
		return this.systems.find(system => system.isShared(page));
	}

	/** IPL has loaded it; `system` where it was one with a name. */
	loaded(name: string, system?: NamedSystem): void {
		this.#name = name;
		this.#ipled = system;
	}

	addSegment(system: NamedSystem): void {
		this.#segments.set(system.name, system);
	}

	removeSegment(name: string): void {
		this.#segments.delete(name);
	}

	/** SYSTEM RESET: nothing runs; segments are the caller's to take away. */
	reset(): void {
		this.expire();
		this.#name = undefined;
	}

	/** Nothing of a named system is mapped any more. */
	forgetSystems(): void {
		this.#segments.clear();
		this.#ipled = undefined;
	}

	/** What of named systems is mapped now, for an image of the machine. */
	get systemsLoaded(): SystemsLoaded {
		return {segments: new Map(this.#segments), ipled: this.#ipled};
	}

	/** What of named systems an image has mapped again. */
	restoreSystems({segments, ipled}: SystemsLoaded): void {
		this.#segments = new Map(segments);
		this.#ipled = ipled;
	}

	/** What CP has still to finish for the machine is void. */
	expire(): void {
		this.#generation++;
	}
}
