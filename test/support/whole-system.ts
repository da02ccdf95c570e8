/**
 * One user at a terminal of the whole system: CP, CMS, disks in memory, simulated time. What the user sees comes back
 * line by line.
 */
import {VirtualClock} from '../../source/base/clock.js';
import {parseDirectory} from '../../source/cp/directory/parser.js';
import type {SavedSystem} from '../../source/cp/systems/saved-system.js';
import type {SystemName} from '../../source/cp/systems/system-names.js';
import type {TerminalLine} from '../../source/cp/terminal/terminal-line.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import type {Terminal, TerminalOutput} from '../../source/port/terminal-port.js';
import {System} from '../../source/system/system.js';
import {requireBalance} from './balance.js';
import {cmsVolume, systemVolume} from './cms-disk.js';
import {
	asRemote, isRemoteA, ownerLines,
} from './remote-a.js';
import {isRestarted, restartCms} from './restart-cms.js';

const directorySource = `DIRECTORY 150 3350 TESTS
USER TESTER TESTER 1M 4M G
 ACCOUNT TEST
 IPL CMS
 CONSOLE 009 3215
 SPOOL 00C 2540 READER A
 SPOOL 00D 2540 PUNCH A
 SPOOL 00E 1403 A
USER OWNER OWNER 1M 4M G
 ACCOUNT TEST
 IPL CMS
 CONSOLE 009 3215
`;
const owner = 'OWNER';

/** A terminal that nobody looks at. */
const silent: Terminal = {
	lineSize: 130,
	kind: 'typewriter',
	address: 'CONS 00A',
	send() {
		// Nobody looks.
	},
};

/** Editing symbols of the terminal stand for themselves. */
const literal = (line: string): string => line.replaceAll(/[#@¢"]/g, '"$&');

/** A system that the tester IPLs in place of CMS, and the named systems that are there for it. */
export type AnotherSystem = {
	readonly ipl: string;
	readonly names: readonly SystemName[];
	readonly systems: ReadonlyMap<string, SavedSystem>;
};

export class SystemSession implements Terminal {
	readonly lineSize = 130;
	readonly kind = 'typewriter';
	readonly address = 'CONS 009';
	readonly vm: VirtualMachine;
	#reading = false;
	#typed: string[] = [];
	readonly #line: TerminalLine;
	readonly #system: System;

	/**
	 * Logs on and IPLs CMS, or `another` system, with these disks (device addresses in hexadecimal) beside empty 190
	 * and 19E. `watch` is given the machine before it does anything.
	 */
	constructor(
		disks: Readonly<Record<string, CkdVolume>>,
		another?: AnotherSystem,
		watch?: (vm: VirtualMachine) => void,
	) {
		const {directory} = parseDirectory(directorySource, 'USER DIRECT');
		const volumes = new Map(Object.entries({190: systemVolume(), '19E': cmsVolume(), ...disks}));
		const withDisks = (userid: string, has: (address: string) => boolean) => ({
			...directory.find(userid)!,
			ipl: another?.ipl ?? 'CMS',
			minidisks: [...volumes].filter(([address]) => has(address)).map(([address, volume]) => ({
				address: Number.parseInt(address, 16),
				type: volume.model.name.slice(0, 4),
				start: 0,
				cylinders: volume.cylinders,
				volume: address,
				mode: 'MR' as const,
				reserveRelease: false,
				read: undefined,
				write: undefined,
				multiple: undefined,
			})),
		});
		const own = withDisks('TESTER', address => !isRemoteA || address !== '191');
		const owners = withDisks(owner, address => address === '190' || address === '191');
		this.#system = new System({
			clock: new VirtualClock(),
			volumes,
			systemNames: another?.names,
			systems: another?.systems,
			directory: {find: name => [own, owners].find(({userid}) => userid === name)},
		});
		if (isRemoteA) {
			const line = this.#system.connect(silent);
			this.#system.autolog(owner, line);
			this.#settle();
			for (const typed of ownerLines('TESTER')) {
				line.enter(typed);
				this.#settle();
			}
		}

		this.#line = this.#system.connect(this);
		this.vm = this.#system.autolog('TESTER', this.#line);
		watch?.(this.vm);
		this.#settle();
	}

	send(output: TerminalOutput): void {
		if (output.kind === 'line' && output.lineClass !== 'input') {
			this.#typed.push(output.text.trimEnd());
		} else if (output.kind === 'read') {
			this.#reading = output.pending;
		}
	}

	/** What was typed since the last line entered. */
	get typed(): readonly string[] {
		return this.#typed;
	}

	/** Makes CMS anew where it waits for a command (`restart-cms.ts`), and `wanted`. */
	restart(wanted = true): void {
		if (wanted && restartCms(this.vm)) {
			this.#settle();
		}
	}

	/** Enters a line, answers what was typed until the next read. */
	enter(line: string): string[] {
		if (!this.#reading) {
			throw new Error(`nobody reads the line "${line}"`);
		}

		this.restart(isRestarted);
		this.#typed = [];
		this.#line.enter(literal(isRemoteA ? asRemote(line, owner) : line));
		this.#settle();
		return this.#typed;
	}

	/** Enters `line`, and `later` lines each 0.7 simulated seconds after the one before, while the machine runs. */
	enterAndLater(line: string, later: readonly string[]): string[] {
		if (later.length === 0) {
			return this.enter(line);
		}

		this.restart(isRestarted);
		this.#typed = [];
		const {cp} = this.#system;
		for (const [index, text] of later.entries()) {
			cp.timeline.after((index + 1) * 700_000, () => {
				this.#line.enter(literal(text));
			});
		}

		this.#line.enter(literal(line));
		this.#settle();
		return this.#typed;
	}

	/** Enters `line`, and `later` so many simulated microseconds after it. */
	enterAndInterrupt(line: string, later: string, microseconds: number): string[] {
		this.#typed = [];
		this.#system.cp.timeline.after(microseconds, () => {
			this.#line.enter(later);
		});
		this.#line.enter(literal(line));
		this.#settle();
		return this.#typed;
	}

	/** Enters lines one after the other, answers everything typed. */
	enterAll(...lines: readonly string[]): string[] {
		return lines.flatMap(line => this.enter(line));
	}

	close(): void {
		this.#system.shutdown();
	}

	#settle(): void {
		for (let state = this.#system.cp.pump(1000); state === 'busy'; state = this.#system.cp.pump(1000)) {
			// The machine runs until it waits for us.
		}

		requireBalance(this.#system.cp);
	}
}

/** Ready lines without times, and times masked, as recordings have them. */
export function masked(line: string): string {
	return line
		.replace(/^(Ready(?:\(.*?\))?;).*/, '$1')
		.replaceAll(/\d\d:\d\d:\d\d/g, 'HH:MM:SS')
		.replaceAll(/T=\d+\.\d\d\/\d+\.\d\d/g, 'T=V.VV/T.TT');
}
