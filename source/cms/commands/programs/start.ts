/** START (GC20-1818): runs the program in storage. */
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {findEntry} from '../../loader/loader-table.js';
import {nucon} from '../../nucleus/storage/nucon.js';
import {messages} from '../../messages/index.js';

/** Runs the program at `address`; answers its return code. */
export function * startProgram(cms: Cms, address: number, tokens: readonly string[]): Step<number> {
	yield * cms.message(messages.DMSLIO740I);
	return yield * cms.callProgram(address, tokens);
}

export const start: CmsCommand = {
	name: 'START',
	minimum: 5,
	syntax: ['START [entry|*] [args...]'],
	summary: 'Starts the program loaded by LOADMOD, at its entry point or the one named.',
	returnCodes: ['40  Nothing is loaded, or no such entry point.', 'other  Register 15 of the program.'],
	* run({cms, call, operands}) {
		const [entry = '*', ...args] = operands;
		const loaded = cms.guest.storage.word(nucon.startAddress);
		if (loaded === 0) {
			return yield * cms.message(messages.DMSLIO005E);
		}

		const address = entry === '*' ? loaded : findEntry(cms, entry);
		if (address === undefined) {
			return yield * cms.message(messages.DMSLIO021E, {entry});
		}

		return yield * startProgram(cms, address, [call.tokens[0], ...args]);
	},
};
