/** Writes the files of a folder as one tar archive, compressed where its name says so. */
import {
	createReadStream, createWriteStream, readdirSync, renameSync, rmSync, statSync,
} from 'node:fs';
import path from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {limits} from '../../../base/limits.js';
import {ConfigurationError} from '../../configuration-error.js';
import {hostFileLayer, privateFile} from '../../journal/file-layer.js';
import {
	encodeTarHeader, fillOf, longestName, tarBlock,
} from './tar-format.js';

/** Whether a name is one of an archive, and not of a folder. */
export const isArchiveName = (file: string): boolean => /\.(?:tar|tgz|tar\.gz)$/i.test(file);

/** Names of the files of a folder and of the folders in it, in order. */
function namesIn(folder: string): string[] {
	return readdirSync(folder, {withFileTypes: true}).toSorted((one, other) => one.name < other.name ? -1 : 1)
		.flatMap(entry => entry.isDirectory()
			? readdirSync(path.join(folder, entry.name)).toSorted().map(name => `${entry.name}/${name}`)
			: [entry.name]);
}

async function * contentOf(folder: string): AsyncGenerator<Uint8Array> {
	for (const name of namesIn(folder)) {
		const file = path.join(folder, name);
		const {size, mtimeMs} = statSync(file);
		const time = Math.max(0, Math.floor(mtimeMs / 1000));
		if (Buffer.from(name).length >= longestName || size > limits.archiveFile.value) {
			throw new ConfigurationError(`${file}: its name or itself is too long for one file; back up to a folder`);
		}

		yield encodeTarHeader({name, size, time});
		yield * createReadStream(file, {highWaterMark: 1024 * 1024});
		yield new Uint8Array(fillOf(size));
	}

	yield new Uint8Array(2 * tarBlock);
}

/** The archive has its name when all of it is safe. Throws the host's error; nothing is left then. */
export async function writeArchive(folder: string, target: string): Promise<void> {
	const aside = `${target}.part`;
	rmSync(aside, {force: true});
	try {
		const steps = /\.tar$/i.test(target) ? [] : [createGzip({level: 6})];
		await pipeline([
			Readable.from(contentOf(folder), {objectMode: false}),
			...steps,
			createWriteStream(aside, {mode: privateFile, flags: 'wx'}),
		]);
		const descriptor = hostFileLayer.open(aside, 'update');
		try {
			hostFileLayer.sync(descriptor);
		} finally {
			hostFileLayer.close(descriptor);
		}

		renameSync(aside, target);
		hostFileLayer.syncFolder(path.dirname(target));
	} catch (error) {
		rmSync(aside, {force: true});
		throw error;
	}
}
