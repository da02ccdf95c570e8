/**
 * DIAGNOSE X'3C': bring the directory up to date from a volume (GC20-1807). The directory is no part of a volume here,
 * but of the profile and the data folder: no volume is a valid one.
 */
import type {Diagnose} from './diagnose.js';

/** Volume not found, not mounted, or not a valid directory volume. */
const noDirectoryVolume = 2;

export const directoryUpdate: Diagnose = {
	code: 0x3C,
	summary: 'Update the VM/370 directory',
	classes: 'ABC',
	/** Rx and the first half of Ry: serial number of the volume. Condition code 2: there is no directory on it. */
	perform: () => noDirectoryVolume,
};
