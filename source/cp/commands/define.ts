/**
 * DEFINE (GC20-1820; DMKDEF): devices, storage and channels of one's own machine, until it logs off.
 */
import type {UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {deviceKind} from '../directory/devices.js';
import {
	cuu, digits, parseCuu, parseStorage, storageSize,
} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import {
	defineChannels, defineConsole, defineSpecial, specialWords,
} from './define-special.js';
import {
	atFreeAddress, inform, whenOutside, withoutAs,
} from './operands/new-device.js';
import {minidiskDevice, temporaryExtent} from '../devices/minidisk.js';
import {initialSpool, spooledDevice} from '../spool/spooled-units.js';

/** The least a machine can have, bytes. */
const leastStorage = 8 * 1024;

/** Words for unit record devices, and the type each means. */
const unitWords: ReadonlyArray<readonly [name: string, minimum: number, type: string]> = [
	['READER', 1, '2540R'],
	['RDR', 3, '2540R'],
	['PUNCH', 2, '2540P'],
	['PCH', 3, '2540P'],
	['PRINTER', 1, '1403'],
	['PRT', 3, '1403'],
	...['2540R', '2501', '3505', '2540P', '3525', '1403', '1443', '3203', '3211'].map(
		type => [type, type.length, type] as const,
	),
];

export const define: UserCommand = {
	name: 'DEFINE', minimum: 3, classes: 'G',
	syntax: [
		'DEFine STORage [As] {nnnnnK|nnM}',
		'DEFine {Reader|RDR|2501|2540R|3505|PUnch|PCH|2540P|3525} [As] vaddr',
		'DEFine {Printer|PRT|1403|1443|3203|3211} [As] vaddr',
		'DEFine {CTCa|TIMer|CONsole} [As] vaddr',
		'DEFine GRAF [As] vaddr [3270|3158]',
		'DEFine LIne [As] vaddr [IBM[1]|TELE[2]]',
		'DEFine CHANnels [As] {SEL|BMX}',
		'DEFine Ttype [As] vaddr [CYL] nnn',
		'DEFine vaddr1 [As] vaddr2',
	],
	summary: 'change storage and devices of your virtual machine',
	description: [
		'STORAGE: the machine is reset and its storage cleared. It cannot be larger than the directory allows.',
		'Ttype: temporary disk space, T3350 for instance. It has to be formatted, and is gone when it is detached or '
		+ 'you log off.',
		'CHANNels: all but channel 0 are selector or block multiplexer channels; the machine is reset.',
		'CTCA: COUPLE connects it. GRAF and LINE want intervention, for no terminal can be dialed to them yet. TIMER: '
		+ 'reads of it give date, time and processor time.',
		'CONsole: where a machine has none. vaddr1 AS vaddr2: a device has another address.',
		'Addresses end with 5FF, with SET ECMODE ON with FFF.',
	],
	returnCodes: [
		'22  VADDR MISSING OR INVALID',
		'26  OPERAND MISSING OR INVALID',
		'40  DEV vaddr DOES NOT EXIST',
		'91  DASD vaddr NOT DEFINED; TEMP SPACE NOT AVAILABLE',
		'92  DEV vaddr NOT DEFINED; DEV vaddr ALREADY DEFINED',
		'94  STORAGE EXCEEDS ALLOWED MAXIMUM',
	],
	run(context) {
		const [what, ...rest] = context.words;
		const operands = withoutAs(rest);
		if (what === undefined) {
			return fail(context, messages.DMKDEF026E);
		}

		if (isAbbreviation(what, 'STORAGE', 4)) {
			return defineStorage(context, operands);
		}

		if (isAbbreviation(what, 'CHANNELS', 4)) {
			return defineChannels(context, operands);
		}

		if (isAbbreviation(what, 'CONSOLE', 3)) {
			return defineConsole(context, operands);
		}

		const special = specialWords.find(([name, minimum]) => isAbbreviation(what, name, minimum));
		if (special) {
			return defineSpecial(context, special[2], operands);
		}

		const unit = unitWords.find(([name, minimum]) => isAbbreviation(what, name, minimum));
		if (unit) {
			return defineUnit(context, unit[2], operands);
		}

		if (/^T\d{4}$/.test(what)) {
			return defineTemporary(context, what.slice(1), operands);
		}

		const address = parseCuu(what);
		return address === undefined
			? fail(context, messages.DMKDEF003E, {option: what})
			: redefine(context, address, operands);
	},
};

function defineStorage(context: UserContext, [word, ...rest]: readonly string[]): number {
	const {vm} = context;
	const size = parseStorage(word);
	if (size === undefined || size < leastStorage || rest.length > 0) {
		return fail(context, messages.DMKDEF026E);
	}

	if (size > vm.entry.maximumStorage) {
		return fail(context, messages.DMKDEF094E);
	}

	inform(context, `STORAGE = ${storageSize(size)}`);
	whenOutside(context, () => {
		vm.redefineStorage(size);
	});
	return 0;
}

function defineUnit(context: UserContext, type: string, [word, ...rest]: readonly string[]): number {
	const {cp, vm} = context;
	return atFreeAddress(context, word, address => {
		const kind = deviceKind(type);
		const spool = initialSpool(kind === 'RDR' ? '*' : 'A');
		const made = spooledDevice(type, spool, vm, cp.spooler);
		if (!made || rest.length > 0) {
			return fail(context, messages.DMKDEF003E, {option: rest[0] ?? type});
		}

		vm.devices.attach({
			address, kind, type, readOnly: false, spool, ...made,
		});
		return inform(context, `${kind} ${cuu(address)} DEFINED`);
	});
}

function defineTemporary(context: UserContext, type: string, [word, ...operands]: readonly string[]): number {
	const {cp, vm} = context;
	const [count, ...rest] = operands[0] === 'CYL' ? operands.slice(1) : operands;
	return atFreeAddress(context, word, address => {
		if (count === undefined || !/^\d{1,3}$/.test(count) || Number(count) === 0 || rest.length > 0) {
			return fail(context, messages.DMKDEF026E);
		}

		const cylinders = Number(count);
		const device = minidiskDevice(cp.volumes, address, type, temporaryExtent(vm.userid, address, cylinders), false);
		if (!device) {
			return fail(context, messages.DMKDEF091E, {device: cuu(address)});
		}

		vm.devices.attach(cp.accountant.temporary(vm, device));
		return inform(context, `DASD ${cuu(address)} DEFINED ${digits(cylinders, 3)} CYL`);
	});
}

function redefine(context: UserContext, from: number, [word, ...rest]: readonly string[]): number {
	const {vm} = context;
	const device = vm.devices.get(from);
	if (!device) {
		return fail(context, messages.DMKDEF040E, {device: cuu(from)});
	}

	return atFreeAddress(context, word, address => {
		if (rest.length > 0) {
			return fail(context, messages.DMKDEF003E, {option: rest[0]});
		}

		vm.devices.readdress(from, address);
		if (device.adapter) {
			device.adapter.address = address;
		}

		if (device.real?.attachedTo) {
			device.real.attachedTo = {...device.real.attachedTo, address};
		}

		return inform(context, `${device.kind} ${cuu(address)} DEFINED`);
	}, from);
}
