/** DEBUG (GC20-1818): the debug environment from the terminal. What it does is the nucleus's (`nucleus/debug`). */
import {assigned} from '../../../base/assigned-storage.js';
import type {CmsCommand} from '../../cms.js';
import {debugEnvironment} from '../../nucleus/debug/environment.js';
import {stateNow} from '../../nucleus/debug/debug-state.js';

export const debug: CmsCommand = {
	name: 'DEBUG',
	minimum: 5,
	syntax: ['DEBUG'],
	summary: 'Looks at and changes storage and registers from the terminal.',
	description: [
		'X shows storage, STORE changes it; ORIGIN sets where locations count from, DEFINE names one. GPR, PSW, CSW '
		+ 'and CAW show registers and control words as they were, SET changes them; DUMP prints all of it. BREAK '
		+ 'stops a program that is started later; then DEBUG is entered again, as it is by EXTERNAL of CP, and GO '
		+ 'lets the program go on.',
		'RETURN goes back to CMS; HX also gives up what was running. HELP DEBUG subcommand tells more of each.',
		'Behind an abend, registers and PSW are those of the abend.',
	],
	* run({cms}) {
		const state = cms.debug.kept ?? stateNow(cms.guest, assigned.svcOld);
		const exit = yield * debugEnvironment(cms, cms.debug, 'command', state);
		return typeof exit === 'object'
			? yield * cms.callProgram(exit.address, {from: 'terminal', tokens: ['DEBUG'], line: 'DEBUG'})
			: 0;
	},
};
