/**
 * Runs a case translated: in one go, by a machine of which the instructions from the first one on have been translated
 * before (`at once`), or when they had been executed once (`after a pass`), with what that pass made of registers and
 * storage.
 */
import {Machine} from '../../source/machine/machine.js';
import {driver, storageSize, type StateRecord} from './driver.js';
import {prepare, resultOf} from './state.js';

export const moments = ['at once', 'after a pass'] as const;
export type Moment = typeof moments[number];

/** Cases for which a machine is used: translations of others make room for no more. */
const casesOfMachine = 4;

/** Instructions that a run may have, which is more than the cases execute; fewer are not translated. */
const limit = 400;

/** LPSW X'58', the external new PSW: a disabled wait, with either prefix. */
const wait = Uint8Array.of(0x82, 0, 0, 0x58);

/** Where control comes to by an SVC or program interruption, with prefix 0 and with the other. */
export const interrupted = [0x900, 0x914, 0xF00, 0xF80];

export class TranslatedPeer {
	/** Instructions executed translated. */
	translated = 0;
	readonly #low = driver(0);
	#machine!: Machine;
	#cases = 0;

	constructor(readonly moment: Moment) {
		for (const address of interrupted) {
			this.#low.set(wait, address);
		}
	}

	/** The result of a case that comes to an interruption, and how many instructions it executed. */
	run(record: StateRecord): {readonly result: StateRecord; readonly executed: number} {
		if (this.#cases++ % casesOfMachine === 0) {
			this.#machine = new Machine({storage: storageSize, timers: {running: false}, translation: 'eager'});
		}

		const machine = this.#machine;
		const {cpu, processor} = machine;
		prepare(machine, record, this.#low);
		const {high, low, address} = cpu.psw;
		if (this.moment === 'after a pass') {
			this.#go();
			cpu.psw.load(high, low);
		}

		if (this.#open(address)) {
			processor.translator!.passed(processor.translator!.interval, address, cpu.gpr, address);
		}

		prepare(machine, record, this.#low);
		this.#open(address);
		const before = {executed: cpu.instructions, translated: processor.translator!.executed};
		this.#go();
		this.translated += processor.translator!.executed - before.translated;
		// Less LPSW.
		return {result: resultOf(machine), executed: cpu.instructions - before.executed - 1};
	}

	#go(): void {
		const {reason} = this.#machine.run(limit);
		if (reason !== 'wait') {
			throw new Error(`a case that ended does not end translated: ${reason}`);
		}
	}

	/**
	 * Opens the block that the instruction stands in, and that of what an SVC leads to, as their execution does; false:
	 * the instruction cannot be executed.
	 */
	#open(address: number): boolean {
		const {execution} = this.#machine.processor;
		execution.selectTables();
		return [interrupted[0], address].map(each => {
			try {
				execution.instructionAt(each);
				return true;
			} catch {
				return false;
			}
		})[1];
	}
}
