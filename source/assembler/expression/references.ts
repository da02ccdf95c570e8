/** Numbers of the statements that refer to a symbol or a literal. */

/** Of what nothing refers to yet: most have a list of their own only when something does. */
export const noReferences: number[] = [];

/** The list with one more statement at its end. */
export function withReference(references: number[], statement: number): number[] {
	if (references.length === 0) {
		return [statement];
	}

	references.push(statement);
	return references;
}
