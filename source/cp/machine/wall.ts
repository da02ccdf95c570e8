/**
 * The wall round each machine: an exception of ours while something is done for a machine (its turn, a DIAGNOSE, a
 * channel program, a CP command, an event of its devices or timers, a line from its terminal) is an abend of that
 * machine and of nobody else. The real CP would go down with everybody (abend PRG001 and the like); this one treats it
 * as DMKMCH does a machine check of one user's pages: the machine is reset and stopped in CP, its terminal and the
 * operator are told, and a report says what led there. Errors that a user can cause are values and never come here.
 */
import {hex} from '../../base/hex.js';
import {withoutPasswords} from '../../port/passwords.js';
import {PagingSpaceFull} from './frame-supply.js';
import type {VirtualMachine} from './virtual-machine.js';

/** One fault, as it is reported. */
export type Fault = {
	readonly error: unknown;
	/** Whose it is; `undefined` = something of the system's own. */
	readonly vm: VirtualMachine | undefined;
	/** `Clock` microseconds. */
	readonly at: number;
	/** What was being done: `turn`, `event`, `line from the terminal`. */
	readonly doing: string;
	/** PSW of the machine at that moment; '' where it has none. */
	readonly psw: string;
	/** The CP command executed last in this piece of work, without passwords; '' where none was. */
	readonly command: string;
	/** Lines last entered at its terminal, the newest last. */
	readonly lines: readonly string[];
};

/** What the wall asks of the system. */
export type WallHost = {
	readonly clock: {now(): number};
	/** Told of every fault first. What it throws is not held back: tests end with the fault itself. */
	report(fault: Fault): void;
	/** Logs a machine off that cannot even be stopped. */
	force(vm: VirtualMachine): void;
};

/** Of a machine: known now, or to be asked when there is a fault. */
type Owner = VirtualMachine | undefined | (() => VirtualMachine | undefined);

/** `SyntaxError: text`, one line. */
export function faultText(error: unknown): string {
	return String(error).split('\n', 1)[0].slice(0, 120);
}

export class Wall {
	#owner: Owner;
	/** As it was typed: passwords are left out where it is told. */
	#command = '';
	#isLoggedOn = true;
	readonly #host: WallHost;

	constructor(host: WallHost) {
		this.#host = host;
	}

	/** For which machine something is being done now. */
	get working(): VirtualMachine | undefined {
		return typeof this.#owner === 'function' ? this.#owner() : this.#owner;
	}

	/** Does `work` for `owner`, saying what is being done. False: it ended with a fault, which is dealt with. */
	guard(owner: Owner, doing: string, work: () => void): boolean {
		const before = this.#owner;
		const command = this.#command;
		const isLoggedOn = this.#isLoggedOn;
		this.#owner = owner;
		this.#command = '';
		try {
			work();
			return true;
		} catch (error) {
			this.#fault(typeof owner === 'function' ? owner() : owner, doing, error);
			return false;
		} finally {
			this.#owner = before;
			this.#command = command;
			this.#isLoggedOn = isLoggedOn;
		}
	}

	/** An action for later, for whom something is being done now. */
	bind(action: () => void): () => void {
		const owner = this.#owner;
		return () => {
			this.guard(owner, 'event', action);
		};
	}

	/** A CP command is being executed; `isLoggedOn`: by somebody who is. */
	note(command: string, isLoggedOn: boolean): void {
		this.#command = command;
		this.#isLoggedOn = isLoggedOn;
	}

	/** Reports a fault that no machine is to blame for, or that is dealt with by whoever caught it. */
	report(error: unknown, doing: string, vm?: VirtualMachine): void {
		this.#host.report({
			error,
			vm,
			at: this.#host.clock.now(),
			doing,
			psw: vm ? `${hex(vm.cpu.psw.high, 8)} ${hex(vm.cpu.psw.low, 8)}` : '',
			command: withoutPasswords(this.#command, this.#isLoggedOn),
			lines: vm?.console.recent.lines ?? [],
		});
	}

	#fault(vm: VirtualMachine | undefined, doing: string, error: unknown): void {
		// No fault of ours where one machine needs more than there is.
		const needsPages = error instanceof PagingSpaceFull && vm !== undefined;
		if (!needsPages) {
			this.report(error, doing, vm);
		}

		if (!vm || vm.session.loggedOff) {
			return;
		}

		try {
			if (needsPages) {
				vm.outOfPages();
			} else {
				vm.abend(faultText(error));
			}
		} catch (error_) {
			this.report(error_, 'stopping a machine after a fault', vm);
			this.#host.force(vm);
		}
	}
}
