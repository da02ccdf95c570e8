/** What the forms of DEFINE share (GC20-1820; DMKDEF). */
import type {UserContext} from '../../command.js';
import {cuu, parseCuu} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';

/** A response that SET IMSG OFF suppresses. */
export function inform({vm, reply}: UserContext, text: string): number {
	if (vm.settings.imsg) {
		reply(text);
	}

	return 0;
}

/** The address for something new, and what to do with it. `from`: the address it has now. */
export function atFreeAddress(
	context: UserContext,
	word: string | undefined,
	define: (address: number) => number,
	from?: number,
): number {
	const address = parseCuu(word);
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
