/** DEFINE STORAGE (GC20-1820; DMKDEF): another size of one's own machine, which is reset for it. DEFINE of devices and channels is not implemented. */
import type {CpCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {parseStorage, storageSize} from '../formats.js';
import {fail} from '../messages.js';

/** The least a machine can have, bytes. */
const leastStorage = 8 * 1024;

export const define: CpCommand = {
	name: 'DEFINE', minimum: 3, classes: 'G',
	syntax: ['DEFine STORage [AS] {nnnnnK|nnM}'],
	summary: 'change the storage size of your virtual machine',
	description: ['The machine is reset and its storage cleared. It cannot be larger than the directory allows.'],
	returnCodes: ['26  OPERAND MISSING OR INVALID', '94  STORAGE EXCEEDS ALLOWED MAXIMUM'],
	run(context) {
		const {cp, vm, words: [what, ...operands], reply} = context;
		if (what === undefined) {
			return fail(context, 'DMKDEF026E');
		}

		if (!isAbbreviation(what, 'STORAGE', 4)) {
			return fail(context, 'DMKDEF003E', what);
		}

		const [word, ...rest] = operands[0] === 'AS' ? operands.slice(1) : operands;
		const size = parseStorage(word);
		if (size === undefined || size < leastStorage || rest.length > 0) {
			return fail(context, 'DMKDEF026E');
		}

		if (size > vm.entry.maximumStorage) {
			return fail(context, 'DMKDEF094E');
		}

		if (vm.settings.imsg) {
			reply(`STORAGE = ${storageSize(size)}`);
		}

		if (vm.inCp && !vm.settings.run) {
			vm.redefineStorage(size);
			return 0;
		}

		// A machine that issued it itself is in the middle of an instruction.
		vm.hold('cp');
		cp.schedule(0, () => {
			if (!vm.loggedOff) {
				vm.redefineStorage(size);
			}
		});
		return 0;
	},
};
