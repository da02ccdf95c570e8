/**
 * RUN (GC20-1818; VM/370's HELP, "RUN"): an EXEC, a MODULE or a TEXT file, by what there is of the name. Compilers are
 * none of ours: a source of theirs is refused, as where the compiler's module is not on the system disk.
 */
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CommandCall} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {checkFileId} from '../files/state.js';

/** Types looked for in this order where none is given. */
const types = ['EXEC', 'MODULE', 'TEXT'] as const;
type RunType = typeof types[number];
/** Compilers of the types that have one, those tried first in front. */
const compilers: Readonly<Record<string, string>> = {
	FORTRAN: 'FORTRAN', FREEFORT: 'GOFORT', COBOL: 'COBOL', PLI: 'PLIOPT', PLIOPT: 'PLIOPT',
};
const mostArguments = 13;
/** LOAD says it where names are undefined: the program is started all the same. */
const warning = 4;

/** Commands that run a file, the next one where the one before ended well. */
const commandsFor = (type: RunType, name: string, mode: string, words: readonly string[]): string[][] => ({
	EXEC: [['EXEC', name, ...words]],
	MODULE: [['LOADMOD', name, 'MODULE', mode], ['START', '*', ...words]],
	TEXT: [['LOAD', name], ['START', '*', ...words]],
})[type];

function * runAll(cms: Cms, commands: ReadonlyArray<readonly string[]>, {from}: CommandCall): Step<number> {
	let rc = 0;
	for (const tokens of commands) {
		rc = yield * cms.execute({tokens, line: tokens.join(' '), from});
		if (rc !== 0 && !(tokens[0] === 'LOAD' && rc === warning)) {
			return rc;
		}
	}

	return rc;
}

const isRunType = (type: string): type is RunType => (types as readonly string[]).includes(type);

export const run: CmsCommand = {
	name: 'RUN',
	minimum: 3,
	syntax: ['RUN fn [ft [fm]] [(args...[)]]'],
	summary: 'Runs a file by its type: an EXEC, a MODULE or a TEXT file.',
	description: [
		'Without a type the first file of the name is taken that is an EXEC, a MODULE or a TEXT file, in this order. A '
		+ 'MODULE is loaded by LOADMOD, a TEXT file by LOAD, and started with *; the arguments, up to thirteen, stand '
		+ 'behind it. Of an EXEC they are &1, &2 and so on.',
		'Without a type the first file of the name is taken that is an EXEC, MODULE or TEXT file, in this order. A '
		+ 'are not run: there is none.',
	],
	returnCodes: [
		'20  Invalid character in the name.',
		'24  No name, a type that cannot be run, an operand or argument too many.',
		'28  No such file, or no compiler for it.',
		'36  Disk not accessed.',
		'other  Of LOAD, LOADMOD, or the program.',
	],
	* run({cms, call, operands, options}) {
		const [name, type, mode = '*', extra] = operands;
		if (name === undefined) {
			return yield * cms.message(messages.DMSRUN001E);
		}

		const surplus = extra ?? options[mostArguments];
		if (surplus !== undefined) {
			return yield * cms.message(messages.DMSRUN070E, {parameter: surplus});
		}

		const wrong = yield * checkFileId(cms, [name, type ?? 'EXEC', mode], true);
		if (wrong !== 0) {
			return wrong;
		}

		if (type !== undefined && !isRunType(type)) {
			return Object.hasOwn(compilers, type)
				? yield * cms.message(messages.DMSRUN999E, {compiler: compilers[type]})
				: yield * cms.message(messages.DMSRUN032E, {type});
		}

		const found = type === undefined
			? types.find(each => cms.disks.find(name, each, '*'))
			: (cms.disks.find(name, type, mode) && type);
		return found === undefined
			? yield * cms.message(messages.DMSRUN002E, {file: type === undefined ? name : `${name} ${type}`})
			: yield * runAll(cms, commandsFor(found, name, mode, options), call);
	},
};
