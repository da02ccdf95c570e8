/** A user at CMS under the real CP: a terminal, an A-disk with files, a system disk. */
import {createCmsProgram} from '../../source/cms/nucleus/program.js';
import {cmsSavedSystem} from '../../source/cms/nucleus/saved-system.js';
import type {CmsCommand} from '../../source/cms/cms.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import type {VirtualDevice} from '../../source/cp/devices/virtual-device.js';
import type {SavedSystem} from '../../source/cp/systems/saved-system.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import {cmsVolume, systemVolume} from './cms-disk.js';
import {
	asRemote, isRemoteA, localAccess, ownerLines, remoteAccess,
} from './remote-a.js';
import {isRestarted, restartCms} from './restart-cms.js';
import {CpSession, type RecordingTerminal} from './cp-session.js';

export type CmsSessionOptions = {
	/** Files of 191, `{'PROFILE EXEC': […]}`. */
	readonly files?: Readonly<Record<string, readonly string[]>>;
	/** Files of 190; mode 2 is seen. */
	readonly systemFiles?: Readonly<Record<string, readonly string[]>>;
	/** Other volumes by address; 190 and 191 in place of those made. */
	readonly volumes?: Readonly<Record<number, CkdVolume>>;
	readonly commands?: readonly CmsCommand[];
	/** Segments beside CMS. */
	readonly segments?: readonly SavedSystem[];
	/** Reader 00C, punch 00D, printer 00E and the like. */
	readonly units?: readonly VirtualDevice[];
	/** Of the host, bytes. */
	readonly storage?: number;
	/** First line after the version line; `ACCESS (NOPROF` by default. */
	readonly first?: string;
};

const aLongTime = 3e7;
const owner = 'CAROL';

export class CmsSession {
	readonly cp: CpSession;
	readonly vm: VirtualMachine;
	readonly terminal: RecordingTerminal;
	readonly #isRemote: boolean;

	constructor({
		files = {},
		systemFiles = {},
		volumes = {},
		commands,
		segments = [],
		units = [],
		storage,
		first = 'ACCESS (NOPROF',
	}: CmsSessionOptions = {}) {
		const disks = {0x190: systemVolume(systemFiles), 0x191: cmsVolume(files), ...volumes};
		const isRemote = isRemoteA && first === localAccess;
		this.#isRemote = isRemote;
		this.cp = new CpSession({
			storage,
			savedSystems: [cmsSavedSystem, ...segments],
			programs: {CMS: createCmsProgram({commands})},
			attachDevices(vm) {
				const isOwner = vm.userid === owner;
				for (const [address, volume] of Object.entries(disks)) {
					if (isRemote && Number(address) !== 0x190 && isOwner !== (Number(address) === 0x191)) {
						continue;
					}

					vm.devices.attach({
						address: Number(address),
						kind: 'DASD',
						type: '3350',
						readOnly: false,
						device: new CkdDisk(volume),
					});
				}

				for (const unit of isOwner ? [] : units) {
					vm.devices.attach(unit);
				}
			},
		});
		if (isRemote) {
			const {vm, terminal} = this.cp.logOn(owner);
			this.cp.cp.ipl(vm, 'CMS');
			this.run();
			for (const line of ownerLines('ALICE')) {
				terminal.line.enter(line);
				this.run();
			}
		}

		({vm: this.vm, terminal: this.terminal} = this.cp.logOn('ALICE'));
		this.cp.cp.ipl(this.vm, 'CMS');
		this.run();
		this.enter(isRemote ? remoteAccess(owner) : first);
	}

	/** What the last `enter` or `run` typed. */
	get typed(): string[] {
		return this.terminal.take().map(line => line.replace(/^((?:Ready|R)(?:\(.*?\))?;).*/, '$1'));
	}

	/** Enters a line and runs until the machine reads again; answers what was typed, Ready without times. */
	enter(line: string): string[] {
		if (isRestarted && restartCms(this.vm)) {
			this.run();
		}

		this.terminal.take();
		this.terminal.line.enter(this.#isRemote ? asRemote(line, owner) : line);
		this.run();
		return this.typed;
	}

	/** Runs until nothing more happens, at most `seconds` of simulated time. */
	run(seconds = aLongTime): void {
		this.cp.run(seconds);
	}
}
