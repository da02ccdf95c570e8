/** Text in columns. */

/** Left and right text in `width` columns; the right one goes where there is no room. */
export function spread(left: string, right: string, width: number): string {
	const gap = width - left.length - right.length;
	return gap >= 1 ? left + ' '.repeat(gap) + right : left.slice(0, width).padEnd(width);
}

/** `text` in lines of `width` columns, divided between words. */
export function wrapped(text: string, width: number): string[] {
	const lines = [''];
	for (const word of text.split(' ')) {
		const line = lines.at(-1)!;
		if (line !== '' && line.length + 1 + word.length > width) {
			lines.push(word);
		} else {
			lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
		}
	}

	return lines;
}
