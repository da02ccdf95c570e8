/**
 * All named systems (DMKSNT, DMKCFG, DMKVMA; GC20-1807, "Saved Systems", "Discontiguous Saved Segments"): what the
 * name table allows, what was saved, and which machine has what of it.
 */
import {pageSize} from '../../base/architecture.js';
import {hex} from '../../base/hex.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import {mapping} from '../../machine/storage/storage.js';
import type {Overhead} from '../machine/accounting.js';
import type {Pager} from '../machine/paging.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {messages} from '../messages/index.js';
import {NamedSystem} from './named-system.js';
import {
	decodeSavedSystem, encodeSavedSystem, savedKeys, type SavedSystem,
} from './saved-system.js';
import type {SystemName} from './system-names.js';

/** Where saved systems are kept, in the form of `saved-system.ts`. */
export type SavedSystemStore = {
	/** All that is kept, by name. */
	load(): ReadonlyMap<string, Uint8Array>;
	/** False where there is no room. */
	put(name: string, bytes: Uint8Array): boolean;
	remove(name: string): void;
	/** What is kept under a name is not what the name table says. */
	unfit(name: string): void;
};

/** A store for systems that end with the session. */
export const noSavedSystems: SavedSystemStore = {
	load: () => new Map(),
	put: () => true,
	remove() {
		// Nothing is kept.
	},
	unfit() {
		// Nothing was kept.
	},
};

/** What named systems ask of the system. */
export type NamedSystemsHost = {
	readonly hostStorage: HostStorage;
	readonly pager: Pick<Pager, 'area' | 'prefetch' | 'wrotePages'>;
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	charge(vm: VirtualMachine, what: Overhead, times?: number): void;
};

export type NamedSystemsOptions = {
	/** The name table; systems that are not in it are as they were saved, and cannot be saved anew. */
	readonly names?: readonly SystemName[];
	/** Systems that the installation comes with. */
	readonly systems: ReadonlyMap<string, SavedSystem>;
	readonly store?: SavedSystemStore;
};

export class NamedSystems {
	readonly #host: NamedSystemsHost;
	readonly #store: SavedSystemStore;
	readonly #names = new Map<string, SystemName>();
	readonly #systems = new Map<string, NamedSystem>();

	constructor(host: NamedSystemsHost, {names = [], systems, store = noSavedSystems}: NamedSystemsOptions) {
		this.#host = host;
		this.#store = store;
		for (const [name, saved] of systems) {
			this.#names.set(name, definitionOf(saved));
			this.#put(name, saved);
		}

		for (const definition of names) {
			this.#names.set(definition.name, definition);
			const saved = systems.get(definition.name);
			if (saved) {
				this.#put(definition.name, saved);
			}
		}

		for (const [name, bytes] of store.load()) {
			const definition = this.#names.get(name);
			const saved = definition && decodeSavedSystem(name, definition.pages, bytes);
			if (saved) {
				this.#put(name, saved);
			} else {
				store.unfit(name);
			}
		}

		for (const {name, isSegment, isProtected} of names) {
			if (isSegment && !isProtected && !this.has(name)) {
				this.#put(name, emptySegment(name));
			}
		}
	}

	/** What was saved under a name. */
	get(name: string): NamedSystem | undefined {
		return this.#systems.get(name);
	}

	has(name: string): boolean {
		return this.#systems.has(name);
	}

	/** The name table, in its order. */
	get names(): readonly SystemName[] {
		return [...this.#names.values()];
	}

	/** Machines that have pages of a system. */
	usersOf(system: NamedSystem): VirtualMachine[] {
		return [...this.#host.machines.values()].filter(vm => vm.loaded.systems.includes(system));
	}

	/** Maps the system that a machine is to be IPLed from; what it had loaded before goes. */
	loadForIpl(vm: VirtualMachine, system: NamedSystem): void {
		this.unload(vm);
		this.#load(vm, system, false);
	}

	/**
	 * LOADSYS: maps a segment; segments that it overlays go first, and what was saved under its name before. Answers
	 * the last byte of the machine's own storage that it took the place of; `undefined` where it took none.
	 */
	loadSegment(vm: VirtualMachine, system: NamedSystem, isPrivate: boolean): number | undefined {
		for (const other of vm.loaded.segments.values()) {
			if (other.name === system.name || other.overlaps(system)) {
				this.purgeSegment(vm, other);
			}
		}

		this.#load(vm, system, isPrivate);
		vm.loaded.addSegment(system);
		const {first, last} = system.extent;
		return first < vm.storage.size ? Math.min(last, vm.storage.size - 1) : undefined;
	}

	/** PURGESYS. */
	purgeSegment(vm: VirtualMachine, system: NamedSystem): void {
		system.unmapFrom(vm.storage);
		vm.loaded.removeSegment(system.name);
	}

	/** Segments that a machine loaded go, and what it shares of the system it was IPLed from. */
	unload(vm: VirtualMachine): void {
		for (const system of vm.loaded.systems) {
			for (const page of system.pageNumbers) {
				const how = vm.storage.mappingOf(page);
				if (how === mapping.protected || how === mapping.shared || page * pageSize >= vm.storage.size) {
					vm.storage.unmap(page);
				}
			}
		}

		vm.loaded.forgetSystems();
	}

	/** SYSTEM RESET: segments go; the system it was IPLed from stays in storage. */
	unloadSegments(vm: VirtualMachine): void {
		for (const system of vm.loaded.segments.values()) {
			this.purgeSegment(vm, system);
		}
	}

	/**
	 * SAVESYS: saves what a machine has in the pages of a name, and its registers and PSW. Who has loaded what was
	 * saved before keeps it. False where there is no room to keep it; then nothing has changed.
	 */
	save(vm: VirtualMachine, definition: SystemName): boolean {
		const {storage, cpu} = vm;
		const start = vm.resident.startOf(cpu.psw.address);
		const saved: SavedSystem = {
			name: definition.name,
			pages: new Map(definition.pages.map(page => [page, storage.fetch(page * pageSize, pageSize)])),
			// A resident program has nothing that it could go on with: it begins anew.
			psw: start === undefined ? [cpu.psw.high, cpu.psw.low] : [0, start],
			gpr: [...cpu.gpr],
			fpr: [...cpu.fpr],
			cr: [...cpu.cr],
			keys: new Map(definition.pages.map(page =>
				[page, savedKeys(storage.keys[page * 2], storage.keys[(page * 2) + 1])])),
		};
		if (!this.#store.put(definition.name, encodeSavedSystem(saved))) {
			return false;
		}

		const {place} = this.#put(definition.name, saved);
		const at = (index: number): number | undefined => place === undefined ? undefined : place + index;
		this.#host.pager.wrotePages(vm, definition.pages.map((_, index) => at(index)));
		return true;
	}

	/** PURGE NSS: nobody loads it any more, until it is saved again. False where nothing was saved. */
	purge(name: string): boolean {
		const system = this.#systems.get(name);
		if (!system) {
			return false;
		}

		this.#store.remove(name);
		this.#systems.delete(name);
		system.release();
		return true;
	}

	/**
	 * Takes back what a machine's program stored into protected pages: a fresh copy of each is there, the machine is in
	 * CP and is told. To be done before anybody else runs.
	 */
	takeBack(vm: VirtualMachine): void {
		for (const page of vm.storage.alteredPages) {
			vm.storage.restore(page);
			vm.message(messages.DMKVMA456W, {
				system: vm.loaded.sharedAt(page)?.name ?? '', hexloc: hex(page * pageSize, 6),
			});
		}

		vm.stop();
	}

	/**
	 * A command (STORE, ADSTOP, TRACE) is about to change `length` bytes at `address`: where they are shared the
	 * machine gets a copy of the whole system for itself, and is told.
	 */
	replaceShared(vm: VirtualMachine, address: number, length: number): void {
		for (let page = address >>> 12; page <= (address + length - 1) >>> 12; page++) {
			const how = vm.storage.mappingOf(page);
			const system = vm.loaded.sharedAt(page);
			if (system && (how === mapping.protected || how === mapping.shared)) {
				system.unshare(vm.storage);
				vm.message(messages.DMKVMA181E, {system: system.name});
			}
		}
	}

	#load(vm: VirtualMachine, system: NamedSystem, isPrivate: boolean): void {
		this.#host.pager.prefetch(vm, system.savedPages());
		system.mapInto(vm.storage, isPrivate);
		this.#host.charge(vm, 'pageEntry', system.size);
	}

	#put(name: string, saved: SavedSystem): NamedSystem {
		const before = this.#systems.get(name);
		const definition = this.#names.get(name)!;
		const {hostStorage, pager: {area}} = this.#host;
		// As in its table, a name has its place once for all.
		const {size} = saved.pages;
		const place = before?.saved.pages.size === size ? before.place : area.place?.(size, definition);
		before?.release();
		const system = new NamedSystem(hostStorage, definition, saved, place);
		this.#systems.set(name, system);
		return system;
	}
}

/** A segment for all to store into begins with zeros: there is nothing that would have to be saved. */
const emptySegment = (name: string): SavedSystem => ({name, pages: new Map(), psw: [0, 0]});

/** What a system that is in no table is: loaded as it was saved. */
function definitionOf({name, pages, sharedSegments = [], isProtected = true}: SavedSystem): SystemName {
	const numbers = [...pages.keys()].toSorted((one, other) => one - other);
	return {
		name,
		size: (numbers.at(-1)! + 1) * pageSize,
		pages: numbers,
		sharedSegments,
		isProtected,
		isSegment: false,
	};
}
