/**
 * Which machines may compete for the processor (DMKSCH; SY20-0886, "Scheduling"; GC20-1807, "Dispatching and
 * Scheduling"): those whose working sets fit into storage together. The others wait in the eligible list in the order
 * of their deadlines; the first that does not fit keeps those behind it waiting, so that nobody is passed by for ever.
 * A machine is judged anew when its user has used up his stay in the queue, or while it fetches page after page. SET
 * FAVORED keeps one in queue.
 */
import type {VirtualMachine} from './virtual-machine.js';

/** What admission asks of the system. */
export type AdmissionHost = {
	/** Frames for pages. */
	readonly frames: number;
	/** Pages that a machine needs to run without fetching them again and again; it fetched so many in this stay. */
	workingSet(vm: VirtualMachine, faults: number): number;
	/** Where it stands: the least goes first. */
	rank(vm: VirtualMachine): number;
	/** SET FAVORED: always in queue. */
	isFavored(vm: VirtualMachine): boolean;
};

/** So many pages fetched, and a machine's working set is looked at again. */
const faultsToLook = 16;
/** A machine is let in where this part of its working set fits. */
const enough = 0.75;

/** A machine in queue. */
type Member = {workingSet: number; faults: number};

/** Working sets of a machine: as measured last, and as projected then. */
type Measured = {readonly actual: number; readonly projected: number};

export class Admission {
	readonly #members = new Map<VirtualMachine, Member>();
	readonly #eligible = new Set<VirtualMachine>();
	readonly #measured = new WeakMap<VirtualMachine, Measured>();
	/** Working sets in queue together. */
	#sum = 0;
	readonly #host: AdmissionHost;

	constructor(host: AdmissionHost) {
		this.#host = host;
	}

	/** Those who wait to be let in, in order. */
	get eligible(): readonly VirtualMachine[] {
		return [...this.#eligible].toSorted((one, other) => this.#host.rank(one) - this.#host.rank(other));
	}

	isEligible(vm: VirtualMachine): boolean {
		return this.#eligible.has(vm);
	}

	/** Projected working set, pages. */
	workingSet(vm: VirtualMachine): number {
		return this.#members.get(vm)?.workingSet ?? this.#measured.get(vm)?.projected ?? this.#host.workingSet(vm, 0);
	}

	/** It can run, and wants to. False: it waits in the eligible list. */
	enter(vm: VirtualMachine): boolean {
		if (this.#members.has(vm)) {
			return true;
		}

		if (this.#host.isFavored(vm) || (this.#eligible.size === 0 && this.#hasRoom(vm))) {
			this.#admit(vm);
			return true;
		}

		this.#eligible.add(vm);
		return false;
	}

	/** It waits for something; where for a page, that is noted. */
	waits(vm: VirtualMachine): void {
		this.#eligible.delete(vm);
		const member = this.#members.get(vm);
		if (member && vm.holds.has('page') && ++member.faults % faultsToLook === 0) {
			this.#sum -= member.workingSet;
			member.workingSet = Math.max(member.workingSet, this.#host.workingSet(vm, member.faults));
			this.#sum += member.workingSet;
		}
	}

	/** Its stay is used up, or it is gone: it competes anew. */
	drop(vm: VirtualMachine): void {
		this.#eligible.delete(vm);
		const member = this.#members.get(vm);
		if (member) {
			this.#members.delete(vm);
			this.#sum -= member.workingSet;
			this.#project(vm, member.faults);
		}
	}

	/** Whether those in queue need more than there is: one that need not stay in it, to be dropped. */
	surplus(): VirtualMachine | undefined {
		if (this.#sum <= this.#host.frames || this.#members.size < 2) {
			return undefined;
		}

		this.#dropIdle();
		const candidates = [...this.#members.keys()].filter(vm => !this.#host.isFavored(vm));
		return this.#sum <= this.#host.frames || this.#members.size < 2
			? undefined
			: candidates.toSorted((one, other) => this.#host.rank(other) - this.#host.rank(one))[0];
	}

	/**
	 * Lets in who fits now; answers them. `idle`: nobody in queue can run, so that who waits for a device does not keep
	 * the place.
	 */
	admit(idle = false): VirtualMachine[] {
		const admitted: VirtualMachine[] = [];
		if (idle && this.#eligible.size > 0) {
			this.#dropIdle(true);
		}

		for (const vm of this.eligible) {
			if (!this.#host.isFavored(vm) && !this.#hasRoom(vm)) {
				break;
			}

			this.#eligible.delete(vm);
			this.#admit(vm);
			admitted.push(vm);
		}

		return admitted;
	}

	#admit(vm: VirtualMachine): void {
		const workingSet = this.workingSet(vm);
		this.#members.set(vm, {workingSet, faults: 0});
		this.#sum += workingSet;
	}

	/** Whether it fits beside those in queue; alone everybody does. */
	#hasRoom(vm: VirtualMachine): boolean {
		const needed = this.workingSet(vm) * enough;
		if (this.#sum + needed > this.#host.frames) {
			this.#dropIdle();
		}

		return this.#members.size === 0 || this.#sum + needed <= this.#host.frames;
	}

	/**
	 * Who has nothing to do, and waits for no device but a terminal (`all`: no page that is to come), is in queue no
	 * more.
	 */
	#dropIdle(all = false): void {
		for (const vm of this.#members.keys()) {
			const {holds} = vm;
			const waits = holds.has('io') || (holds.has('wait') && !vm.console.reading && vm.channels.isActive);
			const isFetched = holds.has('page') && !holds.has('room');
			if (!vm.runnable && !isFetched && (all || !waits)) {
				this.drop(vm);
			}
		}
	}

	/** The working set it will have next time: as it was, half-way where it turned back (SY20-0886). */
	#project(vm: VirtualMachine, faults: number): void {
		if (vm.session.loggedOff) {
			return;
		}

		const actual = this.#host.workingSet(vm, faults);
		const last = this.#measured.get(vm);
		const turned = last && (last.projected - last.actual) * (last.projected - actual) < 0;
		this.#measured.set(vm, {actual, projected: turned ? Math.ceil((actual + last.projected) / 2) : actual});
	}
}
