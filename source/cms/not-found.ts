/** Return codes of SVC 202 where it finds nothing to run (GC20-1819, "CMS command search order"; recordings). */
export const notFound = {
	/** No command, EXEC or MODULE has the name. */
	command: -3,
	/** In the subset of CMS under EDIT: it needs the user area, which the editor has. */
	notInSubset: -2,
	/** No file can have the name either (recordings RET1, SUB9). */
	name: -4,
} as const;
