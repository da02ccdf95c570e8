/** What a service called by SVC 203 is. */
import type {Step} from '../../../guest/action.js';
import type {Nucleus} from '../nucleus.js';
import type {SaveArea} from './save-area.js';

/** A call of SVC 203. */
export type SystemCall = {
	readonly save: SaveArea;
	/** Seven bits that a service may use as it likes. */
	readonly flags: number;
	/** The halfword is negative: the program wants the return code, whatever it is. */
	readonly takesErrors: boolean;
	/** Addresses as messages show them: behind the SVC, and behind its halfword. */
	readonly from: string;
	readonly next: string;
};

/** Runs, and may change registers 0 and 1 of the save area; ends with the return code, for register 15. */
export type SystemService = (nucleus: Nucleus, call: SystemCall) => Step<number>;
