/** ACCESS (GC20-1818; responses as this nucleus types them). */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {accessCode} from '../../file-system/disk/disk.js';
import {deviceAddress, parseDevice} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';

type Request = {
	readonly device: number;
	readonly letter: string;
	readonly extensionOf: string | undefined;
	readonly pattern: readonly string[] | undefined;
};

const optionNames = [['ERASE', 5], ['NODISK', 6], ['NOPROF', 6]] as const;

/** The operands, or a failure, with its message. */
function * parse({cms, operands, options}: CmsContext): Step<Request | Failure> {
	const unknown = options.find(
		option => !optionNames.some(([name, minimum]) => isAbbreviation(option, name, minimum)),
	);
	if (unknown !== undefined) {
		return new Failure(yield * cms.message(messages.DMSACC003E, {option: unknown}));
	}

	const [address = '191', mode = operands.length === 0 ? 'A' : undefined, name, type, number, extra] = operands;
	const device = parseDevice(address);
	if (device === undefined) {
		return new Failure(yield * cms.message(messages.DMSACC017E, {address}));
	}

	if (mode === undefined) {
		return new Failure(yield * cms.message(messages.DMSACC050E));
	}

	const parts = /^([A-Z])(?:\/([A-Z]))?$/.exec(mode);
	if (!parts || (parts[1] === 'S' && parts[2] === undefined)) {
		return new Failure(yield * cms.message(messages.DMSACC048E, {mode}));
	}

	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSACC070E, {parameter: extra}));
	}

	const pattern = name === undefined ? undefined : [name, type ?? '*', number ?? '*'];
	return {
		device, letter: parts[1], extensionOf: parts[2], pattern,
	};
}

function * accessDisk(cms: Cms, {device, letter, extensionOf, pattern}: Request, erase: boolean): Step<number> {
	const cuu = deviceAddress(device);
	const readOnlyView = extensionOf !== undefined || pattern !== undefined;
	const others = cms.disks.disks.filter(disk => disk.device === device && disk.letter !== letter);
	const writable = others.find(disk => !disk.readOnly);
	if (writable && readOnlyView) {
		return yield * cms.message(messages.DMSACC059E, {device: cuu, mode: writable.letter});
	}

	const replaced = cms.disks.disk(letter);
	const replacedDevice = replaced && deviceAddress(replaced.device);
	const code = yield * cms.disks.access(device, letter, {extensionOf, pattern, erase});
	if (code !== accessCode.ok) {
		return yield * refused(cms, code, `${letter} (${cuu})`, extensionOf);
	}

	if (replaced) {
		yield * cms.message(messages.DMSACC724I, {device: cuu, disk: `${letter} (${replacedDevice})`});
	}

	if (writable && !cms.disks.disks.includes(writable)) {
		yield * cms.message(messages.DMSACC726I, {disk: `${cuu} ${writable.letter}`});
	}

	if (cms.disks.disk(letter)?.readOnly) {
		yield * cms.message(messages.DMSACC723I, {mode: letter, device: cuu});
	}

	for (const disk of others.filter(disk => disk !== writable)) {
		yield * cms.message(messages.DMSACC725I, {device: cuu, mode: disk.letter});
	}

	return 0;
}

function * refused(cms: Cms, code: number, disk: string, parent = ''): Step<number> {
	switch (code) {
		case accessCode.parentNotAccessed: {
			return yield * cms.message(messages.DMSACC069E, {mode: parent});
		}

		case accessCode.deviceError: {
			return yield * cms.message(messages.DMSACC112S, {disk});
		}

		default: {
			return yield * cms.message(messages.DMSACC113S, {disk});
		}
	}
}

export const access: CmsCommand = {
	name: 'ACCESS',
	minimum: 2,
	syntax: ['ACcess [cuu mode[/ext [fn|* [ft|* [fm|*]]]]] [([ERASE] [NODISK] [NOPROF][)]]'],
	summary: 'Reads a disk\'s directory and gives the disk a mode letter',
	description: [
		'Without operands: 191 A. With /ext the disk is a read-only extension of disk ext; fn ft fm limit the files '
		+ 'that are seen.',
		'NOPROF, as the first command after IPL, suppresses the profiles; NODISK also the A-disk. ERASE empties a '
		+ 'read/write disk.',
	],
	returnCodes: [
		'24   Invalid operand or option.',
		'36   Parent not accessed, or the disk is already accessed read/write.',
		'100  Not attached, or no CMS disk.',
	],
	* run(context) {
		const request = yield * parse(context);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const {cms, options} = context;
		return options.includes('NODISK') ? 0 : yield * accessDisk(cms, request, options.includes('ERASE'));
	},
};
