/** START (GC20-1818): runs the program in storage. */
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CommandCall} from '../../cms.js';
import {findEntry, forgetUndefined} from '../../loader/loader-table.js';
import {isLoadedSystem} from '../../loader/run-module.js';
import {forgetReset} from '../../loader/reset-name.js';
import {nucon} from '../../nucleus/storage/nucon.js';
import {messages} from '../../messages/index.js';

/** Instructions lie on halfwords. */
const instructionStep = 2;

/**
 * Runs the program at `address`; answers its return code. The lists of `call` begin with the entry point, or `*`. Where
 * nothing is loaded, or zeros, which are no instruction, there is no entry point.
 */
export function * startProgram(cms: Cms, address: number, call: CommandCall): Step<number> {
	const {storage} = cms.guest;
	forgetUndefined(cms);
	forgetReset(storage);
	if (address === 0 || (storage.contains(address, instructionStep) && storage.half(address) === 0)) {
		return yield * cms.message(messages.DMSLIO055E);
	}

	yield * cms.message(messages.DMSLIO740I);
	return yield * cms.callProgram(address, call, isLoadedSystem(storage));
}

export const start: CmsCommand = {
	name: 'START',
	minimum: 5,
	syntax: ['START [entry|*] [args...]'],
	summary: 'Starts the program loaded by LOAD or LOADMOD, at its entry point or the one named.',
	description: [
		'R1 has the address of the parameter list: the entry point as given, or *, and the arguments, eight characters '
		+ 'each, and eight bytes of X\'FF\'. At the terminal and in an EXEC R0 has the address of the extended list: '
		+ 'the same as typed.',
	],
	returnCodes: ['40  Nothing is loaded, or no such entry point.', 'other  Register 15 of the program.'],
	* run({cms, call, operands}) {
		const [entry = '*', ...args] = operands;
		const loaded = cms.guest.storage.word(nucon.startAddress);
		const address = entry.startsWith('*') ? loaded : findEntry(cms, entry);
		if (address === undefined) {
			return yield * cms.message(messages.DMSLIO021E, {entry});
		}

		const {from, line, uncut} = call;
		const behind = (text: string): string => text.trimStart().replace(/^[^ ()]+ */, '') || entry;
		return yield * startProgram(cms, loaded === 0 ? 0 : address, {
			from, tokens: [entry, ...args], line: behind(line), ...(uncut && {uncut: () => behind(uncut())}),
		});
	},
};
