/** Rectangles and lines of the window. */

export type Rectangle = {readonly x: number; readonly y: number; readonly width: number; readonly height: number};

/** A pane's place: its title line, and below it the screen (output rows and the input row). */
export type PanePlace = {readonly id: number; readonly title: Rectangle; readonly body: Rectangle};

/** A horizontal or vertical line, both ends included. */
export type Rule = {readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number};

export type Layout = {
	/** `tiles`: every pane; `tabs`: one pane under a line that names all; `small`: the window holds nothing. */
	readonly kind: 'tiles' | 'tabs' | 'small';
	readonly places: readonly PanePlace[];
	readonly rules: readonly Rule[];
	/** The line at the bottom. */
	readonly bottom: Rectangle;
};
