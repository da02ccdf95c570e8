/** FINIS (GC20-1819): closes files. */
import type {CmsCommand} from '../cms.js';

const notOpen = 6;

export const finis: CmsCommand = {
	name: 'FINIS',
	minimum: 5,
	syntax: ['FINIS fn ft [fm]'],
	summary: 'Closes files that a program left open.',
	description: ['Files are closed when the command that opened them ends, so that there is rarely one to close.'],
	returnCodes: ['6  The file is not open.'],
	* run({cms, call, operands}) {
		yield * cms.charge('svc');
		// An EXEC is open while it runs (recording CMD6).
		const [name, type] = operands;
		const isOpen = type === 'EXEC' && call.from === 'exec' && cms.execs.some(exec => typeof exec === 'object' && exec !== null && 'name' in exec && exec.name === name);
		return isOpen ? 0 : notOpen;
	},
};
