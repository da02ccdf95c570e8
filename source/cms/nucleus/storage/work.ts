/** The nucleus at work: charged, in the pages of its code (`guest/footprint.ts`). */
import type {Step} from '../../../guest/action.js';
import type {Charge} from '../../../guest/charges.js';
import {work as workAt} from '../../../guest/footprint.js';
import {area} from './layout.js';

/** Does a piece of work so many times. */
export const work = (charge: Charge, times = 1): Step => workAt(area.nucleus, charge, times);
