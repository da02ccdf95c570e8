import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {versionOptions} from './asked-version.js';
import {copyVersion} from './copy-version.js';
import {checkGroup} from './freeze.js';
import {memberOf, memberOperands, modeOperand} from './operands.js';

export const get: SbsCommand = {
	name: 'GET',
	minimum: 1,
	syntax: ['SBS Get fn ft [fm] [( [VERsion n|GRoup group|RELease release] [REPlace] [)]]'],
	summary: 'copy a member to one of your disks (A unless told)',
	description: [
		'The newest version, version n, that of a group (TEST, INTEGRATION, PRODUCTION) or of a frozen release. The '
		+ 'file has the date, format and mode number that it was stored with.',
		'The library remembers which version you have: PUT stores your changes where it is still the newest.',
	],
	returnCodes: [
		'12  you may not',
		'16  the data base cannot be read or written',
		'24  your file exists and REPLACE was not given',
		'28  no such member or version',
		'36  your disk is not accessed R/W, or full',
	],
	origin: 'Yorktown',
	operands: [...memberOperands, modeOperand],
	userFiles: 'write',
	options: [...versionOptions, {name: 'REPlace'}],
	check: checkGroup,
	isReadOnly: true,
	* run(context: SbsContext): Step<Content> {
		const {given} = context;
		return yield * copyVersion(context, {...memberOf(given), mode: given.operands.fm ?? 'A'});
	},
};
