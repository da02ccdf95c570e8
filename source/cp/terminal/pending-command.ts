/** A CP command in execution as others see it: the line it was typed at, and the machine that stays in CP for it. */

/** What a command can wait for while its machine stays in CP. */
export type CpWait =
	/** CP reads a line at the terminal (`ENTER PASSWORD:`); resumed with it. */
	| {readonly kind: 'read'; readonly prompt: string; readonly conceal: boolean}
	/** Time passes (SLEEP), microseconds; `undefined` = until attention, which ends it in any case. */
	| {readonly kind: 'sleep'; readonly microseconds: number | undefined}
	/** Others have their turn, for so many microseconds; attention changes nothing. */
	| {readonly kind: 'turn'; readonly microseconds: number};

/** What a SLEEP that attention ended is resumed with. */
export const attentionInput = 'ATTENTION';

export type PendingCommand = {
	/** What it waits for now; `undefined` while it works. */
	readonly wait: CpWait | undefined;
	/** Gives it the line it waited for. */
	resume(input: string): void;
	/** Attention ends a SLEEP. True where it did. */
	attention(): boolean;
	/** Abandons it: its machine or its terminal is gone. */
	cancel(): void;
};
