/** Machines that wait for pages: each for as many as CP fetches for it, until the last of them is there. */
import type {VirtualMachine} from './virtual-machine.js';

type Waiting = {readonly generation: number; pages: number};

export class PageWaits {
	readonly #waiting = new WeakMap<VirtualMachine, Waiting>();

	/** The machine waits from now on; what is answered ends it. A reset, or its end, ends all of its waits. */
	begin(vm: VirtualMachine): () => void {
		const {generation} = vm.loaded;
		let waiting = this.#waiting.get(vm);
		if (waiting?.generation !== generation) {
			waiting = {generation, pages: 0};
			this.#waiting.set(vm, waiting);
		}

		const here = waiting;
		if (here.pages++ === 0) {
			vm.holds.add('page');
		}

		return () => {
			if (--here.pages === 0 && vm.loaded.generation === generation && !vm.session.loggedOff) {
				vm.holds.release('page');
			}
		};
	}
}
