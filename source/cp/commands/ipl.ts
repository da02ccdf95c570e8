/** IPL (GC20-1820; DMKCFG): initial program load of a named system or a device. */
import type {UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';

export const ipl: UserCommand = {
	name: 'IPL', minimum: 1, classes: 'G',
	syntax: ['Ipl vaddr [cylno] [CLear|NOCLear] [STOP] [PARM parameters]', 'Ipl systemname [PARM parameters]'],
	summary: 'load an operating system into your virtual machine and start it',
	description: [
		'cylno: where on a disk the loading begins, cylinder 0 unless told. CLEAR sets storage to zeros first. STOP '
		+ 'leaves the machine in CP READ behind the load; BEGIN starts it. A named system takes none of these.',
		'PARM: what follows, up to 64 characters, is given to the program in its registers.',
	],
	returnCodes: [
		'3   INVALID OPTION - option',
		'26  OPERAND MISSING OR INVALID',
		'40  DEV vaddr DOES NOT EXIST',
		'44  SYSTEM name DOES NOT EXIST',
	],
	run(context) {
		const {cp, vm, words: [name, ...options], text} = context;
		if (name === undefined || name.length > 8) {
			return fail(context, messages.DMKCFG026E);
		}

		const at = options.findIndex(word => isAbbreviation(word, 'PARM', 1));
		const before = at === -1 ? options : options.slice(0, at);
		let stop = false;
		let clear = false;
		if (before.length > 0 && cp.systems.has(name)) {
			return fail(context, messages.DMKCFG003E, {option: before[0]});
		}

		let cylinder = 0;
		const [first] = before;
		if (first !== undefined && /^\d{1,3}$/.test(first)) {
			if (vm.devices.get(parseCuu(name) ?? -1)?.kind !== 'DASD') {
				return fail(context, messages.DMKCFG003E, {option: first});
			}

			cylinder = Number(first);
			before.shift();
		}

		for (const word of before) {
			if (word === 'STOP') {
				stop = true;
			} else if (isAbbreviation(word, 'CLEAR', 2)) {
				clear = true;
			} else if (!isAbbreviation(word, 'NOCLEAR', 5)) {
				return fail(context, messages.DMKCFG003E, {option: word});
			}
		}

		const parameter = at === -1 ? '' : / (?:p|pa|par|parm)(?: +(.*))?$/i.exec(` ${text}`)?.[1] ?? '';
		if (clear && vm.devices.has(parseCuu(name) ?? -1)) {
			vm.reset(true);
		}

		const returnCode = initialLoad(context, name, parameter.slice(0, 64), cylinder);
		if (stop && returnCode === 0 && !vm.stopped) {
			vm.stop();
		}

		return returnCode;
	},
};

/** Loads a system for IPL and for LOGON: a name first, then a device address. */
export function initialLoad(context: UserContext, name: string, parameter: string, cylinder = 0): number {
	const {cp, vm} = context;
	if (cp.ipl(vm, name, parameter, cylinder)) {
		// What a system has to ask for anew when it has been loaded (GC20-1820, SET).
		vm.settings.pagex = false;
		vm.settings.notrans = false;
		return 0;
	}

	return parseCuu(name) === undefined
		? fail(context, messages.DMKCFG044E, {system: name})
		: fail(context, messages.DMKCFG040E, {device: name});
}
