/** A statement with its variables replaced. What it is was known before: no value makes an assignment of it. */
export type Substituted = {
	readonly tokens: readonly string[];
	readonly assigns: boolean;
	/** The statement behind a condition; its tokens are the last of `tokens` too. */
	readonly inner?: Substituted;
};
