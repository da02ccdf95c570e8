/**
 * The assigned storage locations of System/370 (GA22-7000, "Assigned Storage Locations"): what interruptions, channels
 * and timers store and load at real addresses in the first page, and what programs in it look at.
 */
import {
	bytes, fullword, halfword, Layout, many,
} from './layout.js';

const psw = (offset: number) => many(offset, 2, fullword);

/** What initial program loading reads at 0: a PSW, and the CCWs that the channel program goes on with. */
export const iplArea = new Layout(24, {
	psw: psw(0), firstCcw: bytes(8, 8), secondCcw: bytes(16, 8),
});

export const assignedStorage = new Layout(192, {
	restartNew: psw(0),
	restartOld: psw(8),
	externalOld: psw(24),
	svcOld: psw(32),
	programOld: psw(40),
	machineCheckOld: psw(48),
	ioOld: psw(56),
	csw: bytes(64, 8),
	caw: fullword(72),
	timer: fullword(80),
	externalNew: psw(88),
	svcNew: psw(96),
	programNew: psw(104),
	machineCheckNew: psw(112),
	ioNew: psw(120),
	/** In EC mode: instruction length and code. */
	externalCode: fullword(132),
	svcCode: fullword(136),
	programCode: fullword(140),
	/** Virtual address that could not be translated. */
	translationException: fullword(144),
	monitorClass: halfword(148),
	/** PER: kind of event in the first four bits; address of the instruction. */
	perCode: halfword(150),
	perAddress: fullword(152),
	monitorCode: fullword(156),
	ioCode: fullword(184),
});

/** Real addresses of the locations. */
export const assigned = assignedStorage.offset;

/** A PSW in BC mode: system mask, key and state, interruption code; instruction length, condition code and mask. */
export const basicPsw = new Layout(8, {
	masksAndKey: halfword(0), code: halfword(2), address: fullword(4),
});
