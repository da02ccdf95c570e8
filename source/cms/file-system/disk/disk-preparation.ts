/**
 * What FORMAT does to a device (GC20-1818, "FORMAT"), whether it is accessed or not: an empty file system, more or
 * fewer cylinders, a new label. Functions answer an `accessCode`.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {encodeLabel} from '../directory/disk-label.js';
import {labelBlock} from '../directory/master-directory.js';
import {writeBlock, type BlockDevice} from './block-device.js';
import {accessCode, failureCode} from './disk.js';
import {formatBlocks} from './format-disk.js';
import {recomputeDisk} from './recompute-disk.js';

export class DiskPreparation {
	readonly #open: (device: number) => Step<BlockDevice | Failure>;

	/** `open`: the driver for a device, or an `accessCode`. */
	constructor(open: (device: number) => Step<BlockDevice | Failure>) {
		this.#open = open;
	}

	* probe(device: number): Step<number> {
		const blockDevice = yield * this.#writable(device);
		return blockDevice instanceof Failure ? blockDevice.returnCode : accessCode.ok;
	}

	/** Answers the cylinders formatted. */
	* format(device: number, label: string, cylinders?: number): Step<number | Failure> {
		const blockDevice = yield * this.#writable(device);
		if (blockDevice instanceof Failure) {
			return blockDevice;
		}

		try {
			const size = yield * blockDevice.cylinders();
			const formatted = Math.min(cylinders ?? size, size);
			yield * formatBlocks(blockDevice, label, formatted);
			return formatted;
		} catch (error) {
			return new Failure(failureCode(error, accessCode.deviceError));
		}
	}

	* recompute(device: number, cylinders?: number): Step<number> {
		const blockDevice = yield * this.#writable(device);
		if (blockDevice instanceof Failure) {
			return blockDevice.returnCode;
		}

		try {
			const size = yield * blockDevice.cylinders();
			const outcome = yield * recomputeDisk(blockDevice, Math.min(cylinders ?? size, size));
			const codes = {done: accessCode.ok, loss: accessCode.lossOfData, damaged: accessCode.deviceError};
			return codes[outcome];
		} catch (error) {
			return failureCode(error, accessCode.deviceError);
		}
	}

	* relabel(device: number, label: string): Step<number> {
		const blockDevice = yield * this.#writable(device);
		if (blockDevice instanceof Failure) {
			return blockDevice.returnCode;
		}

		try {
			yield * writeBlock(blockDevice, labelBlock, encodeLabel(label));
			return accessCode.ok;
		} catch (error) {
			return failureCode(error, accessCode.deviceError);
		}
	}

	* #writable(device: number): Step<BlockDevice | Failure> {
		const blockDevice = yield * this.#open(device);
		const usable = blockDevice instanceof Failure || !blockDevice.readOnly;
		return usable ? blockDevice : new Failure(accessCode.readOnly);
	}
}
