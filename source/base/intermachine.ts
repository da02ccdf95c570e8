/**
 * Intermachine communication as programs and CP see it: the parameter block of DIAGNOSE X'104', which is also what CP
 * stores with the external interruption X'4010' (after Hsieh, RC 5147, as the paper describes it).
 *
 * An exchange has four steps: one machine signals (interruption there), the other replies (interruption here), both
 * approve with an area of their storage, and CP transfers the block from one address space to the other (interruption
 * in both). Whatever either side does, an exchange ends for both: transferred, or `ended` with a reason.
 */
import {
	byte, bytes, characters, fullword, halfword, Layout, many, type RecordOf,
} from './layout.js';

/** The parameter block, on a doubleword. */
export const exchangeBlock = new Layout(40, {
	/** What is asked (`request`), or what happened (`event`). */
	code: byte(0),
	/** `flag`; `exchangeState` in the answer of `query`. */
	flags: byte(1),
	/** Why, in an `ended` event. */
	reason: halfword(2),
	/** Number of the exchange, given by CP with SIGNAL. */
	exchange: fullword(4),
	/** The other machine. */
	userid: characters(8, 8),
	/** The sender's business. */
	message: bytes(16, 8),
	/** Guest-real address of the area. `authorize`, `area`: where CP stores the block of an interruption. */
	area: fullword(24),
	/** Bytes of the area; of the partner's, in the answer of `query` (0: not approved yet). */
	length: fullword(28),
	/** Bytes moved, in a `transferred` event. */
	moved: fullword(32),
	/**
	 * `signal`, `reply`: microseconds from now in which the exchange must be over, or it ends (`timedOut`); 0: it may
	 * last. The earlier of both sides' holds. What is left of it, in the answer of `query`.
	 */
	limit: fullword(36),
});

export type ExchangeBlock = RecordOf<typeof exchangeBlock>;

/** A block that says nothing yet: what is asked or told is written over it. */
export const emptyExchange: ExchangeBlock = {
	code: 0, flags: 0, reason: 0, exchange: 0, userid: '', message: new Uint8Array(8), area: 0, length: 0, moved: 0,
	limit: 0,
};

/** What a machine asks by DIAGNOSE X'104', Rx = address of the block. */
export const request = {
	/** Lets `userid` (blank or `*`: everybody) signal this machine; `area` = where interruption blocks are stored. */
	authorize: 1,
	/**
	 * Takes that back; `*`: what was given to everybody, the names stay; blank: everything. Exchanges under way go on.
	 */
	revoke: 2,
	/** Raises the interruption in `userid`, with `message`. CP sets `exchange`. */
	signal: 3,
	/** Answers a signal, with `message`. */
	reply: 4,
	/** Approves the transfer: `flag.send` from, or `flag.receive` into, `area` of `length`. */
	approve: 5,
	/** Ends the exchange; the other side sees `ended`. */
	refuse: 6,
	/** Answers how the exchange stands: this machine's first whose number is not less than the one given. */
	query: 7,
	/** Says where interruption blocks are stored, and lets nobody signal: who only signals needs no more. */
	area: 8,
} as const;

/** How an area is approved. */
export const flag = {
	send: 0x80,
	receive: 0x40,
	/**
	 * The block may move as pages, where both say so and both areas are whole pages on page boundaries: the receiver
	 * gets the sender's frames, the sender's pages are zero then. Otherwise, page by page, it is copied and the sender
	 * keeps it: so page 0, a page that others map, or one that a channel program uses.
	 */
	move: 0x20,
	/** What the receiver had goes back to the sender, where both say so. */
	exchange: 0x10,
	/** The receiver takes the beginning of a block longer than its area. */
	part: 0x08,
	/** SIGNAL: the signaller lends its share with it (`transferRequest.lend`, without a limit), for none to be late. */
	lend: 0x04,
} as const;

/** How an exchange stands, in `flags` of the answer of `query`. */
export const exchangeState = {
	/** This machine signalled. */
	signaller: 0x80,
	replied: 0x40,
	/** This machine has approved. */
	approved: 0x20,
	/** The partner has approved. */
	partnerApproved: 0x10,
} as const;

/** What an interruption tells. */
export const event = {
	signalled: 3, replied: 4, transferred: 5, ended: 6,
	/** A slave's owner logged off: it is its creator's again, cleared. `userid`: the slave. */
	slaveReturned: 7,
	/** A slave ended, or works no longer. `userid`: the slave; `reason`: `slaveLoss`. */
	slaveLost: 8,
	/** A machine that was watched (`slaveRequest.watch`) was reset or is gone. `userid`: it; `reason`: which. */
	machineEnded: 9,
} as const;

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
	/** The time limit of one side is over. Both are told. */
	timedOut: 6,
	/**
	 * The storage keys of an approved area were changed, so that the key it was approved with may not use it any more;
	 * or it was in a segment, which has been purged.
	 */
	protection: 7,
} as const;

export type EndReason = typeof reason[keyof typeof reason];

/** Why a `slaveLost` event tells a slave's creator about it. */
export const slaveLoss = {
	loggedOff: 1,
	forced: 2,
	/** A disabled wait, or a loop of interruptions: CP stopped it. */
	disabledWait: 3,
	/** The processor time of its assignment is used up. */
	limit: 4,
	/** A fault of the system stopped it. */
	abend: 5,
	/** It stands in CP: a command or stop of its own, or of whoever has power over it. */
	stopped: 6,
	/** It waits for a line from a console at which there is nobody: its program ended. */
	consoleRead: 7,
} as const;

export type SlaveLoss = typeof slaveLoss[keyof typeof slaveLoss];

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
	/**
	 * Not a creator of machines of this prototype, not the creator of this slave nor an owner with CONTROL; `watch`: no
	 * dealings with that machine.
	 */
	privilege: 8,
	/** The slave's name is a userid, taken, or no name. */
	name: 9,
	/** The machine works for this one already: it would pay itself. */
	busy: 11,
	/** No such slave, or the prototype is not in the directory. */
	noSlave: 10,
	/** The PSW key may not fetch from, or store into, the block or the area. */
	protection: 12,
	/** `link`: no minidisk of the creator's own is at that address, or the slave has a device at the other. */
	noDevice: 14,
	/** `link`: others have the disk so that it cannot be had as asked. */
	inUse: 15,
	/** A signaller that said nowhere where its interruption blocks are to be stored: it would hear nothing. */
	noArea: 13,
} as const;

export type Refusal = typeof refusal[keyof typeof refusal];

/** Ry when DIAGNOSE X'104', X'108' or X'10C' answers condition code 0. */
export const accepted = 0;

/** What Ry says of a request: done, or why not. */
export type RequestResult = typeof accepted | Refusal;

/** The external interruption code. */
export const interruptionCode = 0x4010;

/** Parameter block of DIAGNOSE X'108', slave functions (R13), on a doubleword. */
export const slaveBlock = new Layout(64, {
	/** `slaveRequest`. */
	code: byte(0),
	/**
	 * `assign`: `slaveRights`; none = both, as the paper's owner has them. `query` answers the owner's. `link`:
	 * `linkRights`.
	 */
	rights: byte(1),
	/** `query` answers `slaveState`. */
	state: byte(2),
	/** The slave; `watch` and `unwatch`: any machine. */
	name: characters(8, 8),
	/**
	 * The prototype (create), the new owner (assign; blank = the creator), the system (ipl); owner in an answer of
	 * `query`.
	 */
	other: characters(16, 8),
	/** Both words of a PSW (start, prepare, and the answer of `readPsw`). */
	psw: many(24, 2, fullword),
	/** Address in this machine's storage of what is read or written. `link`: device address of the creator's disk. */
	area: fullword(32),
	/** Its bytes. */
	length: fullword(36),
	/** Address in the slave's storage. `link`: device address in the slave. */
	slaveAddress: fullword(40),
	/**
	 * `assign`: microseconds of processor time, CP's for it included, after which the slave is stopped; 0 = no limit.
	 * `query` answers it.
	 */
	limit: fullword(44),
	/** `query` answers the processor time of this assignment, microseconds, in 64 bits. */
	used: many(48, 2, fullword),
	/** `query` answers the creator. */
	creator: characters(56, 8),
});

export type SlaveBlock = RecordOf<typeof slaveBlock>;

/** Rights of an assignment. */
export const slaveRights = {
	/** The owner pays for what the slave uses. */
	charge: 0x80,
	/** The owner may start and stop it, and read and write what is in it. */
	control: 0x40,
} as const;

/** How a creator gives a slave a disk. */
export const linkRights = {
	/** To write as well. */
	write: 0x80,
} as const;

/** What a slave is doing. */
export const slaveState = {
	running: 1,
	/** For an interruption, or for CP. */
	waiting: 2,
	/** In CP, until it is started. */
	stopped: 3,
	/** For a line from its console. */
	reading: 4,
} as const;

export type SlaveState = typeof slaveState[keyof typeof slaveState];

/** What a machine asks by DIAGNOSE X'108', Rx = address of the block. */
export const slaveRequest = {
	create: 1, assign: 2, start: 3, stop: 4, ipl: 5, delete: 6, query: 7,
	readStorage: 8, writeStorage: 9, readRegisters: 10, writeRegisters: 11, readPsw: 12,
	/**
	 * Asks for one `machineEnded` event when the machine named is reset or logs off: for who keeps something for it (a
	 * lock). There must be an exchange between both, or the one be the other's slave.
	 */
	watch: 13,
	/** Takes that back. */
	unwatch: 14,
	/**
	 * What is in the slave now is its ready image; it will start there at `psw` (zero: where it stands). Its creator
	 * asks for that, or the slave itself, while nobody owns it. Refused (`address`) where no new machine of the
	 * prototype could be as this one: its storage redefined, a temporary disk.
	 */
	prepare: 15,
	/**
	 * The slave is its creator's, in every field as its prototype makes it, with the ready image in its storage and
	 * registers, and runs. `other`: the slave whose image it takes, of the same creator and prototype; blank = its own.
	 * Refused (`sequence`) where there is none, or a disk or named system that it came from has changed since: then the
	 * slave stays as it is.
	 */
	release: 16,
	/**
	 * The slave has a minidisk of its creator's own (an MDISK statement of his) as a device, as LINK gives it, without
	 * a password; to write only where the creator may, and beside other writers only where the statement says MW. It
	 * stays when the slave is assigned, released or begins from a ready image, and goes with it. What others write
	 * there makes no image out of date if the slave may write it too: let it have the directory where all see it.
	 */
	link: 17,
	/**
	 * The processor time that `assign` set counts from zero again. The slave itself asks, named in the block, when it
	 * begins with the next thing that its owner wants; refused (`privilege`) to everybody else, and to a slave whose
	 * owner has CONTROL: it may be doing what he likes.
	 */
	renew: 18,
} as const;

/** Parameter block of DIAGNOSE X'10C', resource transfer (R12), on a doubleword. */
export const transferBlock = new Layout(16, {
	/** `transferRequest`. */
	code: byte(0),
	/** Number of the exchange whose signaller lends; `endWork`: ignored. */
	exchange: fullword(4),
	/** Most that may be used at the lender's cost, microseconds of processor time; 0 = no limit. */
	limit: fullword(8),
	/** What has been used, in the answer of `query`, as far as a fullword holds it. */
	used: fullword(12),
});

export const transferRequest = {
	/**
	 * The machine signalled runs on the signaller's share, and on its account whenever it says `workFor`: until the
	 * exchange ends, this one withdraws, or `limit` is used up. A second time: the limit counts anew.
	 */
	lend: 1,
	/** Takes the share back. */
	withdraw: 2,
	/**
	 * What the machine does from now on is for this exchange, in the lender's queue and priority and at its cost;
	 * instead of what it worked for before.
	 */
	workFor: 3,
	/** It works for itself again. */
	endWork: 4,
	/** Limit and use of a loan, for both sides. */
	query: 5,
} as const;
