/** What a frame shows: the desk, the panes, and what the system says of itself. */
import type {KeyRow} from '../keys/default-keys.js';
import type {Situation} from '../keys/situations.js';
import type {MachinePanel} from '../pane/machine-panel.js';
import type {Pane} from '../pane/pane.js';
import type {Desk} from '../state/desk.js';
import type {Layout} from '../state/layout.js';
import type {PaletteItem} from '../state/palette.js';
import type {RulePiece} from './rules.js';
import type {Theme} from './theme.js';

export type Scene = {
	readonly columns: number;
	readonly rows: number;
	readonly desk: Desk;
	readonly layout: Layout;
	/** The layout's rules, drawn. */
	readonly rules: readonly RulePiece[];
	readonly panes: ReadonlyMap<number, Pane>;
	/** The terminal with the focus, or that had it before the machine panel got it. */
	readonly focused: Pane;
	readonly panel: MachinePanel | undefined;
	/** What the last key could not do, and why. */
	readonly notice: string;
	/** The terminal said that it takes text for its clipboard. */
	readonly hasClipboard: boolean;
	readonly table: readonly KeyRow[];
	readonly theme: Theme;
	/** `SYSTEM YORKTOWN`. */
	readonly system: string;
	/** Microseconds. */
	readonly now: number;
	/** The clock in the titles: `seconds` or `minutes`. */
	readonly clock: 'seconds' | 'minutes';
	readonly welcome: readonly string[];
	readonly load: string;
	/** What the focused pane is in the middle of. */
	readonly situation: Situation;
	/** What the palette offers while it is shown. */
	readonly palette: readonly PaletteItem[];
};
