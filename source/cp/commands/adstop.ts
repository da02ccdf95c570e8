/**
 * ADSTOP (GC20-1820; DMKCFP): the machine stops before the instruction at an address, as with the address-compare
 * switch of a control panel. Once: the next stop has to be asked for again.
 */
import type {UserCommand} from '../command.js';
import {parseHex} from '../../base/hex.js';
import {fail, messages} from '../messages/index.js';

export const adstop: UserCommand = {
	name: 'ADSTOP', minimum: 6, classes: 'G',
	syntax: ['ADSTOP {hexloc|OFF}'],
	summary: 'stop the virtual machine before it executes the instruction at an address',
	description: [
		'The machine then is in CP READ; BEGIN goes on with that instruction. The stop holds once. Another one, or '
		+ 'OFF, takes its place.',
	],
	returnCodes: [
		'4   INVALID HEXLOC - hexloc',
		'26  OPERAND MISSING OR INVALID',
		'160  HEXLOC hexloc EXCEEDS STORAGE',
	],
	run(context) {
		const {cp, vm, words: [word]} = context;
		const {processor: {stops}, storage} = vm;
		if (word === undefined) {
			return fail(context, messages.DMKCFP026E);
		}

		if (word === 'OFF') {
			stops.clear();
			return 0;
		}

		const address = word.length <= 6 ? parseHex(word) : undefined;
		if (address === undefined || address % 2 === 1) {
			return fail(context, messages.DMKCFP004E, {hexloc: word});
		}

		if (!storage.contains(address, 2)) {
			return fail(context, messages.DMKCFP160E, {hexloc: word});
		}

		// CP puts an instruction of its own there on the real machine: a shared system cannot have it.
		cp.systems.replaceShared(vm, address, 2);
		stops.clear();
		stops.add(address);
		return 0;
	},
};
