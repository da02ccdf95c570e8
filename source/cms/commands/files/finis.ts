/** FINIS (GC20-1819): closes files. */
import type {CmsCommand} from '../../cms.js';

export const finis: CmsCommand = {
	name: 'FINIS',
	minimum: 5,
	syntax: ['FINIS fn ft [fm]'],
	summary: 'Closes files that a program left open.',
	description: [
		'Each part may be *. Before every ready message all files are closed, so that there is rarely one to close.',
	],
	returnCodes: ['6  The file is not open.', '13 The disk is full.'],
	* run({cms, call, operands}) {
		yield * cms.charge('svc');
		// An EXEC is open while it runs (recording CMD6).
		const [name = '*', type = '*', mode = '*'] = operands;
		const isExec =
			type === 'EXEC'
			&& call.from === 'exec'
			&& cms.execs.some(
				exec => typeof exec === 'object' && exec !== null && 'name' in exec && exec.name === name,
			);
		const code = yield * cms.activeFiles.close(name, type, mode);
		return isExec ? 0 : code;
	},
};
