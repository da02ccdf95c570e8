/** Completion of the last word of a line, from the command definitions and the files of the accessed disks. */
import {findCommand} from '../../../base/command.js';
import type {Nucleus} from '../nucleus.js';
import {upper} from './scan.js';

/** Types of files whose names can be typed as commands; HELPCP names the commands of CP. */
const nameTypes: ReadonlySet<string> = new Set(['EXEC', 'MODULE', 'HELPCP']);

const unique = (names: Iterable<string>): string[] => [...new Set(names)].toSorted();

/** Whole words that the last word of `line` may become. */
export function complete(nucleus: Nucleus, line: string): readonly string[] {
	const words = upper(line).trimStart().split(/ +/);
	const last = words.at(-1)!;
	return candidates(nucleus, words).filter(word => word.startsWith(last));
}

function candidates(nucleus: Nucleus, words: readonly string[]): readonly string[] {
	const files = nucleus.started ? nucleus.disks.disks.flatMap(disk => disk.list()) : [];
	if (words.length === 1) {
		return unique([
			...nucleus.commands.map(command => command.name),
			...files.filter(file => nameTypes.has(file.type)).map(file => file.name),
		]);
	}

	const own = findCommand(words[0], nucleus.commands)?.complete?.(nucleus, words);
	if (own) {
		return own;
	}

	return words.length === 2
		? unique(files.map(file => file.name))
		: unique(files.filter(file => file.name === words.at(-2)).map(file => file.type));
}
