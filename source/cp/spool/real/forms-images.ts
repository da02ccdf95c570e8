/**
 * Buffer images that LOADBUF and LOADVFCB name (GC20-1807, "Print Buffers and Forms Control"): FCB1 of DMKFCB, FCB8 as
 * VM/SP has it; character sets of the trains, whose characters are what a train prints, not where it has them.
 */
import {toEbcdic} from '../../../base/ebcdic.js';
import {formsControl, type FormsControl} from '../../../machine/devices/unit-record/forms-control.js';

const channels = [
	[1, 1], [3, 2], [5, 3], [7, 4], [9, 5], [11, 6], [13, 7], [15, 8], [19, 10], [21, 11], [23, 12], [64, 9],
] as const;

const formsImages: Readonly<Record<string, FormsControl>> = {
	FCB1: formsControl(66, channels),
	FCB8: formsControl(88, channels),
};

export const usualForms = formsImages.FCB1;

/** A forms control buffer image; `undefined`: there is none of that name. */
export const formsImage = (name: string): FormsControl | undefined =>
	Object.hasOwn(formsImages, name) ? formsImages[name] : undefined;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const numbers = '0123456789';
const sets = {
	commercial: `${letters}${numbers}#@/&,%-$*+.\u00AC`,
	scientific: `${letters}${numbers}='/&,(-$*+.)`,
	pl1: `${letters}${numbers}=<;/&,%-$*+.)?(':_>|\u00AC"#@!`,
} as const;

type CharacterImage = {readonly printers: readonly string[]; readonly characters: string | undefined};

/** `undefined` characters: a train with all of them. */
const characterImages: Readonly<Record<string, CharacterImage>> = {
	AN: {printers: ['1403', '3203'], characters: sets.commercial},
	HN: {printers: ['1403', '3203'], characters: sets.scientific},
	PCAN: {printers: ['1403', '3203'], characters: sets.commercial},
	PCHN: {printers: ['1403', '3203'], characters: sets.scientific},
	PN: {printers: ['1403', '3203'], characters: sets.pl1},
	QN: {printers: ['1403', '3203'], characters: sets.pl1},
	QNC: {printers: ['1403', '3203'], characters: sets.pl1},
	RN: {printers: ['1403', '3203'], characters: sets.scientific},
	SN: {printers: ['1403', '3203'], characters: undefined},
	TN: {printers: ['1403', '3203'], characters: undefined},
	YN: {printers: ['1403', '3203'], characters: sets.commercial},
	A11: {printers: ['3211'], characters: sets.commercial},
	H11: {printers: ['3211'], characters: sets.scientific},
	G11: {printers: ['3211'], characters: sets.pl1},
	P11: {printers: ['3211'], characters: sets.pl1},
	T11: {printers: ['3211'], characters: undefined},
};

/**
 * What a train prints, EBCDIC without the blank; `all`: everything. `undefined`: that type of printer has no such
 * train.
 */
export function characterImage(name: string, type: string): ReadonlySet<number> | 'all' | undefined {
	const image = Object.hasOwn(characterImages, name) ? characterImages[name] : undefined;
	if (!image?.printers.includes(type)) {
		return undefined;
	}

	return image.characters === undefined ? 'all' : new Set(toEbcdic(image.characters));
}
