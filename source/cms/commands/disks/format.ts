/** FORMAT (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {accessCode} from '../../file-system/disk/disk.js';
import {deviceAddress, parseDevice} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';
import {describeDisk} from './query-disk.js';

type Request = {
	readonly device: number;
	readonly letter: string;
	readonly cylinders: number | undefined;
	readonly what: 'format' | 'label' | 'recomp';
};

const optionWords = ['LABEL', 'RECOMP'] as const;
/** The letters that a disk to be formatted can have. */
const modeLetter = /^[A-GYZ]$/;

const labelLength = 6;

function * parse({cms, operands, options}: CmsContext): Step<Request | Failure> {
	const [address, mode, count, extra] = operands;
	if (address === undefined) {
		return new Failure(yield * cms.message(messages.DMSFOR028E));
	}

	const device = parseDevice(address);
	if (device === undefined) {
		return new Failure(yield * cms.message(messages.DMSFOR017E, {address}));
	}

	if (mode === undefined) {
		return new Failure(yield * cms.message(messages.DMSFOR223E));
	}

	if (!modeLetter.test(mode)) {
		return new Failure(yield * cms.message(messages.DMSFOR048E, {mode}));
	}

	const invalid = count !== undefined && !/^[1-9]\d{0,3}$/.test(count) ? count : extra;
	if (invalid !== undefined) {
		return new Failure(yield * cms.message(messages.DMSFOR070E, {parameter: invalid}));
	}

	const words = options.map(option => optionWords.find(word => isAbbreviation(option, word, 1)));
	const unknown = options.find((_, index) => words[index] === undefined || (index > 0 && words[index] !== words[0]));
	if (unknown !== undefined) {
		return new Failure(yield * cms.message(messages.DMSFOR003E, {option: unknown}));
	}

	return {
		device,
		letter: mode,
		cylinders: count === undefined ? undefined : Number(count),
		what: words[0] === 'LABEL' ? 'label' : (words[0] === 'RECOMP' ? 'recomp' : 'format'),
	};
}

function * refused(cms: Cms, code: number, {device, letter}: Request): Step<number> {
	const cuu = deviceAddress(device);
	switch (code) {
		case accessCode.readOnly: {
			return yield * cms.message(messages.DMSFOR037E, {disk: `${letter}(${cuu})`});
		}

		case accessCode.unsupported: {
			return yield * cms.message(messages.DMSFOR114S, {device: cuu});
		}

		case accessCode.notAttached: {
			return yield * cms.message(messages.DMSFOR113S, {disk: `${letter}(${cuu})`});
		}

		default: {
			return yield * cms.message(messages.DMSFOR125S, {disk: `${letter}(${cuu})`});
		}
	}
}

function * askLabel(cms: Cms): Step<string> {
	yield * cms.message(messages.DMSFOR605R);
	return (yield * cms.console.read()).trim().slice(0, labelLength);
}

function * formatDisk(cms: Cms, request: Request): Step<number> {
	const {device, letter, cylinders} = request;
	const id = `${letter}(${deviceAddress(device)})`;
	yield * cms.message(messages.DMSFOR603R, {disk: id});
	if ((yield * cms.console.read()).trim() !== 'YES') {
		return yield * cms.message(messages.DMSFOR705I);
	}

	const label = yield * askLabel(cms);
	yield * cms.message(messages.DMSFOR733I, {mode: letter});
	yield * cms.disks.release(device);
	const formatted = yield * cms.disks.format(device, label, cylinders);
	if (formatted instanceof Failure) {
		return yield * refused(cms, formatted.returnCode, request);
	}

	const code = yield * cms.disks.access(device, letter);
	return code === accessCode.ok
		? yield * cms.message(messages.DMSFOR732I, {cylinders: formatted, disk: id})
		: yield * refused(cms, code, request);
}

function * labelDisk(cms: Cms, request: Request): Step<number> {
	const code = yield * cms.disks.relabel(request.device, yield * askLabel(cms));
	return code === accessCode.ok ? 0 : yield * refused(cms, code, request);
}

function * recomputeDisk(cms: Cms, request: Request): Step<number> {
	const {device, letter, cylinders} = request;
	const disk = `${letter}(${deviceAddress(device)})`;
	yield * cms.disks.release(device);
	const recomputed = yield * cms.disks.recompute(device, cylinders);
	if (recomputed === accessCode.deviceError) {
		return yield * cms.message(messages.DMSFOR126S, {disk});
	}

	if (recomputed !== accessCode.ok && recomputed !== accessCode.lossOfData) {
		return yield * refused(cms, recomputed, request);
	}

	const code = yield * cms.disks.access(device, letter);
	if (code !== accessCode.ok) {
		return yield * refused(cms, code, request);
	}

	if (recomputed === accessCode.lossOfData) {
		return yield * cms.message(messages.DMSFOR214W);
	}

	yield * cms.console.type(describeDisk(cms.disks.disk(letter)!));
	return 0;
}

export const format: CmsCommand = {
	name: 'FORMAT',
	minimum: 6,
	syntax: ['FORMAT cuu mode [cylinders] [(Label|Recomp[)]]'],
	summary: 'Writes an empty CMS file system on a disk and accesses it',
	description: [
		'Asks before it erases anything, then for a label of up to six characters. LABEL only writes a new label. '
		+ 'RECOMP makes so many cylinders of the disk available, or all, and leaves its files as they are; it shows '
		+ 'the disk as QUERY DISK does. The mode is A to G, Y or Z.',
	],
	returnCodes: [
		'8    RECOMP: files lie on the cylinders that would go.',
		'24   Invalid or missing operand.',
		'36   The disk is read-only.',
		'88   Not a disk CMS can use.',
		'100  Not attached, or an error of the device.',
	],
	* run(context) {
		const request = yield * parse(context);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const {cms} = context;
		const code = yield * cms.disks.probe(request.device);
		if (code !== accessCode.ok) {
			return yield * refused(cms, code, request);
		}

		const actions = {format: formatDisk, label: labelDisk, recomp: recomputeDisk};
		return yield * actions[request.what](cms, request);
	},
};
