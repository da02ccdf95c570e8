/**
 * A very small system behind the terminal port, for tests of terminals alone: logs on, asks for a password, echoes,
 * floods, runs until attention. It answers at once or, like CP, at a later turn of the event loop (`later`).
 */
import type {ExplainedCommand} from '../../source/base/command.js';
import type {
	AttentionKey, LineClass, Terminal, TerminalPort,
} from '../../source/port/terminal-port.js';

const commands = ['LISTFILE', 'LOGOFF', 'LOOP', 'FLOOD', 'TYPE', 'QUERY'];

export class EchoLine implements TerminalPort {
	userid: string | undefined;
	/** Everything the terminal told the system. */
	readonly told: string[] = [];
	#secretFor: string | undefined;
	#running = false;
	#held = false;
	/** A program goes on while the terminal reads. */
	#grinding = false;
	#cpu = 0;
	readonly #flood: string[] = [];
	readonly #ahead: string[] = [];

	constructor(readonly terminal: Terminal, readonly onFlow: (line: string) => void = () => undefined) {
		this.#read();
	}

	/** A program runs. */
	get isRunning(): boolean {
		return this.#running;
	}

	enter(line: string): void {
		this.told.push(line);
		if (this.#secretFor === undefined) {
			this.#type(line, 'input');
		}

		if (this.#running) {
			this.#ahead.push(line);
			return;
		}

		this.terminal.send({kind: 'read', pending: false, conceal: false});
		this.#serve(line);
	}

	key(key: AttentionKey): void {
		this.told.push(key);
		if (key === 'PA1' && this.#running) {
			this.#running = false;
			this.#flood.length = 0;
			this.#type('CP', 'cp');
			this.#read();
		} else if (key.startsWith('PF')) {
			this.#type(`${key} UNDEFINED`, 'cp');
		}
	}

	screenInput(): void {
		this.told.push('screen');
	}

	hold(): void {
		this.#held = true;
	}

	resume(): void {
		this.#held = false;
		this.#pour();
	}

	hangUp(): void {
		this.told.push('hangUp');
	}

	complete(line: string): readonly string[] {
		const word = line.split(' ').at(-1)!.toUpperCase();
		return commands.filter(command => command.startsWith(word));
	}

	commands(): readonly ExplainedCommand[] {
		return [
			{name: 'LISTFILE', component: 'CMS', summary: 'Lists files.', syntax: ['Listfile [fn [ft [fm]]]']},
			{name: 'QUERY', component: 'CMS', summary: 'Shows what SET set.', syntax: ['Query function']},
			{name: 'QUERY', component: 'CP', summary: 'Shows what CP knows.', syntax: ['Query Names', 'Query Time']},
		];
	}

	cpu(): {readonly virtual: number; readonly total: number} {
		this.#cpu += this.#grinding ? 1000 : 0;
		return {virtual: this.#cpu, total: this.#cpu};
	}

	#type(text: string, lineClass: LineClass = 'vm'): void {
		this.terminal.send({kind: 'line', text, lineClass});
	}

	#read(conceal = false): void {
		this.terminal.send({kind: 'status', status: this.userid === undefined ? 'CP READ' : 'VM READ'});
		this.terminal.send({kind: 'read', pending: true, conceal});
		const line = this.#ahead.shift();
		if (line !== undefined) {
			this.#serve(line);
		}
	}

	#serve(line: string): void {
		if (this.#secretFor !== undefined) {
			this.userid = this.#secretFor;
			this.#secretFor = undefined;
			this.terminal.send({kind: 'user', userid: this.userid});
			this.#type('LOGON AT 09:00:00 EST WEDNESDAY 11/19/75', 'cp');
			this.#read();
			return;
		}

		const [command = '', operand = '', ...rest] = line.toLowerCase().split(' ');
		this.#cpu += 310_000;
		switch (command) {
			case 'logon': {
				if (operand === 'nobody') {
					this.#type('NOBODY NOT IN CP DIRECTORY', 'error');
					break;
				}

				this.#type('ENTER PASSWORD:', 'cp');
				this.#secretFor = operand.toUpperCase();
				this.#read(true);
				return;
			}

			case 'logoff': {
				this.#type('LOGOFF AT 17:00:00 EST WEDNESDAY 11/19/75', 'cp');
				this.terminal.send({kind: 'closed'});
				return;
			}

			case 'flood': {
				for (let number = 1; number <= Number(operand); number++) {
					this.#flood.push(`line ${number} of ${operand}`);
				}

				this.#run();
				this.#pour();
				return;
			}

			case 'loop': {
				this.#type('LOOPING');
				this.#run();
				return;
			}

			case 'grind': {
				this.#grinding = true;
				break;
			}

			case 'hx': {
				this.#grinding = false;
				break;
			}

			case 'think': {
				this.#run();
				setTimeout(() => {
					this.#flood.push('thought');
					this.#pour();
				}, 50);
				return;
			}

			case 'type': {
				this.#type([operand, ...rest].join(' '));
				break;
			}

			case 'flow': {
				this.onFlow(line.slice('flow '.length));
				break;
			}

			case 'fail': {
				this.#type('DMSOPN002E File not found.', 'error');
				break;
			}

			case 'crash': {
				throw new Error('the echo system crashed as it was told');
			}

			default: {
				break;
			}
		}

		if (this.userid !== undefined) {
			this.#type('Ready; T=0.01/0.02 09:00:01');
		}

		this.#read();
	}

	#run(): void {
		this.#running = true;
		this.terminal.send({kind: 'status', status: 'RUNNING'});
	}

	#pour(): void {
		while (!this.#held && this.#flood.length > 0) {
			this.#type(this.#flood.shift()!);
		}

		if (this.#running && !this.#held && this.#flood.length === 0) {
			this.#running = false;
			this.#type('Ready; T=0.05/0.09 09:00:02');
			this.#read();
		}
	}
}

export type EchoSystem = {
	readonly connect: (terminal: Terminal) => EchoLine;
	readonly lines: readonly EchoLine[];
	/** What `flow TEXT` said at any terminal. */
	readonly flow: readonly string[];
	readonly observe: (listener: () => void) => void;
	readonly isBusy: () => boolean;
};

export function echoSystem(): EchoSystem {
	const lines: EchoLine[] = [];
	const flow: string[] = [];
	const listeners: Array<() => void> = [];
	return {
		lines,
		flow,
		observe(listener) {
			listeners.push(listener);
		},
		isBusy: () => lines.some(line => line.isRunning),
		connect(terminal) {
			const line = new EchoLine(terminal, text => {
				flow.push(text);
				for (const listener of listeners) {
					listener();
				}
			});
			lines.push(line);
			return line;
		},
	};
}
