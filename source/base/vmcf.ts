/**
 * The Virtual Machine Communication Facility as programs and CP see it (GC20-1807, "Virtual Machine Communication
 * Facility"): the parameter list VMCPARM of DIAGNOSE X'68', and the message header VMCMHDR that CP stores with external
 * interruption X'4001'.
 */
import {
	byte, bytes, characters, fullword, halfword, Layout, type RecordOf,
} from './layout.js';

/** What a parameter list asks and a header tells, in the same places. */
const message = {
	/** VMCPFUNC, VMCMFUNC: `vmcfFunction`; in a header that of the source: SEND, SEND/RECV, SENDX or IDENTIFY. */
	code: halfword(2),
	/** VMCPMID, VMCMMID: chosen by the source; one message of that number at a time from one user to another. */
	message: fullword(4),
	/** VMCPUSER, VMCMUSER: the other machine: in a header the source of a SEND interruption, the sink of a response. */
	userid: characters(8, 8),
	/** VMCPVADA: data sent, buffer to receive into, reply data; AUTHORIZE: the external interrupt buffer. */
	area: fullword(16),
	/** Its bytes; in a response, those that were not moved. */
	length: fullword(20),
	/** VMCPVADB: SEND/RECV: where the reply goes. */
	replyArea: fullword(24),
	/** Bytes that the reply may have; in a response, those of them that it had not. */
	replyLength: fullword(28),
	/** VMCPUSE, VMCMUSE: the user doubleword. */
	user: bytes(32, 8),
} as const;

/** VMCPARM, on a doubleword. Fields that a function does not use may carry what its user likes. */
export const vmcParm = new Layout(40, {
	/** VMCPFLG1: `vmcfOption`. */
	options: byte(0),
	flags: byte(1),
	...message,
});

export type VmcParm = RecordOf<typeof vmcParm>;

/** VMCPFLG1. */
export const vmcfOption = {
	/** AUTHORIZE: only the userid named may send. */
	specific: 0x80,
	/** AUTHORIZE: priority messages are taken. SEND, SEND/RECV, SENDX, IDENTIFY: this is one. */
	priority: 0x40,
	/** AUTHORIZE: messages of the SMSG command are taken. */
	specialMessages: 0x20,
} as const;

export const vmcfFunction = {
	authorize: 0,
	unauthorize: 1,
	send: 2,
	sendReceive: 3,
	sendX: 4,
	receive: 5,
	cancel: 6,
	reply: 7,
	quiesce: 8,
	resume: 9,
	identify: 10,
	reject: 11,
} as const;

/** VMCMHDR; behind it in the buffer, the data of SENDX. */
export const vmcHeader = new Layout(40, {
	/** VMCMSTAT: `vmcfStatus`. */
	status: byte(0),
	/** VMCMEFLG: why data did not move as asked, a `vmcfReturn`, in a response. */
	error: byte(1),
	...message,
});

export type VmcHeader = RecordOf<typeof vmcHeader>;

/** VMCMSTAT. */
export const vmcfStatus = {
	/** VMCMRESP: nothing comes behind this. */
	response: 0x80,
	/** VMCMRJCT: the sink rejected the message. */
	rejected: 0x40,
	/** VMCMPRTY. */
	priority: 0x20,
} as const;

/**
 * What Ry says after DIAGNOSE X'68', and what is wrong in a response ("DIAGNOSE X'68' Return Codes"). 15 (paging error)
 * and 20 (CANCEL of a message that is being moved) cannot come about here: a page is always read, a block moves at
 * once.
 */
export const vmcfReturn = {
	done: 0,
	/** Buffer or data not in storage, the external interrupt buffer not on a doubleword or shorter than a header. */
	address: 1,
	unknownFunction: 2,
	/** CANCEL of another's message, REPLY to what is no SEND/RECV, a second RECEIVE. */
	protocol: 3,
	/** The machine that asks has not executed AUTHORIZE. */
	notAuthorized: 4,
	/** The other is not logged on, has not executed AUTHORIZE, or only for somebody else. */
	unavailable: 5,
	protection: 6,
	/** Data of SENDX do not fit behind the header in the sink's buffer. */
	tooLarge: 7,
	duplicate: 8,
	quiesced: 9,
	tooMany: 10,
	/** CANCEL came behind the sink's RECEIVE: only its REPLY is canceled. */
	replyCanceled: 11,
	notFound: 12,
	/** The sink has not yet taken the SEND interruption of this message. */
	tooEarly: 13,
	/** CANCEL of what the sink has answered, or taken (SENDX, IDENTIFY). */
	tooLate: 14,
	pagingError: 15,
	/** The receiver's buffer, or the source's for a reply, is shorter than the data: as much was moved as it takes. */
	length: 16,
	/** A machine that sends to itself: buffer and data overlap. */
	overlap: 17,
	priority: 18,
	/** REPLY: the source's buffer is no longer what it was when it sent. */
	transferError: 19,
	busy: 20,
} as const;

export type VmcfReturn = typeof vmcfReturn[keyof typeof vmcfReturn];

/** Userid of CP in a message of SMSG; the user doubleword says who issued it. */
export const vmcfSystem = 'SYSTEM';
