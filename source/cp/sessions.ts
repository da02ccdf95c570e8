/**
 * Users' sessions, from LOGON or AUTOLOG to LOGOFF (GC20-1820; GC20-1806, "AUTOLOG" and "FORCE"): who has a machine,
 * and at which terminal. A machine outlives its connection: a disconnected one goes on, and waits for a while where it
 * needs somebody.
 */
import type {Clock} from '../base/clock.js';
import {attachDirectoryDevices, type DirectoryDevicesHost} from './directory/devices.js';
import type {DirectoryEntry} from './directory/directory.js';
import type {Accountant} from './machine/accountant.js';
import type {Overhead} from './machine/accounting.js';
import type {Dispatcher} from './machine/dispatcher.js';
import type {Ledger} from './machine/ledger.js';
import type {Pager} from './machine/paging.js';
import {VirtualMachine, type MachineHost} from './machine/virtual-machine.js';
import type {SystemEvents} from './system-events.js';
import type {SessionLine} from './terminal/session-line.js';

/** How long a machine may wait for a terminal it does not have, microseconds (GC20-1820, "DISCONN"). */
export const disconnectedLimit = 15 * 60_000_000;

/** What sessions ask of the system. */
export type SessionsHost = DirectoryDevicesHost & {
	readonly clock: Clock;
	readonly machines: Map<string, VirtualMachine>;
	readonly lines: Set<SessionLine>;
	readonly accountant: Pick<Accountant, 'record' | 'temporary'>;
	readonly ledger: Pick<Ledger, 'close'>;
	readonly events: SystemEvents;
	readonly pager: Pick<Pager, 'adopt'>;
	readonly dispatcher: Pick<Dispatcher, 'forget'>;
	/** A machine leaves: the slaves that work for it, or are its own, do not stay as they are. */
	readonly slaves: {ownerLeaves(vm: VirtualMachine): void};
	/** What new machines ask of the system. */
	readonly machineHost: MachineHost;
	charge(vm: undefined, what: Overhead): void;
	schedule(microseconds: number, action: () => void): () => void;
	ipl(vm: VirtualMachine, name: string): boolean;
};

export class Sessions {
	readonly #host: SessionsHost;

	constructor(host: SessionsHost) {
		this.#host = host;
	}

	/**
	 * Makes the machine of a directory entry and logs it on at `line` (`undefined`: AUTOLOG, a slave), stopped in CP
	 * READ. Devices are attached and messages about them typed; the log message is not shown and nothing is IPLed: the
	 * command LOGON does both. `by`: who has it logged on without a terminal. Throws where the userid is logged on
	 * (callers check `machines`).
	 */
	logon(entry: DirectoryEntry, line: SessionLine | undefined, userid = entry.userid, by?: string): VirtualMachine {
		if (this.#host.machines.has(userid)) {
			throw new Error(`${userid} is logged on`);
		}

		const vm = this.#make(entry, userid, line);
		this.#host.events.announce({
			kind: 'logon', vm, line, by,
		});
		line?.refresh();
		return vm;
	}

	/**
	 * A slave begins anew, as its prototype's LOGON makes it: another machine takes its place, so that nothing is left
	 * of this one in storage, registers, devices or anything CP keeps for it. What it spooled goes; what it sent to
	 * others comes from `heir`. Answers the new machine, which is nobody's yet.
	 */
	renew(vm: VirtualMachine, heir: string): VirtualMachine {
		const {entry, userid} = vm;
		this.#end(vm, {renewed: true});
		this.#host.spooler.disown(userid, heir);
		const next = this.#make(entry, userid);
		this.#host.events.announce({
			kind: 'logon', vm: next, line: undefined, renewed: true,
		});
		return next;
	}

	/** A machine with the devices of its directory entry, stopped in CP READ. */
	#make(entry: DirectoryEntry, userid: string, line?: SessionLine): VirtualMachine {
		this.#host.charge(undefined, 'logon');
		const vm = new VirtualMachine(this.#host.machineHost, entry, userid);
		this.#host.pager.adopt(vm);
		this.#host.machines.set(userid, vm);
		vm.cpMode.enter();
		vm.holds.add('cp');
		this.#connectLine(vm, line);
		if (entry.console) {
			vm.devices.attach(vm.console.virtualDevice(entry.console.address, entry.console.class));
		}

		for (const message of attachDirectoryDevices(this.#host, vm)) {
			vm.type(message);
		}

		return vm;
	}

	/**
	 * AUTOLOG (GC20-1806): logs a user on without a terminal and IPLs what its directory entry says. `data` answers the
	 * machine's first read from its console; `by`: who issued it. Where there is nothing to IPL the machine waits in CP
	 * for somebody to reconnect, and is logged off like any other that does.
	 */
	autolog(entry: DirectoryEntry, data = '', by?: string): VirtualMachine {
		const vm = this.logon(entry, undefined, entry.userid, by);
		vm.console.answerFirstRead(data);
		if (entry.ipl === undefined || !this.#host.ipl(vm, entry.ipl)) {
			vm.enterCp();
		}

		return vm;
	}

	/**
	 * Ends a machine: what it executes is abandoned, devices go, an accounting record is made. `hold`: the line stays
	 * connected.
	 */
	logoff(vm: VirtualMachine, hold = false, forced = false): void {
		if (vm.session.loggedOff) {
			return;
		}

		this.#end(vm, {forced});
		this.#releaseLine(vm, hold);
	}

	/** The machine goes, with all it has. */
	#end(vm: VirtualMachine, how: {readonly forced?: boolean; readonly renewed?: boolean}): void {
		const host = this.#host;
		const {line} = vm.session;
		vm.session.end();
		vm.loaded.expire();
		host.dispatcher.forget(vm);
		vm.cpMode.task?.cancel();
		vm.resident.reset();
		// Who goes with it goes first: every line the operator reads then counts who is left.
		host.slaves.ownerLeaves(vm);
		host.machines.delete(vm.userid);
		// Told while its devices, and who pays for it, can still be seen.
		host.events.announce({
			kind: 'logoff', vm, line, ...how,
		});
		for (const address of vm.devices.keys()) {
			vm.devices.detach(address);
		}

		vm.close();
		host.accountant.record(vm);
		host.ledger.close(vm);
		host.charge(undefined, 'logoff');
	}

	/** FORCE, or nobody came back in time. */
	force(vm: VirtualMachine): void {
		this.logoff(vm, false, true);
	}

	/** Takes the terminal from a machine, which goes on running. `hold`: the line stays connected. */
	disconnect(vm: VirtualMachine, hold = false): void {
		const {line} = vm.session;
		vm.cpMode.leave();
		vm.holds.release('cp');
		this.#releaseLine(vm, hold);
		vm.console.resume();
		if (vm.console.reading) {
			this.forceLater(vm);
		}

		this.#host.events.announce({kind: 'disconnect', vm, line});
	}

	/** A disconnected machine gets `line`, and is in CP READ: BEGIN lets it go on. */
	reconnect(vm: VirtualMachine, line: SessionLine): void {
		this.#connectLine(vm, line);
		vm.enterCp();
		this.#host.events.announce({kind: 'reconnect', vm, line});
	}

	/** The connection of a terminal broke: its machine is disconnected, what it was typing is abandoned. */
	hungUp(line: SessionLine): void {
		const {vm} = line;
		line.task?.cancel();
		this.#host.lines.delete(line);
		if (vm) {
			const stopped = vm.cpMode.active;
			this.disconnect(vm);
			if (stopped) {
				vm.enterCp();
			}
		}
	}

	/** The machine waits for a terminal it does not have: it is logged off unless one comes in time. */
	forceLater(vm: VirtualMachine): void {
		if (vm.assignment.creator !== undefined) {
			return;
		}

		const {attended} = vm.session;
		this.#host.schedule(disconnectedLimit, () => {
			const {loggedOff, disconnected, attended: now} = vm.session;
			if (!loggedOff && now === attended && disconnected && (vm.cpMode.active || vm.console.reading)) {
				this.force(vm);
			}
		});
	}

	#connectLine(vm: VirtualMachine, line: SessionLine | undefined): void {
		vm.session.connect(line);
		if (line) {
			line.vm = vm;
			vm.terminal.lineSize = line.terminal.lineSize;
		}
	}

	#releaseLine(vm: VirtualMachine, hold: boolean): void {
		vm.session.disconnect()?.leave(hold);
	}
}
