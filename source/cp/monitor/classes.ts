/**
 * Classes of data that MONITOR collects (GC20-1807, "Implemented Classes"). IMC is ours, on a number that VM/370 leaves
 * free. Not here: RESPONSE, which is invalid also there unless the installation set TRACE(1); SCHEDULE, INSTSIM and
 * SYSPROF.
 */
export const monitorClasses = [
	{name: 'PERFORM', minimum: 4, number: 0},
	{name: 'USER', minimum: 4, number: 4},
	{name: 'DASTAP', minimum: 3, number: 6},
	{name: 'SEEKS', minimum: 4, number: 7},
	{name: 'IMC', minimum: 3, number: 12},
] as const;

export type MonitorClass = typeof monitorClasses[number]['name'];

/** What START collects where ENABLE has not said (SYSMON). */
export const initialClasses: readonly MonitorClass[] = ['PERFORM', 'USER', 'DASTAP'];

export const classNumber = (name: MonitorClass): number => monitorClasses.find(each => each.name === name)!.number;

/** Bits of control register 8 that the classes have. */
export const maskOf = (classes: Iterable<MonitorClass>): number =>
	[...classes].reduce((mask, name) => mask | (0x8000 >>> classNumber(name)), 0);
