/** Where the focus goes by the keys `focus-…`. Pure. */
import {focusNext, focusOn, type Desk} from '../state/desk.js';
import type {Layout} from '../state/layout.js';
import {neighbour} from '../state/neighbour.js';

/** The desk after `focus-WHERE`: `next`, a direction, or a pane's number. */
export function focusMoved(desk: Desk, layout: Layout, where: string): Desk {
	if (where === 'next') {
		return focusNext(desk);
	}

	if (where === 'left' || where === 'right' || where === 'up' || where === 'down') {
		const {panes, focus} = desk;
		// Where one pane is shown, arrows walk through the tabs.
		const step = where === 'left' || where === 'up' ? panes.length - 1 : 1;
		const next =
			layout.kind === 'tabs'
				? panes[(panes.indexOf(focus) + step) % panes.length]
				: neighbour(layout, focus, where);
		return focusOn(desk, next ?? focus);
	}

	return focusOn(desk, Number(where));
}
