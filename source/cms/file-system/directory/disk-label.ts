/** Block 3, the label of a CMS disk (SY20-0887). */
import {characters, Layout} from '../../../base/layout.js';
import {blockSize} from '../disk/geometry.js';

export const diskLabel = new Layout(blockSize, {identifier: characters(0, 4), label: characters(4, 6)});
const identifier = 'CMS=';

/** Block 3. `label`: what is longer than six characters is cut. */
export function encodeLabel(label: string): Uint8Array {
	return diskLabel.encode({identifier, label: label.slice(0, diskLabel.fields.label.length)});
}

/** Label of a CMS disk, or `undefined` where block 3 does not begin with `CMS=`. */
export function labelOf(block: Uint8Array): string | undefined {
	const found = diskLabel.decode(block);
	return found.identifier === identifier ? found.label.replace(/[\u0000 ]+$/, '') : undefined;
}
