/**
 * What a program that was killed had in the making: files under the names that they have before they are whole. Nobody
 * reads them; a folder that is locked has no other program that makes any.
 */
import {existsSync, readdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {hostProblem} from '../../machine/devices/host-problem.js';

/** By folder of the data folder: what is in the making there. */
const inTheMaking: Readonly<Record<string, RegExp>> = {
	'.': /^(?:built|directory)\.json\.new$|^USER DIRECT\.new$/,
	volumes: /^[A-Z\d$#@]{1,6}\.[\d-]+\.new$/,
	output: /^\..*\.part$/,
	accounting: /^\..*\.part$/,
};

/** Removes it from a locked folder, as far as the host lets it go. */
export function removeLeftovers(folder: string): void {
	for (const [name, pattern] of Object.entries(inTheMaking)) {
		const place = path.join(folder, name);
		for (const file of existsSync(place) ? readdirSync(place).filter(each => pattern.test(each)) : []) {
			try {
				rmSync(path.join(place, file), {force: true});
			} catch (error) {
				// It is in nobody's way.
				hostProblem(error);
			}
		}
	}
}
