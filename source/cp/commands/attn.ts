/** ATTN, REQUEST and EXTERNAL (GC20-1820; DMKCPB): keys of the console and of the control panel. */
import type {CpCommand} from '../command.js';
import {externalCode} from '../../machine/cpu.js';
import {parseHex} from '../../base/hex.js';
import {fail} from '../messages.js';

export const attn: CpCommand = {
	name: 'ATTN', minimum: 4, classes: 'G',
	syntax: ['ATTN', 'REQuest'],
	summary: 'make an attention interruption pending at your virtual console',
	run({vm}) {
		vm.console.attention();
		return 0;
	},
};

export const request: CpCommand = {...attn, name: 'REQUEST', minimum: 3};

export const external: CpCommand = {
	name: 'EXTERNAL', minimum: 3, classes: 'G',
	syntax: ['EXTernal [code]'],
	summary: 'press the interrupt key: an external interruption, code 40 unless told, and the machine goes on',
	run(context) {
		const {cp, vm, words: [word]} = context;
		const code = word === undefined ? externalCode.interruptKey : parseHex(word);
		if (code === undefined || code > 0xFFFF) {
			return fail(context, 'DMKCPB003E', word ?? '');
		}

		cp.raiseExternal(vm, {code});
		vm.begin();
		return 0;
	},
};
