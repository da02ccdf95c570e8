/**
 * The composition root: profile, volumes and clock become a running system. The only folder that knows all layers;
 * nothing here decides anything a layer could.
 */
import {tmpdir} from 'node:os';
import {HostClock, VirtualClock, type Clock} from '../base/clock.js';
import {createCmsProgram} from '../cms/nucleus/program.js';
import {cmsSavedSystem} from '../cms/nucleus/saved-system.js';
import {ControlProgram} from '../cp/control-program.js';
import type {OwnedVolume} from '../cp/devices/owned-volumes.js';
import type {RealDeviceDefinition} from '../cp/devices/real/real-device.js';
import type {Reels} from '../cp/devices/real/reels.js';
import type {UserDirectory} from '../cp/directory/directory.js';
import {keepOperatorInformed} from '../cp/terminal/operator-log.js';
import type {UnitPlaces} from '../cp/spool/real/unit-host.js';
import type {SpoolStore} from '../cp/spool/spool-file.js';
import type {VirtualMachine} from '../cp/machine/virtual-machine.js';
import type {Fault} from '../cp/machine/wall.js';
import type {SavedSystemStore} from '../cp/systems/named-systems.js';
import type {SavedSystem} from '../cp/systems/saved-system.js';
import type {SystemName} from '../cp/systems/system-names.js';
import {residentLoader} from '../guest/resident.js';
import type {CkdVolume} from '../machine/devices/volume/ckd-volume.js';
import {HostStorage} from '../machine/storage/host-storage.js';
import type {Terminal} from '../port/terminal-port.js';
import {PageFile} from './host/page-file.js';
import {tapesFolder} from './host/tapes-folder.js';
import {MountedVolumes} from './volumes/volume-table.js';
import type {TerminalLine} from '../cp/terminal/terminal-line.js';
import {Services} from './services.js';
import {systemCommands} from './system-commands.js';
import {tellOfFault} from './watchdog/fault-report.js';
import {systemMessages} from './messages.js';

export const systemName = 'YORKTOWN';

/** Host storage: what all machines' pages share, bytes. */
const hostStorageSize = 16 * 1024 * 1024;
const hostMachines = 24;

export type SystemOptions = {
	readonly clock: Clock;
	readonly directory: UserDirectory;
	/** By serial. The system closes them at its end. */
	readonly volumes: ReadonlyMap<string, CkdVolume>;
	/** Where closed spool files are kept; they end with the system unless told. */
	readonly spool?: SpoolStore;
	/**
	 * Journal of the volumes, where waiting for the host's disk must not be seen by the machines: the whole system
	 * stands still then, its time too. Without it a machine finds its device busy.
	 */
	readonly journal?: {readonly isFull: boolean; whenRoom(action: () => void): void};
	/** Real devices (`SYSTEM DEVICES`); the usual ones unless told. */
	readonly realDevices?: readonly RealDeviceDefinition[];
	/** What lies on tape drives; the files that `SYSTEM DEVICES` names unless told. */
	readonly reels?: Reels;
	/** Volumes that no minidisk of the directory is on: free until ATTACH. */
	readonly freeVolumes?: ReadonlySet<string>;
	/** The system name table, and systems that the profile brings. */
	readonly systemNames?: readonly SystemName[];
	readonly systems?: ReadonlyMap<string, SavedSystem>;
	/**
	 * Volumes with TEMP cylinders, for pages, and the host's folder for what is on them (that for temporary files
	 * unless told). Without volumes pages stay in memory.
	 */
	readonly pagingVolumes?: readonly OwnedVolume[];
	readonly pageFolder?: string;
	/** What the operator's console shows. */
	readonly onOperatorLine?: (text: string) => void;
	/** Where real printers print to, and decks come from; nowhere unless told. */
	readonly units?: UnitPlaces;
	/** Where SAVESYS saves; systems end with the session unless told. */
	readonly systemStore?: SavedSystemStore;
	/** Host storage in bytes, 16 MiB unless told. */
	readonly storage?: number;
	/** Machines whose instructions may be translated, 24 unless told: each has host storage for its tables. */
	readonly machines?: number;
	/** Another processor than the standard one: see `ControlProgramOptions`. */
	readonly microsecondsPerInstruction?: number;
	readonly overheadFactor?: number;
	/** Devices take the period's times under the host's clock too. */
	readonly periodDevices?: boolean;
	/** Reports what failed in the work for a machine (`fault-report.ts`); a line on standard error unless told. */
	readonly onFault?: (fault: Fault) => void;
};

/** Longest uninterrupted piece of work, host milliseconds: a keystroke never waits longer. */
const turn = 5;

export class System {
	readonly cp: ControlProgram;
	readonly clock: Clock;
	readonly #volumes: MountedVolumes;
	readonly #services: Services;
	readonly #journal: SystemOptions['journal'];
	readonly #pages: PageFile;
	#running = false;
	#scheduled: 'turn' | NodeJS.Timeout | undefined;

	constructor(options: SystemOptions) {
		this.clock = options.clock;
		this.#volumes = new MountedVolumes(options.volumes);
		this.#journal = options.journal;
		this.#pages = new PageFile(options.pageFolder ?? tmpdir());
		this.cp = new ControlProgram({
			clock: options.clock,
			hostStorage: new HostStorage(options.storage ?? hostStorageSize, options.machines ?? hostMachines),
			directory: options.directory,
			volumes: this.#volumes,
			realDevices: options.realDevices,
			reels: options.reels ?? tapesFolder(),
			freeVolumes: options.freeVolumes,
			spool: options.spool,
			units: options.units,
			onOperatorLine: options.onOperatorLine,
			paging: {volumes: options.pagingVolumes ?? [], store: this.#pages},
			onFault: options.onFault ?? tellOfFault,
			microsecondsPerInstruction: options.microsecondsPerInstruction,
			overheadFactor: options.overheadFactor,
			periodDevices: options.periodDevices,
			systemId: systemName,
			savedSystems: new Map([[cmsSavedSystem.name, cmsSavedSystem], ...options.systems ?? []]),
			systemNames: options.systemNames,
			systemStore: options.systemStore,
			programs: new Map([
				[cmsSavedSystem.name, residentLoader(createCmsProgram({
					commands: systemCommands,
					messages: systemMessages,
				}))],
			]),
		});
		keepOperatorInformed(this.cp);
		this.#services = new Services(this.cp, userid => {
			this.autolog(userid);
		});
	}

	/** A terminal appears; the result is what it types on. */
	connect(terminal: Terminal): TerminalLine {
		return this.cp.connect(terminal);
	}

	/**
	 * Logs a user on without a password, as the operator's AUTOLOG does, at `line` or disconnected, and loads CMS
	 * (`parm` for its registers).
	 */
	autolog(userid: string, line?: TerminalLine, parm = line ? '' : 'AUTOCR'): VirtualMachine {
		const entry = this.cp.directory.find(userid);
		if (!entry) {
			throw new Error(`${userid} is not in the directory`);
		}

		const vm = this.cp.sessions.logon(entry, line);
		if (entry.ipl) {
			this.cp.ipl(vm, entry.ipl, parm);
		}

		return vm;
	}

	/**
	 * Logs services on, disconnected, and again after a fault: at once, or after `microseconds`, so that a short run
	 * need not pay for what it does not use.
	 */
	startServices(userids: readonly string[], microseconds = 0): void {
		this.cp.schedule(microseconds, () => {
			this.#services.start(userids);
		});
	}

	/** Lets the system run by the host's event loop until `stop`: idle it does nothing at all. */
	start(): void {
		this.#running = true;
		this.cp.onWork = () => {
			this.#schedule();
		};

		this.#schedule();
	}

	stop(): void {
		this.#running = false;
		this.cp.onWork = undefined;
		if (typeof this.#scheduled === 'object') {
			clearTimeout(this.#scheduled);
		}
	}

	/**
	 * Runs until nothing can happen without input. Between pieces the host gets its turn. Under a host clock it waits
	 * for the time of the next event. `until` ends it early, after the turn in which it becomes true: what a run leaves
	 * behind depends on no host's speed, and services do not start behind its end.
	 */
	async settle(until: () => boolean = () => false): Promise<void> {
		while (!until()) {
			if (this.#journal?.isFull) {
				await new Promise<void>(resolve => {
					this.#journal!.whenRoom(resolve);
				});
			}

			const state = this.cp.pump(turn * 4, until);
			if (state === 'idle') {
				return;
			}

			if (typeof state === 'object') {
				await new Promise(resolve => {
					setTimeout(resolve, Math.max(1, (state.wakeAt - this.clock.now()) / 1000));
				});
			} else if (!until()) {
				await new Promise(resolve => {
					setImmediate(resolve);
				});
			}
		}
	}

	/** Logs everybody off, closes terminals and volumes. */
	shutdown(): void {
		this.stop();
		this.cp.shutdown();
		this.#volumes.close();
		this.#pages.close();
	}

	#schedule(): void {
		if (!this.#running || this.#scheduled === 'turn') {
			return;
		}

		if (typeof this.#scheduled === 'object') {
			clearTimeout(this.#scheduled);
		}

		this.#scheduled = 'turn';
		setImmediate(() => {
			this.#turn();
		});
	}

	#turn(): void {
		this.#scheduled = undefined;
		if (!this.#running) {
			return;
		}

		const state = this.cp.pump(turn);
		if (state === 'busy') {
			this.#schedule();
		} else if (typeof state === 'object') {
			const wait = Math.max(1, (state.wakeAt - this.clock.now()) / 1000);
			this.#scheduled = setTimeout(() => {
				this.#turn();
			}, Math.min(wait, 2 ** 30));
		}
	}
}

/** The clock a flag names. */
export function clockOf(kind: 'virtual' | 'host'): Clock {
	return kind === 'host' ? new HostClock() : new VirtualClock();
}
