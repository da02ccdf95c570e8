/** RELEASE (GC20-1818). */
import {isAbbreviation} from '../../../base/command.js';
import type {CmsCommand} from '../../cms.js';
import {deviceAddress, parseDevice} from '../files/file-operands.js';

const systemLetter = 'S';

export const release: CmsCommand = {
	name: 'RELEASE',
	minimum: 3,
	syntax: ['RELease cuu|mode [(DET[)]]'],
	summary: 'Takes a disk out of the search order',
	description: ['DET also detaches the virtual device. The S-disk cannot be released.'],
	returnCodes: ['24  Invalid or missing operand.', '36  Disk not accessed.'],
	* run({cms, operands, options}) {
		const [operand, extra] = operands;
		if (operand === undefined) {
			return yield * cms.message('DMSARE028E', 'NO DEVICE SPECIFIED.', 24);
		}

		if (extra !== undefined) {
			return yield * cms.message('DMSARE070E', `INVALID PARAMETER '${extra}'.`, 24);
		}

		const unknown = options.find(option => !isAbbreviation(option, 'DET', 3));
		if (unknown !== undefined) {
			return yield * cms.message('DMSARE003E', `INVALID OPTION '${unknown}'.`, 24);
		}

		const isLetter = /^[A-Z]$/.test(operand);
		const device = isLetter ? cms.disks.disk(operand)?.device : parseDevice(operand);
		if (operand === systemLetter) {
			return yield * cms.message('DMSARE048E', `INVALID MODE '${operand}'.`, 24);
		}

		if (!isLetter && device === undefined) {
			return yield * cms.message('DMSARE017E', `INVALID DEVICE ADDRESS '${operand}'.`, 24);
		}

		const accessed = isLetter ? cms.disks.disk(operand) : cms.disks.disks.find(disk => disk.device === device);
		if (!accessed || device === undefined) {
			return yield * cms.message('DMSARE069E', `DISK '${operand}' NOT ACCESSED.`, 36);
		}

		yield * cms.disks.release(isLetter ? operand : device);
		return options.length > 0 ? (yield * cms.cp(`DETACH ${deviceAddress(device)}`)).rc : 0;
	},
};
