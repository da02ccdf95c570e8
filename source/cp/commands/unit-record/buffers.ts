/**
 * LOADBUF (GC20-1806; DMKCSB): character set and forms control buffers of a real printer; LOADVFCB (GC20-1820; DMKCSV):
 * the forms control buffer of a virtual one. Images: `spool/real/forms-images.ts`.
 */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import {Printer1403} from '../../../machine/devices/unit-record/1403.js';
import type {UserCommand} from '../../command.js';
import {cuu, parseCuu} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';
import {characterImage, formsImage} from '../../spool/real/forms-images.js';
import {outputUnitAt, unitName, unitReturnCodes} from './units.js';

/** Highest print position that a forms control buffer moves a line to. */
const mostIndex = 31;

/** `INDEX [nn]` behind a forms control buffer's name; the word that is none of it. */
function surplusOf([word, number, ...more]: readonly string[]): string | undefined {
	if (word === undefined || !isAbbreviation(word, 'INDEX', 1)) {
		return word;
	}

	const isNumber = number === undefined || (/^\d{1,2}$/.test(number) && Number(number) <= mostIndex);
	return isNumber ? more[0] : number;
}

export const loadbuf: UserCommand = {
	name: 'LOADBUF', minimum: 7, classes: 'D',
	syntax: [
		'LOADBUF raddr UCS name [Fold] [Ver]',
		'LOADBUF raddr FCB name [Index [nn]]',
	],
	summary: 'load the character set or the forms control buffer of a real printer that is drained',
	description: [
		'UCS: what the print train has; other characters are blank. 1403 and 3203: AN HN PCAN PCHN PN QN QNC RN SN TN '
		+ 'YN; 3211: A11 H11 G11 P11 T11. FOLD prints small letters as capitals. VER is accepted.',
		'FCB: where the channels of the form are: FCB1 (66 lines) or FCB8 (88 lines). INDEX is accepted.',
	],
	returnCodes: [
		...unitReturnCodes,
		'26  OPERAND MISSING OR INVALID',
		'142 type raddr NOT DRAINED',
		'148 type raddr BUFFER IMAGE name NOT FOUND',
	],
	run(context) {
		const [address, what, name, ...more] = context.words;
		const unit = outputUnitAt(context, address);
		if (unit instanceof Failure) {
			return unit.returnCode;
		}

		const {device} = unit;
		if (unit.queue !== 'PRT') {
			return fail(context, messages.DMKCSB006E, {device: cuu(device.address)});
		}

		if (name === undefined || (what !== 'UCS' && what !== 'FCB')) {
			return fail(context, messages.DMKCSB026E);
		}

		if (!unit.isDrained) {
			return fail(context, messages.DMKCSB142E, {unit: unitName(device)});
		}

		const surplus = what === 'FCB'
			? surplusOf(more)
			: more.find(word => !isAbbreviation(word, 'FOLD', 1) && !isAbbreviation(word, 'VER', 1));
		if (surplus !== undefined) {
			return fail(context, messages.DMKCSB003E, {option: surplus});
		}

		const forms = what === 'FCB' ? formsImage(name) : undefined;
		const characters = what === 'UCS' ? characterImage(name, device.type) : undefined;
		if (!forms && !characters) {
			return fail(context, messages.DMKCSB148E, {unit: unitName(device), name});
		}

		if (forms) {
			unit.forms = forms;
		} else {
			unit.characters = characters === 'all' ? undefined : characters!;
			unit.folds = more.some(word => isAbbreviation(word, 'FOLD', 1));
		}

		return 0;
	},
};

export const loadvfcb: UserCommand = {
	name: 'LOADVFCB', minimum: 8, classes: 'G',
	syntax: ['LOADVFCB vaddr FCB name [Index [nn]]'],
	summary: 'load the forms control buffer of a virtual 3203 or 3211 printer',
	description: ['FCB1 (66 lines) or FCB8 (88 lines). INDEX is accepted.'],
	returnCodes: [
		'3   INVALID OPTION - option',
		'6   INVALID DEVICE TYPE - vaddr',
		'22  VADDR MISSING OR INVALID',
		'26  OPERAND MISSING OR INVALID',
		'40  DEV vaddr DOES NOT EXIST',
		'148 FCB IMAGE name NOT FOUND',
	],
	run(context) {
		const [word, what, name, ...more] = context.words;
		const address = parseCuu(word ?? '');
		if (address === undefined) {
			return fail(context, messages.DMKCSV022E);
		}

		const device = context.vm.devices.get(address);
		if (!device) {
			return fail(context, messages.DMKCSV040E, {device: cuu(address)});
		}

		if (!(device.device instanceof Printer1403) || device.device.type === '1403') {
			return fail(context, messages.DMKCSV006E, {device: cuu(address)});
		}

		if (what !== 'FCB' || name === undefined) {
			return fail(context, messages.DMKCSV026E);
		}

		const surplus = surplusOf(more);
		if (surplus !== undefined) {
			return fail(context, messages.DMKCSV003E, {option: surplus});
		}

		const forms = formsImage(name);
		if (!forms) {
			return fail(context, messages.DMKCSV148E, {name});
		}

		device.device.setForms(forms);
		return 0;
	},
};
