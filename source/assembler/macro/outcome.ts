/** What runs after a conditional assembly instruction. */
export type Outcome =
	| {readonly kind: 'next'}
	| {readonly kind: 'branch'; readonly to: string}
	| {readonly kind: 'exit'}
	| {readonly kind: 'note'; readonly severity: number; readonly comment: boolean; readonly text: string};

export const nothing: Outcome = {kind: 'next'};
export const exit: Outcome = {kind: 'exit'};
