/** Ready images by the names of the slaves they were taken of, and what every slave was made of. */
import {accepted, refusal, type RequestResult} from '../../base/intermachine.js';
import type {VolumeTable} from '../devices/minidisk.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {ReadyImage, type ImagePager} from './ready-image.js';
import {SlaveOrigin} from './slave-origin.js';

/** What images ask of the system. */
export type ReadyImagesHost = {readonly pager: ImagePager; readonly volumes: VolumeTable};

export class ReadyImages {
	readonly #host: ReadyImagesHost;
	readonly #images = new Map<string, ReadyImage>();
	readonly #origins = new WeakMap<VirtualMachine, SlaveOrigin>();

	constructor(host: ReadyImagesHost) {
		this.#host = host;
	}

	/** A slave has just been made. `given`: addresses of disks that its creator gave it to write. */
	made(slave: VirtualMachine, given: ReadonlySet<number>): void {
		this.#origins.set(slave, SlaveOrigin.of(this.#host.volumes, slave, given));
	}

	/** A slave was given a disk, at that address. */
	linked(slave: VirtualMachine, address: number, isWritten: boolean): void {
		this.#origins.set(slave, this.#origins.get(slave)!.with(slave, address, isWritten));
	}

	/** Whether a slave has the devices and settings with which it was made. */
	isKept(slave: VirtualMachine): boolean {
		return this.#origins.get(slave)!.isKept(slave);
	}

	/** A slave is about to read its disks (IPL). */
	loading(slave: VirtualMachine): void {
		this.#origins.set(slave, this.#origins.get(slave)!.reread());
	}

	/**
	 * What is in a slave is its ready image from now on, which begins at `psw` (zero: where it stands). Refused where
	 * no new machine of its entry could be as it is, or what it came from has changed meanwhile.
	 */
	prepare(slave: VirtualMachine, psw: readonly number[]): RequestResult {
		const origin = this.#origins.get(slave)!;
		if (!origin.isKept(slave)) {
			return refusal.address;
		}

		const image = new ReadyImage(this.#host.pager, slave, origin, psw);
		if (!image.isCurrent) {
			image.release();
			return refusal.sequence;
		}

		this.forget(slave.userid);
		this.#images.set(slave.userid, image);
		return accepted;
	}

	/** The image of slave `holder`, as `slave` may begin; one that is out of date is given up. */
	find(slave: VirtualMachine, holder: string): ReadyImage | undefined {
		const image = this.#images.get(holder);
		if (image?.creator !== slave.assignment.creator || image?.entry !== slave.entry) {
			return undefined;
		}

		if (!image.origin.hasDevicesOf(this.#origins.get(slave)!)) {
			return undefined;
		}

		if (!image.isCurrent) {
			this.forget(holder);
			return undefined;
		}

		return image;
	}

	/** Brings a new machine of its entry where the image was taken. */
	restore(slave: VirtualMachine, image: ReadyImage): void {
		this.#origins.set(slave, image.origin);
		image.restore(slave);
	}

	/** The image of a slave is given up; who began as it keeps what it has. */
	forget(holder: string): void {
		this.#images.get(holder)?.release();
		this.#images.delete(holder);
	}
}
