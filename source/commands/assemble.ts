/**
 * `yorktown assemble FILE`: the System/370 assembler from the host's shell. Exit status = the assembler's return code.
 */
import {writeFileSync} from 'node:fs';
import process from 'node:process';
import {link} from '../assembler/object/absolute-loader.js';
import {assemble as assembleSource, type AssemblyResult} from '../assembler/assemble.js';
import type {Diagnostic} from '../assembler/diagnostic.js';
import {concatenate, type Library} from '../assembler/source/library.js';
import {HostClock, virtualStart} from '../base/clock.js';
import {parseHex} from '../base/hex.js';
import {limits} from '../base/limits.js';
import {hostProblem} from '../machine/devices/host-problem.js';
import {HostFolder} from '../system/files/host-folder.js';
import {readBytes} from './input-bytes.js';
import {choiceFlag, listFlag, textFlag, UsageError, type Flags} from './verb.js';

/** Extensions a member's file may have in a folder, the first found wins. */
const extensions = ['.macro', '.mac', '.copy', '.assemble', '.asm', ''];

/** Lines of a source: UTF-8, or ISO 8859-1 where it is not valid as that. */
function sourceLines(file: string, bytes: Uint8Array): string[] {
	const buffer = Buffer.from(bytes);
	const text = buffer.toString('utf8');
	const lines = (text.includes('\uFFFD') ? buffer.toString('latin1') : text)
		.split(/\r?\n/)
		.map(line => line.replaceAll('\t', '        '));
	if (lines.at(-1) === '') {
		lines.pop();
	}

	const long = lines.findIndex(line => line.length > 80);
	if (long !== -1) {
		throw new UsageError(`${file}: line ${long + 1} is longer than 80 columns`);
	}

	return lines;
}

/** A folder as a library: a member is a file of its name, in that folder and nowhere else. */
function folderLibrary(path: string): Library {
	let folder: HostFolder;
	let names: string[];
	try {
		folder = new HostFolder(path);
		names = folder.list().map(({name}) => name);
	} catch (error) {
		throw new UsageError(`${path}: ${hostProblem(error).problem}`);
	}

	return {
		member(name) {
			for (const extension of extensions) {
				const file = names.find(each => each.toUpperCase() === (name + extension).toUpperCase());
				const content = file && folder.read(file, limits.hostFile.value);
				if (content && 'problem' in content) {
					throw new UsageError(`${path}/${file}: ${content.problem}`);
				}

				if (content) {
					return sourceLines(`${path}/${file}`, content);
				}
			}

			return undefined;
		},
	};
}

function write(file: string, content: string | Uint8Array): void {
	if (file === '-') {
		process.stdout.write(content);
		return;
	}

	try {
		writeFileSync(file, content);
	} catch (error) {
		throw new UsageError(`${file}: ${hostProblem(error).problem}`);
	}
}

/** The listing as text: carriage control becomes blank lines and form feeds. */
function listingText(lines: readonly string[]): string {
	const before: Readonly<Record<string, string>> = {' ': '', 0: '\n', '-': '\n\n', 1: '\f'};
	return lines
		.map((line, index) => `${index === 0 && line.startsWith('1') ? '' : (before[line[0]] ?? '')}${line.slice(1)}\n`)
		.join('');
}

function diagnosticText(file: string, {code, severity, text, line, member, column}: Diagnostic): string {
	const place = [member ?? file, line, ...(column === undefined ? [] : [column])].join(':');
	return `${place}: ${code} (${severity}) ${text}\n`;
}

function parseOrigin(origin: string): number {
	const address = parseHex(origin);
	if (address === undefined || address % 8 !== 0) {
		throw new UsageError(`--origin ${origin}: must be a hexadecimal address, a multiple of 8`);
	}

	return address;
}

function writeImage(result: AssemblyResult, file: string, address: number): void {
	const {bytes, unresolved} = link(result.cards, address);
	if (unresolved.length > 0) {
		throw new UsageError(`--image ${file}: ${[...new Set(unresolved)].join(', ')} is not defined in the program`);
	}

	write(file, bytes);
}

export async function assemble(flags: Flags, words: readonly string[]): Promise<number> {
	const [file, ...rest] = words;
	if (file === undefined || rest.length > 0) {
		const flag = rest.find(word => word.startsWith('--'));
		throw new UsageError(flag ? `assemble: flags come before FILE: ${flag}` : 'assemble: needs exactly one FILE');
	}

	const clock = choiceFlag(flags, 'clock', ['virtual', 'host'], 'virtual');
	const origin = parseOrigin(textFlag(flags, 'origin') ?? '0');
	const result = assembleSource(sourceLines(file, readBytes(file)), {
		library: concatenate(listFlag(flags, 'macro').map(folder => folderLibrary(folder))),
		sysparm: textFlag(flags, 'sysparm'),
		time: clock === 'host' ? new HostClock().now() : virtualStart,
		crossReference: choiceFlag<'full' | 'short' | 'none'>(flags, 'xref', ['full', 'short', 'none'], 'full'),
	});
	const listing = textFlag(flags, 'listing');
	const object = textFlag(flags, 'object');
	const image = textFlag(flags, 'image');
	if (listing !== undefined) {
		write(listing, listingText(result.listing));
	}

	if (object !== undefined) {
		write(object, Buffer.concat(result.cards));
	}

	if (image !== undefined) {
		writeImage(result, image, origin);
	}

	process.stderr.write(result.diagnostics.map(diagnostic => diagnosticText(file, diagnostic)).join(''));
	return result.returnCode;
}
