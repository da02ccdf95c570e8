/**
 * What SET and TERMINAL hold for one virtual machine (GC20-1820, "SET", "TERMINAL"), with their values at LOGON. A PF
 * key is undefined then; which key of the keyboard is PF1 stands in `terminal/keys/default-keys.ts`.
 */
import type {DirectoryEntry} from '../directory/directory.js';

/** A program function key of a display (SET PFnn). */
export type ProgramFunctionKey = {
	/**
	 * `IMMED`: executed at once; `DELAYED`: put into the input area; `TAB`: to the next of the columns in `text`;
	 * `RETRIEVE`: the last line again (VM/SP).
	 */
	readonly mode: 'IMMED' | 'DELAYED' | 'TAB' | 'RETRIEVE';
	readonly text: string;
};

/** Line size of a machine that has no terminal yet. */
const unseenLineSize = 130;

export type MachineSettings = {
	/** Dispatching priority, 0 (best) to 99; 64 is everybody's (SET PRIORITY). */
	priority: number;
	/** SET FAVORED: always in queue, and so many percent of the processor guaranteed (0: none); `undefined` = not. */
	favored: number | undefined;
	/** SET RESERVE: page frames that others are given last. */
	reserve: number;
	emsg: 'ON' | 'OFF' | 'CODE' | 'TEXT';
	msg: boolean;
	wng: boolean;
	acnt: boolean;
	imsg: boolean;
	/** Special messages (SMSG) are taken. */
	smsg: boolean;
	/** SET RUN ON: attention to CP does not stop the machine. */
	run: boolean;
	/** SET LINEDIT: the logical editing symbols act. */
	linedit: boolean;
	timer: 'ON' | 'OFF' | 'REAL';
	ecmode: boolean;
	assist: boolean;
	/**
	 * What the assist does of SVCs and the interval timer (SET ASSIST); recorded only: the processor does both at any
	 * setting.
	 */
	assistSvc: boolean;
	assistTimer: boolean;
	notrans: boolean;
	isam: boolean;
	pagex: boolean;
	/** SET AUTOPOLL: what polls of lines do; recorded only, for there are no such lines. */
	autopoll: boolean;
	/** SET AFFINITY: the processor the machine wants; `undefined` = any. */
	affinity: number | undefined;
	/** What PA2 does under TERMINAL APL ON: an external interruption, or clear the screen (DIAGNOSE X'54'). */
	pa2Interrupts: boolean;
	readonly pfKeys: Map<number, ProgramFunctionKey>;
	/** Traces that run (TRACE), by name, and what ends each. */
	readonly traces: Map<string, () => void>;
};

export type TerminalSettings = {
	/** Logical editing symbols; `undefined` = OFF. */
	charDelete: string | undefined;
	lineDelete: string | undefined;
	lineEnd: string | undefined;
	escape: string | undefined;
	/** TERMINAL MODE: whether attention and input go to CP or to the machine. */
	mode: 'CP' | 'VM';
	lineSize: number;
	attn: boolean;
	mask: boolean;
	apl: boolean;
	/** The terminal has the text feature. With one of the two the other is off. */
	text: boolean;
	hilight: boolean;
};

/** At LOGON, from the directory entry. */
export function settingsOf({options, priority}: Pick<DirectoryEntry, 'options' | 'priority'>): MachineSettings {
	return {
		priority,
		favored: undefined,
		reserve: 0,
		emsg: 'TEXT',
		msg: true,
		wng: true,
		acnt: options.account,
		imsg: true,
		smsg: false,
		run: false,
		linedit: true,
		timer: options.realTimer ? 'REAL' : 'ON',
		ecmode: options.ecMode,
		assist: true,
		assistSvc: true,
		assistTimer: true,
		notrans: false,
		isam: false,
		pagex: false,
		autopoll: false,
		affinity: undefined,
		pa2Interrupts: false,
		pfKeys: new Map(),
		traces: new Map(),
	};
}

export function initialTerminal(lineSize: number): TerminalSettings {
	return {
		charDelete: '@',
		lineDelete: '¢',
		lineEnd: '#',
		escape: '"',
		mode: 'VM',
		lineSize,
		attn: true,
		mask: false,
		apl: false,
		text: false,
		hilight: false,
	};
}

/** At LOGON, with the editing symbols of the directory entry; where a terminal is, it gives the line size. */
export function terminalOf({editing}: Pick<DirectoryEntry, 'editing'>): TerminalSettings {
	const {lineEnd, lineDelete, characterDelete, escape} = editing;
	return {
		...initialTerminal(unseenLineSize), lineEnd, lineDelete, charDelete: characterDelete, escape,
	};
}
