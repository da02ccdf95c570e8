/** What the forms of DEFINE share (GC20-1820; DMKDEF). */
import type {UserContext} from '../../command.js';
import {cuu, parseCuu} from '../../formats.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {fail, messages} from '../../messages/index.js';

/** A response that SET IMSG OFF suppresses. */
export function inform({vm, reply}: UserContext, text: string): number {
	if (vm.settings.imsg) {
		reply(text);
	}

	return 0;
}

/** The highest address in a machine in basic control mode: it has channels 0 to 5 (GC20-1820: DEFINE, LINK). */
const lastBasicAddress = 0x5FF;

/** Whether a device of the machine can be at `address`: with ECMODE to X'FFF', else to X'5FF'. */
export const isAddressable = ({settings}: VirtualMachine, address: number): boolean =>
	settings.ecmode || address <= lastBasicAddress;

/** The address in the machine that `word` gives a new device, or `undefined`. */
export function parseNewAddress(vm: VirtualMachine, word: string | undefined): number | undefined {
	const address = parseCuu(word);
	return address !== undefined && isAddressable(vm, address) ? address : undefined;
}

/** `words` without an AS before the last operands, which may be an A where something follows it. */
export const withoutAs = (words: readonly string[]): readonly string[] =>
	words[0] === 'AS' || (words[0] === 'A' && words.length > 1) ? words.slice(1) : words;

/** The address for something new, and what to do with it. `from`: the address it has now. */
export function atFreeAddress(
	context: UserContext,
	word: string | undefined,
	define: (address: number) => number,
	from?: number,
): number {
	const address = parseNewAddress(context.vm, word);
	if (address === undefined) {
		return fail(context, messages.DMKDEF022E);
	}

	return context.vm.devices.has(address)
		? fail(context, messages.DMKDEF092E, {device: cuu(from ?? address), existing: cuu(address)})
		: define(address);
}

/** Does something to the machine when it is in no instruction of its own: one that issued the command is. */
export function whenOutside({cp, vm}: UserContext, action: () => void): void {
	if (vm.cpMode.active && !vm.settings.run) {
		action();
		return;
	}

	vm.holds.add('cp');
	cp.schedule(0, () => {
		if (!vm.session.loggedOff) {
			action();
		}
	});
}
