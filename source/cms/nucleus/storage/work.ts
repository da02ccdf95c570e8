/** The nucleus at work: charged, in the pages of its code (`guest/footprint.ts`). */
import type {Step} from '../../../guest/action.js';
import type {Charge} from '../../../guest/charges.js';
import {Work} from '../../../guest/footprint.js';
import type {Guest} from '../../../guest/guest.js';
import {area} from './layout.js';

const ofNucleus = new Work(area.nucleus);

/** Does a piece of work so many times. */
export const work = (guest: Pick<Guest, 'perform'>, charge: Charge, times = 1): Step =>
	ofNucleus.do(guest, charge, times);
