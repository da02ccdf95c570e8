/**
 * The terminal's clipboard, over any number of hosts between (xterm ctlseqs: OSC 52; DA1, whose answer names clipboard
 * access as 52).
 */

/** Primary device attributes: what are you? */
export const attributesQuestion = '\u001B[c';

/** OSC 52: `text` for the terminal's clipboard. No terminal says whether it took it. */
export function clipboardText(text: string): string {
	return `\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`;
}
