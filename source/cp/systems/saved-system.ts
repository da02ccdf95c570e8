/** What SAVESYS saves and IPL by name loads (GC20-1807, "Saved Systems"), and its form on disk. */
import {keyBlockSize, pageSize} from '../../base/architecture.js';
import {
	bytes as byteField, Layout, many, signedFullword,
} from '../../base/layout.js';

export type SavedSystem = {
	readonly name: string;
	/** Page index (4 KiB) -> content. */
	readonly pages: ReadonlyMap<number, Uint8Array>;
	/** Both words of the PSW it starts with. */
	readonly psw: readonly [number, number];
	readonly gpr?: readonly number[];
	readonly fpr?: readonly number[];
	readonly cr?: readonly number[];
	/** Page index -> the two 2 KiB keys, high nibble first. Pages absent here have key 0. */
	readonly keys?: ReadonlyMap<number, number>;
	/** How it is loaded where no name table says so: numbers of 64 KiB segments that are shared; protected or not. */
	readonly sharedSegments?: readonly number[];
	readonly isProtected?: boolean;
};

/** The information page before the saved pages: PSW, registers, a key byte for each page. */
export const information = new Layout(pageSize, {
	psw: many(0, 2, signedFullword),
	gpr: many(0x08, 16, signedFullword),
	fpr: many(0x48, 8, signedFullword),
	cr: many(0x68, 16, signedFullword),
	keys: byteField(0xA8, pageSize - 0xA8),
});

/** Pages that the keys of one information page can be for. */
export const mostSavedPages = information.fields.keys.length;

/** The form on disk: the information page, then the pages in order of their numbers, which the name table knows. */
export function encodeSavedSystem({pages, psw, gpr, fpr, cr, keys}: SavedSystem): Uint8Array {
	const numbers = [...pages.keys()].toSorted((one, other) => one - other);
	const keyBytes = new Uint8Array(mostSavedPages);
	keyBytes.set(numbers.map(page => keys?.get(page) ?? 0));
	const registers = (values: readonly number[] | undefined, count: number): number[] =>
		Array.from({length: count}, (_, index) => (values?.[index] ?? 0) | 0);
	const bytes = new Uint8Array((numbers.length + 1) * pageSize);
	bytes.set(information.encode({
		psw: registers(psw, 2),
		gpr: registers(gpr, 16),
		fpr: registers(fpr, 8),
		cr: registers(cr, 16),
		keys: keyBytes,
	}));
	for (const [index, page] of numbers.entries()) {
		bytes.set(pages.get(page)!, (index + 1) * pageSize);
	}

	return bytes;
}

/** `undefined` where the bytes are not those of so many pages. */
export function decodeSavedSystem(
	name: string,
	numbers: readonly number[],
	bytes: Uint8Array,
): SavedSystem | undefined {
	if (bytes.length !== (numbers.length + 1) * pageSize) {
		return undefined;
	}

	const {psw, gpr, fpr, cr, keys} = information.decode(bytes);
	return {
		name,
		psw: [psw[0], psw[1]],
		gpr,
		fpr,
		cr,
		keys: new Map(numbers.map((page, index) => [page, keys[index]])),
		pages: new Map(numbers.map((page, index) =>
			[page, bytes.slice((index + 1) * pageSize, (index + 2) * pageSize)])),
	};
}

/** Key bytes of a page's two blocks, as a saved system has them, from those of a machine. */
export const savedKeys = (first: number, second: number): number => (first & 0xF0) | (second >>> 4);

/** Sets the keys of a page's two blocks from `savedKeys`; the access bits alone were kept. */
export function setBlockKeys(keys: Uint8Array, page: number, saved: number): void {
	const block = page * (pageSize / keyBlockSize);
	keys[block] = saved & 0xF0;
	keys[block + 1] = (saved & 0x0F) << 4;
}
