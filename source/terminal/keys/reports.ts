/** What the terminal's reports say (xterm ctlseqs, "Primary Device Attributes"). */

/** DA1's parameter for a clipboard that OSC 52 reaches. */
const clipboardAccess = 52;

/**
 * Whether the terminal takes text for its clipboard, by its answer to DA1: `?62;22;52c`. `undefined`: the report is
 * about something else.
 */
export function takesClipboard(report: string): boolean | undefined {
	const attributes = /^\?([\d;]*)c$/.exec(report)?.[1];
	return attributes?.split(';').slice(1).map(Number).includes(clipboardAccess);
}
