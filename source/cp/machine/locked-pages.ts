/**
 * Pages that LOCK keeps on their frames (GC20-1806, "LOCK"; DMKPTR): the pager takes no frame of theirs. A lock is of
 * what a machine has at a place now: it ends where another page comes there (a shared one that becomes its own, an
 * exchange), where the machine is reset or logs off, and by UNLOCK.
 */
import type {Page} from '../../machine/storage/page.js';
import type {AddressSpace} from '../../machine/storage/storage.js';

/** A machine whose pages are locked. */
export type LockingMachine = {
	readonly storage: AddressSpace;
	readonly session: {readonly loggedOff: boolean};
};

export class LockedPages<Machine extends LockingMachine = LockingMachine> {
	/** For which machines a page is locked, and where they have it. */
	readonly #locks = new Map<Page, Map<Machine, number>>();

	/** Pages locked now. */
	get size(): number {
		for (const content of this.#locks.keys()) {
			this.isLocked(content);
		}

		return this.#locks.size;
	}

	/** Pages locked for a machine. */
	of(vm: Machine): number {
		let count = 0;
		for (const [content, machines] of this.#locks) {
			count += this.isLocked(content) && machines.has(vm) ? 1 : 0;
		}

		return count;
	}

	/** Whether the page must stay where it is. Asked for every frame that the pager looks at. */
	isLocked(content: Page): boolean {
		const machines = this.#locks.get(content);
		if (!machines) {
			return false;
		}

		for (const [vm, page] of machines) {
			if (vm.session.loggedOff || vm.storage.contentOf(page) !== content) {
				machines.delete(vm);
			}
		}

		if (machines.size === 0) {
			this.#locks.delete(content);
		}

		return machines.size > 0;
	}

	/** Locks what a machine has at a page, which is on a frame. */
	lock(vm: Machine, page: number): void {
		const content = vm.storage.contentOf(page)!;
		const machines = this.#locks.get(content) ?? new Map<Machine, number>();
		this.#locks.set(content, machines.set(vm, page));
	}

	/** Unlocks a page of a machine; without a page all of them. */
	unlock(vm: Machine, page?: number): void {
		for (const [content, machines] of this.#locks) {
			if (page === undefined || machines.get(vm) === page) {
				machines.delete(vm);
				this.isLocked(content);
			}
		}
	}
}
