/** A user at a typewriter terminal of a system, who keeps what is typed. */
import type {TerminalLine} from '../../source/cp/terminal/terminal-line.js';
import type {Terminal, TerminalOutput} from '../../source/port/terminal-port.js';
import type {System} from '../../source/system/system.js';

export class InstalledTerminal implements Terminal {
	readonly lineSize = 130;
	readonly kind = 'typewriter';
	readonly address = 'CONS 020';
	/** Lines typed, echoes apart. */
	readonly typed: string[] = [];
	readonly line: TerminalLine;

	/** Logs `userid` on with CMS loaded. */
	constructor(readonly system: System, readonly userid: string) {
		this.line = system.connect(this);
		system.autolog(userid, this.line, 'AUTOCR');
	}

	send(output: TerminalOutput): void {
		if (output.kind === 'line' && output.lineClass !== 'input') {
			this.typed.push(output.text);
		}
	}

	/** Enters a line; nothing runs yet. */
	enter(line: string): void {
		this.line.enter(line);
	}
}
