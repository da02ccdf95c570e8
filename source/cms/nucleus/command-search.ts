/**
 * What a command name stands for, in CMS's order (GC20-1819, "CMS command search order"): at the terminal an EXEC first, then nucleus and
 * transient commands, those installed by services, their abbreviations, a MODULE on disk, and at the terminal CP.
 */
import {findCommand} from '../../base/command.js';
import type {Step} from '../../guest/action.js';
import {runModule} from '../loader/run-module.js';
import type {CommandCall, CmsCommand} from '../cms.js';
import type {Nucleus} from './nucleus.js';
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

export function findFor(nucleus: Nucleus, call: CommandCall): Found | undefined {
	const [name] = call.tokens;
	if (name === undefined) {
		return undefined;
	}

	return impliedExec(nucleus, call) ?? resident(nucleus, call) ?? moduleFile(nucleus, call);
}

function impliedExec(nucleus: Nucleus, call: CommandCall): Found | undefined {
	if (call.from !== 'terminal' || !nucleus.settings.impliedExec || !nucleus.disks.find(call.tokens[0], 'EXEC', '*')) {
		return undefined;
	}

	const exec = nucleus.commands.find(command => command.name === 'EXEC');
	return exec && commandFound(nucleus, exec, {...call, tokens: ['EXEC', ...call.tokens]});
}

function resident(nucleus: Nucleus, call: CommandCall): Found | undefined {
	const [name] = call.tokens;
	const command = call.from === 'program' || !nucleus.settings.abbreviations
		? nucleus.commands.find(candidate => candidate.name === name || candidate.synonyms?.includes(name))
		: findCommand(name, nucleus.commands);
	return command && commandFound(nucleus, command, call);
}

function commandFound(nucleus: Nucleus, command: CmsCommand, call: CommandCall): Found {
	return {
		name: command.name,
		deep: command.name === 'EXEC',
		run: () => command.run({cms: nucleus, call, ...splitOptions(call.tokens)}),
	};
}

function moduleFile(nucleus: Nucleus, call: CommandCall): Found | undefined {
	const [name] = call.tokens;
	const found = nucleus.disks.find(name, 'MODULE', '*');
	return found && {name, run: () => runModule(nucleus, found, call)};
}
