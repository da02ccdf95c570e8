/** The nucleus at work: charged, in the pages of its code (`guest/footprint.ts`). */
import type {ChargeAction, Step} from '../../../guest/action.js';
import type {Charge} from '../../../guest/charges.js';
import {Work} from '../../../guest/footprint.js';
import type {Guest} from '../../../guest/guest.js';
import {area} from './layout.js';

const ofNucleus = new Work(area.nucleus);

/** Pieces of work to be done at once (`Work.together`). */
export const workTogether = (pieces: readonly Charge[]): ChargeAction[] => ofNucleus.together(pieces);

/** Does a piece of work so many times. */
export const work = (guest: Pick<Guest, 'perform'>, charge: Charge, times = 1): Step =>
	ofNucleus.do(guest, charge, times);
