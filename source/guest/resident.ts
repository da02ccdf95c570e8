/**
 * Resident programs: how a program written in TypeScript lives at addresses of a virtual machine.
 *
 * The program owns one page, the stub page: an eight-byte eye-catcher, its name in eight EBCDIC bytes, then fullwords
 * `83000100` (DIAGNOSE X'100'). Reaching one of them asks CP to run the program at that address: the first stubs are
 * fixed entries (new PSWs point at them; each arrival starts a fresh generator), the rest are handed out to generators
 * that have yielded.
 */
import type {ExplainedCommand} from '../base/command.js';
import type {Action, Step} from './action.js';
import {BoundedStorage} from './bounded/bounded-storage.js';
import {GuestFault} from './bounded/fault.js';
import type {Guest} from './guest.js';
import {pageSize} from '../base/architecture.js';
import {eyeCatcher, residentDiagnose, stubPageHead} from '../base/resident-page.js';

/** Offset of the first stub in the page. */
export const firstStub = stubPageHead.length;
const stubs = (pageSize - firstStub) / 4;
const diagnoseResident = 0x8300_0000 | residentDiagnose;
const suspended: Action = {kind: 'suspended'};

/** What a program gets of its host. */
export type ResidentControl = {
	readonly guest: Guest;
	/** Address of fixed entry `index`, to be put into a new PSW. */
	entryAddress(index: number): number;
	/**
	 * Abandons every continuation but the one now running (HX, abend): their `finally` blocks run, nothing of them
	 * resumes.
	 */
	abandonOthers(): void;
};

/** A loaded program: its fixed entries. Entry 0 is where IPL starts it. */
export type ResidentProgram = {
	readonly entries: ReadonlyArray<() => Step>;
	/** Candidates for the last word of an input line; asked by the terminal port. */
	complete?(line: string): readonly string[];
	/** Its commands; asked likewise. */
	commands?(): readonly ExplainedCommand[];
};

/** Makes a program for one machine. Called at the first arrival at its stub page after each reset. */
export type ResidentFactory = (control: ResidentControl) => ResidentProgram;

/** The content of a stub page, as a saved system or an IPL record carries it. */
export function stubPage(name: string): Uint8Array {
	const page = new Uint8Array(pageSize);
	stubPageHead.change(page, 0, {eyeCatcher, program: name.slice(0, 8)});
	const view = new DataView(page.buffer);
	for (let stub = 0; stub < stubs; stub++) {
		view.setUint32(firstStub + (stub * 4), diagnoseResident);
	}

	return page;
}

/** `otherwise`, where the fault is the guest's own and ends with the work it happened in. */
function guestFault<T>(error: unknown, otherwise: T): T {
	if (!(error instanceof GuestFault)) {
		throw error;
	}

	return otherwise;
}

/**
 * Does an action of a program that goes on at `continuation`. True: it goes straight on; false: something comes first.
 */
export type Perform = (action: Action, continuation: number) => boolean;

/** What a machine does for the programs in it. */
export type ResidentMachineServices = {
	readonly perform: Perform;
	/** See `Guest`. */
	slack(): number;
};

/**
 * Makes the program whose stub page lies at guest-real address `base` of a machine. `services`: how actions are
 * done without a yield; without it all are yielded.
 */
export type ResidentLoader = (guest: Guest, base: number, services?: ResidentMachineServices) => ResidentHost;

/** The loader of a program. */
export const residentLoader = (factory: ResidentFactory): ResidentLoader =>
	(guest, base, services) => new ResidentHost(factory, guest, base, services);

/** One program in one machine: stub addresses on one side, generators on the other. CP drives it. */
export class ResidentHost {
	readonly #base: number;
	readonly #program: ResidentProgram;
	/** What waits at which stub, the longest first. */
	readonly #waiting = new Map<number, Step>();
	/** Stubs that were used and are free, in a ring, from `#firstFree` on: the one free for longest first. */
	readonly #free = new Uint16Array(stubs);
	#firstFree = 0;
	#freeCount = 0;
	#next: number;
	#running: Step | undefined;
	/** What a program did that is now to yield `suspended`: where it goes on, and a fault of ours on the way. */
	#suspension: {readonly stub: number; readonly fault?: unknown} | undefined;
	/** Its machine was reset, or is gone. */
	#isOver = false;
	/** Address of the continuation of what `enter` answered. */
	continuation = 0;

	/** `base`: guest-real address of the stub page. `services`: see `ResidentLoader`. */
	constructor(factory: ResidentFactory, guest: Guest, base: number, services?: ResidentMachineServices) {
		this.#base = base;
		this.#program = factory({
			guest: {
				...guest,
				storage: new BoundedStorage(guest.storage),
				perform: action => services ? this.#now(action, guest, services.perform) : action,
				slack: () => services && this.#running && !this.#suspension ? services.slack() : 0,
			},
			entryAddress: index => this.#address(index),
			abandonOthers: () => {
				this.discard();
			},
		});
		this.#next = this.#program.entries.length;
	}

	/**
	 * The machine executed the stub at `address`: starts an entry or resumes the continuation that waits there with
	 * condition code `cc`. Returns its next action, and sets `continuation` to the address it now goes on at;
	 * `undefined` where the stub means nothing (CP then reflects a specification exception). An entry that ends without
	 * `loadPsw` returns `ended`. `suspended`: all it did is done, and something comes before it goes on.
	 */
	enter(address: number, cc: number): Action | 'ended' | undefined {
		const stub = (address - this.#base - firstStub) / 4;
		const {entries} = this.#program;
		const step = stub < entries.length ? entries[stub]?.() : this.#waiting.get(stub);
		if (!step) {
			return undefined;
		}

		if (stub >= entries.length) {
			this.#release(stub);
		}

		this.#running = step;
		this.#suspension = undefined;
		try {
			const next = step.next(cc);
			if (next.done) {
				return 'ended';
			}

			if (next.value.kind === 'suspended') {
				return this.#suspended(step, next.value);
			}

			if (next.value.kind === 'loadPsw') {
				step.return();
				this.continuation = 0;
				return next.value;
			}

			this.continuation = this.#address(this.#await(step));
			return next.value;
		} finally {
			this.#running = undefined;
		}
	}

	/** Does an action of the running program, whose continuation waits meanwhile, as if it had yielded. */
	#now(action: Action, {psw}: Guest, perform: Perform): number | Action {
		const step = this.#running;
		if (!step || this.#suspension) {
			return action;
		}

		const stub = this.#await(step);
		try {
			if (perform(action, this.#address(stub)) && this.#waiting.get(stub) === step) {
				this.#release(stub);
				return psw.cc;
			}

			this.#suspension = {stub};
		} catch (error) {
			// Not the program's: `enter` throws it, when the program has yielded.
			this.#suspension = {stub, fault: error};
		}

		return suspended;
	}

	/** A program yielded what `#now` told it. It may have been abandoned by then. */
	#suspended(step: Step, action: Action): Action {
		const suspension = this.#suspension!;
		const {stub} = suspension;
		this.#suspension = undefined;
		this.continuation = this.#address(stub);
		// Where its machine was reset, or is gone, the storage is not what it knows: nothing of it does anything there.
		if (this.#waiting.get(stub) !== step && !this.#isOver) {
			this.#running = undefined;
			try {
				step.return();
			} catch (error) {
				guestFault(error, undefined);
			}
		}

		if ('fault' in suspension) {
			throw suspension.fault;
		}

		return action;
	}

	/** Has a generator wait at a stub, which it answers. */
	#await(step: Step): number {
		const stub = this.#freeStub();
		this.#waiting.set(stub, step);
		return stub;
	}

	/** Abandons every continuation that waits (reset, logoff, a PSW changed from outside). */
	discard(): void {
		for (const stub of this.#waiting.keys()) {
			this.#abandon(stub);
		}
	}

	/** The same, and the program does not run again. */
	end(): void {
		this.#isOver = true;
		this.discard();
	}

	/** Nothing where the program finds its storage damaged: it says so itself when it runs next. */
	complete(line: string): readonly string[] {
		try {
			return this.#program.complete?.(line) ?? [];
		} catch (error) {
			return guestFault(error, []);
		}
	}

	/**
	 * Fresh stubs first, then the one free for longest: a stale PSW should meet nobody, not somebody else. A machine
	 * that always starts something new and never comes back to it loses what it left longest ago.
	 */
	#freeStub(): number {
		if (this.#next < stubs) {
			return this.#next++;
		}

		if (this.#freeCount === 0) {
			const [oldest] = this.#waiting.keys();
			this.#abandon(oldest);
		}

		const stub = this.#free[this.#firstFree];
		this.#firstFree = (this.#firstFree + 1) % stubs;
		this.#freeCount--;
		return stub;
	}

	/** Nothing waits at a stub any more. */
	#release(stub: number): void {
		this.#waiting.delete(stub);
		this.#free[(this.#firstFree + this.#freeCount++) % stubs] = stub;
	}

	/** Gives up what waits at a stub. Of the machine's storage it may find nothing as it left it. */
	#abandon(stub: number): void {
		const step = this.#waiting.get(stub);
		if (!step) {
			return;
		}

		this.#release(stub);
		const running = this.#running;
		if (step === running) {
			return;
		}

		// What it does at its end is not done for the one that runs.
		this.#running = undefined;
		try {
			step.return();
		} catch (error) {
			guestFault(error, undefined);
		} finally {
			this.#running = running;
		}
	}

	commands(): readonly ExplainedCommand[] {
		return this.#program.commands?.() ?? [];
	}

	#address(stub: number): number {
		return this.#base + firstStub + (stub * 4);
	}
}
