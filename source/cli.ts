/** The command line: finds the verb, reads its flags (they precede FILE; everything after FILE is the procedure's), runs it. */
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {UsageError, type FlagDefinition, type Flags, type Verb} from './commands/verb.js';
import {interactiveVerb, verbs} from './commands/verbs.js';

function helpText(): string {
	const lines = ['', '  Usage'];
	for (const verb of verbs) {
		lines.push(`    $ ${['yorktown', verb.name, '[flags]', verb.operands].filter(Boolean).join(' ')}`, `        ${verb.summary}`);
	}

	for (const verb of verbs) {
		lines.push('', `  Flags${verb.name ? ` of ${verb.name}` : ''}`);
		for (const [name, flag] of Object.entries(verb.flags)) {
			lines.push(`    ${`--${name}${flag.value ? ` ${flag.value}` : ''}`.padEnd(28)} ${flag.text}`);
		}
	}

	lines.push('', '  Exit status of run: the procedure\'s return code (255 if over 255), 2 wrong use, 124 timeout, 130 interrupted.');
	return lines.join('\n');
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
		const flag: FlagDefinition | undefined = word.startsWith('--') && Object.hasOwn(verb.flags, name) ? verb.flags[name] : undefined;
		if (!flag) {
			throw new UsageError(`unknown flag ${word}${verb.name ? ` of ${verb.name}` : ''} (yorktown --help lists them)`);
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

/** `--help` and `--version`, before or right behind the verb. Meow is loaded for them alone: it would cost every `run` a tenth of its time. */
async function showAbout(words: readonly string[]): Promise<void> {
	const end = words.findIndex((word, index) => !word.startsWith('-') && !(index === 0 && verbs.some(verb => verb.name === word)));
	const asked = words.slice(0, end === -1 ? undefined : end).find(word => word === '--help' || word === '--version');
	if (asked) {
		const {default: meow} = await import('meow');
		meow(helpText(), {importMeta: import.meta, argv: [asked], pkg: JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as never});
	}
}

async function main(words: readonly string[]): Promise<number> {
	await showAbout(words);
	const named = verbs.find(verb => verb.name && verb.name === words[0]);
	const verb = named ?? interactiveVerb;
	const {flags, rest} = split(verb, named ? words.slice(1) : words);
	if (verb === interactiveVerb && rest.length > 0) {
		throw new UsageError(`unknown verb ${rest[0]} (${verbs.map(each => each.name).filter(Boolean).join(', ')}; yorktown --help tells more)`);
	}

	return verb.run(flags, rest);
}

process.stdout.on('error', ({code, message}: NodeJS.ErrnoException) => {
	// Whoever read our output has seen enough (`| head`), or the terminal is gone (the panes notice and shut down): no fault of ours.
	if (code === 'EPIPE') {
		process.exit();
	} else if (code !== 'EIO') {
		throw new Error(`standard output: ${message}`);
	}
});

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof UsageError)) {
		throw error;
	}

	process.stderr.write(`yorktown: ${error.message}\n`);
	process.exitCode = 2;
}
