/**
 * The System/370 machine of a virtual machine: what its own processor changes, and CP's DISPLAY, STORE and the like. It
 * is made anew by DEFINE STORAGE: nobody keeps storage, CPU or channels from one turn to the next.
 */
import type {Clock} from '../../base/clock.js';
import {Channels} from '../../machine/channel/channel.js';
import type {Timeline} from '../../machine/channel/device.js';
import type {Cpu} from '../../machine/cpu/cpu.js';
import type {Processor} from '../../machine/interpreter/processor.js';
import {Machine, systemReset} from '../../machine/machine.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import type {AddressSpace} from '../../machine/storage/storage.js';

/** What the hardware asks of the system. */
export type HardwareHost = {
	readonly clock: Clock;
	readonly timeline: Timeline;
	readonly hostStorage: HostStorage;
	readonly microsecondsPerInstruction: number;
};

/** What the channels but the first are: selector or block multiplexer (DEFINE CHANNELS). */
export type ChannelMode = 'SEL' | 'BMX';

const channelCount = 16;
/** Version code that STIDP stores in a virtual machine (GC20-1807). */
const virtualVersion = 0xFF00_0000;

export class Hardware {
	#machine: Machine;
	#channels: Channels;
	#channelMode: ChannelMode;
	readonly #host: HardwareHost;
	readonly #interruption: () => void;
	readonly #serial: number | undefined;

	/**
	 * `size`: bytes of storage. `interruption` is told when a channel has one. `serial`: number of the processor, the
	 * real one's unless told.
	 */
	constructor(
		host: HardwareHost,
		size: number,
		channelMode: ChannelMode,
		interruption: () => void,
		serial?: number,
	) {
		this.#serial = serial;
		this.#channelMode = channelMode;
		this.#host = host;
		this.#interruption = interruption;
		this.#machine = this.#makeMachine(size);
		this.#channels = this.#makeChannels();
	}

	get storage(): AddressSpace {
		return this.#machine.storage;
	}

	get cpu(): Cpu {
		return this.#machine.cpu;
	}

	get processor(): Processor {
		return this.#machine.processor;
	}

	get channels(): Channels {
		return this.#channels;
	}

	get channelMode(): ChannelMode {
		return this.#channelMode;
	}

	/** DEFINE CHANNELS; the caller has reset the machine. */
	set channelMode(mode: ChannelMode) {
		this.#channelMode = mode;
		setMode(this.#channels, mode);
	}

	/** DEFINE STORAGE: a machine of another size, cleared; its channels have no devices yet. */
	rebuild(size: number): void {
		this.#machine.close();
		this.#machine = this.#makeMachine(size);
		this.#channels = this.#makeChannels();
	}

	/** SYSTEM RESET: channels, devices and CPU reset, storage kept; `clear` also clears storage and keys. */
	reset(clear: boolean): void {
		this.#channels.reset();
		systemReset(this.cpu, clear);
		this.processor.pswReplaced();
	}

	/** LOGOFF: what it had of the host's storage is given back. It can neither run nor be looked into. */
	close(): void {
		this.#machine.close();
	}

	#makeMachine(size: number): Machine {
		const {clock, hostStorage, microsecondsPerInstruction: rate} = this.#host;
		const machine = new Machine({storage: size, host: hostStorage, timers: {clock, rate}});
		const {identification} = machine.cpu;
		identification.high = (virtualVersion | (this.#serial ?? identification.high)) >>> 0;
		return machine;
	}

	#makeChannels(): Channels {
		const {storage, cpu, processor} = this.#machine;
		const channels = new Channels(storage, this.#host.timeline, this.#interruption, () => cpu.prefix);
		setMode(channels, this.#channelMode);
		processor.io = channels;
		cpu.resetChannels = () => {
			channels.reset();
		};

		return channels;
	}
}

/** Channel 0 is a byte multiplexer whatever is asked for. */
function setMode(channels: Channels, mode: ChannelMode): void {
	for (let channel = 1; channel < channelCount; channel++) {
		channels.setKind(channel, mode === 'BMX' ? 'blockMultiplexer' : 'selector');
	}
}
