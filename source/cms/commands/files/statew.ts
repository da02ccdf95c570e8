/** STATEW: STATE for read/write disks (GC20-1818). */
import type {CmsCommand} from '../../cms.js';
import {stateFile} from './state.js';

export const statew: CmsCommand = {
	name: 'STATEW',
	minimum: 6,
	syntax: ['STATEW fn|* ft|* [fm|*]'],
	summary: 'Says by its return code whether a file exists on a read/write disk',
	returnCodes: [
		'0   The file exists on a read/write disk.',
		'20  Invalid character in the file identifier.',
		'24  Invalid or missing operand.',
		'28  File not found.',
		'36  Disk not accessed.',
	],
	* run(context) {
		return yield * stateFile(context, true);
	},
};
