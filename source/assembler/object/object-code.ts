/** What pass 2 assembles, in the order it does: text, relocations, punched cards. */
import type {Base, Section} from '../expression/symbol-table.js';

export type Text = {readonly section: Section; readonly address: number; readonly bytes: Uint8Array};

export type RelocationEntry = {
	/** Symbol whose address is added. */
	readonly base: Base | undefined;
	/** Section the constant stands in. */
	readonly section: Section;
	/** Type, length and direction; bit 7 (same as next) belongs to the card. */
	readonly flags: number;
	readonly address: number;
};

export class ObjectCode {
	/** PUNCH and REPRO cards stand between the text as they were met. */
	readonly text: Array<Text | {readonly card: Uint8Array}> = [];
	readonly relocations: RelocationEntry[] = [];
	/** Address of END's operand. */
	entry: {readonly base: Base; readonly address: number} | undefined;

	store(section: Section, address: number, bytes: Uint8Array): void {
		if (bytes.length > 0 && section.kind !== 'DSECT' && section.kind !== 'CM') {
			this.text.push({section, address, bytes});
		}
	}

	/** In the order of the dictionary: section, symbol, address. */
	relocationDictionary(): RelocationEntry[] {
		const id = (base: Base | undefined) => base?.id ?? 0;
		return this.relocations.toSorted(
			(a, b) => a.section.id - b.section.id || id(a.base) - id(b.base) || a.address - b.address,
		);
	}
}
