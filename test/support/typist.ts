/** A person at a typewriter terminal of a running system: types lines, sees what comes until the next read. */
import type {TerminalLine} from '../../source/cp/terminal/terminal-line.js';
import type {Terminal, TerminalOutput} from '../../source/port/terminal-port.js';
import type {System} from '../../source/system/system.js';

export class Typist implements Terminal {
	readonly lineSize = 130;
	readonly kind = 'typewriter';
	readonly address = 'CONS 020';
	readonly line: TerminalLine;
	readonly #output: string[] = [];
	#reading = false;

	constructor(readonly system: System, readonly userid: string, readonly password = userid) {
		this.line = system.connect(this);
	}

	send(output: TerminalOutput): void {
		if (output.kind === 'line' && output.lineClass !== 'input') {
			this.#output.push(output.text);
		} else if (output.kind === 'read') {
			this.#reading = output.pending;
		}
	}

	/** Types a line; answers what came until the system reads again. */
	async type(text: string): Promise<readonly string[]> {
		this.#output.length = 0;
		this.#reading = false;
		this.line.enter(text);
		await this.system.settle(() => this.#reading);
		return [...this.#output];
	}

	/** Logs on with the password and answers CMS's first read. */
	async logon(): Promise<readonly string[]> {
		return [...await this.type(`LOGON ${this.userid}`), ...await this.type(this.password), ...await this.type('')];
	}
}
