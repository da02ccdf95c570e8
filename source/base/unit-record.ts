/** Sizes of what card and line machines handle (GA21-9033, GA24-3073). */

/** Columns of a card. */
export const cardLength = 80;

/** Print positions of a 1403. */
export const printLineLength = 132;

/** Stacker bits of a 2540's command; both on where it selects none: the reader does not feed, the punch refuses. */
export const stackerBits = 0xC0;

/** Flag of a 2540's command: column binary (data mode 2), twice as many bytes a card. */
export const columnBinary = 0x20;
