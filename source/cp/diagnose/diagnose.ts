/**
 * What a DIAGNOSE code is (GC20-1807, "The DIAGNOSE Instruction in a Virtual Machine"): one file each in this folder,
 * listed in `index.ts`.
 */
import type {ControlProgram} from '../control-program.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** The code of a resident program's stub: no row of the table, for the driver answers it. */
export const residentDiagnose = 0x100;

/** One DIAGNOSE in execution. */
export class DiagnoseCall {
	readonly cp: ControlProgram;
	readonly vm: VirtualMachine;
	/** Register numbers. */
	readonly rx: number;
	readonly ry: number;

	constructor(cp: ControlProgram, vm: VirtualMachine, rx: number, ry: number) {
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

	/** Register `rx + 1` or `ry + 1`, 15 being followed by 0. */
	after(register: number): number {
		return (register + 1) & 15;
	}

	/** Whether `length` bytes at `address` lie in the machine's storage. */
	inStorage(address: number, length: number): boolean {
		return address >= 0 && length >= 0 && address + length <= this.vm.storage.size;
	}

	/**
	 * The machine waits `microseconds` for its answer. `finish` sets registers and answers the condition code; it does
	 * not run where the machine was reset or logged off meanwhile. To be returned by `perform`.
	 */
	later(microseconds: number, finish: () => DiagnoseResult): 'later' {
		const {vm, cp} = this;
		const {generation} = vm;
		vm.hold('io');
		cp.schedule(microseconds, () => {
			if (vm.generation === generation && !vm.loggedOff) {
				const result = finish();
				if (typeof result === 'number') {
					vm.cpu.psw.cc = result;
				}

				vm.release('io');
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
