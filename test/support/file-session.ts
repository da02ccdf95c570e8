/**
 * A user at CMS under the real CP with disks in memory, read-only ones included; typed lines as the recordings have
 * them: no times behind Ready.
 */
import {cmsProgram} from '../../source/cms/nucleus/program.js';
import {cmsSavedSystem} from '../../source/cms/nucleus/saved-system.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import {systemVolume} from './cms-disk.js';
import {isRemoteA, ownerLines, remoteAccess} from './remote-a.js';
import {CpSession, type RecordingTerminal} from './cp-session.js';

const owner = 'CAROL';
const simulatedSeconds = 1e6;
/** Whether SET EMSG TEXT takes the code off a message of severity R or S is tested with the nucleus. */
const severeCode = /^DMS[A-Z]{3}\d{3}[RST] /;

export class FileSession {
	readonly #cp: CpSession;
	readonly #terminal: RecordingTerminal;

	/** IPLs with `volumes` at these addresses, and a system disk at 190; CMS itself accesses 191 as A and 192 as D. */
	constructor(volumes: Readonly<Record<string, CkdVolume>>) {
		this.#cp = new CpSession({
			savedSystems: [cmsSavedSystem],
			programs: {CMS: cmsProgram},
			attachDevices(vm) {
				for (const [address, volume] of Object.entries({190: systemVolume(), ...volumes})) {
					if (isRemoteA && address !== '190' && (vm.userid === owner) !== (address === '191')) {
						continue;
					}

					vm.devices.attach({
						address: Number.parseInt(address, 16),
						kind: 'DASD',
						type: '3350',
						readOnly: volume.readOnly,
						device: new CkdDisk(volume),
					});
				}
			},
		});
		if (isRemoteA) {
			const owners = this.#cp.logOn(owner);
			this.#cp.cp.ipl(owners.vm, 'CMS');
			this.#cp.run(simulatedSeconds);
			for (const line of ownerLines('ALICE')) {
				owners.terminal.line.enter(line);
				this.#cp.run(simulatedSeconds);
			}
		}

		const {vm, terminal} = this.#cp.logOn('ALICE');
		this.#terminal = terminal;
		this.#cp.cp.ipl(vm, 'CMS');
		this.#cp.run(simulatedSeconds);
		this.enter(isRemoteA ? remoteAccess(owner) : '');
	}

	/** Enters a line, answers what was typed. */
	enter(line: string): string[] {
		this.#terminal.take();
		this.#terminal.line.enter(line);
		this.#cp.run(simulatedSeconds);
		return this.#terminal.take().map(typed =>
			typed
				.replace(/^(Ready(?:\(-?\d+\))?;).*$/, '$1')
				.replace(severeCode, '')
				.trimEnd());
	}

	/** Enters lines one after the other, answers everything typed. */
	enterAll(...lines: readonly string[]): string[] {
		return lines.flatMap(line => this.enter(line));
	}
}
