/** Volumes CP has mounted: real tracks behind CP's `VolumeTable`. */
import {CkdDisk} from '../../machine/devices/disk/3350.js';
import {SharedUnit} from '../../machine/devices/disk/ckd-reserve.js';
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {CountedVolume} from '../../machine/devices/volume/counted-volume.js';
import {Extent} from '../../machine/devices/volume/extent.js';
import {OverlayVolume} from '../../machine/devices/volume/overlay-volume.js';
import type {MountedVolume, VolumeTable} from '../../cp/devices/minidisk.js';
import {BlankVolume} from './blank-volume.js';

function mounted(serial: string, volume: CountedVolume): MountedVolume {
	/** By first cylinder and number of cylinders. */
	const units = new Map<string, SharedUnit>();
	const unitOf = (name: string): SharedUnit => {
		const unit = units.get(name) ?? new SharedUnit();
		units.set(name, unit);
		return unit;
	};

	return {
		serial,
		type: volume.model.name,
		cylinders: volume.cylinders,
		open: (start, cylinders, readOnly, {place, reserves} = {}) =>
			new CkdDisk(new Extent(volume, start, cylinders, {readOnly}), {
				...place, ...reserves ? {unit: unitOf(`${start} ${cylinders}`)} : {},
			}),
		lastWrite: (start, cylinders) => volume.lastWrite(start, cylinders),
	};
}

export class MountedVolumes implements VolumeTable {
	readonly #volumes: ReadonlyMap<string, CountedVolume>;
	readonly #mounted: ReadonlyMap<string, MountedVolume>;

	constructor(volumes: ReadonlyMap<string, CkdVolume>) {
		this.#volumes = new Map([...volumes].map(([serial, volume]) => [serial, new CountedVolume(volume)]));
		this.#mounted = new Map([...this.#volumes].map(([serial, volume]) => [serial, mounted(serial, volume)]));
	}

	serials(): readonly string[] {
		return [...this.#mounted.keys()];
	}

	find(serial: string): MountedVolume | undefined {
		return this.#mounted.get(serial);
	}

	temporary(type: string, cylinders: number): MountedVolume | undefined {
		const model = findCkdModel(type);
		return model && mounted('TDISK', new CountedVolume(new OverlayVolume(new BlankVolume(model, cylinders, []))));
	}

	/** Closes every volume: files are given up. */
	close(): void {
		for (const volume of this.#volumes.values()) {
			volume.close();
		}
	}
}
