/**
 * Where lines of TRACE go (GC20-1820, "TRACE"): the terminal, behind each of whose lines the machine stops in CP unless
 * RUN was said, and the virtual printer of the lowest address.
 */
import {toEbcdic} from '../../base/ebcdic.js';
import type {VirtualDevice} from '../devices/virtual-device.js';
import type {Holds} from '../machine/holds.js';
import {lowestPrinter} from './lowest-printer.js';
import type {Outlet} from './trace-settings.js';

/** The machine that is traced. */
export type ShownMachine = {
	readonly holds: Pick<Holds, 'add'>;
	readonly session: {readonly line: {readonly holding: boolean} | undefined};
	readonly devices: {values(): Iterable<VirtualDevice>};
	type(text: string): void;
	/** Gives its terminal to CP, until BEGIN. */
	stop(): void;
};

/** The lines of one event, not yet typed: the machine stops behind them unless `run`. */
type PendingLines = {readonly texts: readonly string[]; readonly run: boolean};

/** Write and space one line. */
const printCommand = 0x09;

export class TraceOutput {
	/** Events reported so far. */
	events = 0;
	readonly #vm: ShownMachine;
	readonly #pending: PendingLines[] = [];

	constructor(vm: ShownMachine) {
		this.#vm = vm;
	}

	/** There are lines to be typed before the machine goes on. */
	get isPending(): boolean {
		return this.#pending.length > 0;
	}

	/** The lines of an event go where they are wanted; those that must wait for others, or stop the machine, pend. */
	report(outlet: Outlet, texts: readonly string[]): void {
		this.events++;
		if (outlet.printer) {
			this.#print(texts);
		}

		if (!outlet.terminal) {
			return;
		}

		if (outlet.run && !this.isPending) {
			this.#type(texts);
		} else {
			this.#pending.push({texts, run: outlet.run});
		}
	}

	/** Types what pends, up to the first line behind which the machine stops. True where it has. */
	typePending(): boolean {
		for (let lines = this.#pending.shift(); lines; lines = this.#pending.shift()) {
			this.#type(lines.texts);
			if (!lines.run) {
				this.#vm.stop();
				return true;
			}
		}

		return false;
	}

	/** Types all that pends: the machine does not go on by itself. */
	typeAll(): void {
		for (const {texts} of this.#pending.splice(0)) {
			this.#type(texts);
		}
	}

	#type(texts: readonly string[]): void {
		for (const text of texts) {
			this.#vm.type(text);
		}

		if (this.#vm.session.line?.holding) {
			this.#vm.holds.add('trace');
		}
	}

	#print(texts: readonly string[]): void {
		const printer = lowestPrinter(this.#vm.devices);
		for (const text of texts) {
			printer?.unit?.write?.(printCommand, toEbcdic(text));
		}
	}
}
