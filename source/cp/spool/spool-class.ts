/** Classes of spool files and devices (GC20-1820, "Spooling"): a letter or digit. */

/** A letter or digit; with `any`, `*` for every class. */
export function isSpoolClass(word: string | undefined, any = false): word is string {
	return /^[A-Z\d]$/.test(word ?? '') || (any && word === '*');
}
