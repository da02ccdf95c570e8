/** The end of a system (SHUTDOWN; GC20-1806): in which order everybody and everything goes. */
import {messageLine} from '../base/message.js';
import type {VirtualMachine} from './machine/virtual-machine.js';
import {messages} from './messages/index.js';
import type {Monitor} from './monitor/monitor.js';
import {operatorUserid} from './operator.js';
import type {Sessions} from './sessions.js';
import type {AccountingPunch} from './spool/accounting-punch.js';
import type {RealUnits} from './spool/real/real-units.js';
import type {SystemEvents} from './system-events.js';
import type {SessionLine} from './terminal/session-line.js';

/** What ends. */
export type ShutdownHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly lines: ReadonlySet<Pick<SessionLine, 'close'>>;
	readonly sessions: Pick<Sessions, 'logoff'>;
	readonly units: Pick<RealUnits, 'close'>;
	readonly events: Pick<SystemEvents, 'announce'>;
	readonly monitor: Pick<Monitor, 'stop'>;
	readonly accountingPunch: Pick<AccountingPunch, 'close'>;
};

/** Every machine is logged off, the operator's and `issuer`'s last, and every line closed. */
export function endSystem(cp: ShutdownHost, issuer: VirtualMachine | undefined): void {
	cp.units.close();
	cp.events.announce({kind: 'shutdown'});
	const last = new Set([cp.machines.get(operatorUserid), issuer].filter(vm => vm !== undefined));
	for (const vm of cp.machines.values()) {
		if (!last.has(vm)) {
			cp.sessions.logoff(vm);
		}
	}

	for (const vm of last) {
		vm.type(messageLine(messages.DMKCKP961W), 'message');
	}

	for (const vm of last) {
		cp.sessions.logoff(vm);
	}

	cp.monitor.stop(issuer?.userid ?? operatorUserid);
	if (issuer) {
		cp.accountingPunch.close();
	}

	for (const line of cp.lines) {
		line.close();
	}
}
