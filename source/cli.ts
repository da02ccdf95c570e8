/**
 * The command line: finds the verb, reads its flags (they precede FILE; everything after FILE is the procedure's), runs
 * it.
 */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {greatest} from './base/sequences.js';
import {UsageError, type FlagDefinition, type Flags, type Verb} from './commands/verb.js';
import {interactiveVerb, verbs} from './commands/verbs.js';
import {withoutControls} from './port/text.js';
import {packageRoot} from './system/host/package-root.js';

const usageLine = ({name, subjects = [], operands}: Verb): string =>
	['yorktown', name, subjects.join('|'), '[flags]', operands].filter(Boolean).join(' ');

const pageWidth = 80;

/** `text` in lines of a page, those after the first as far in as the text begins. */
function paragraph(heading: string, text: string): string[] {
	const lines = [heading];
	for (const word of text.split(' ')) {
		if (lines.at(-1)!.length + 1 + word.length > pageWidth) {
			lines.push(' '.repeat(heading.length));
		}

		lines.push(`${lines.pop()!} ${word}`);
	}

	return lines;
}

function flagLines({flags}: Verb): string[] {
	const names = Object.entries(flags).map(([name, {value}]) => `--${name}${value ? ` ${value}` : ''}`);
	const width = greatest(names.map(name => name.length));
	return Object.values(flags).flatMap(({text}, index) => paragraph(`    ${names[index].padEnd(width)} `, text));
}

/** Help for one verb; for the one without a name, with a list of the others. */
function helpText(verb: Verb): string {
	const others = verb === interactiveVerb ? verbs.filter(each => each !== verb) : [];
	const width = greatest(others.map(({name}) => name.length), 0);
	return [
		'', '  Usage', `    $ ${usageLine(verb)}`, `        ${verb.summary}`,
		...(others.length > 0 ? ['    $ yorktown VERB --help'] : []),
		...others.map(({name, summary}) => `        ${name.padEnd(width)}  ${summary}`),
		'', '  Flags', ...flagLines(verb), '',
		...paragraph('  Exit status:', verb.exits),
	].join('\n');
}

/** Reads the flags of `verb` up to the first word that is none; the rest is the verb's, or the procedure's. */
function split(verb: Verb, words: readonly string[]): {readonly flags: Flags; readonly rest: readonly string[]} {
	const flags: Record<string, string | boolean | string[]> = {};
	let index = 0;
	for (; index < words.length; index++) {
		const word = words[index];
		if (word === '--') {
			index++;
			break;
		}

		if (!word.startsWith('-') || word === '-') {
			break;
		}

		const [name, inline] = word.replace(/^--?/, '').split(/=(.*)/s, 2) as [string, string | undefined];
		const flag: FlagDefinition | undefined =
			word.startsWith('--') && Object.hasOwn(verb.flags, name) ? verb.flags[name] : undefined;
		if (!flag) {
			throw new UsageError(`unknown flag ${word}${verb.name ? ` of ${verb.name}` : ''} (`
				+ `${['yorktown', verb.name, '--help'].filter(Boolean).join(' ')} lists them)`);
		}

		if (flag.type === 'boolean') {
			if (inline !== undefined) {
				throw new UsageError(`--${name} takes no value`);
			}

			flags[name] = true;
			continue;
		}

		const value = inline ?? words[++index];
		if (value === undefined) {
			throw new UsageError(`--${name} needs a value: ${flag.value ?? 'VALUE'}`);
		}

		if (flag.multiple) {
			flags[name] = [...(flags[name] as string[] | undefined ?? []), value];
		} else if (name in flags) {
			throw new UsageError(`--${name} is given twice`);
		} else {
			flags[name] = value;
		}
	}

	return {flags, rest: words.slice(index)};
}

/** What the verb is about, where that is said. */
function subjectOf([name, subject]: readonly string[]): string | undefined {
	return verbs.find(verb => verb.name === name)?.subjects?.find(each => each === subject);
}

/**
 * `--help` and `--version`, before or right behind the verb. Meow is loaded for them alone: it would cost every `run` a
 * tenth of its time.
 */
async function showAbout(words: readonly string[]): Promise<void> {
	const end = words.findIndex(
		(word, index) => !word.startsWith('-') && !(index === 0 && verbs.some(verb => verb.name === word))
			&& !(index === 1 && subjectOf(words) === word),
	);
	const asked = words.slice(0, end === -1 ? undefined : end).find(word => word === '--help' || word === '--version');
	if (asked) {
		const verb = verbs.find(each => each.name === words[0]) ?? interactiveVerb;
		const {default: meow} = await import('meow');
		// Of which a script, unlike a module, has no more.
		const own: Pick<ImportMeta, 'url'> = {url: import.meta.url};
		meow(helpText(verb), {
			importMeta: own as ImportMeta,
			argv: [asked],
			pkg: JSON.parse(readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')) as never,
		});
	}
}

async function main(words: readonly string[]): Promise<number> {
	await showAbout(words);
	const named = verbs.find(verb => verb.name && verb.name === words[0]);
	const verb = named ?? interactiveVerb;
	const subject = subjectOf(words);
	if (verb.subjects && subject === undefined) {
		throw new UsageError(`${verb.name} ${verb.subjects.join('|')}: one of these must follow`);
	}

	const {flags, rest} = split(verb, words.slice(subject === undefined ? Number(named !== undefined) : 2));
	if (verb === interactiveVerb && rest.length > 0) {
		if (verbs.some(({name}) => name && name === rest[0])) {
			const start = `yorktown ${rest[0]}`;
			throw new UsageError(`the verb comes first: ${start} [flags] …; ${start} --help tells more`);
		}

		throw new UsageError(`unknown verb ${rest[0]} (${verbs
			.map(each => each.name)
			.filter(Boolean)
			.join(', ')}; yorktown --help tells more)`);
	}

	return verb.run(flags, subject === undefined ? rest : [subject, ...rest]);
}

process.stdout.on('error', ({code, message}: NodeJS.ErrnoException) => {
	// Whoever read our output has seen enough (`| head`), or the terminal is gone (the panes notice and shut down): no
	// fault of ours.
	if (code === 'EPIPE') {
		process.exit();
	} else if (code !== 'EIO') {
		// A full disk: what is missing there cannot be mended, but whoever asked must not take it for whole.
		process.stderr.write(`yorktown: standard output: ${message}\n`);
		process.exit(2);
	}
});

/** What other programs may ask of this one: the built one's launcher does. */
export const verbNames: readonly string[] = verbs.map(({name}) => name);

async function start(): Promise<void> {
	try {
		process.exitCode = await main(process.argv.slice(2));
	} catch (error) {
		if (!(error instanceof UsageError)) {
			throw error;
		}

		// Names of files may hold anything.
		process.stderr.write(`yorktown: ${error.message.split('\n').map(line => withoutControls(line)).join('\n')}\n`);
		process.exitCode = 2;
	}
}

// A script, which is what it is built to, has no await outside of functions.
// eslint-disable-next-line unicorn/prefer-top-level-await
void start();
