/** Two users at CMS under the real CP, each with disks of his own: one uses files of the other. */
import {createCmsProgram} from '../../source/cms/nucleus/program.js';
import {cmsSavedSystem} from '../../source/cms/nucleus/saved-system.js';
import type {CmsCommand} from '../../source/cms/cms.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import {cmsVolume, systemVolume} from './cms-disk.js';
import {CpSession, type CpSessionOptions, type RecordingTerminal} from './cp-session.js';

/** Disks of each user by address; 190 and 191 empty where not given. */
export type UserDisks = Readonly<Record<string, Readonly<Record<number, CkdVolume>>>>;

const aLongTime = 3e6;

export class RemoteUser {
	readonly #session: RemoteSession;
	readonly vm: VirtualMachine;
	readonly terminal: RecordingTerminal;

	constructor(session: RemoteSession, userid: string) {
		this.#session = session;
		({vm: this.vm, terminal: this.terminal} = session.cp.logOn(userid));
		this.ipl();
	}

	ipl(): void {
		this.#session.cp.cp.ipl(this.vm, 'CMS');
		this.#session.run();
		this.enter('ACCESS (NOPROF');
	}

	/** What was typed since the last look; Ready without times. */
	get typed(): string[] {
		return this.terminal.take().map(line => line.replace(/^((?:Ready|R)(?:\(.*?\))?;).*/, '$1').trimEnd());
	}

	/** Enters a line and runs until nothing more happens, at most `seconds`; answers what was typed. */
	enter(line: string, seconds = aLongTime): string[] {
		this.terminal.take();
		this.terminal.line.enter(line);
		this.#session.run(seconds);
		return this.typed;
	}
}

export class RemoteSession {
	readonly cp: CpSession;
	readonly #users = new Map<string, RemoteUser>();

	/** `storage`: of the host, bytes. */
	constructor(
		disks: UserDisks,
		commands?: readonly CmsCommand[],
		storage = 4 * 1024 * 1024,
		systemNames: CpSessionOptions['systemNames'] = [],
	) {
		this.cp = new CpSession({
			storage,
			systemNames,
			savedSystems: [cmsSavedSystem],
			programs: {CMS: createCmsProgram({commands})},
			attachDevices(vm) {
				const own = {0x190: systemVolume(), 0x191: cmsVolume({}), ...disks[vm.userid]};
				for (const [address, volume] of Object.entries(own)) {
					vm.devices.attach({
						address: Number(address), kind: 'DASD', type: '3350', readOnly: volume.readOnly, device: new CkdDisk(volume),
					});
				}
			},
		});
	}

	/** A user, logged on with CMS at the first call. */
	user(userid: string): RemoteUser {
		const user = this.#users.get(userid) ?? new RemoteUser(this, userid);
		this.#users.set(userid, user);
		return user;
	}

	run(seconds = aLongTime): void {
		this.cp.run(seconds);
	}
}
