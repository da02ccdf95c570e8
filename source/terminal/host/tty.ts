/**
 * The real terminal: raw mode and the alternate screen, entered and left as a whole. xterm control sequences; terminals
 * ignore those they lack.
 */

const csi = '\u001B[';
/** Alternate screen, no automatic wrap, bracketed paste, mouse buttons in SGR form. */
const on = ['?1049h', '?7l', '?2004h', '?1000h', '?1006h'];
const off = ['?1006l', '?1000l', '?2004l', '?7h', '?25h', '?1049l'];

/** Whether panes can be shown here at all. */
export function isScreen(
	stdin: NodeJS.ReadStream,
	stdout: NodeJS.WriteStream,
	environment: Readonly<Record<string, string | undefined>>,
): boolean {
	return stdin.isTTY && stdout.isTTY && environment.TERM !== 'dumb';
}

export class Tty {
	readonly #stdin: NodeJS.ReadStream;
	readonly #stdout: NodeJS.WriteStream;
	#entered = false;

	constructor(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream) {
		this.#stdin = stdin;
		this.#stdout = stdout;
	}

	get entered(): boolean {
		return this.#entered;
	}

	/** Takes the terminal. After a stop the shell may have changed its modes: entering again sets everything anew. */
	enter(): void {
		this.#entered = true;
		this.#stdin.setRawMode(false);
		this.#stdin.setRawMode(true);
		this.#stdin.resume();
		this.#stdout.write(on.map(mode => csi + mode).join(''));
	}

	/** Gives the terminal back as it was. May be called at any moment, any number of times. */
	leave(): void {
		if (!this.#entered) {
			return;
		}

		this.#entered = false;
		this.#stdout.write(`${csi}m` + off.map(mode => csi + mode).join(''));
		this.#stdin.setRawMode(false);
		this.#stdin.pause();
	}
}
