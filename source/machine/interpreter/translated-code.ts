/** What the hot loop sees of translated code (`translator/`). */

export type TranslatedCode = {
	/** By host offset / 256: negative where it may be entered. */
	readonly lines: Int8Array;
	/**
	 * Runs what can be entered at a host offset and logical address, for at most `left` instructions; answers how many
	 * it executed, 0 where there is nothing. Address and condition code are in the PSW then. `cpu.instructions` counts
	 * those before, for an instruction that goes through the instruction table and asks. Where such a one throws,
	 * `psw.address` is at it and `psw.ilc` its length, as with `interpret`; `cpu.instructions` counts those before it.
	 */
	run(ip: number, address: number, left: number): number;
};

/** None: of a machine that has done little yet, or is to have none. */
export const nothingTranslated: TranslatedCode = {lines: new Int8Array(0x1_0000), run: () => 0};
