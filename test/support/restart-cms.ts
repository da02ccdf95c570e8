/**
 * CMS made anew between any two commands: what it has in TypeScript is given up, and the machine goes on at the entry
 * that finds everything in storage. Everything typed must stay as it is without.
 *
 * `YORKTOWN_RESTART=1 npx ava build/test/cms/...` runs the suites of CMS so.
 */
import process from 'node:process';
import {restartPsw} from '../../source/cms/nucleus/ipl.js';
import {startedFlag} from '../../source/cms/nucleus/storage/nucleus-state.js';
import {nucon} from '../../source/cms/nucleus/storage/nucon.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';

export const isRestarted = process.env.YORKTOWN_RESTART !== undefined;

/** False where CMS does not wait for a command: nothing is done then. */
export function restartCms(vm: VirtualMachine): boolean {
	const isBetween = vm.loaded.name === 'CMS'
		&& vm.console.reading
		&& !vm.cpMode.active
		&& (vm.storage.fetch(startedFlag.address, 1)[0] & startedFlag.bit) !== 0
		&& vm.storage.word(nucon.commandActive) === 0;
	if (isBetween) {
		vm.resident.reset();
		vm.begin(restartPsw[1]);
	}

	return isBetween;
}
