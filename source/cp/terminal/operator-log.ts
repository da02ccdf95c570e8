/** What the operator is told as it happens (GC20-1806, "Operator Messages"): who comes and goes, and slaves. */
import {timeOfDay} from '../../base/clock.js';
import {operatorUserid, type ControlProgram} from '../control-program.js';
import {digits} from '../formats.js';
import type {SystemEvent} from '../system-events.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

const sessionWords = {
	logon: 'LOGON  AS', logoff: 'LOGOFF AS', disconnect: 'DSCONNECT', reconnect: 'RECONNECT',
} as const;

/** Types a line at the operator's terminal for every event that concerns him; the result ends it. */
export function keepOperatorInformed(cp: ControlProgram): () => void {
	return cp.events.observe(event => {
		const text = eventText(cp, event);
		if (text !== undefined) {
			cp.machines.get(operatorUserid)?.type(`${timeOfDay(cp.clock.now())} ${text}`, 'message');
		}
	});
}

const users = (cp: ControlProgram): string => `USERS = ${digits(cp.machines.size, 3)}`;

/** `AUTO LOGON   ***   SBSMASTR USERS = 002`, for the operator and for who issued AUTOLOG. */
export function autologText(cp: ControlProgram, {userid}: VirtualMachine): string {
	return `AUTO LOGON   ***   ${userid.padEnd(8)} ${users(cp)}`;
}

/**
 * `GRAF 021 LOGON  AS USER1    USERS = 003`, `SLAVE  SBSSLV01 ASSIGNED TO USER1`; `undefined` = not the operator's
 * matter.
 */
export function eventText(cp: ControlProgram, event: SystemEvent): string | undefined {
	switch (event.kind) {
		case 'logon':
		case 'logoff':
		case 'disconnect':
		case 'reconnect': {
			const {vm, line, forced, by = 'SYSTEM'} = event;
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

		case 'exchange':
		case 'reset':
		case 'shutdown': {
			return undefined;
		}
	}
}
