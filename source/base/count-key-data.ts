/**
 * What stands on a track of a count-key-data disk, and what seeks and searches name (GA26-1592, "Track Format";
 * GA26-1638): the drive has it on its tracks, programs have it in their channel programs.
 */
import {byte, halfword, Layout} from './layout.js';

/** Home address: flag, CC, HH. */
export const homeAddress = new Layout(5, {flags: byte(0), cylinder: halfword(1), head: halfword(3)});

/** Count field: CC, HH, R, KL, DL DL. */
export const countField = new Layout(8, {
	cylinder: halfword(0), head: halfword(2), record: byte(4), keyLength: byte(5), dataLength: halfword(6),
});

/** Argument of a seek: BB, CC, HH. */
export const seekArgument = new Layout(6, {bin: halfword(0), cylinder: halfword(2), head: halfword(4)});

/** Argument of a search ID: the beginning of a count field. */
export const searchArgument = new Layout(5, {cylinder: halfword(0), head: halfword(2), record: byte(4)});
