/** The parameter list of SVC 202 (GC20-1819, "Linkage"): tokens of eight characters. */

/** A token of these bytes ends the list. */
export const fence = 0xFF;
