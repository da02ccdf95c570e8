/** The classes of interruption: where each keeps its PSWs (GA22-7000, "Assigned Storage Locations"). */

/** Where a class of interruption keeps its old and new PSW, and its parameters in EC mode (real addresses). */
export type InterruptionClass = {
	readonly name: 'external' | 'svc' | 'program' | 'io';
	readonly oldPsw: number;
	readonly newPsw: number;
	/** Fullword with ILC and code, in EC mode. */
	readonly code: number;
};

export const externalInterruption: InterruptionClass = {name: 'external', oldPsw: 24, newPsw: 88, code: 132};
export const svcInterruption: InterruptionClass = {name: 'svc', oldPsw: 32, newPsw: 96, code: 136};
export const programInterruption: InterruptionClass = {name: 'program', oldPsw: 40, newPsw: 104, code: 140};
export const ioInterruption: InterruptionClass = {name: 'io', oldPsw: 56, newPsw: 120, code: 184};

/** The last interruption taken, for CP, tracing and tests; one object is reused. */
export type TakenInterruption = {
	kind: InterruptionClass['name'] | 'none';
	code: number;
};
