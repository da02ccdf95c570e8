/** A device whose writes wait until they are flushed: a change of many files then touches each track once. */
import {append} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {BlockDevice} from './block-device.js';
import type {Geometry} from './geometry.js';

export class GatheredWrites implements BlockDevice {
	readonly geometry: Geometry;
	readonly readOnly: boolean;
	readonly #device: BlockDevice;
	#pending = new Map<number, Uint8Array>();

	constructor(device: BlockDevice) {
		this.#device = device;
		this.geometry = device.geometry;
		this.readOnly = device.readOnly;
	}

	* cylinders(): Step<number> {
		return yield * this.#device.cylinders();
	}

	* read(blocks: readonly number[]): Step<Uint8Array[]> {
		const result: Uint8Array[] = [];
		for (const block of blocks) {
			const waiting = this.#pending.get(block);
			if (waiting) {
				result.push(waiting);
			} else {
				append(result, yield * this.#device.read([block]));
			}
		}

		return result;
	}

	* write(blocks: ReadonlyArray<readonly [block: number, data: Uint8Array]>): Step {
		for (const [block, data] of blocks) {
			this.#pending.set(block, data);
		}
	}

	* formatCylinder(cylinder: number): Step {
		yield * this.#device.formatCylinder(cylinder);
	}

	/** Writes everything that waits, `last` when all else is on the device. */
	* flush(last: number): Step {
		const pointer = this.#pending.get(last);
		this.#pending.delete(last);
		yield * this.#device.write([...this.#pending]);
		this.#pending = new Map();
		if (pointer) {
			yield * this.#device.write([[last, pointer]]);
		}
	}
}
