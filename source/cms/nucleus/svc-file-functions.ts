/**
 * Functions on files as programs call them by SVC 202 (GC20-1819, "FSSTATE", "FSERASE", "FSCLOSE"): file name, type and two characters of mode at +8,
 * +16 and +24 of a list that need not end in a fence. They type no messages. Not here: reading, writing and pointing (RDBUF, WRBUF, POINT).
 */
import type {Step} from '../../guest/action.js';
import type {Nucleus} from './nucleus.js';
import type {SvcFunction} from './svc-functions.js';

/** Calls the command of the same name, silently. */
function fileFunction(name: string): SvcFunction {
	return function * (nucleus: Nucleus, plist: number): Step<number> {
		const {guest: {storage}, settings, commands} = nucleus;
		const operands = [storage.text(plist + 8, 8), storage.text(plist + 16, 8), storage.text(plist + 24, 2)].map(text => text.trimEnd()).filter(text => text !== '');
		const tokens = [name, ...operands];
		const command = commands.find(candidate => candidate.name === name);
		const {suppressMessages} = settings;
		settings.suppressMessages = true;
		try {
			return command
				? yield * command.run({
					cms: nucleus, call: {
						tokens, line: tokens.join(' '), from: 'program', plist,
					}, operands, options: [],
				})
				: -3;
		} finally {
			settings.suppressMessages = suppressMessages;
		}
	};
}

export const svcFileFunctions = ['STATE', 'STATEW', 'ERASE', 'FINIS'].map(name => [name, fileFunction(name)] as const);
