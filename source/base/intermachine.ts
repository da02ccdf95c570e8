/**
 * Intermachine communication as programs and CP see it: the parameter block of DIAGNOSE X'104', which is also what CP
 * stores with the external interruption X'4010' (after Hsieh, RC 5147, as the paper describes it).
 *
 * An exchange has four steps: one machine signals (interruption there), the other replies (interruption here), both
 * approve with an area of their storage, and CP transfers the block from one address space to the other (interruption
 * in both). Whatever either side does, an exchange ends for both: transferred, or `ended` with a reason.
 */

/** Offsets in the block; 40 bytes, on a doubleword. */
export const block = {
	/** One byte: what is asked (`request`), or what happened (`event`). */
	code: 0,
	/** One byte: `flag`. */
	flags: 1,
	/** Halfword: why, in an `ended` event. */
	reason: 2,
	/** Fullword: number of the exchange, given by CP with SIGNAL. */
	exchange: 4,
	/** Eight characters: the other machine. */
	userid: 8,
	/** Eight bytes of message, the sender's business. */
	message: 16,
	/** Fullword: guest-real address of the area. AUTHORIZE: where CP stores the block of an interruption. */
	area: 24,
	/** Fullword: length of the area in bytes. */
	length: 28,
	/** Fullword: bytes moved, in a `transferred` event. */
	moved: 32,
	size: 40,
} as const;

/** What a machine asks by DIAGNOSE X'104', Rx = address of the block. */
export const request = {
	/** Lets `userid` (blank or `*`: everybody) signal this machine; `area` = where interruption blocks are stored. */
	authorize: 1,
	/** Takes that back (blank or `*`: from everybody). Exchanges under way go on. */
	revoke: 2,
	/** Raises the interruption in `userid`, with `message`. CP sets `exchange`. */
	signal: 3,
	/** Answers a signal, with `message`. */
	reply: 4,
	/** Approves the transfer: `flag.send` from, or `flag.receive` into, `area` of `length`. */
	approve: 5,
	/** Ends the exchange; the other side sees `ended`. */
	refuse: 6,
} as const;

export const flag = {send: 0x80, receive: 0x40} as const;

/** What an interruption tells. */
export const event = {signalled: 3, replied: 4, transferred: 5, ended: 6, slaveReturned: 7} as const;

/** Why an exchange ended. */
export const reason = {
	refused: 1,
	/** The other machine was reset. */
	reset: 2,
	/** The other machine is gone. */
	loggedOff: 3,
	/** Both wanted to send, or both to receive. */
	direction: 4,
	/** The sender's block is longer than the receiver's area. */
	tooLong: 5,
} as const;

/** Codes in Ry when DIAGNOSE X'104' or X'108' answers condition code 1. */
export const refusal = {
	notLoggedOn: 1,
	notAuthorized: 2,
	unknownExchange: 3,
	/** Not this machine's turn: a reply to one's own signal, an approval before the reply, a second approval. */
	sequence: 4,
	/** The block or the area does not lie in storage. */
	address: 5,
	tooMany: 6,
	unknownFunction: 7,
	/** Not a creator, not the creator or owner of this slave. */
	privilege: 8,
	/** The slave's name is a userid, taken, or no name. */
	name: 9,
	/** The machine works for somebody else already, or for this one in a circle. */
	busy: 11,
	/** No such slave, or the prototype is not in the directory. */
	noSlave: 10,
} as const;

/** The external interruption code. */
export const interruptionCode = 0x4010;

/** Parameter block of DIAGNOSE X'108', slave functions (R13); 64 bytes, on a doubleword. */
export const slaveBlock = {
	/** One byte: `slaveRequest`. */
	code: 0,
	/** Eight characters: the slave. */
	name: 8,
	/**
	 * Eight characters: the prototype (create), the new owner (assign; blank = the creator), the system (ipl); owner in
	 * an answer of `query`.
	 */
	other: 16,
	/** Doubleword: PSW (start, and the answer of `readPsw`). */
	psw: 24,
	/** Fullword: address in this machine's storage of what is read or written. */
	area: 32,
	/** Fullword: its length. */
	length: 36,
	/** Fullword: address in the slave's storage. */
	slaveAddress: 40,
	size: 64,
} as const;

export const slaveRequest = {
	create: 1, assign: 2, start: 3, stop: 4, ipl: 5, delete: 6, query: 7,
	readStorage: 8, writeStorage: 9, readRegisters: 10, writeRegisters: 11, readPsw: 12,
} as const;

/** Parameter block of DIAGNOSE X'10C', resource transfer (R12); 16 bytes, on a doubleword. */
export const transferBlock = {
	/** One byte: `transferRequest`. */
	code: 0,
	/** Eight characters: the machine that is lent to; `giveBack`: ignored. */
	userid: 8,
	size: 16,
} as const;

export const transferRequest = {
	/**
	 * The machine named runs on this one's share and account, until it is withdrawn. An exchange with it must be open.
	 */
	lend: 1,
	/** Takes the share back. */
	withdraw: 2,
	/** The borrower gives it back. */
	giveBack: 3,
} as const;
