/** SAVESYS (GC20-1807, "Generating Saved Systems"; DMKCFG): what a machine has in storage becomes a named system. */
import {pageSize} from '../../base/architecture.js';
import {hex} from '../../base/hex.js';
import type {UserCommand} from '../command.js';
import {fail, messages} from '../messages/index.js';

export const savesys: UserCommand = {
	name: 'SAVESYS', minimum: 7, classes: 'E',
	syntax: ['SAVESYS systemname'],
	summary: 'save your virtual machine\'s storage, registers and PSW under a name for IPL and DIAGNOSE X\'64\'',
	description: [
		'The name, and which pages are saved and shared, stand in the file SYSTEM NAMES of the installation\'s '
		+ 'profile. Machines that have loaded what was saved before keep it until they load again.',
	],
	returnCodes: [
		'26   OPERAND MISSING OR INVALID',
		'44   SYSTEM name DOES NOT EXIST',
		'160  HEXLOC hexloc EXCEEDS STORAGE',
		'435  PAGING ERROR WHILE SAVING SYSTEM',
	],
	run(context) {
		const {cp: {systems}, vm, words: [name, ...rest]} = context;
		if (name === undefined || rest.length > 0) {
			return fail(context, messages.DMKCFG026E);
		}

		const definition = systems.names.find(each => each.name === name);
		if (!definition) {
			return fail(context, messages.DMKCFG044E, {system: name});
		}

		const absent = definition.pages.find(page => !vm.storage.contains(page * pageSize, pageSize));
		if (absent !== undefined) {
			return fail(context, messages.DMKCFG160E, {hexloc: hex(absent * pageSize, 6)});
		}

		if (!systems.save(vm, definition)) {
			return fail(context, messages.DMKCFG435E);
		}

		context.reply('SYSTEM SAVED');
		return 0;
	},
};
