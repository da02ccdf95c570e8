/** Texts of any length in columns of a line. */

/** A text in lines of at most `width` characters, cut between words where it can be. */
export function wrapped(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	let rest = text.trim();
	while (rest.length > width) {
		const blank = rest.lastIndexOf(' ', width);
		const end = blank > 0 ? blank : width;
		lines.push(rest.slice(0, end));
		rest = rest.slice(end).trimStart();
	}

	return rest === '' && lines.length > 0 ? lines : [...lines, rest];
}

/** What cannot be shown is a point. */
export const shown = (text: string): string => text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '.');
