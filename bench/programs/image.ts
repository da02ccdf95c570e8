/**
 * Storage images of the programs in this folder, by their entry in manifest.json: `NAME.bin` as it is, `NAME.assemble`
 * assembled, with the low storage around it that all of them are built on.
 */
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {assemble} from '../../source/assembler/assemble.js';
import {link} from '../../source/assembler/object/absolute-loader.js';
import type {Library} from '../../source/assembler/source/library.js';
import {parseHexBytes} from '../../source/base/hex.js';

const folder = 'bench/programs';

/** Where a program finds how often it works: a fullword. */
export const timesAddress = 0x300;

/** PSWs by address: to start with; new ones that say what went wrong; those that a program ends with. */
const psws: ReadonlyArray<readonly [address: number, digits: string]> = [
	[0, '0000000000001000'],
	...[0x58, 0x60, 0x68, 0x70, 0x78].map(address =>
		[address, `0002000000DEAD${address.toString(16)}`] as const),
	[0x308, '000200000000C0DE'],
	[0x310, '0002000000DEAD00'],
];

const lines = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

const library: Library = {
	member(name) {
		const file = ['COPY', 'MACRO']
			.map(type => path.join(folder, 'library', `${name}.${type}`))
			.find(each => existsSync(each));
		return file === undefined ? undefined : lines(file);
	},
};

/** Assembles `file`, which must be without errors, and puts it where its START says. */
function assembled(file: string): Uint8Array {
	const {cards, sections, returnCode, diagnostics} = assemble(lines(file), {library});
	if (returnCode > 0) {
		throw new Error(diagnostics.map(({code, text, line}) => `${file}:${line}: ${code} ${text}`).join('\n'));
	}

	const {origin, bytes, unresolved} = link(cards, sections[0].origin);
	if (unresolved.length > 0) {
		throw new Error(`${file}: no ${unresolved.join(', ')}`);
	}

	const image = new Uint8Array(origin + bytes.length);
	image.set(bytes, origin);
	for (const [address, digits] of psws) {
		image.set(parseHexBytes(digits)!, address);
	}

	return image;
}

/** What stands at absolute 0 and behind, with `times` where the program looks for it. */
export function programImage(file: string, times: number): Uint8Array {
	const source = path.join(folder, file);
	const image = file.endsWith('.assemble') ? assembled(source) : readFileSync(source);
	new DataView(image.buffer, image.byteOffset).setUint32(timesAddress, times);
	return image;
}
