/**
 * What a virtual machine has used (GC20-1806, "Accounting Records"): counted as it runs, punched as a record when it
 * logs off.
 */

export type Usage = {
	/** Instructions the machine executed × microseconds of one: the problem-state time of its PSW. */
	virtualCpu: number;
	/** `virtualCpu` plus what CP worked for it. */
	totalCpu: number;
	/** SIOs of the machine, I/O DIAGNOSEs included. */
	sio: number;
	pageReads: number;
	pageWrites: number;
	/** Spooled cards read, lines printed, cards punched. */
	spoolReads: number;
	printLines: number;
	cardsPunched: number;
};

export function noUsage(): Usage {
	return {
		virtualCpu: 0, totalCpu: 0, sio: 0, pageReads: 0, pageWrites: 0, spoolReads: 0, printLines: 0, cardsPunched: 0,
	};
}

/** A machine's account: what it uses is counted here, by CP and by the units that count cards and lines. */
export class Account {
	readonly usage: Usage = noUsage();
	#accounted = 0;

	/** `number`: account number of its records. */
	constructor(readonly number: string) {}

	/** Instructions executed since this was last asked, of `executed` since the machine was made. */
	take(executed: number): number {
		const instructions = executed - this.#accounted;
		this.#accounted = executed;
		return instructions;
	}

	/** DEFINE STORAGE made the machine anew, which has executed so many: nobody is charged for them. */
	restart(executed: number): void {
		this.#accounted = executed;
	}
}

/** A card of type 01: one virtual machine's session, times in microseconds. */
export type AccountingRecord = {
	readonly userid: string;
	readonly account: string;
	readonly loggedOff: number;
	readonly connect: number;
	readonly usage: Readonly<Usage>;
};

/**
 * What CP's own work for a machine costs, microseconds of total CPU. Published estimates for a 370/158 class processor;
 * the study reports its sensitivity to them.
 */
export const overhead = {
	/** Entering and leaving CP for any intercept. */
	intercept: 50,
	/** Translating and starting one channel program. */
	io: 350,
	/** One DIAGNOSE, before what it does. */
	diagnose: 100,
	/** One CP command. */
	command: 1500,
	/** Finding a frame and reading or writing one page. */
	page: 700,
	/** Choosing the next machine. */
	dispatch: 100,
} as const;

export type Overhead = keyof typeof overhead;
