/** DEFINE of channels, consoles, adapters, displays, lines and timers (GC20-1820; DMKDEF). */
import type {UserContext} from '../command.js';
import {specialDevice} from '../devices/special-devices.js';
import {cuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import {atFreeAddress, inform, whenOutside} from './operands/new-device.js';

/** Words for other devices, and the type each means. */
export const specialWords: ReadonlyArray<readonly [name: string, minimum: number, type: string]> = [
	['CTCA', 3, 'CTCA'],
	['GRAF', 4, '3270'],
	['3270', 4, '3270'],
	['TIMER', 3, 'TIMER'],
	['LINE', 2, '2702'],
];
/** What a LINE may be: of IBM's terminals or of teletypes; and a GRAF. */
const models: Readonly<Record<string, ReadonlySet<string>>> = {
	2702: new Set(['IBM', 'IBM1', 'TELE2', 'TELE']),
	3270: new Set(['3270', '3158']),
};

/** The machine is reset, as it is by DEFINE STORAGE; what is in storage stays. */
export function defineChannels(context: UserContext, [word = '', ...rest]: readonly string[]): number {
	const {vm} = context;
	if (rest.length > 0 || (word !== 'SEL' && word !== 'BMX')) {
		return fail(context, messages.DMKDEF026E);
	}

	inform(context, `CHANNELS = ${word}`);
	whenOutside(context, () => {
		vm.redefineChannels(word);
	});
	return 0;
}

/** A machine has one console. */
export function defineConsole(context: UserContext, [word, ...rest]: readonly string[]): number {
	const {vm} = context;
	return atFreeAddress(context, word, address => {
		if (rest.length > 0) {
			return fail(context, messages.DMKDEF003E, {option: rest[0]});
		}

		const known = [...vm.devices.values()].find(({kind}) => kind === 'CONS');
		if (known) {
			return fail(context, messages.DMKDEF092E, {device: cuu(address), existing: cuu(known.address)});
		}

		vm.devices.attach(vm.console.virtualDevice(address));
		return inform(context, `CONS ${cuu(address)} DEFINED`);
	});
}

export function defineSpecial(context: UserContext, type: string, [word, ...rest]: readonly string[]): number {
	const {cp, vm} = context;
	return atFreeAddress(context, word, address => {
		const surplus = models[type]?.has(rest[0] ?? '') ? rest[1] : rest[0];
		if (surplus !== undefined) {
			return fail(context, messages.DMKDEF003E, {option: surplus});
		}

		const device = specialDevice(cp, vm, type, address)!;
		vm.devices.attach(device);
		return inform(context, `${device.kind} ${cuu(address)} DEFINED`);
	});
}
