/**
 * Every limit of the host in one table: what guests, users and files may make grow, how far, and what is seen when it
 * is reached. Limits of the real machine (256 channels' devices, 16M of storage) stand with what they belong to.
 */

/** `value` in `unit`; `full` says what happens at the limit. */
export type Limit = {readonly value: number; readonly unit: string; readonly full: string};

export const limits = {
	journal: {
		value: 64 * 1024 * 1024,
		unit: 'bytes of changes not yet in their volumes',
		full: 'writers find the device busy until a part is applied',
	},
} as const satisfies Readonly<Record<string, Limit>>;
