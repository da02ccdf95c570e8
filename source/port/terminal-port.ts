/**
 * The terminal port: everything that passes between one virtual machine's console and whatever shows it (a pane,
 * `--linear`, `run`, `script`, later a TN3270 session). CP is on one side, a `Terminal` on the other; neither knows
 * more of the other.
 */
import type {ExplainedCommand} from '../base/command.js';

/**
 * What CP shows at the lower right of a 3270 (GC20-1820, "The Display Terminal"); `not logged on` has no status on the
 * glass.
 */
export type TerminalStatus = 'RUNNING' | 'VM READ' | 'CP READ' | 'MORE...' | 'HOLDING' | 'NOT ACCEPTED';

/**
 * What a line is: colour and filtering come from it alone, never from its text. `vm` was typed by the machine's
 * program, `error` by it or by CP; `input` is the echo of a line the user entered.
 */
export type LineClass = 'vm' | 'cp' | 'error' | 'message' | 'input';

/** What the system tells the terminal. */
export type TerminalOutput =
	/** One logical line, without line end; up to 32,767 characters, to be wrapped by the terminal. */
	| {readonly kind: 'line'; readonly text: string; readonly lineClass: LineClass}
	/** A status change. `RUNNING`, `VM READ` and `CP READ` come from CP; the rest is the painter's. */
	| {readonly kind: 'status'; readonly status: TerminalStatus}
	/** A read is pending, or no longer. `conceal`: what is typed must not be shown (passwords). */
	| {readonly kind: 'read'; readonly pending: boolean; readonly conceal: boolean}
	/**
	 * 3270 data stream for a full-screen program; `erase` = Erase/Write. The terminal leaves line mode until the next
	 * `line`.
	 */
	| {readonly kind: 'screen'; readonly data: Uint8Array; readonly erase: boolean}
	/** Who is logged on here, for titles. `undefined` = nobody. */
	| {readonly kind: 'user'; readonly userid: string | undefined}
	/** Text for the input area, as if it had been typed there (a function key that is DELAYED). */
	| {readonly kind: 'fill'; readonly text: string}
	/** The alarm. */
	| {readonly kind: 'alarm'}
	/** The connection ended (LOGOFF without HOLD, SHUTDOWN, FORCE). */
	| {readonly kind: 'closed'};

/** One of the 3270's keys that reach the system as such (Enter is `enter`). */
export type AttentionKey = 'PA1' | 'PA2' | 'CLEAR' | `PF${number}`;

/** What the terminal tells the system. CP implements it; a terminal holds one. */
export type TerminalPort = {
	/**
	 * A line the user entered. CP accepts it at once where a read is pending, else it queues (type-ahead) until the
	 * next one.
	 */
	enter(line: string): void;
	/**
	 * A key. In line mode PA1 is attention: CP when the machine reads or a second time, else the machine; PF keys run
	 * what SET PFnn says.
	 */
	key(key: AttentionKey): void;
	/** Full-screen input (3270 read-modified data: AID, cursor, fields), only after a `screen` output. */
	screenInput(data: Uint8Array): void;
	/**
	 * The terminal cannot take more lines now (`MORE...`, `HOLDING`): console writes of the machine wait until
	 * `resume`.
	 */
	hold(): void;
	resume(): void;
	/** The user hung up or the pane was closed: the machine is disconnected as by a broken line. */
	hangUp(): void;
	/**
	 * Candidates for the last word of `line`, from CP's and the program's command definitions; empty where nobody
	 * knows.
	 */
	complete(line: string): readonly string[];
	/** The commands that the program and CP know now, the program's first. */
	commands(): readonly ExplainedCommand[];
	/** CPU the machine has used, microseconds (virtual, total), for the title line. */
	cpu(): {readonly virtual: number; readonly total: number};
};

/** What CP needs of a terminal. Output arrives in order, synchronously; `send` never throws. */
export type Terminal = {
	send(output: TerminalOutput): void;
	/** Columns of a line (`LINESIZE`): 80 on a 3277, 130 on a 3215. */
	readonly lineSize: number;
	/** `display` = 3270 (logo, status, `MORE...`), `typewriter` = 3215. */
	readonly kind: 'display' | 'typewriter';
	/** Address of the real terminal as CP prints it: `GRAF 021`, `CONS 009`. */
	readonly address: string;
};
