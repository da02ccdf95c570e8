/**
 * Which devices a machine's channels have, and of what kind the channels are (GA22-7000, "Types of Channels"). A
 * selector channel has one subchannel, which its devices share; on the others every device has its own.
 */
import type {Device} from './device.js';
import {Subchannel, type SubchannelHost} from './subchannel.js';

/** What a channel is, and what STORE CHANNEL ID answers for it: type, model zero, logout length zero. */
export const channelIds = {selector: 0x0000_0000, byteMultiplexer: 0x1000_0000, blockMultiplexer: 0x2000_0000} as const;

export type ChannelKind = keyof typeof channelIds;

export class ChannelConfiguration {
	readonly #subchannels = new Map<number, Subchannel>();
	readonly #kinds = new Map<number, ChannelKind>();
	#hasSelectors = false;
	/** The one that was asked for last: mostly it is again. */
	#last: Subchannel | undefined;
	/** In order of address, which is that of interruption priority. */
	#order: readonly Subchannel[] | undefined;

	constructor(private readonly host: SubchannelHost) {}

	/** Makes channel 0–15 one of a kind. */
	setKind(channel: number, kind: ChannelKind): void {
		this.#kinds.set(channel, kind);
		this.#hasSelectors = [...this.#kinds.values()].includes('selector');
	}

	kindOf(channel: number): ChannelKind {
		return this.#kinds.get(channel) ?? (channel === 0 ? 'byteMultiplexer' : 'blockMultiplexer');
	}

	/** Connects a device at `address` (X'cuu'). False where the address is taken. */
	attach(address: number, device: Device): boolean {
		if (this.#subchannels.has(address)) {
			return false;
		}

		this.#subchannels.set(address, new Subchannel(address, device, this.host));
		this.#order = undefined;
		return true;
	}

	/** Disconnects and resets a device; what it was doing is lost. Answers it, or `undefined`. */
	detach(address: number): Device | undefined {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return undefined;
		}

		this.#subchannels.delete(address);
		this.#last = undefined;
		this.#order = undefined;
		subchannel.reset();
		return subchannel.device;
	}

	get(address: number): Subchannel | undefined {
		if (this.#last?.address !== address) {
			this.#last = this.#subchannels.get(address);
		}

		return this.#last;
	}

	/** All of them, in order of priority. */
	get all(): readonly Subchannel[] {
		return this.#order ??= [...this.#subchannels.values()].toSorted((one, other) => one.address - other.address);
	}

	/** Those on a channel. */
	on(channel: number): Subchannel[] {
		return this.all.filter(({address}) => address >>> 8 === channel);
	}

	/** Who else holds the one subchannel of a selector channel. */
	occupant(address: number): Subchannel | undefined {
		return this.#hasSelectors && this.#kinds.get(address >>> 8) === 'selector'
			? this.on(address >>> 8).find(other => other.address !== address && (other.isWorking || other.isPending))
			: undefined;
	}
}
