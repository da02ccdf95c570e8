/**
 * Sessions that a document shows, played on a fresh installation in memory. In a block of three back quotes and
 * `terminal` a line `user1: text` is typed at that user's terminal, `user1| text` is a line that came there meanwhile,
 * and any other line is one that came to who typed last. `...` stands for lines that are not shown. Times are not
 * compared, blanks at the end neither.
 */
import {VirtualClock} from '../../source/base/clock.js';
import type {TerminalLine} from '../../source/cp/terminal/terminal-line.js';
import type {Terminal, TerminalOutput} from '../../source/port/terminal-port.js';
import {readProfile} from '../../source/system/profile.js';
import {System} from '../../source/system/system.js';
import {systemFiles} from '../../source/system/system-files.js';
import {memoryVolumes} from '../../source/system/volumes/memory-volumes.js';

/** Something typed, and the lines shown behind it. */
export type Step = {
	/** 1-based line of the document. */
	readonly line: number;
	readonly who: string;
	readonly text: string;
	readonly shown: ReadonlyArray<{readonly who: string; readonly text: string}>;
};

const typedLine = /^([a-z]\w{0,7}): ?(.*)$/;
const foreignLine = /^([a-z]\w{0,7})\| ?(.*)$/;

/** What the blocks of a document have people type, and show, in order. */
export function stepsOf(document: string): Step[] {
	const steps: Array<{line: number; who: string; text: string; shown: Array<{who: string; text: string}>}> = [];
	let inside = false;
	for (const [index, line] of document.split('\n').entries()) {
		if (line.startsWith('```')) {
			inside = line === '```terminal';
			continue;
		}

		if (!inside) {
			continue;
		}

		const typed = typedLine.exec(line);
		const foreign = foreignLine.exec(line);
		if (typed) {
			steps.push({
				line: index + 1, who: typed[1], text: typed[2], shown: [],
			});
		} else {
			const step = steps.at(-1);
			if (!step) {
				throw new Error(`line ${index + 1}: nobody has typed anything yet`);
			}

			step.shown.push(foreign ? {who: foreign[1], text: foreign[2]} : {who: step.who, text: line});
		}
	}

	return steps;
}

/** A line without what a clock says. */
export const timeless = (line: string): string => line
	.trimEnd()
	.replace(/^(Ready(?:\(\d+\))?;).*/, '$1')
	.replaceAll(/\d\d:\d\d:\d\d/g, 'hh:mm:ss')
	.replaceAll(/ (?:VIRT|TOT)CPU= \d+:[\d.]+/g, '');

/** Whether lines are those shown. */
export function isShown(shown: readonly string[], came: readonly string[]): boolean {
	const [first, ...rest] = shown;
	if (first === undefined) {
		return came.length === 0;
	}

	return first === '...'
		? Array.from({length: came.length + 1}, (_, skipped) => came.slice(skipped)).some(left => isShown(rest, left))
		: came.length > 0 && timeless(first) === timeless(came[0]) && isShown(rest, came.slice(1));
}

class Seat implements Terminal {
	readonly lineSize = 130;
	readonly kind = 'typewriter';
	readonly line: TerminalLine;
	/** What came since `take`. */
	#came: string[] = [];
	reading = false;

	constructor(system: System, readonly address: string) {
		this.line = system.connect(this);
	}

	send(output: TerminalOutput): void {
		if (output.kind === 'line' && output.lineClass !== 'input') {
			this.#came.push(output.text.trimEnd());
		} else if (output.kind === 'read') {
			this.reading = output.pending;
		}
	}

	take(): string[] {
		const came = this.#came;
		this.#came = [];
		return came;
	}
}

/** The default installation, and people at its terminals. */
export class DocumentedSession {
	readonly #system: System;
	readonly #seats = new Map<string, Seat>();

	constructor() {
		const profile = readProfile();
		const clock = new VirtualClock();
		this.#system = new System({
			clock,
			volumes: memoryVolumes(profile, systemFiles, clock.now()),
			directory: profile.directory,
			systemNames: profile.systemNames,
			systems: profile.systems,
		});
		this.#system.startServices(profile.autolog);
	}

	/** Types the text of a step; answers what came since, by who has it. */
	async play({who, text}: Step): Promise<ReadonlyMap<string, readonly string[]>> {
		const seat = this.#seat(who);
		seat.reading = false;
		seat.line.enter(text);
		await this.#system.settle(() => seat.reading);
		return new Map([...this.#seats].map(([name, each]) => [name, each.take()]));
	}

	close(): void {
		this.#system.shutdown();
	}

	#seat(who: string): Seat {
		const known = this.#seats.get(who);
		if (known) {
			return known;
		}

		const seat = new Seat(this.#system, `CONS 0${(0x20 + this.#seats.size).toString(16).toUpperCase()}`);
		this.#seats.set(who, seat);
		return seat;
	}
}
