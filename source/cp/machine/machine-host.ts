/** What CP does for its virtual machines: each thing that a machine asks of it, handed to the part that does it. */
import {slaveLoss} from '../../base/intermachine.js';
import type {Slaves} from '../communication/slaves.js';
import type {CommunicationCounts} from '../communication/counts.js';
import type {DiskArms} from '../devices/disk-arms.js';
import type {DiagnoseHost} from '../diagnose/diagnose.js';
import type {Sessions} from '../sessions.js';
import type {SystemEvents} from '../system-events.js';
import type {NamedSystems} from '../systems/named-systems.js';
import type {Counted, Overhead} from './accounting.js';
import type {Dispatcher} from './dispatcher.js';
import {disabledWait, performDiagnose, performIo} from './intercepts.js';
import type {Ledger} from './ledger.js';
import type {Pager} from './paging.js';
import type {MachineHost, VirtualMachine} from './virtual-machine.js';

/** The parts of CP that machines need, directly or not. */
export type MachineServices = Omit<DiagnoseHost, 'charge' | 'systems'>
	& Pick<MachineHost, 'clock' | 'timeline' | 'hostStorage' | 'microsecondsPerInstruction' | 'spooler' | 'links'>
	& Pick<MachineHost, 'settle' | 'interaction'> & {
		readonly dispatcher: Pick<Dispatcher, 'changed'>;
		/** Arms of the volumes, where they are shared. */
		readonly arms: Pick<DiskArms, 'disks'> | undefined;
		readonly pager: Pager;
		readonly systems: NamedSystems;
		readonly events: Pick<SystemEvents, 'announce'>;
		readonly sessions: Pick<Sessions, 'forceLater'>;
		readonly slaves: Pick<Slaves, 'losses'>;
		readonly ledger: Pick<Ledger, 'count'>;
		readonly counts: Pick<CommunicationCounts, 'worked'>;
		charge(vm: VirtualMachine | undefined, what: Overhead, times?: number): void;
	};

/** Records that CP moves between a device and a spool file. */
const spooled: ReadonlySet<Counted> = new Set(['spoolReads', 'printLines', 'cardsPunched']);

/** `programs`: resident programs by the name in their stub page. */
export function machineHost(cp: MachineServices, programs: MachineHost['programs']): MachineHost {
	const {
		clock, timeline, hostStorage, microsecondsPerInstruction, spooler, links,
	} = cp;
	return {
		clock, timeline, hostStorage, microsecondsPerInstruction, spooler, programs, links,
		schedule: (microseconds, action) => cp.schedule(microseconds, action),
		settle(vm) {
			cp.settle(vm);
		},
		changed(vm) {
			cp.dispatcher.changed(vm);
		},
		interaction(vm) {
			cp.interaction(vm);
		},
		adopt(vm) {
			cp.pager.adopt(vm);
		},
		wasReset(vm, clear) {
			if (clear) {
				vm.loaded.forgetSystems();
			} else {
				cp.systems.unloadSegments(vm);
			}

			cp.pager.locks.unlock(vm);
			cp.events.announce({kind: 'reset', vm});
		},
		terminalNeeded(vm) {
			cp.sessions.forceLater(vm);
			if (!vm.stopped) {
				cp.slaves.losses.lost(vm, slaveLoss.consoleRead);
			}
		},
		stopped(vm, why) {
			cp.slaves.losses.stopped(vm, why);
		},
		count(vm, what) {
			cp.ledger.count(vm, what);
			if (spooled.has(what)) {
				cp.charge(vm, 'spoolRecord');
			}
		},
		worked(charge, times) {
			cp.counts.worked(charge, times);
		},
		reference(vm, address) {
			cp.pager.reference(vm, address >>> 12);
		},
		performDiagnose(vm, code, rx, ry) {
			vm.debugging.diagnosed(code, rx, ry);
			performDiagnose(cp, vm, code, rx, ry);
		},
		calledSupervisor(vm, code) {
			vm.debugging.calledSupervisor(code);
		},
		performIo: (vm, operation, device) => performIo(cp, vm, operation, device),
		disabledWait,
		traced(vm) {
			cp.charge(vm, 'intercept');
		},
		realAddress: device => device.real?.address
			?? cp.arms?.disks.find(({serial}) => serial === device.minidisk?.volume)?.address,
	};
}
