/**
 * What the work of resident programs costs, in simulated System/370 instructions (one microsecond each on the default
 * model). One published table, so that accounting, scheduling and the study mean something. The figures are estimates
 * of the path lengths of VM/370 Release 6's CMS, from the number of instructions between its SVCs and DIAGNOSEs in a
 * traced IPL; the study reports how much its results depend on them.
 */
export const charges = {
	/** Reading a line, scanning it into a parameter list. */
	scanLine: 400,
	/** Searching the command tables once. */
	commandSearch: 250,
	/** An SVC 202 call and return. */
	svc: 150,
	/** Executing one EXEC statement, substitution included. */
	execStatement: 600,
	/** Typing one line (before CP's part). */
	typeLine: 300,
	/** Looking up one file status table entry block (20 entries). */
	directoryBlock: 60,
	/** Moving one file record between buffer and program. */
	record: 120,
	/** Starting one block I/O (DIAGNOSE X'18'). */
	blockIo: 250,
	/** Setting up for one command. */
	command: 500,
	/** Assembling one statement. */
	assemblerStatement: 5000,
	/** Sending or receiving one intermachine request. */
	intermachine: 400,
	/** Asking for a file lock, or giving it up. */
	lock: 120,
} as const;

export type Charge = keyof typeof charges;
