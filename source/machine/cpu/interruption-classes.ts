/** The classes of interruption: where each keeps its PSWs (GA22-7000, "Assigned Storage Locations"). */
import {assigned} from '../../base/assigned-storage.js';

/** Where a class of interruption keeps its old and new PSW, and its parameters in EC mode (real addresses). */
export type InterruptionClass = {
	readonly name: 'external' | 'svc' | 'program' | 'io';
	readonly oldPsw: number;
	readonly newPsw: number;
	/** Fullword with ILC and code, in EC mode. */
	readonly code: number;
};

export const externalInterruption: InterruptionClass = {
	name: 'external', oldPsw: assigned.externalOld, newPsw: assigned.externalNew, code: assigned.externalCode,
};
export const svcInterruption: InterruptionClass = {
	name: 'svc', oldPsw: assigned.svcOld, newPsw: assigned.svcNew, code: assigned.svcCode,
};
export const programInterruption: InterruptionClass = {
	name: 'program', oldPsw: assigned.programOld, newPsw: assigned.programNew, code: assigned.programCode,
};
export const ioInterruption: InterruptionClass = {
	name: 'io', oldPsw: assigned.ioOld, newPsw: assigned.ioNew, code: assigned.ioCode,
};

/** The last interruption taken, for CP, tracing and tests; one object is reused. */
export type TakenInterruption = {
	kind: InterruptionClass['name'] | 'none';
	code: number;
};
