/** Names and types of CMS files (GC20-1819, "CMS file identifiers"): 1 to 8 of these characters, nothing else. */

const foreign = /[^\w$@#+\-:]/;
const longest = 8;

/** The first character of `token` that no name or type can have, or `undefined`. */
export function invalidCharacter(token: string): string | undefined {
	return foreign.exec(token)?.[0];
}

/** Whether `text` can be a name or type: what a directory entry says need not. Programs may use small letters. */
export function isFileName(text: string): boolean {
	return text.length > 0 && text.length <= longest && !foreign.test(text);
}
