/** The desk: which panes there are, which has the focus, what lies over them. A pure reducer. */

/** What covers the panes, or takes the next key. */
export type Overlay =
	| {readonly kind: 'none'}
	| {readonly kind: 'prefix'}
	/** `top`: first line shown; `wanted`: what the lines shown have in them. */
	| {readonly kind: 'help'; readonly top: number; readonly wanted: string}
	/** `wanted`: a part of the name; `at`: index among what fits. */
	| {readonly kind: 'palette'; readonly wanted: string; readonly at: number}
	| {readonly kind: 'quit'}
	/** Shutting down: nothing takes keys any more. */
	| {readonly kind: 'ending'};

export type Desk = {
	/** Pane numbers in order; 0 is the operator. */
	readonly panes: readonly number[];
	readonly focus: number;
	/** The user's pane that had the focus last. */
	readonly lastUser: number | undefined;
	readonly zoomed: boolean;
	readonly overlay: Overlay;
};

/** User panes on one desk. */
export const mostUserPanes = 6;

/** The number of the machine panel, which is a pane without a terminal. */
export const panelNumber = 9;

/** Whether pane `id` is a user's terminal. */
function isUserPane(id: number): boolean {
	return id !== 0 && id !== panelNumber;
}

export function deskOf(panes: readonly number[], focus: number = panes[0]): Desk {
	return focusOn({
		panes, focus, lastUser: panes.find(id => isUserPane(id)), zoomed: false, overlay: {kind: 'none'},
	}, focus);
}

export function focusOn(desk: Desk, id: number): Desk {
	return desk.panes.includes(id) ? {...desk, focus: id, lastUser: isUserPane(id) ? id : desk.lastUser} : desk;
}

/** The pane after the focused one, round the end. */
export function focusNext(desk: Desk): Desk {
	return focusOn(desk, desk.panes[(desk.panes.indexOf(desk.focus) + 1) % desk.panes.length]);
}

/** The lowest number free for another user pane; `undefined` where the desk is full. */
export function freeNumber(desk: Desk): number | undefined {
	for (let id = 1; id <= mostUserPanes; id++) {
		if (!desk.panes.includes(id)) {
			return id;
		}
	}

	return undefined;
}

export function added(desk: Desk, id: number): Desk {
	return focusOn({...desk, panes: [...desk.panes, id].toSorted((a, b) => a - b)}, id);
}

/** With the machine panel, which takes the focus from nobody. */
export function withPanel(desk: Desk): Desk {
	return {...desk, panes: [...desk.panes, panelNumber]};
}

/** Why pane `id` cannot be closed; `undefined` = it can. */
export function closingProblem({panes}: Desk, id: number): string | undefined {
	if (id === 0) {
		return 'The operator\'s pane stays open';
	}

	return panes.length === 1 || (isUserPane(id) && !panes.some(pane => pane !== id && pane !== panelNumber))
		? 'The last pane stays open'
		: undefined;
}

/** Without pane `id`; the focus goes to the pane before it, from the panel back to the user's. */
export function removed(desk: Desk, id: number): Desk {
	const index = desk.panes.indexOf(id);
	if (index === -1 || closingProblem(desk, id) !== undefined) {
		return desk;
	}

	const panes = desk.panes.filter(pane => pane !== id);
	const lastUser = desk.lastUser === id ? panes.findLast(pane => isUserPane(pane)) : desk.lastUser;
	const before = id === panelNumber ? lastUser ?? panes[0] : panes[Math.max(0, index - 1)];
	return focusOn({...desk, panes, lastUser}, desk.focus === id ? before : desk.focus);
}

export function zoomed(desk: Desk): Desk {
	return {...desk, zoomed: !desk.zoomed};
}

export function overlaid(desk: Desk, overlay: Overlay): Desk {
	return {...desk, overlay};
}
