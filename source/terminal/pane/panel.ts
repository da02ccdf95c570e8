/** What the system may tell about its virtual machines for the machine panel; the composition root provides it. */
export type MachineRow = {
	readonly userid: string;
	/** `RUNNING`, `VM READ`, `WAIT`, `DISC`… */
	readonly state: string;
	/** `Q1`, `Q2`, `E1`… */
	readonly queue?: string;
	/** Virtual CPU time, microseconds. */
	readonly cpu: number;
	/** Resident pages. */
	readonly pages?: number;
	/** Start-I/O instructions. */
	readonly io?: number;
	/** Whom it works for, who created it. */
	readonly note?: string;
};

/** What went on between machines, oldest first. `first`: how many lines were dropped before them. */
export type Flow = {readonly first: number; readonly lines: readonly string[]};

/** Where the panel has it from. */
export type MachineSource = {
	readonly rows: () => readonly MachineRow[];
	/** What else there is to know, a line each: locks, disks that are waited for. */
	readonly facts?: () => readonly string[];
	readonly flow: () => Flow;
	/** Calls `listener` for each new line of the flow. */
	readonly observe: (listener: () => void) => void;
};
