/** What the operator is told as it happens (GC20-1806, "Operator Messages"): who comes and goes, and slaves (SYSTEM.md R13). */
import {timeOfDay} from '../base/clock.js';
import type {ControlProgram, SystemEvent} from './control-program.js';
import {digits} from './formats.js';

export const operatorUserid = 'OPERATOR';

const sessionWords = {
	logon: 'LOGON  AS', logoff: 'LOGOFF AS', disconnect: 'DSCONNECT', reconnect: 'RECONNECT',
} as const;

/** Types a line at the operator's terminal for every event that concerns him; the result ends it. */
export function keepOperatorInformed(cp: ControlProgram): () => void {
	return cp.observe(event => {
		const text = eventText(cp, event);
		if (text !== undefined) {
			cp.machines.get(operatorUserid)?.type(`${timeOfDay(cp.clock.now())} ${text}`, 'message');
		}
	});
}

/** `GRAF 021 LOGON  AS USER1    USERS = 003`, `SLAVE  SBSSLV01 ASSIGNED TO USER1`; `undefined` = not the operator's matter. */
export function eventText(cp: ControlProgram, event: SystemEvent): string | undefined {
	switch (event.kind) {
		case 'logon':
		case 'logoff':
		case 'disconnect':
		case 'reconnect': {
			const {vm, line, forced} = event;
			const place = line?.address ?? (event.kind === 'logon' ? 'AUTO' : 'DISC');
			return `${place.padEnd(8)} ${sessionWords[event.kind]} ${vm.userid.padEnd(8)} USERS = ${digits(cp.machines.size, 3)}${forced ? '  FORCED' : ''}`;
		}

		case 'slave': {
			const {vm, action, owner} = event;
			const whom = {
				created: ` BY ${owner ?? ''}`, assigned: ` TO ${owner ?? ''}`, released: owner === undefined ? '' : ` BY ${owner}`, deleted: '',
			}[action];
			return `SLAVE  ${vm.userid.padEnd(8)} ${action.toUpperCase()}${whom}`;
		}

		case 'reset':
		case 'shutdown': {
			return undefined;
		}
	}
}
