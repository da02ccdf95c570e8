/** The system's load as the bottom line shows it: machines in queue now, pages moved in the last second or so. */
import {second} from '../../base/clock.js';
import type {ControlProgram} from '../../cp/control-program.js';

export class LoadMeter {
	#since: number;
	#pages = 0;
	#rate = 0;

	constructor(private readonly cp: ControlProgram) {
		this.#since = cp.clock.now();
	}

	/** The figures will change although nothing else happens. */
	get isMoving(): boolean {
		return this.#rate > 0;
	}

	/** `Q1 2  Q2 1  paging 0/s`; queue 3 where somebody is in it. */
	text(): string {
		this.#measure();
		const queues = [0, 0, 0, 0];
		for (const vm of this.cp.machines.values()) {
			queues[this.cp.dispatcher.scheduler.queueOf(vm)]++;
		}

		const long = queues[3] > 0 ? `  Q3 ${queues[3]}` : '';
		return `Q1 ${queues[1]}  Q2 ${queues[2]}${long}  paging ${this.#rate}/s`;
	}

	#measure(): void {
		const now = this.cp.clock.now();
		const elapsed = now - this.#since;
		if (elapsed >= second) {
			const pages = this.cp.pager.reads + this.cp.pager.writes;
			this.#rate = Math.round((pages - this.#pages) * second / elapsed);
			this.#pages = pages;
			this.#since = now;
		}
	}
}
