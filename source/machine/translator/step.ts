/** The pieces of what is translated together: instructions, blocks of them, a region. */

/**
 * `translated`; or its row in the instruction table is called: `called`, which loads and stores what its bytes say;
 * `privileged`, which may do more; `changing`, which may be any instruction of its length when it is come to.
 */
export type Manner = 'translated' | 'called' | 'privileged' | 'changing';

/** The instruction that EXECUTE executes. */
export type Subject = {
	/** Logical address. */
	readonly address: number;
	/** Host offset. */
	readonly at: number;
	readonly length: number;
	/** As it stands in storage, and what is behind a shorter one. */
	readonly bytes: Uint8Array;
};

/** What a program changes of an instruction (`varying.ts`). */
export type Varying = {
	/** Bytes that are changed: a bit each, 1 for the first. */
	readonly bytes: number;
	/** Operation codes that were seen. */
	readonly opcodes: readonly number[];
};

/** One instruction. */
export type Step = {
	/** Logical address. */
	readonly address: number;
	/** Host offset. */
	readonly at: number;
	readonly length: number;
	/** Its bytes, two behind those of a shorter one included. */
	readonly bytes: Uint8Array;
	/** What of it the program changes. */
	readonly varying?: Varying | undefined;
	/** Where it is expected to branch to (`expectation.ts`). */
	readonly target: number | undefined;
	/** Of EXECUTE, where its subject was seen. */
	readonly subject?: Subject;
	/**
	 * Whether base and index registers were expected to hold what they do hold when the region is found: constants
	 * are compared with that.
	 */
	readonly isAsNow: boolean;
	/** How it is done: by a translation of its own, or by a call to its row in the instruction table. */
	readonly manner: Manner;
	/** Its bytes stand in two places in the host, of which `at` is the first: they are put together each time. */
	readonly isApart?: boolean;
};

/**
 * Instructions in a row, entered at the first only. Some may branch away; what follows the last is at `next` unless it
 * always branches.
 */
export type Block = {
	readonly address: number;
	readonly steps: readonly Step[];
	readonly next: number;
};

export type Region = {
	/** In order of their addresses. */
	readonly blocks: readonly Block[];
	/** Where it is to be entered. */
	readonly entries: ReadonlySet<number>;
	/** What follows an instruction that links, and what a branch by register is expected to lead to. */
	readonly returns: ReadonlySet<number>;
	/**
	 * Whether a branch leads back: without one nobody might come to the region again, for it begins at any instruction.
	 */
	readonly branchesBack: boolean;
	/** There is more that could be reached. */
	readonly isFull: boolean;
	/** Addresses of instructions that gave up often. */
	readonly awkward: ReadonlySet<number>;
};
