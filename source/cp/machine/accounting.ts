/**
 * What a virtual machine has used (GC20-1806, "Accounting Records"): counted as it runs, in microseconds, and recorded
 * when it logs off (`accounting-card.ts` lays the card out). Whatever is used is charged to one machine; who that is,
 * says `ledger.ts`.
 */

export type Usage = {
	/** Instructions executed × microseconds of one: the problem-state time of a PSW. */
	virtualCpu: number;
	/** `virtualCpu` plus what CP worked for it. */
	totalCpu: number;
	/** SIOs to devices that are not spooled, I/O DIAGNOSEs included. */
	sio: number;
	pageReads: number;
	pageWrites: number;
	/** Spooled cards read, lines printed, cards punched. */
	spoolReads: number;
	printLines: number;
	cardsPunched: number;
};

/** What is counted one by one; time is `Ledger.use`'s. */
export type Counted = Exclude<keyof Usage, 'virtualCpu' | 'totalCpu'>;

export function noUsage(): Usage {
	return {
		virtualCpu: 0, totalCpu: 0, sio: 0, pageReads: 0, pageWrites: 0, spoolReads: 0, printLines: 0, cardsPunched: 0,
	};
}

/** What is counted. */
const kinds = Object.keys(noUsage()) as Array<keyof Usage>;

/** All of several usages together. */
export function sumOf(...parts: ReadonlyArray<Readonly<Usage>>): Usage {
	const sum = noUsage();
	for (const part of parts) {
		for (const what of kinds) {
			sum[what] += part[what];
		}
	}

	return sum;
}

/** What of a usage came after an earlier state of it. */
function differenceOf(now: Readonly<Usage>, before: Readonly<Usage>): Usage {
	const rest = noUsage();
	for (const what of kinds) {
		rest[what] = now[what] - before[what];
	}

	return rest;
}

/** A machine's account: what it uses, and what others use for it, is counted here. */
export class Account {
	/** What the machine used on its own account. */
	readonly own: Usage = noUsage();
	/** What others used for it: its slaves, and servers while they worked on a loan of its. */
	readonly charged: Usage = noUsage();
	/** What the machine used for others, who are charged for it. */
	readonly forOthers: Usage = noUsage();
	/** Who pays instead of the machine's user from now on (DIAGNOSE X'4C'). */
	chargedTo: {readonly userid: string; readonly account: string} | undefined;
	/** Counts something that the machine did. */
	readonly count: (what: Counted) => void;
	#executed = 0;
	/** What the last record of it told, and when that was (`Clock` microseconds): LOGON or ACNT. */
	#recorded = {own: noUsage(), charged: noUsage()};
	#recordedAt: number;

	/** `number`: account number of its records; `now`: LOGON. */
	constructor(readonly number: string, count: (what: Counted) => void, now: number) {
		this.count = count;
		this.#recordedAt = now;
	}

	/** What the next record tells: all since LOGON, or since the last one. */
	unrecorded(now: number): Pick<AccountingRecord, 'own' | 'charged' | 'connect'> {
		return {
			own: differenceOf(this.own, this.#recorded.own),
			charged: differenceOf(this.charged, this.#recorded.charged),
			connect: now - this.#recordedAt,
		};
	}

	/** A record was made. */
	recorded(now: number): void {
		this.#recorded = {own: {...this.own}, charged: {...this.charged}};
		this.#recordedAt = now;
	}

	/** What it pays for. */
	get billed(): Usage {
		return sumOf(this.own, this.charged);
	}

	/** What it did, whoever pays. */
	get performed(): Usage {
		return sumOf(this.own, this.forOthers);
	}

	/** What it did and what others did for it, as QUERY TIME, INDICATE USER and DIAGNOSE X'0C' tell it. */
	get usage(): Readonly<Usage> {
		return sumOf(this.own, this.charged, this.forOthers);
	}

	/** Of `usage`, the processor's time alone. */
	get processorTime(): Pick<Usage, 'virtualCpu' | 'totalCpu'> {
		const {own, charged, forOthers} = this;
		return {
			virtualCpu: own.virtualCpu + charged.virtualCpu + forOthers.virtualCpu,
			totalCpu: own.totalCpu + charged.totalCpu + forOthers.totalCpu,
		};
	}

	/** Instructions executed since this was last asked, of `executed` since the machine was made. */
	take(executed: number): number {
		const instructions = executed - this.#executed;
		this.#executed = executed;
		return instructions;
	}

	/** DEFINE STORAGE made the machine anew, which has executed so many: nobody is charged for them. */
	restart(executed: number): void {
		this.#executed = executed;
	}
}

/** One virtual machine's session, or the part of it since ACNT, times in microseconds. */
export type AccountingRecord = {
	readonly userid: string;
	readonly account: string;
	/** When it ended. */
	readonly loggedOff: number;
	readonly connect: number;
	/** What it used itself, and what others used for it: it pays for both. */
	readonly own: Readonly<Usage>;
	readonly charged: Readonly<Usage>;
	/** The accounting card of it (`accounting-card.ts`). */
	readonly card: Uint8Array;
};

/**
 * What CP's own work costs, microseconds of total CPU: published estimates for a 370/158 class processor, all of them;
 * the study reports its sensitivity to them. Who pays is VM/370's: the user for what is done for his machine (VMTTIME),
 * SYSTEM for what is done before he has an account or after it is closed, and for what is nobody's.
 */
export const overhead = {
	/** Entering and leaving CP for any intercept. */
	intercept: 50,
	/** Translating and starting one channel program. */
	io: 350,
	/** One DIAGNOSE, before what it does. */
	diagnose: 100,
	/** One CP command; SYSTEM's where nobody is logged on at the terminal. */
	command: 1500,
	/** LOGON, AUTOLOG, a slave: a machine with the devices of its directory entry. SYSTEM's. */
	logon: 9000,
	/** The machine and its devices are given up. SYSTEM's: the user's account is closed. */
	logoff: 6000,
	/** An accounting card, laid out and queued for the punch. SYSTEM's. */
	accountingCard: 400,
	/** IPL of a named system or from a device, before what its channel program and pages cost. */
	initialLoad: 3000,
	/** A card or line between a virtual device and its spool buffer. */
	spoolRecord: 40,
	/** A spool file made: its block, its number, its place in the queue. */
	spoolFile: 1200,
	/** A record of MONITOR. SYSTEM's. */
	monitorRecord: 150,
	/** Finding a frame and reading or writing one page. */
	page: 700,
	/** Choosing the next machine. */
	dispatch: 100,
	/** Copying one KiB from a machine's storage to another's: 8 bytes a microsecond, as MVCL on such a processor. */
	copy: 128,
	/** A page's frame changing hands between two page tables, the receiver's old one cleared. */
	pageEntry: 40,
} as const;

export type Overhead = keyof typeof overhead;
