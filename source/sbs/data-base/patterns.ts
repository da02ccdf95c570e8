/** Patterns of names: an asterisk stands for any characters, or none, as in LISTFILE. */

/** A test whether a name fits a pattern. */
export function fits(pattern: string): (name: string) => boolean {
	if (!pattern.includes('*')) {
		return name => name === pattern;
	}

	// One beginning, one end, and parts to be found between, from the left: never more than once through a name.
	const [first, ...parts] = pattern.split('*');
	const last = parts.pop()!;
	return name => {
		const end = name.length - last.length;
		let at = first.length;
		if (end < at || !name.startsWith(first) || !name.endsWith(last)) {
			return false;
		}

		for (const part of parts) {
			const found = name.indexOf(part, at);
			if (found === -1 || found + part.length > end) {
				return false;
			}

			at = found + part.length;
		}

		return true;
	};
}

/** What all names that fit begin with. */
export const knownBeginning = (pattern: string): string => pattern.split('*', 1)[0];
