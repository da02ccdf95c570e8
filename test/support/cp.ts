/**
 * A system to log on to: CP with the default installation's directory, empty volumes in memory, simulated time, and an
 * operating system `CMS` that only waits. A test reads like the log of a terminal: what was entered, what came back.
 */
import {readFileSync} from 'node:fs';
import {VirtualClock} from '../../source/base/clock.js';
import {ControlProgram} from '../../source/cp/control-program.js';
import type {ControlProgramOptions} from '../../source/cp/control-program-options.js';
import {parseDirectory} from '../../source/cp/directory/parser.js';
import {keepOperatorInformed} from '../../source/cp/terminal/operator-log.js';
import type {SpoolStore} from '../../source/cp/spool/spool-file.js';
import type {SavedSystem} from '../../source/cp/systems/saved-system.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import {ckdModels} from '../../source/machine/devices/volume/ckd-models.js';
import {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import {HostStorage} from '../../source/machine/storage/host-storage.js';
import {MountedVolumes} from '../../source/system/volumes/volume-table.js';
import {requireBalance} from './balance.js';
import {RecordingTerminal} from './cp-session.js';

/** Enabled for everything, waiting. */
const waiting: SavedSystem = {name: 'CMS', pages: new Map(), psw: [0xFF02_0000, 0]};

export const defaultDirectory = readFileSync(new URL('../../../profiles/default/USER DIRECT', import.meta.url), 'utf8');

export type TestOptions = {
	readonly directory?: string;
	readonly volumes?: readonly string[];
	readonly spool?: SpoolStore;
	/** Bytes for frames, and machines that the control area is made for. */
	readonly storage?: number;
	readonly hostMachines?: number;
} & Partial<Pick<
	ControlProgramOptions,
	'commands' | 'savedSystems' | 'programs' | 'onFault' | 'freeVolumes' | 'realDevices' | 'reels' | 'units'
>>;

export class TestSystem {
	readonly cp: ControlProgram;
	/** Frames and tables of all machines. */
	readonly hostStorage: HostStorage;

	/** `volumes`: serials mounted; empty ones of 40 cylinders. */
	constructor({
		directory = defaultDirectory,
		volumes = ['YRKRES', 'YRKUSR'],
		spool,
		storage = 4 * 1024 * 1024,
		hostMachines = 1,
		...more
	}: TestOptions = {}) {
		this.hostStorage = new HostStorage(storage, hostMachines);
		const model = ckdModels.find(({name}) => name === '3350')!;
		this.cp = new ControlProgram({
			clock: new VirtualClock(),
			hostStorage: this.hostStorage,
			directory: parseDirectory(directory).directory,
			volumes: new MountedVolumes(new Map(volumes.map(serial => [serial, new MemoryVolume(model, 40)]))),
			spool,
			systemId: 'YORKTOWN',
			savedSystems: new Map([['CMS', waiting]]),
			programs: new Map(),
			...more,
		});
		keepOperatorInformed(this.cp);
	}

	/** A terminal where nobody is logged on. */
	terminal(address = 'GRAF 021'): Session {
		return new Session(this.cp, address);
	}

	/** A terminal where `userid` has logged on and stands in CP READ; what LOGON typed is dropped. */
	logOn(userid: string, address = 'GRAF 021'): Session {
		const session = this.terminal(address);
		session.enter(`LOGON ${userid} ${userid} NOIPL`);
		return session;
	}

	/** Somebody writes a cylinder of a volume, whoever has it. */
	write(volume: string, cylinder: number): void {
		const found = this.cp.volumes.find(volume)!;
		const before = found.lastWrite(cylinder, 1);
		const device = found.open(cylinder, 1, false) as unknown as {readonly volume: CkdVolume};
		device.volume.writeTrack(0, 0, device.volume.readTrack(0, 0));
		if (found.lastWrite(cylinder, 1) === before) {
			throw new Error('not written');
		}
	}

	/** Time passes. */
	run(seconds: number): void {
		pass(this.cp, seconds);
	}
}

/** Runs for so many simulated seconds. */
function pass(cp: ControlProgram, seconds: number): void {
	const {clock} = cp;
	const end = clock.now() + (seconds * 1e6);
	// An idle system jumps to the next event before `pump` comes back: this one is near.
	const cancel = cp.schedule(seconds * 1e6, () => undefined);
	while (clock.now() < end && !cp.shuttingDown) {
		cp.pump(0);
	}

	cancel();
	requireBalance(cp);
}

export class Session {
	readonly terminal: RecordingTerminal;

	constructor(readonly cp: ControlProgram, address: string) {
		this.terminal = new RecordingTerminal(address);
		this.terminal.line = cp.connect(this.terminal);
	}

	/** The machine logged on here. */
	get vm(): VirtualMachine {
		return this.terminal.line.vm!;
	}

	/** Types a line and answers the lines that come back, up to half a simulated second later. */
	enter(line: string): string[] {
		this.terminal.take();
		this.terminal.line.enter(line);
		return this.wait(0.5);
	}

	/** Presses PA1. */
	attention(): string[] {
		this.terminal.line.key('PA1');
		return this.wait(0.5);
	}

	/** The lines that come in the next `seconds`. */
	wait(seconds = 0.5): string[] {
		pass(this.cp, seconds);
		return this.terminal.take();
	}

	/** Executes a command as DIAGNOSE X'08' does; answers return code and response. */
	execute(command: string): {readonly rc: number | undefined; readonly response: readonly string[]} {
		const response: string[] = [];
		let rc: number | undefined;
		this.cp.execute(command, {
			vm: this.vm, line: undefined,
			reply(text) {
				response.push(text);
			},
			done(returnCode) {
				rc = returnCode;
			},
		});
		return {rc, response};
	}
}
