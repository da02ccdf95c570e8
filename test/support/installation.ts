/** The default installation in memory, with its services and several users at terminals, in simulated time. */
import {requireBalance} from './balance.js';
import {VirtualClock} from '../../source/base/clock.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import type {TerminalLine} from '../../source/cp/terminal/terminal-line.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import type {Terminal, TerminalOutput} from '../../source/port/terminal-port.js';
import {systemFiles} from '../../source/system/system-files.js';
import {readProfile} from '../../source/system/profile.js';
import {System, type SystemOptions} from '../../source/system/system.js';
import {memoryVolumes} from '../../source/system/volumes/memory-volumes.js';

/** A user at a typewriter terminal. */
export class InstalledUser implements Terminal {
	readonly lineSize = 130;
	readonly kind = 'typewriter';
	readonly address: string;
	line!: TerminalLine;
	vm!: VirtualMachine;
	readonly #typed: string[] = [];

	constructor(readonly installation: Installation, readonly userid: string, number: number) {
		this.address = `GRAF ${(0x20 + number).toString(16).toUpperCase().padStart(3, '0')}`;
	}

	send(output: TerminalOutput): void {
		if (output.kind === 'line' && output.lineClass !== 'input') {
			this.#typed.push(output.text.trimEnd().replace(/^(Ready(?:\(.*?\))?;).*/, '$1'));
		}
	}

	/** Types a line; nothing runs yet. */
	type(line: string): void {
		this.line.enter(line);
	}

	/** What came since the last look, Ready without times. */
	take(): string[] {
		return this.#typed.splice(0);
	}

	/** Types a line and runs until nobody has anything to do; answers what came. */
	enter(line: string): string[] {
		this.take();
		this.type(line);
		this.installation.settle();
		return this.take();
	}

	enterAll(...lines: readonly string[]): string[] {
		return lines.flatMap(line => this.enter(line));
	}
}

export class Installation {
	readonly system: System;
	readonly #users: InstalledUser[] = [];

	/** `profile`: name or folder; the default one unless told. `files`: on the system disk, in place of ours. */
	constructor({profile: profileName, onFault, files = []}: {
		profile?: string; onFault?: SystemOptions['onFault']; files?: readonly NewFile[];
	} = {}) {
		const profile = readProfile(profileName);
		const clock = new VirtualClock();
		this.system = new System({
			clock,
			volumes: memoryVolumes(profile, () => [...systemFiles(), ...files], clock.now()),
			directory: profile.directory,
			systemNames: profile.systemNames,
			systems: profile.systems,
			onFault,
		});
		this.system.startServices(profile.autolog);
		this.settle();
	}

	/** Logs a user on at a terminal of its own, with CMS loaded. */
	logOn(userid: string): InstalledUser {
		const user = new InstalledUser(this, userid, this.#users.length);
		this.#users.push(user);
		user.line = this.system.connect(user);
		user.vm = this.system.autolog(userid, user.line, 'AUTOCR');
		this.settle();
		user.take();
		return user;
	}

	/** Runs until nothing can happen without input. */
	settle(): void {
		while (this.system.cp.pump(1000) === 'busy') {
			// The machines run until all wait.
		}

		requireBalance(this.system.cp);
	}

	close(): void {
		this.system.shutdown();
	}
}
