/**
 * Disks that creators give to their slaves: links to minidisks of their own, which a slave keeps for as long as it is
 * there, whoever it is assigned to and however often it begins anew.
 */
import {isDeepStrictEqual} from 'node:util';
import {accepted, refusal, type RequestResult} from '../../base/intermachine.js';
import {extentOf} from '../devices/minidisk.js';
import {linkMinidisk, ownMinidisk, type LinkHost, type LinkRequest} from '../devices/minidisk-link.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** What is asked: the creator's device, where the slave is to have it, and whether to write. */
export type WantedLink = {readonly from: number; readonly to: number; readonly write: boolean};

const highestAddress = 0xFFF;

export class SlaveLinks {
	readonly #host: LinkHost;
	/** By the slaves' names: the machines change. */
	readonly #links = new Map<string, readonly LinkRequest[]>();

	constructor(host: LinkHost) {
		this.#host = host;
	}

	/** Gives a slave a disk of its creator. */
	link(creator: VirtualMachine, slave: VirtualMachine, {from, to, write}: WantedLink): RequestResult {
		const {entry} = creator;
		const statement = ownMinidisk(entry, from);
		const device = creator.devices.get(from);
		// Temporary space is its machine's alone; and what he has detached, or linked in its place, is not his to give.
		const isOwn = statement?.volume !== undefined
			&& isDeepStrictEqual(device?.minidisk, extentOf(entry.userid, statement));
		if (!device || !isOwn || to < 0 || to > highestAddress || slave.devices.has(to)) {
			return refusal.noDevice;
		}

		if (write && device.readOnly) {
			return refusal.privilege;
		}

		const mode = statement.mode === 'MW' ? 'MW' : 'M';
		const request: LinkRequest = {
			owner: entry, ownerAddress: from, address: to, mode: write ? mode : 'RR',
		};
		if (!this.#have(slave, request)) {
			return refusal.inUse;
		}

		this.#links.set(slave.userid, [...this.#links.get(slave.userid) ?? [], request]);
		return accepted;
	}

	/** A machine took a slave's place: it has the same disks. One that cannot be had now is not there. */
	again(slave: VirtualMachine): void {
		for (const request of this.#links.get(slave.userid) ?? []) {
			this.#have(slave, request);
		}
	}

	/** Addresses of the disks that a slave was given to write. */
	written(slave: VirtualMachine): ReadonlySet<number> {
		const links = this.#links.get(slave.userid) ?? [];
		return new Set(links.filter(({mode}) => mode !== 'RR').map(({address}) => address));
	}

	/** A slave is gone for good. */
	forget(slave: string): void {
		this.#links.delete(slave);
	}

	#have(slave: VirtualMachine, request: LinkRequest): boolean {
		return linkMinidisk(this.#host, slave, request).linked;
	}
}
