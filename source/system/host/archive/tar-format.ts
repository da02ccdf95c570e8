/**
 * The tar format (POSIX.1-1988, "ustar"), of which an archive of ours has plain files alone, named by one folder and a
 * name at most: a header of 512 bytes, the content filled up to whole blocks, two blocks of zeros at the end. Not here:
 * links, devices, long names, files of 8 GiB and more.
 */
import {bytes, latin, Layout} from '../../../base/layout.js';

export const tarBlock = 512;
/** Bytes of a name, and a zero behind it. */
export const longestName = 100;

/** Numbers are octal digits. */
export const tarHeader = new Layout(tarBlock, {
	name: latin(0, longestName),
	mode: latin(100, 8),
	owner: latin(108, 8),
	group: latin(116, 8),
	size: latin(124, 12),
	time: latin(136, 12),
	checksum: latin(148, 8),
	type: latin(156, 1),
	link: latin(157, 100),
	magic: latin(257, 8),
	rest: bytes(265, tarBlock - 265),
});

export type TarEntry = {
	/** `volumes/YRKRES.3350`. */
	readonly name: string;
	/** Bytes. */
	readonly size: number;
	/** Seconds since 1970. */
	readonly time: number;
};

const magic = 'ustar\u000000';
const plainFile = '0';
const checksumAt = tarHeader.offset.checksum;
const checksumEnd = checksumAt + tarHeader.fields.checksum.length;

/** Sum of all bytes, those of the sum itself as blanks. */
function sumOf(header: Uint8Array): number {
	let sum = 0;
	for (const [index, byte] of header.entries()) {
		sum += index >= checksumAt && index < checksumEnd ? 0x20 : byte;
	}

	return sum;
}

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\u0000`;

/** The header of a plain file. Throws `RangeError` where name or size do not fit. */
export function encodeTarHeader({name, size, time}: TarEntry): Uint8Array {
	const text = Buffer.from(name).toString('latin1');
	if (text.length >= longestName) {
		throw new RangeError(`${name}: a name too long for a tar archive`);
	}

	const header = tarHeader.encode({
		name: text.padEnd(longestName, '\u0000'),
		mode: octal(0o600, 7), owner: octal(0, 7), group: octal(0, 7),
		size: octal(size, 11), time: octal(time, 11),
		checksum: ' '.repeat(8), type: plainFile, link: '\u0000'.repeat(100), magic,
		rest: new Uint8Array(tarHeader.fields.rest.length),
	});
	tarHeader.change(header, 0, {checksum: `${octal(sumOf(header), 6)} `});
	return header;
}

const upToNull = (text: string): string => text.split('\u0000', 1)[0];

const number = (text: string): number => {
	const digits = upToNull(text).trim();
	return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
};

/** What a header says; a text: why it is none of a plain file. */
export function decodeTarHeader(block: Uint8Array): TarEntry | string {
	const {name, size, time, checksum, type, magic: found} = tarHeader.decode(block);
	if (!found.startsWith('ustar') || number(checksum) !== sumOf(block)) {
		return 'no header of a tar archive';
	}

	if (type !== plainFile && type !== '\u0000') {
		return `${upToNull(name)}: no plain file`;
	}

	const length = number(size);
	return Number.isNaN(length)
		? `${upToNull(name)}: its size is no number`
		: {name: Buffer.from(upToNull(name), 'latin1').toString(), size: length, time: number(time) || 0};
}

/** Bytes that fill a content up to whole blocks. */
export const fillOf = (size: number): number => (tarBlock - (size % tarBlock)) % tarBlock;
