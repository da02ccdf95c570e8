/** FORMAT (GC20-1818). Not implemented: RECOMP. */
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {accessCode} from '../../file-system/disk/disk.js';
import {deviceAddress, parseDevice} from '../files/file-operands.js';

type Request = {
	readonly device: number;
	readonly letter: string;
	readonly cylinders: number | undefined;
	readonly labelOnly: boolean;
};

const labelLength = 6;

function * parse({cms, operands, options}: CmsContext): Step<Request | number> {
	const [address, mode, count, extra] = operands;
	if (address === undefined) {
		return yield * cms.message('DMSFOR028E', 'NO DEVICE SPECIFIED.', 24);
	}

	const device = parseDevice(address);
	if (device === undefined) {
		return yield * cms.message('DMSFOR017E', `INVALID DEVICE ADDRESS '${address}'.`, 24);
	}

	if (mode === undefined) {
		return yield * cms.message('DMSFOR223E', 'NO FILEMODE SPECIFIED.', 24);
	}

	if (!/^[A-Z]$/.test(mode) || mode === 'S') {
		return yield * cms.message('DMSFOR048E', `INVALID MODE '${mode}'.`, 24);
	}

	const invalid = count !== undefined && !/^[1-9]\d{0,3}$/.test(count) ? count : extra;
	if (invalid !== undefined) {
		return yield * cms.message('DMSFOR070E', `INVALID PARAMETER '${invalid}'.`, 24);
	}

	const unknown = options.find(option => !isAbbreviation(option, 'LABEL', 1));
	if (unknown !== undefined) {
		return yield * cms.message('DMSFOR003E', `INVALID OPTION '${unknown}'.`, 24);
	}

	return {
		device, letter: mode, cylinders: count === undefined ? undefined : Number(count), labelOnly: options.length > 0,
	};
}

function * refused(cms: Cms, code: number, {device, letter}: Request): Step<number> {
	const cuu = deviceAddress(device);
	switch (code) {
		case accessCode.readOnly: {
			return yield * cms.message('DMSFOR037E', `DISK '${letter}(${cuu})' IS READ/ONLY.`, 36);
		}

		case accessCode.unsupported: {
			return yield * cms.message('DMSFOR114S', `'${cuu}' IS AN UNSUPPORTED DEVICE TYPE.`, 88);
		}

		case accessCode.notAttached: {
			return yield * cms.message('DMSFOR113S', `${letter}(${cuu}) NOT ATTACHED.`, 100);
		}

		default: {
			return yield * cms.message('DMSFOR125S', `PERMANENT UNIT CHECK ON DISK '${letter}(${cuu})'.`, 100);
		}
	}
}

function * askLabel(cms: Cms): Step<string> {
	yield * cms.message('DMSFOR605R', 'ENTER DISK LABEL:', 0);
	return (yield * cms.console.read()).trim().slice(0, labelLength);
}

function * formatDisk(cms: Cms, request: Request): Step<number> {
	const {device, letter, cylinders} = request;
	const id = `${letter}(${deviceAddress(device)})`;
	yield * cms.message(
		'DMSFOR603R',
		`FORMAT WILL ERASE ALL FILES ON DISK '${id}'. DO YOU WISH TO CONTINUE? (YES|NO):`,
		0,
	);
	if ((yield * cms.console.read()).trim() !== 'YES') {
		return yield * cms.message('DMSFOR705I', 'DISK REMAINS UNCHANGED.', 0);
	}

	const label = yield * askLabel(cms);
	yield * cms.message('DMSFOR733I', `FORMATTING DISK '${letter}'.`, 0);
	yield * cms.disks.release(device);
	const formatted = yield * cms.disks.format(device, label, cylinders);
	const code = formatted < 0 ? -formatted : yield * cms.disks.access(device, letter);
	return code === accessCode.ok
		? yield * cms.message('DMSFOR732I', `'${formatted}' CYLINDERS FORMATTED ON '${id}'.`, 0)
		: yield * refused(cms, code, request);
}

function * labelDisk(cms: Cms, request: Request): Step<number> {
	const code = yield * cms.disks.relabel(request.device, yield * askLabel(cms));
	return code === accessCode.ok ? 0 : yield * refused(cms, code, request);
}

export const format: CmsCommand = {
	name: 'FORMAT',
	minimum: 6,
	syntax: ['FORMAT cuu mode [cylinders] [(Label[)]]'],
	summary: 'Writes an empty CMS file system on a disk and accesses it',
	description: [
		'Asks before it erases anything, then for a label of up to six characters. LABEL only writes a new label.',
	],
	returnCodes: [
		'24   Invalid or missing operand.',
		'36   The disk is read-only.',
		'88   Not a disk CMS can use.',
		'100  Not attached, or an error of the device.',
	],
	* run(context) {
		const request = yield * parse(context);
		if (typeof request === 'number') {
			return request;
		}

		const {cms} = context;
		const code = yield * cms.disks.probe(request.device);
		if (code !== accessCode.ok) {
			return yield * refused(cms, code, request);
		}

		return request.labelOnly ? yield * labelDisk(cms, request) : yield * formatDisk(cms, request);
	},
};
