/** What a function called by SVC 202 is. */
import type {Step} from '../../../guest/action.js';
import type {Nucleus} from '../nucleus.js';
import type {SaveArea} from './save-area.js';

/** Runs with the guest-real address of its parameter list, and its caller's registers; ends with its return code. */
export type SvcFunction = (nucleus: Nucleus, plist: number, save: SaveArea) => Step<number>;
