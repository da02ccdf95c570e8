/** Branches whose mnemonic carries the mask (GC33-4010, "Extended Mnemonics"). */

const masks: Readonly<Record<string, number>> = {
	B: 15, BH: 2, BL: 4, BE: 8, BNH: 13, BNL: 11, BNE: 7, BO: 1, BP: 2, BM: 4, BZ: 8, BNP: 13, BNM: 11, BNZ: 7, BNO: 14,
};

type ExtendedMnemonic = {readonly mask: number; readonly mnemonic: 'BC' | 'BCR'};

/** Mask and the instruction it belongs to. */
export const extendedMnemonics: ReadonlyMap<string, ExtendedMnemonic> = new Map<string, ExtendedMnemonic>([
	...Object.entries(masks).flatMap(([name, mask]): Array<[string, ExtendedMnemonic]> => [
		[name, {mask, mnemonic: 'BC'}],
		[`${name}R`, {mask, mnemonic: 'BCR'}],
	]),
	['NOP', {mask: 0, mnemonic: 'BC'}],
	['NOPR', {mask: 0, mnemonic: 'BCR'}],
]);
