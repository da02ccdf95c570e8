/**
 * The I/O instructions (GA22-7000, "Input/Output Instructions"), each of which answers its condition code. What a
 * device or its channel program has to say is stored in the CSW.
 */
import {assigned} from '../../base/assigned-storage.js';
import {addressMask} from '../../base/architecture.js';
import {unitStatus, channelStatus} from '../../base/channel-words.js';
import {storeCsw, type Csw} from './ccw.js';
import {channelIds, type ChannelConfiguration} from './channel-configuration.js';
import type {AddressSpace} from '../storage/storage.js';
import type {Subchannel} from './subchannel.js';

const {csw: cswAddress, caw: cawAddress} = assigned;
const channelIdAddress = 168;

export class IoInstructions {
	readonly #prefix: () => number;

	/** `prefix` as in `Cpu.prefix`, for the CAW and CSW. */
	constructor(
		readonly storage: AddressSpace,
		protected readonly configuration: ChannelConfiguration,
		prefix?: () => number,
	) {
		this.#prefix = prefix ?? (() => 0);
	}

	/** START I/O. CAW at 72; condition code 1 stores status at 68. */
	startIo(address: number): number {
		const subchannel = this.configuration.get(address);
		const unready = this.#unready(address, subchannel);
		if (!subchannel || unready !== undefined) {
			return unready ?? 3;
		}

		const unsolicited = subchannel.takeUnsolicited();
		if (unsolicited !== 0 || subchannel.isDeviceWorking) {
			this.#storeStatus(unsolicited | unitStatus.busy, 0);
			return 1;
		}

		const caw = this.storage.word(this.#prefix() + cawAddress);
		if ((caw & 0x0F00_0007) !== 0) {
			this.#storeStatus(0, channelStatus.programCheck);
			return 1;
		}

		const end = subchannel.start(caw >>> 28, caw & addressMask);
		if (end) {
			this.#storeStatus(end.unit, end.channel);
			return 1;
		}

		return 0;
	}

	/**
	 * START I/O FAST RELEASE: on a block multiplexer with the block-multiplexing control (control register 0 bit 0) on,
	 * condition code 0 before the device is asked; what START I/O would have answered with 1 comes as an interruption
	 * whose CSW has that as deferred condition code. Otherwise START I/O.
	 */
	startIoFast(address: number, blockMultiplexing = true): number {
		const subchannel = this.configuration.get(address);
		const unready = this.#unready(address, subchannel);
		if (
			!blockMultiplexing
			|| !subchannel
			|| unready !== undefined
			|| this.configuration.kindOf(address >>> 8) !== 'blockMultiplexer'
		) {
			return this.startIo(address);
		}

		const caw = this.storage.word(this.#prefix() + cawAddress);
		const key = caw >>> 28;
		const nothing = {
			key, ccwAddress: caw & addressMask, unit: 0, channel: 0, residual: 0,
		};
		const unsolicited = subchannel.takeUnsolicited();
		if (unsolicited !== 0 || subchannel.isDeviceWorking) {
			subchannel.setDeferred({...nothing, unit: unsolicited | unitStatus.busy});
		} else if ((caw & 0x0F00_0007) === 0) {
			subchannel.startDeferred(key, caw & addressMask);
		} else {
			subchannel.setDeferred({...nothing, channel: channelStatus.programCheck});
		}

		return 0;
	}

	/**
	 * TEST I/O: takes a pending interruption of the device into the CSW (condition code 1); a device between channel
	 * end and device end is busy (1).
	 */
	testIo(address: number): number {
		const subchannel = this.configuration.get(address);
		if (!subchannel) {
			return 3;
		}

		if (this.configuration.occupant(address)) {
			return 2;
		}

		const csw = subchannel.take();
		if (csw) {
			this.storeCsw(csw);
			return 1;
		}

		if (subchannel.isDeviceWorking) {
			this.#storeStatus(unitStatus.busy, 0);
			return 1;
		}

		return subchannel.isWorking ? 2 : 0;
	}

	/**
	 * HALT I/O: a program ends, its interruption follows. Condition code 1 with status stored as zeros; 0 where an
	 * interruption is pending; 2 on a selector channel that works, with whichever device.
	 */
	haltIo(address: number): number {
		const other = this.configuration.occupant(address);
		if (other?.isWorking) {
			other.halt(true);
			return 2;
		}

		return this.haltDevice(address);
	}

	/** HALT DEVICE: as HALT I/O, but only the addressed device is halted. */
	haltDevice(address: number): number {
		const subchannel = this.configuration.get(address);
		if (!subchannel) {
			return 3;
		}

		const other = this.configuration.occupant(address);
		if (other) {
			return other.isWorking ? 2 : 0;
		}

		if (subchannel.isPending) {
			return 0;
		}

		if (subchannel.isWorking && this.configuration.kindOf(address >>> 8) === 'selector') {
			subchannel.halt(true);
			return 2;
		}

		this.#storeStatus(0, 0);
		subchannel.halt();
		return 1;
	}

	/**
	 * CLEAR I/O: the program vanishes without interruption, the CSW says how far it was (condition code 1); so does a
	 * pending interruption. Without either, 0: the device is not asked. With the block-multiplexing control off, TEST
	 * I/O.
	 */
	clearIo(address: number, blockMultiplexing = true): number {
		const subchannel = this.configuration.get(address);
		if (!blockMultiplexing || !subchannel || this.configuration.occupant(address)) {
			return this.testIo(address);
		}

		const csw = subchannel.isPending ? subchannel.take() : subchannel.csw;
		if (!csw) {
			return 0;
		}

		subchannel.clear();
		this.storeCsw(csw);
		return 1;
	}

	/**
	 * TEST CHANNEL: 0 available, 1 an interruption is pending in the channel (not on a byte multiplexer), 2 a selector
	 * works, 3 no device on the channel.
	 */
	testChannel(address: number): number {
		const channel = address >>> 8;
		const subchannels = this.configuration.on(channel);
		if (subchannels.length === 0) {
			return 3;
		}

		const kind = this.configuration.kindOf(channel);
		if (kind === 'selector' && subchannels.some(subchannel => subchannel.isWorking)) {
			return 2;
		}

		return kind !== 'byteMultiplexer' && subchannels.some(subchannel => subchannel.isDue) ? 1 : 0;
	}

	/** STORE CHANNEL ID at 168: type, model and logout length. 2 where a selector channel works. */
	storeChannelId(address: number): number {
		const state = this.testChannel(address);
		if (state >= 2) {
			return state;
		}

		this.storage.setWord(this.#prefix() + channelIdAddress, channelIds[this.configuration.kindOf(address >>> 8)]);
		return 0;
	}

	/** Why START I/O cannot get as far as the device. */
	#unready(address: number, subchannel: Subchannel | undefined): 2 | 3 | undefined {
		if (!subchannel) {
			return 3;
		}

		return subchannel.isWorking || subchannel.isPending || this.configuration.occupant(address) ? 2 : undefined;
	}

	protected storeCsw(csw: Csw): void {
		storeCsw(this.storage, this.#prefix() + cswAddress, csw);
	}

	#storeStatus(unit: number, channel: number): void {
		const at = this.#prefix() + cswAddress + 4;
		// The count stays as it is.
		this.storage.setWord(at, ((unit << 24) | (channel << 16) | (this.storage.word(at) & 0xFFFF)) >>> 0);
	}
}
