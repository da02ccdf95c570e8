/** Which pane is at a place, and which next to another. Pure. */
import type {Layout, PanePlace} from './place.js';

/** The pane at a cell. */
export function paneAt(layout: Layout, x: number, y: number): number | undefined {
	return layout.places.find(
		({title, body}) => x >= title.x && x < title.x + title.width && y >= title.y && y < body.y + body.height,
	)?.id;
}

/**
 * The pane next to `id` in a direction: the nearest of those whose sides face each other, the first in order of
 * several.
 */
export function neighbour(layout: Layout, id: number, direction: 'left' | 'right' | 'up' | 'down'): number | undefined {
	const from = layout.places.find(place => place.id === id);
	if (!from) {
		return undefined;
	}

	const isAcross = direction === 'left' || direction === 'right';
	const isForward = direction === 'right' || direction === 'down';
	const here = spans(from, isAcross);
	let best: {readonly id: number; readonly distance: number} | undefined;
	for (const place of layout.places) {
		const there = spans(place, isAcross);
		const distance = isForward ? there.along[0] - here.along[1] : here.along[0] - there.along[1];
		const faces = there.side[0] < here.side[1] && here.side[0] < there.side[1];
		if (place !== from && distance >= 0 && faces && (best === undefined || distance < best.distance)) {
			best = {id: place.id, distance};
		}
	}

	return best?.id;
}

/** Where a pane begins and ends in the direction of a move, and across it. */
function spans(
	{title, body}: PanePlace,
	isAcross: boolean,
): {readonly along: readonly [number, number]; readonly side: readonly [number, number]} {
	const x = [title.x, title.x + title.width] as const;
	const y = [title.y, body.y + body.height] as const;
	return isAcross ? {along: x, side: y} : {along: y, side: x};
}
