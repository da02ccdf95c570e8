/**
 * What a command name stands for, in CMS's order (GC20-1819, "CMS command search order"): at the terminal an EXEC of
 * the name or of what it is a synonym for, then nucleus and transient commands, those installed by services, a MODULE
 * on disk, the same for a synonym, short forms of commands, and at the terminal CP.
 */
import {findCommand, isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import {bringIn} from '../../loader/resident-module.js';
import {runModule} from '../../loader/run-module.js';
import type {Cms, CommandCall, CmsCommand} from '../../cms.js';
import {splitOptions} from './scan.js';

/** What was found under a name. */
export type Found = {
	readonly name: string;
	/** Needs a further SVC level for the functions it calls (an EXEC). */
	readonly deep?: boolean;
	run(): Step<number>;
};

/** Character of a name that no file name can have, or `undefined`. */
export function badCharacter(name: string): string | undefined {
	return /[^\w$@#+\-:]/.exec(name)?.[0];
}

export function findFor(cms: Cms, call: CommandCall): Found | undefined {
	const [name] = call.tokens;
	if (name === undefined) {
		return undefined;
	}

	const renamed = call.from === 'program' ? undefined : synonymOf(cms, name);
	const other = renamed === undefined ? undefined : {...call, tokens: [renamed, ...call.tokens.slice(1)]};
	return impliedExec(cms, call) ?? (other && impliedExec(cms, other))
		?? resident(cms, call) ?? moduleFile(cms, call)
		?? (other && (resident(cms, other) ?? moduleFile(cms, other)))
		?? abbreviated(cms, call);
}

/** What the user's synonym `name` stands for. With SET ABBREV OFF only whole synonyms count. */
function synonymOf({synonyms: {entries}, settings}: Cms, name: string): string | undefined {
	const found =
		entries.find(({synonym}) => synonym === name)
		?? (settings.abbreviations
			? entries.find(({synonym, minimum}) => isAbbreviation(name, synonym, minimum))
			: undefined);
	return found?.command;
}

function impliedExec(cms: Cms, call: CommandCall): Found | undefined {
	if (call.from !== 'terminal' || !cms.settings.impliedExec || !cms.disks.find(call.tokens[0], 'EXEC', '*')) {
		return undefined;
	}

	const exec = cms.commands.find(command => command.name === 'EXEC');
	return exec && commandFound(cms, exec, {...call, tokens: ['EXEC', ...call.tokens]});
}

function resident(cms: Cms, call: CommandCall): Found | undefined {
	const [name] = call.tokens;
	const command = cms.commands.find(candidate => candidate.name === name || candidate.synonyms?.includes(name));
	return command && commandFound(cms, command, call);
}

/** The system's short forms of command names. */
function abbreviated(cms: Cms, call: CommandCall): Found | undefined {
	if (call.from === 'program' || !cms.settings.abbreviations || !cms.settings.standardSynonyms) {
		return undefined;
	}

	const command = findCommand(call.tokens[0], cms.commands);
	return command && commandFound(cms, command, call);
}

function commandFound(cms: Cms, command: CmsCommand, call: CommandCall): Found {
	return {
		name: command.name,
		deep: command.name === 'EXEC',
		run: () => runCommand(cms, command, call),
	};
}

/** Runs a command, when the code that it has in storage is there. */
function * runCommand(cms: Cms, command: CmsCommand, call: CommandCall): Step<number> {
	const code = command.module ? yield * bringIn(cms, command.module) : 0;
	return code === 0 ? yield * command.run({cms, call, ...splitOptions(call.tokens)}) : code;
}

function moduleFile(cms: Cms, call: CommandCall): Found | undefined {
	const [name] = call.tokens;
	const found = cms.disks.find(name, 'MODULE', '*');
	return found && {name, run: () => runModule(cms, found, call)};
}
