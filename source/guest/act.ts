/** How a program does an action: a yield goes through every generator between it and the machine, this mostly none. */
import type {Action, Step} from './action.js';
import type {Guest} from './guest.js';

/** Does an action; answers its condition code. */
export function * act(guest: Pick<Guest, 'perform'>, action: Action): Step<number> {
	const done = guest.perform(action);
	return typeof done === 'number' ? done : yield done;
}
