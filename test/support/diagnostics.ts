/** Somebody at the console of IBM's diagnostics for the processor (`docs/diagnostics.md`), and the units he has. */
import {fromEbcdic, toEbcdic} from '../../source/base/ebcdic.js';
import type {Device} from '../../source/machine/channel/device.js';
import {Console3215} from '../../source/machine/devices/3215.js';
import {Tape3420} from '../../source/machine/devices/tape/3420.js';
import {openTape} from '../../source/machine/devices/tape/simh-tape.js';
import {Printer1403} from '../../source/machine/devices/unit-record/1403.js';

/** Where the diagnostics are loaded from. */
export const diagnosticsTape = 0x130;

/** Sections of the processor, in the order of the tape; the monitor is told to run everything. */
const message = 'E/L/B';

/** The first section that needs what the machine does not have: the processor's are over. */
const over = 'RNV D3';

/** What goes on at the console, until the processor's sections are over. */
export class DiagnosticsOperator {
	readonly typed: string[] = [];
	readonly console: Console3215;
	#isTold = false;

	/** `file`: the diagnostics' reel. */
	constructor(readonly file: string) {
		this.console = new Console3215({
			print: bytes => {
				this.typed.push(fromEbcdic(bytes).trimEnd());
			},
			requestLine: () => undefined,
			cancelLine: () => undefined,
		}, {characterTime: 0});
	}

	get devices(): ReadonlyArray<readonly [number, Device]> {
		const reel = openTape(this.file, {readOnly: true});
		if ('problem' in reel) {
			throw new Error(reel.problem);
		}

		return [
			[diagnosticsTape, new Tape3420(reel)],
			[0x01F, this.console],
			[0x00E, new Printer1403({print: () => undefined}, {lineTime: 0})],
		];
	}

	/** True once everything is over. To be called now and then. */
	look(): boolean {
		if (!this.#isTold && this.console.isReading) {
			this.#isTold = true;
			this.console.line(toEbcdic(message));
		}

		return this.typed.some(line => line.includes(over));
	}

	/** Sections that ran, with the number of their routines, and what they complained about. */
	get report(): {readonly ran: number; readonly complaints: Record<string, number>} {
		const complaints: Record<string, number> = {};
		for (const line of this.typed) {
			const match = /^ *\* (SD0|PGM) +(D\w+)/.exec(line);
			if (match) {
				complaints[match[2]] = (complaints[match[2]] ?? 0) + 1;
			}
		}

		return {ran: this.typed.filter(line => line.includes('ROUTINES RUN')).length, complaints};
	}
}
