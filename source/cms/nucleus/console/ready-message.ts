/** The ready message (GC20-1819, "Ready message"; the digits as recorded). */

/** Return code as in `Ready(00028)`: nothing for 0, five digits, a minus and the last four where negative. */
export function readyCode(rc: number): string {
	if (rc === 0) {
		return '';
	}

	const digits = String(Math.abs(rc));
	return rc < 0 ? `(-${digits.padStart(4, '0').slice(-4)})` : `(${digits.padStart(5, '0').slice(-5)})`;
}

const seconds = (microseconds: number): string => (microseconds / 1_000_000).toFixed(2);

/** `T=0.01/0.02 14:05:11`: CPU time since the last ready message, microseconds, virtual and total. */
export function timeUsed(virtualCpu: number, totalCpu: number, timeOfDay: string): string {
	return `T=${seconds(virtualCpu)}/${seconds(totalCpu)} ${timeOfDay}`;
}
