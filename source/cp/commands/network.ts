/** NETWORK (GC20-1806; DMKNET): commands for 3704 and 3705 communications controllers, of which there are none. */
import type {UserCommand} from '../command.js';
import {fail, messages} from '../messages/index.js';

export const network: UserCommand = {
	name: 'NETWORK', minimum: 3, classes: 'ABF',
	syntax: ['NETwork ...'],
	summary: 'commands for 3704 and 3705 controllers, which this system has none of',
	returnCodes: ['902  NO 3704 OR 3705 ON THIS SYSTEM'],
	run: context => fail(context, messages.DMKYTN902E),
};
