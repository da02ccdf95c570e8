/**
 * What a command name stands for, in CMS's order (GC20-1819, "CMS command search order"): at the terminal an EXEC of
 * the name or of what it is a synonym for, then a nucleus extension (VM/SP), what is in the transient area, a command
 * of the nucleus, a MODULE on disk, the same for a synonym, short forms of commands, and at the terminal CP.
 */
import {findCommand, isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import {isInTransientArea, runResident, segmentOf} from '../../loader/resident-module.js';
import {runModule} from '../../loader/run-module.js';
import type {
	Cms, CommandCall, CmsCommand, ResidentModule,
} from '../../cms.js';
import {runExtension} from '../extension-calls.js';
import {area} from '../storage/layout.js';
import {splitOptions} from './scan.js';

/** What was found under a name. */
export type Found = {
	readonly name: string;
	/** Needs a further SVC level for the functions it calls (an EXEC). */
	readonly deep?: boolean;
	/** What its call costs was charged already. */
	readonly isCharged?: boolean;
	/** Files need not be as the disk has them (`CmsCommand`). */
	readonly usesOpenFiles?: boolean;
	run(): Step<number>;
};

/** The system disk and its extension. */
const systemDisks: ReadonlySet<string> = new Set(['S', 'Y']);

/** Character of a name that no file name can have, or `undefined`. */
export function badCharacter(name: string): string | undefined {
	return /[^\w$@#+\-:]/.exec(name)?.[0];
}

export function * findFor(cms: Cms, call: CommandCall): Step<Found | undefined> {
	const [name] = call.tokens;
	if (name === undefined) {
		return undefined;
	}

	const renamed = call.from === 'program' ? undefined : synonymOf(cms, name);
	const other = renamed === undefined ? undefined : {...call, tokens: [renamed, ...call.tokens.slice(1)]};
	return impliedExec(cms, call) ?? (other && impliedExec(cms, other))
		?? (yield * byName(cms, call)) ?? (other && (yield * byName(cms, other))) ?? (yield * abbreviated(cms, call));
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
	return exec && nucleusCommand(cms, exec, {...call, tokens: ['EXEC', ...call.tokens]});
}

function * byName(cms: Cms, call: CommandCall): Step<Found | undefined> {
	const [name] = call.tokens;
	const extension = cms.extensions.find(name);
	if (extension) {
		return {name, run: () => runExtension(cms, extension, call)};
	}

	const command = cms.commands.find(candidate => candidate.name === name || candidate.synonyms?.includes(name));
	return command?.module
		? yield * withModule(cms, command, command.module, call)
		: (command ? nucleusCommand(cms, command, call) : moduleFile(cms, name, call));
}

/** The system's short forms of command names. */
function * abbreviated(cms: Cms, call: CommandCall): Step<Found | undefined> {
	if (call.from === 'program' || !cms.settings.abbreviations || !cms.settings.standardSynonyms) {
		return undefined;
	}

	const command = findCommand(call.tokens[0], cms.commands);
	return command?.module
		? yield * withModule(cms, command, command.module, call)
		: command && nucleusCommand(cms, command, call);
}

function nucleusCommand(cms: Cms, command: CmsCommand, call: CommandCall): Found {
	return {
		name: command.name,
		deep: command.name === 'EXEC',
		usesOpenFiles: command.usesOpenFiles,
		run: () => command.run({cms, call, ...splitOptions(call.tokens)}),
	};
}

/**
 * A command that is not of the nucleus: in the transient area from a call before, or else in its segment, or else the
 * first MODULE file of its name. A user's own file, on a disk before the system's, goes before the segment.
 */
function * withModule(
	cms: Cms,
	command: CmsCommand,
	module: ResidentModule,
	call: CommandCall,
): Step<Found | undefined> {
	if (isInTransientArea(cms, module)) {
		const place = {start: area.transient, bytes: module.bytes};
		return {name: command.name, run: () => runResident(cms, command, place, call)};
	}

	const file = cms.disks.find(module.name, 'MODULE', '*');
	const isOwn = file !== undefined && !systemDisks.has(file.disk.letter);
	const segment = isOwn || module.segment === undefined
		? undefined
		: yield * segmentOf(cms, module.segment, module.bytes);
	return segment
		? {name: command.name, run: () => runResident(cms, command, segment, call)}
		: moduleFile(cms, module.name, call);
}

function moduleFile(cms: Cms, name: string, call: CommandCall): Found | undefined {
	// `*` would be any name.
	const found = name === '*' ? undefined : cms.disks.find(name, 'MODULE', '*');
	return found && {name, run: () => runModule(cms, found, call)};
}
