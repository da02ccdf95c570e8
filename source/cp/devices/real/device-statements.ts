/**
 * The real devices of an installation as statements of a file (GC20-1801, "The RDEVICE Macro"), one on a line:
 *
 *     RDEVICE ADDRESS=(181,4),DEVTYPE=3420,MODEL=5
 *     RDEVICE ADDRESS=00E,DEVTYPE=1403,CLASS=(A,B)
 *
 * A line that begins with `*` says nothing. RCTLUNIT, RCHANNEL and RIOGEN are read over: control units and channels
 * follow from the addresses. FILE= is ours: the host's file on a tape drive. Not here: FEATURE, ADAPTER, SETADDR and
 * what else is about lines, accepted without effect.
 */
import {findCkdModel} from '../../../machine/devices/volume/ckd-models.js';
import {tapeModels} from '../../../machine/devices/tape/tape-models.js';
import type {RealDeviceDefinition, RealDeviceKind} from './real-device.js';

/** `file line 3: reason`. */
export type DeviceStatementError = {readonly file: string; readonly line: number; readonly reason: string};

export const deviceStatementErrorText = ({file, line, reason}: DeviceStatementError): string =>
	`${file} line ${line}: ${reason}`;

/** Devices of an RDEVICE: as many as a control unit of 3330s has. */
const mostDevices = 64;

const kindsOfTypes: Readonly<Record<string, RealDeviceKind>> = {
	1052: 'CONS', 2150: 'CONS', 3210: 'CONS', 3215: 'CONS',
	'2540R': 'RDR', 2501: 'RDR', 3505: 'RDR',
	'2540P': 'PUN', 3525: 'PUN',
	1403: 'PRT', 1443: 'PRT', 3203: 'PRT', 3211: 'PRT',
	3277: 'GRAF', 3278: 'GRAF',
	3420: 'TAPE',
	2741: 'LINE', 3767: 'LINE', 2701: 'LINE', 2702: 'LINE', 2703: 'LINE',
	CTCA: 'CTCA',
};

const ignored = new Set(['RCTLUNIT', 'RCHANNEL', 'RIOGEN', 'END']);
const ignoredOperands = new Set(['FEATURE', 'ADAPTER', 'SETADDR', 'BASEADD', 'CPNAME', 'CPTYPE', 'AUTO', 'ALTCU']);

/** Kind of a device type; `undefined`: none that the system can have. */
const kindOf = (type: string): RealDeviceKind | undefined =>
	Object.hasOwn(kindsOfTypes, type) ? kindsOfTypes[type] : (findCkdModel(type) && 'DASD');

/** Reads the statements; every error is told. `file` is for the errors. */
export function parseDeviceStatements(source: string, file = 'SYSTEM DEVICES'): {
	readonly devices: readonly RealDeviceDefinition[];
	readonly errors: readonly DeviceStatementError[];
} {
	let devices: readonly RealDeviceDefinition[] = [];
	const errors: DeviceStatementError[] = [];
	const taken = new Set<number>();
	for (const [index, text] of source.split(/\r?\n/).entries()) {
		const [word = '', operands = ''] = text.trim().split(/\s+/);
		const name = word.toUpperCase();
		if (name === '' || name.startsWith('*') || ignored.has(name)) {
			continue;
		}

		const found = name === 'RDEVICE'
			? devicesOf(text.trim().slice(word.length).trim() || operands)
			: `${word}: neither RDEVICE nor RCTLUNIT, RCHANNEL or RIOGEN`;
		const reason = typeof found === 'string' ? found : doubleOf(found, taken);
		if (reason !== undefined) {
			errors.push({file, line: index + 1, reason});
		} else if (typeof found !== 'string') {
			devices = devices.concat(found);
		}
	}

	return {devices: errors.length > 0 ? [] : devices, errors};
}

/** An address that another device has; those that none has are taken from here on. */
function doubleOf(devices: readonly RealDeviceDefinition[], taken: Set<number>): string | undefined {
	for (const {address} of devices) {
		if (taken.has(address)) {
			return `address ${address.toString(16).toUpperCase().padStart(3, '0')} stands twice`;
		}
	}

	for (const {address} of devices) {
		taken.add(address);
	}

	return undefined;
}

/** The devices of one RDEVICE, or what is wrong with it. */
function devicesOf(text: string): readonly RealDeviceDefinition[] | string {
	const operands = operandsOf(text);
	if (typeof operands === 'string') {
		return operands;
	}

	const range = /^\(?([\da-f]{3})(?:,(\d{1,2}))?\)?$/i.exec(operands.get('ADDRESS') ?? '');
	const type = (operands.get('DEVTYPE') ?? '').toUpperCase();
	const kind = kindOf(type);
	if (!range) {
		return 'RDEVICE without ADDRESS=cuu or ADDRESS=(cuu,n)';
	}

	if (kind === undefined) {
		return `DEVTYPE=${type}: no device type of this system`;
	}

	const first = Number.parseInt(range[1], 16);
	const count = Number(range[2] ?? 1);
	if (count < 1 || count > mostDevices || first + count > 0x1000) {
		return `ADDRESS=${operands.get('ADDRESS')}: not 1 to ${mostDevices} devices below X'1000'`;
	}

	const model = operands.get('MODEL');
	if (kind === 'TAPE' && model !== undefined && !Object.hasOwn(tapeModels, model)) {
		return `MODEL=${model}: no model of a ${type}`;
	}

	const classes = operands.get('CLASS')?.toUpperCase().replaceAll(/[(),]/g, '');
	if (classes !== undefined && !/^[A-Z\d]{1,4}$/.test(classes)) {
		return `CLASS=${operands.get('CLASS')}: not one to four spool classes`;
	}

	const tapeFile = operands.get('FILE');
	if (tapeFile !== undefined && (kind !== 'TAPE' || count > 1)) {
		return 'FILE= is for one tape drive';
	}

	return Array.from({length: count}, (_, index) => ({
		address: first + index,
		kind,
		type,
		...model === undefined ? {} : {model},
		...classes === undefined ? {} : {classes},
		...tapeFile === undefined ? {} : {file: tapeFile},
	}));
}

/** `KEY=value` or `KEY=(value,value)`, apart by commas; a file's name may hold blanks and stands last. */
function operandsOf(text: string): ReadonlyMap<string, string> | string {
	const operands = new Map<string, string>();
	let rest = text;
	while (rest !== '') {
		const match = /^([a-z]+)=(?:(\([^)]*\))|([^,]*))(?:,|$)/i.exec(rest);
		const key = match?.[1].toUpperCase();
		if (!match || !key) {
			return `${rest}: expected KEYWORD=value`;
		}

		if (key === 'FILE') {
			operands.set(key, rest.slice('FILE='.length).trim());
			return operands;
		}

		if (ignoredOperands.has(key)) {
			rest = rest.slice(match[0].length);
			continue;
		}

		if (!['ADDRESS', 'DEVTYPE', 'MODEL', 'CLASS'].includes(key) || operands.has(key)) {
			return `${key}: no operand of RDEVICE, or given twice`;
		}

		operands.set(key, (match[2] ?? match[3]).trim());
		rest = rest.slice(match[0].length);
	}

	return operands;
}
