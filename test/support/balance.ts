/** The books: what is charged to all accounts is the time that the processor was busy, to the microsecond. */
import type {ControlProgram} from '../../source/cp/control-program.js';

/** Throws where somebody used the processor and nobody paid, or two did. */
export function requireBalance({ledger, machines, dispatcher}: ControlProgram): void {
	const {totalCpu, virtualCpu} = ledger.total(machines.values());
	if (Math.abs(totalCpu - dispatcher.time) > dispatcher.time * 1e-12) {
		throw new Error(`accounts have ${totalCpu} microseconds, the processor was busy for ${dispatcher.time}`);
	}

	if (virtualCpu > totalCpu) {
		throw new Error(`virtual time ${virtualCpu} is more than all time ${totalCpu}`);
	}
}
