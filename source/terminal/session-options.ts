/**
 * What a session is made from: the system it shows, the panes at its start, the user's settings, and whom it tells
 * what.
 */
import type {Terminal, TerminalPort} from '../port/terminal-port.js';
import type {KeySettings} from './keys/default-keys.js';
import type {RecallHistory} from './pane/recall-owner.js';
import type {MachineSource} from './pane/panel.js';
import type {ThemeName} from './view/theme.js';
import type {Scene} from './view/scene.js';

/** What a user may set (kept by `conf` in the data folder). */
export type TerminalSettings = {
	/** Other keys for actions, by the key table's names. */
	readonly keys?: KeySettings;
	readonly theme?: ThemeName;
	readonly clock?: Scene['clock'];
	/** Lines a pane keeps for looking back (2000). */
	readonly historyLimit?: number;
};

/** A pane that is there from the start. */
export type StartPane = {
	/** The operator's console: pane 0, a typewriter that rolls. */
	readonly operator?: boolean;
	/** Lines entered at once, as if typed ahead: `['LOGON USER1', …]`. */
	readonly lines?: readonly string[];
	/** Another connection than the common one. */
	readonly connect?: (terminal: Terminal) => TerminalPort;
};

export type SessionOptions = {
	/** Connects a new terminal to the system, as a line that is switched on. */
	readonly connect: (terminal: Terminal) => TerminalPort;
	/** Panes at the start: the operator and one user unless told. */
	readonly panes?: readonly StartPane[];
	/** Index in `panes` of the one with the focus: the first user's unless told. */
	readonly focus?: number;
	/** The system's name, for the operator's title. */
	readonly title: string;
	readonly now: () => number;
	readonly settings?: TerminalSettings;
	readonly environment?: Readonly<Record<string, string | undefined>>;
	/** Lines under the logo: how to log on. */
	readonly welcome?: readonly string[];
	/** Right end of the bottom line: `Q1 2  Q2 1  paging 0/s`. */
	readonly load?: () => string;
	/** Whether the load will change although nothing else happens. */
	readonly isLoadMoving?: () => boolean;
	/** The virtual machines and what goes on between them, for the machine panel; without it there is none. */
	readonly machines?: MachineSource;
	/** Where the lines that users enter are kept for later sessions; without it they are for this one. */
	readonly history?: RecallHistory;
	/** Something may have changed on the screen. */
	readonly onChange: () => void;
	/** The user wants SHUTDOWN. */
	readonly onQuit: () => void;
	readonly onSuspend: () => void;
	/** Text for the clipboard. */
	readonly onCopy?: (text: string) => void;
	/** The window is to be drawn anew. */
	readonly onRepaint: () => void;
};
