/** SET PRIORITY, FAVORED and RESERVE: what a virtual machine gets of the processor and of storage (GC20-1806). */
import type {UserContext} from '../../command.js';
import {fail, messages} from '../../messages/index.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import type {SetOption} from './set-option.js';

/** The machine of a user who is logged on, or the return code of what was typed instead. */
function userNamed(context: UserContext, userid: string | undefined): VirtualMachine | number {
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKCFS020E);
	}

	return context.cp.machines.get(userid) ?? fail(context, messages.DMKCFS045E, {userid});
}

/** The dispatching priority of a machine, for this session: 0 (best) to 99. */
function setPriority(context: UserContext, [userid, value]: readonly string[]): number {
	const other = userNamed(context, userid);
	if (typeof other === 'number') {
		return other;
	}

	if (value === undefined || !/^\d{1,2}$/.test(value)) {
		return fail(context, messages.DMKCFS026E);
	}

	other.settings.priority = Number(value);
	return 0;
}

/**
 * Favored execution (SY20-0886, "Favored Execution Options"): the machine, and who works for it, always stays in queue;
 * with a percentage it has so much of the processor wherever it can use it.
 */
function setFavored(context: UserContext, [userid, value]: readonly string[]): number {
	const {machines, dispatcher: {scheduler}} = context.cp;
	const other = userNamed(context, userid);
	if (typeof other === 'number') {
		return other;
	}

	const percentage = Number(value ?? '0');
	if (value !== undefined && value !== 'OFF' && !(/^\d{1,2}$/.test(value) && percentage > 0)) {
		return fail(context, messages.DMKCFS026E);
	}

	if (percentage > 0) {
		// One at a time has a percentage, as in DMKSCH: two could be promised more than there is.
		for (const vm of machines.values()) {
			if (vm !== other && (vm.settings.favored ?? 0) > 0) {
				scheduler.favor(vm, 0);
			}
		}
	}

	scheduler.favor(other, value === 'OFF' ? undefined : percentage);
	return 0;
}

/** The most page frames that may be set aside of a hundred: others must be able to go on. */
const mostReserved = 50;

/** Reserved page frames: what others need is taken from the machine's pages last, while it has no more than that. */
function setReserve(context: UserContext, [userid, value]: readonly string[]): number {
	const {cp} = context;
	const other = userNamed(context, userid);
	if (typeof other === 'number') {
		return other;
	}

	if (value !== 'OFF' && !/^\d{1,4}$/.test(value ?? '')) {
		return fail(context, messages.DMKCFS026E);
	}

	const pages = value === 'OFF' ? 0 : Number(value);
	const others = [...cp.machines.values()].reduce((sum, vm) => sum + (vm === other ? 0 : vm.settings.reserve), 0);
	if (others + pages > cp.hostStorage.frames * (mostReserved / 100)) {
		return fail(context, messages.DMKCFS174E);
	}

	other.settings.reserve = pages;
	return 0;
}

export const schedulingOptions: readonly SetOption[] = [
	{
		name: 'PRIORITY', minimum: 2, classes: 'A', syntax: 'SET PRiority userid nn',
		run: (context, words) => setPriority(context, words),
	},
	{
		name: 'FAVORED', minimum: 4, classes: 'A', syntax: 'SET FAVOred userid [nn|OFF]',
		run: (context, words) => setFavored(context, words),
	},
	{
		name: 'RESERVE', minimum: 3, classes: 'A', syntax: 'SET REServe userid {nnnn|OFF}',
		run: (context, words) => setReserve(context, words),
	},
];
