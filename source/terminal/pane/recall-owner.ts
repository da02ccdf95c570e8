/**
 * Whose lines a pane's input recalls: what was entered belongs to the user who did; it comes back with him, and nobody
 * else sees it. Pure.
 */
import {emptyInput, type Input} from '../state/input.js';

export type RecallOwner = {
	/** Who is logged on. */
	readonly userid: string | undefined;
	/** Who was logged on here last, and the lines he entered. */
	readonly former: {readonly userid: string; readonly recall: readonly string[]} | undefined;
};

/** Where users' lines are kept beyond this session; without passwords. */
export type RecallHistory = {
	/** What `userid` entered, oldest first. */
	readonly lines: (userid: string) => readonly string[];
	readonly add: (userid: string, line: string) => void;
};

/** Nobody has logged on yet. */
export const noOwner: RecallOwner = {userid: undefined, former: undefined};

/** Another user (`undefined`: nobody) is logged on now: the owner, and the input as he finds it. */
export function changeOwner(
	owner: RecallOwner,
	userid: string | undefined,
	before: Input,
): {readonly owner: RecallOwner; readonly input: Input} {
	const hasLeft = owner.userid !== undefined;
	const former = hasLeft ? {userid: owner.userid, recall: before.recall} : owner.former;
	const input = hasLeft ? emptyInput : before;
	const returns = userid !== undefined && former?.userid === userid;
	return {
		owner: {userid, former},
		input: returns
			? {
				...input,
				recall: [...former.recall, ...input.recall],
				at: undefined,
				search: undefined,
			}
			: input,
	};
}
