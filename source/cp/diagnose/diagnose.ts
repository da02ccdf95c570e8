/**
 * What a DIAGNOSE code is (GC20-1807, "The DIAGNOSE Instruction in a Virtual Machine"): one file each in this folder,
 * listed in `index.ts`.
 */
import {addressMask} from '../../base/architecture.js';
import {accepted, type RequestResult} from '../../base/intermachine.js';
import type {Clock} from '../../base/clock.js';
import {inStorage} from '../communication/block-transfer.js';
import type {Vmcf} from '../communication/vmcf/vmcf.js';
import type {UserDirectory} from '../directory/directory.js';
import type {Execution} from '../execution.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import type {Accountant} from '../machine/accountant.js';
import type {Overhead} from '../machine/accounting.js';
import type {Spooler} from '../spool/spooler.js';
import type {NamedSystems} from '../systems/named-systems.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** Functions whose request is a block in the machine's storage. */
type BlockFunctions = {
	request(vm: VirtualMachine, address: number): RequestResult;
};

/** What DIAGNOSE codes ask of the system. */
export type DiagnoseHost = {
	readonly clock: Clock;
	readonly systemId: string;
	readonly systems: Pick<NamedSystems, 'get' | 'loadSegment' | 'purgeSegment'>;
	readonly intermachine: BlockFunctions;
	readonly slaveRequests: BlockFunctions;
	readonly resourceTransfer: BlockFunctions;
	readonly vmcf: Pick<Vmcf, 'request'>;
	readonly hostStorage: Pick<HostStorage, 'frames' | 'view'>;
	readonly accountant: Pick<Accountant, 'record' | 'userCard'>;
	readonly directory: Pick<UserDirectory, 'find'>;
	readonly spooler: Pick<Spooler, 'change' | 'filesOf' | 'holdOf' | 'order'>;
	schedule(microseconds: number, action: () => void): () => void;
	charge(vm: VirtualMachine, what: Overhead): void;
	execute(commandLine: string, execution: Execution): void;
};

/** One DIAGNOSE in execution. */
export class DiagnoseCall {
	readonly cp: DiagnoseHost;
	readonly vm: VirtualMachine;
	/** Register numbers. */
	readonly rx: number;
	readonly ry: number;

	constructor(cp: DiagnoseHost, vm: VirtualMachine, rx: number, ry: number) {
		this.cp = cp;
		this.vm = vm;
		this.rx = rx;
		this.ry = ry;
	}

	/** Content of Rx, signed. */
	get x(): number {
		return this.vm.cpu.gpr[this.rx];
	}

	set x(value: number) {
		this.vm.cpu.gpr[this.rx] = value;
	}

	/** Content of Ry, signed. */
	get y(): number {
		return this.vm.cpu.gpr[this.ry];
	}

	set y(value: number) {
		this.vm.cpu.gpr[this.ry] = value;
	}

	/** The address in Rx, 24 bits. */
	get xAddress(): number {
		return this.x & addressMask;
	}

	/** The address in Ry, 24 bits. */
	get yAddress(): number {
		return this.y & addressMask;
	}

	/** Has the block at Rx's address performed. Condition code 0: done; 1: refused, Ry says why. */
	block(functions: BlockFunctions): DiagnoseResult {
		const result = functions.request(this.vm, this.xAddress);
		this.y = result;
		return result === accepted ? 0 : 1;
	}

	/** Whether `length` bytes at `address` lie in the machine's storage. */
	inStorage(address: number, length: number): boolean {
		return inStorage(this.vm.storage, address, length);
	}

	/**
	 * Performs what has to wait for its turn: `enter` calls what it is given when that has come, or answers false where
	 * it has already.
	 */
	queued(enter: (start: () => void) => boolean, perform: () => 'later'): 'later' {
		const {vm} = this;
		const {generation} = vm.loaded;
		const waits = enter(() => {
			if (!vm.session.loggedOff && vm.loaded.generation === generation) {
				perform();
			}
		});
		if (!waits) {
			return perform();
		}

		vm.holds.add('io');
		return 'later';
	}

	/**
	 * The machine waits `microseconds` for its answer. `finish` sets registers and answers the condition code; it does
	 * not run where the machine was reset or logged off meanwhile. To be returned by `perform`.
	 */
	later(microseconds: number, finish: () => DiagnoseResult): 'later' {
		const {vm, cp} = this;
		const {generation} = vm.loaded;
		vm.holds.add('io');
		cp.schedule(microseconds, () => {
			if (vm.loaded.generation === generation && !vm.session.loggedOff) {
				const result = finish();
				if (typeof result === 'number') {
					vm.cpu.psw.cc = result;
				}

				// Not over yet: `finish` waits for something else.
				if (result !== 'later') {
					vm.holds.release('io');
				}
			}
		});
		return 'later';
	}
}

/** Condition code; `undefined` = as it was; a program interruption code; or `later`: the call sees to it. */
export type DiagnoseResult = number | undefined | {readonly program: number} | 'later';

export type Diagnose = {
	readonly code: number;
	/** What it does, for TRACE and documentation. */
	readonly summary: string;
	/** Privilege classes that may use it; none = any. Others get a privileged-operation exception. */
	readonly classes?: string;
	perform(call: DiagnoseCall): DiagnoseResult;
};
