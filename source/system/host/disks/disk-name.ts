/** How a person at the shell names a CMS disk: whose it is, or where it lies. */
import {ConfigurationError} from '../../configuration-error.js';

/** Cylinders of a volume from `start` on; without `cylinders` as many as the disk there says. */
export type DiskExtent = {readonly start: number; readonly cylinders?: number};

export type DiskName =
	/** `USER1/191`: a minidisk of the directory. */
	| {readonly kind: 'minidisk'; readonly owner: string; readonly address: number}
	/** `YRKUSR:1` or `YRKUSR:1+3`: cylinders of a volume. */
	| {readonly kind: 'extent'; readonly serial: string} & DiskExtent;

const forms = {
	minidisk: /^([A-Z\d$#@+:_-]{1,8})\/([\dA-F]{1,4})$/,
	extent: /^([A-Z\d$#@]{1,6}):(\d{1,5})(?:\+(\d{1,5}))?$/,
	cylinders: /^(\d{1,5})(?:\+(\d{1,5}))?$/,
} as const;

function extent(start: string, cylinders: string | undefined): DiskExtent {
	return {start: Number(start), ...(cylinders !== undefined && {cylinders: Number(cylinders)})};
}

/** A disk of an installation. Throws `ConfigurationError` where the word is no name of one. */
export function diskNameOf(word: string): DiskName {
	const upper = word.toUpperCase();
	const minidisk = forms.minidisk.exec(upper);
	if (minidisk) {
		return {kind: 'minidisk', owner: minidisk[1], address: Number.parseInt(minidisk[2], 16)};
	}

	const place = forms.extent.exec(upper);
	if (place) {
		return {kind: 'extent', serial: place[1], ...extent(place[2], place[3])};
	}

	throw new ConfigurationError(`${word}: not a disk as USERID/VADDR or SERIAL:CYLINDER[+COUNT]`);
}

/** A disk of an image file, where the volume is known: `12`, `12+3`. */
export function diskExtentOf(word: string): DiskExtent {
	const found = forms.cylinders.exec(word);
	if (!found) {
		throw new ConfigurationError(`${word}: not a disk of an image as CYLINDER[+COUNT]`);
	}

	return extent(found[1], found[2]);
}
