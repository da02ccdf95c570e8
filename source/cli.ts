/** The command line: finds the verb, reads its flags (they precede FILE; everything after FILE is the procedure's), runs it. */
import {readFileSync} from 'node:fs';
import process from 'node:process';
import meow from 'meow';
import {UsageError, type FlagDefinition, type Verb} from './commands/verb.js';
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

/** Splits words into the flags of `verb`, checked, and the rest. */
function split(verb: Verb, words: readonly string[]): {flags: string[]; rest: string[]} {
	const flags: string[] = [];
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

			flags.push(word);
			continue;
		}

		const value = inline ?? words[++index];
		if (value === undefined) {
			throw new UsageError(`--${name} needs a value: ${flag.value ?? 'VALUE'}`);
		}

		if (!flag.multiple && flags.some(each => each.startsWith(`--${name}=`))) {
			throw new UsageError(`--${name} is given twice`);
		}

		flags.push(`--${name}=${value}`);
	}

	return {flags, rest: words.slice(index)};
}

async function main(words: readonly string[]): Promise<number> {
	const packageFile = new URL('../package.json', import.meta.url);
	if (words.includes('--help') || words.includes('--version')) {
		const end = words.findIndex(word => word === '--' || verbs.some(verb => verb.name === word));
		if (words.slice(0, end === -1 ? 1 : end + 2).some(word => word === '--help' || word === '--version')) {
			meow(helpText(), {importMeta: import.meta, argv: [words.find(word => word === '--help' || word === '--version')!], pkg: JSON.parse(readFileSync(packageFile, 'utf8')) as never});
		}
	}

	const named = verbs.find(verb => verb.name && verb.name === words[0]);
	const verb = named ?? interactiveVerb;
	const {flags, rest} = split(verb, named ? words.slice(1) : words);
	if (verb === interactiveVerb && rest.length > 0) {
		throw new UsageError(`unknown verb ${rest[0]} (${verbs.map(each => each.name).filter(Boolean).join(', ')}; yorktown --help tells more)`);
	}

	const parsed = meow(helpText(), {
		importMeta: import.meta,
		argv: flags,
		autoHelp: false,
		autoVersion: false,
		pkg: {} as never,
		flags: Object.fromEntries(Object.entries(verb.flags).map(([name, flag]) => [name, {type: flag.type, isMultiple: flag.multiple ?? false}])) as never,
	});
	return verb.run(parsed.flags as never, rest);
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof UsageError)) {
		throw error;
	}

	process.stderr.write(`yorktown: ${error.message}\n`);
	process.exitCode = 2;
}
