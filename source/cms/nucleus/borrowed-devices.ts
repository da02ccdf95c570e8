/**
 * Devices that a command has for as long as it works: disks of others that it has linked, a punch that it has defined.
 * However it ends (HX, an abend, a restart or IPL of CMS) they are given back: others wait for the disks, and what was
 * punched until then goes to nobody.
 */
import {hex} from '../../base/hex.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {mostBorrowed, type NucleusState} from './storage/nucleus-state.js';

export class BorrowedDevices {
	readonly #cms: Pick<Cms, 'cp' | 'disks' | 'remoteFiles'>;
	readonly #state: Pick<NucleusState, 'borrowed'>;

	constructor(cms: Pick<Cms, 'cp' | 'disks' | 'remoteFiles'>, state: Pick<NucleusState, 'borrowed'>) {
		this.#cms = cms;
		this.#state = state;
	}

	/** Device addresses. */
	get devices(): readonly number[] {
		return this.#state.borrowed;
	}

	/** Said before the device is there, so that there is no moment in which nobody knows. False: there are too many. */
	add(device: number): boolean {
		const {devices} = this;
		const hasRoom = devices.length < mostBorrowed;
		if (hasRoom) {
			this.#state.borrowed = [...devices, device];
		}

		return hasRoom;
	}

	/** Detaches one that is not accessed. */
	* giveBackOne(device: number): Step {
		// A unit record device only: what it has not closed would be a spool file.
		yield * this.#cms.cp(`CLOSE ${hex(device, 3)} PURGE`, true);
		yield * this.#cms.cp(`DETACH ${hex(device, 3)}`, true);
		this.#state.borrowed = this.devices.filter(each => each !== device);
	}

	/** Releases and detaches every one. */
	* giveBack(): Step {
		const {devices} = this;
		for (const device of devices) {
			yield * this.#cms.disks.release(device);
			yield * this.giveBackOne(device);
		}

		this.#state.borrowed = [];
		if (devices.length > 0) {
			yield * this.#cms.remoteFiles.disksChanged();
		}
	}
}
