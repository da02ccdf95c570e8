/** `yorktown bare --instructions`: the instruction table, one line an instruction. */
import {hex} from '../../base/hex.js';
import {greatest} from '../../base/sequences.js';
import {instructionCatalogue} from '../../machine/instructions/instruction-catalogue.js';

const titles = ['Code', 'Mnemonic', 'Format', 'Feature', 'GA22-7000'];

/**
 * The listing: operation code, mnemonic, format, feature, chapter and section of the manual, in columns, and a closing
 * count.
 */
export function instructionListing(): string {
	const rows = instructionCatalogue().map(({row, feature, chapter, section}) => [
		hex(row.opcode, row.opcode > 255 ? 4 : 2), row.mnemonic, row.format, feature, `${chapter}, ${section}`,
	]);
	const table = [titles, ...rows];
	const widths = titles.map((_, column) => greatest(table.map(cells => cells[column].length)));
	const lines = table.map(cells => cells.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
	return `${lines.join('\n')}\n${rows.length} instructions\n`;
}
