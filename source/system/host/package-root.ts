/**
 * Where the program's own files are: the folder with package.json above the running code, built (`dist/`) or compiled
 * for tests (`build/source/`).
 */
import {existsSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export function packageRoot(): string {
	let folder = path.dirname(fileURLToPath(import.meta.url));
	while (!existsSync(path.join(folder, 'package.json'))) {
		const above = path.dirname(folder);
		if (above === folder) {
			throw new Error('package.json not found above the program');
		}

		folder = above;
	}

	return folder;
}
