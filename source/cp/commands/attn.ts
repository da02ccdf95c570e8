/** ATTN, REQUEST and EXTERNAL (GC20-1820; DMKCPB): keys of the console and of the control panel. */
import type {UserCommand} from '../command.js';
import {externalCode} from '../../machine/cpu/cpu.js';
import {parseHex} from '../../base/hex.js';
import {fail, messages} from '../messages/index.js';

export const attn: UserCommand = {
	name: 'ATTN', minimum: 4, classes: 'G',
	syntax: ['ATTN', 'REQuest'],
	summary: 'make an attention interruption pending at your virtual console',
	run({vm}) {
		vm.console.attention();
		return 0;
	},
};

export const request: UserCommand = {...attn, name: 'REQUEST', minimum: 3};

/** Codes over X'FF' that a machine in EC mode can be given: clock comparator and CPU timer. */
const timerCodes: ReadonlySet<number> = new Set([externalCode.clockComparator, externalCode.cpuTimer]);

export const external: UserCommand = {
	name: 'EXTERNAL', minimum: 3, classes: 'G',
	syntax: ['EXTernal [code]'],
	description: ['code: 01 to FF; with SET ECMODE ON also 1004 (clock comparator) and 1005 (CPU timer).'],
	summary: 'press the interrupt key: an external interruption, code 40 unless told, and the machine goes on',
	run(context) {
		const {cp, vm, words: [word]} = context;
		const code = word === undefined ? externalCode.interruptKey : parseHex(word);
		if (code === undefined || code === 0 || (code > 0xFF && !(vm.settings.ecmode && timerCodes.has(code)))) {
			return fail(context, messages.DMKCPB003E, {option: word ?? ''});
		}

		cp.raiseExternal(vm, {code});
		vm.begin();
		return 0;
	},
};
