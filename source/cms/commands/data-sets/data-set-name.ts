/** Names of data sets (GC28-6646): qualifiers of eight characters with periods between them, 44 in all. */

const longest = 44;
const qualifier = /^[A-Z$#@][A-Z\d$#@-]{0,7}$/;

/** The name that qualifiers make, or the name itself; `undefined` where no data set can have it. */
export function dataSetName(words: readonly string[]): string | undefined {
	const name = words.join('.');
	return name.length <= longest && name.split('.').every(part => qualifier.test(part)) ? name : undefined;
}
