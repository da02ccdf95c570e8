/** Machines for which there is no frame: they try again when something became free. */
import type {VirtualMachine} from './virtual-machine.js';

export class FrameQueue {
	readonly #starved: Array<() => void> = [];
	readonly #later: (action: () => void) => void;

	/** `later`: does something when what goes on now is over. */
	constructor(later: (action: () => void) => void) {
		this.#later = later;
	}

	/** There is no room: the machine tries again when something became free, unless it was reset or is gone. */
	wait(vm: VirtualMachine, again: () => void): void {
		const {generation} = vm.loaded;
		vm.holds.add('room');
		this.#starved.push(() => {
			if (vm.loaded.generation === generation && !vm.session.loggedOff) {
				vm.holds.release('room');
				again();
			}
		});
	}

	/** Something became free: those who wait for it try again, when what goes on now is over. */
	feed(): void {
		if (this.#starved.length > 0) {
			const starved = this.#starved.splice(0);
			this.#later(() => {
				for (const each of starved) {
					each();
				}
			});
		}
	}
}
