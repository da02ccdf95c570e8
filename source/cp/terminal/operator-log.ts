/** What the operator is told as it happens (GC20-1806, "Operator Messages"): sessions, devices, and slaves. */
import {timeOfDay, type Clock} from '../../base/clock.js';
import {digits} from '../formats.js';
import {operatorUserid} from '../operator.js';
import type {SystemEvent, SystemEvents} from '../system-events.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** Who is logged on. */
type Machines = {readonly machines: ReadonlyMap<string, VirtualMachine>};

const sessionWords = {
	logon: 'LOGON  AS', logoff: 'LOGOFF AS', disconnect: 'DSCONNECT', reconnect: 'RECONNECT',
} as const;

/** Types a line at the operator's terminal for every event that concerns him; the result ends it. */
export function keepOperatorInformed(
	cp: Machines & {readonly clock: Clock; readonly events: SystemEvents},
): () => void {
	return cp.events.observe(event => {
		const text = eventText(cp, event);
		if (text !== undefined) {
			cp.machines.get(operatorUserid)?.type(`${timeOfDay(cp.clock.now())} ${text}`, 'message');
		}
	});
}

const users = (cp: Machines): string => `USERS = ${digits(cp.machines.size, 3)}`;

/** `AUTO LOGON   ***   SBSMASTR USERS = 002`, for the operator and for who issued AUTOLOG. */
export function autologText(cp: Machines, {userid}: VirtualMachine): string {
	return `AUTO LOGON   ***   ${userid.padEnd(8)} ${users(cp)}`;
}

/**
 * `GRAF 021 LOGON  AS USER1    USERS = 003`, `SLAVE  SBSSLV01 ASSIGNED TO USER1`; `undefined` = not the operator's
 * matter.
 */
export function eventText(cp: Machines, event: SystemEvent): string | undefined {
	switch (event.kind) {
		case 'logon':
		case 'logoff':
		case 'disconnect':
		case 'reconnect': {
			const {vm, line, forced, renewed, by = 'SYSTEM'} = event;
			if (renewed) {
				return undefined;
			}

			if (event.kind === 'logon' && !line) {
				return `${autologText(cp, vm)}  BY  ${by}`;
			}

			return `${line?.address ?? 'USER DSC'} ${sessionWords[event.kind]} ${vm.userid.padEnd(8)} ${users(cp)}`
				+ `${forced ? '  FORCED' : ''}`;
		}

		case 'slave': {
			const {vm, action, owner} = event;
			const whom = {
				created: ` BY ${owner ?? ''}`,
				assigned: ` TO ${owner ?? ''}`,
				released: owner === undefined ? '' : ` BY ${owner}`,
				deleted: '',
			}[action];
			return `SLAVE  ${vm.userid.padEnd(8)} ${action.toUpperCase()}${whom}`;
		}

		case 'fault': {
			const {vm, text} = event;
			return `${vm ? `${vm.userid.padEnd(8)} CP ENTERED; ` : ''}FAULT OF THE SYSTEM - ${text}`;
		}

		case 'device': {
			const {text, by} = event;
			return by === operatorUserid ? undefined : (by === undefined ? text : `${text} BY ${by}`);
		}

		case 'exchange':
		case 'link':
		case 'leaving':
		case 'reset':
		case 'shutdown': {
			return undefined;
		}
	}
}
