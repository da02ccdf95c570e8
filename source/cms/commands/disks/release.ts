/** RELEASE (GC20-1818). */
import {isAbbreviation} from '../../../base/command.js';
import type {CmsCommand} from '../../cms.js';
import {deviceAddress, parseDevice} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';

const systemLetter = 'S';

export const release: CmsCommand = {
	name: 'RELEASE',
	minimum: 3,
	syntax: ['RELease cuu|mode [(DET[)]]'],
	summary: 'Takes a disk out of the search order',
	description: [
		'DET also detaches the virtual device. The S-disk cannot be released.',
		'A disk of another machine (ACCESS with REMOTE) is released by its mode; nothing is detached then.',
	],
	returnCodes: ['24  Invalid or missing operand.', '36  Disk not accessed.'],
	* run({cms, operands, options}) {
		const [operand, extra] = operands;
		if (operand === undefined) {
			return yield * cms.message(messages.DMSARE028E);
		}

		if (extra !== undefined) {
			return yield * cms.message(messages.DMSARE070E, {parameter: extra});
		}

		const unknown = options.find(option => !isAbbreviation(option, 'DET', 3));
		if (unknown !== undefined) {
			return yield * cms.message(messages.DMSARE003E, {option: unknown});
		}

		const isLetter = /^[A-Z]$/.test(operand);
		const device = isLetter ? cms.disks.disk(operand)?.device : parseDevice(operand);
		if (operand === systemLetter) {
			return yield * cms.message(messages.DMSARE048E, {mode: operand});
		}

		if (!isLetter && device === undefined) {
			return yield * cms.message(messages.DMSARE017E, {address: operand});
		}

		const accessed = isLetter
			? cms.disks.disk(operand)
			: cms.disks.disks.find(
				disk => disk.device === device && disk.owner === undefined,
			);
		if (!accessed || device === undefined) {
			return yield * cms.message(messages.DMSARE069E, {mode: operand});
		}

		const isOurs = accessed.owner === undefined;
		yield * cms.disks.release(isLetter ? operand : device);
		yield * cms.remoteFiles.disksChanged();
		return options.length > 0 && isOurs ? (yield * cms.cp(`DETACH ${deviceAddress(device)}`)).rc : 0;
	},
};
