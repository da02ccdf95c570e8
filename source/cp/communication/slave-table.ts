/** Which machines are slaves: found by their creators and owners, however many machines there are. */
import {append} from '../../base/sequences.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

export class SlaveTable {
	/** Slaves of each creator by their names, in the order in which they were made. */
	readonly #byCreator = new Map<string, Map<string, VirtualMachine>>();
	/** Slaves that each owner has been assigned. */
	readonly #byOwner = new Map<VirtualMachine, Set<VirtualMachine>>();

	/** Every slave. */
	get all(): VirtualMachine[] {
		return [...this.#byCreator.values()].flatMap(slaves => [...slaves.values()]);
	}

	/** A creator's. */
	of(creator: string): VirtualMachine[] {
		return [...this.#byCreator.get(creator)?.values() ?? []];
	}

	/** Those assigned to `owner`. */
	ownedBy(owner: VirtualMachine): VirtualMachine[] {
		return [...this.#byOwner.get(owner) ?? []];
	}

	/** How many a creator has, those of its slaves included, and of theirs. */
	count(creator: string): number {
		let count = 0;
		const creators = [creator];
		for (let next = creators.pop(); next !== undefined; next = creators.pop()) {
			const names = [...this.#byCreator.get(next)?.keys() ?? []];
			count += names.length;
			append(creators, names.filter(name => this.#byCreator.has(name)));
		}

		return count;
	}

	/**
	 * Slaves that do not stay as they are when `vm` goes, each behind the one it depends on: true for those that go
	 * with a creator, false for those whose owner goes.
	 */
	dependants(vm: VirtualMachine): ReadonlyMap<VirtualMachine, boolean> {
		const found = new Map<VirtualMachine, boolean>();
		const of = (above: VirtualMachine): Array<readonly [slave: VirtualMachine, isGone: boolean]> => [
			...this.of(above.userid).map(slave => [slave, true] as const),
			...this.ownedBy(above).map(slave => [slave, slave.assignment.creator === above.userid] as const),
		];
		const going = of(vm);
		for (let next = going.pop(); next; next = going.pop()) {
			const [slave, isGone] = next;
			if (!found.has(slave)) {
				append(going, of(slave));
			}

			found.set(slave, found.get(slave) === true || isGone);
		}

		return found;
	}

	/** A slave is there, in place of one of that name. */
	put(creator: string, slave: VirtualMachine): void {
		const slaves = this.#byCreator.get(creator) ?? new Map<string, VirtualMachine>();
		slaves.set(slave.userid, slave);
		this.#byCreator.set(creator, slaves);
	}

	/** A slave is gone. */
	remove(slave: VirtualMachine): void {
		const {creator, owner} = slave.assignment;
		const slaves = creator === undefined ? undefined : this.#byCreator.get(creator);
		if (slaves?.get(slave.userid) === slave) {
			slaves.delete(slave.userid);
			if (slaves.size === 0) {
				this.#byCreator.delete(creator!);
			}
		}

		this.#disown(slave, owner);
	}

	/** A slave has another owner now. */
	own(slave: VirtualMachine, owner: VirtualMachine): void {
		this.#disown(slave, slave.assignment.owner);
		const owned = this.#byOwner.get(owner) ?? new Set();
		owned.add(slave);
		this.#byOwner.set(owner, owned);
	}

	#disown(slave: VirtualMachine, owner: VirtualMachine | undefined): void {
		const owned = owner && this.#byOwner.get(owner);
		owned?.delete(slave);
		if (owned?.size === 0) {
			this.#byOwner.delete(owner!);
		}
	}
}
