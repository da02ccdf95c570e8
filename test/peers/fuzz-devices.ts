/**
 * A machine of 64 KiB with every kind of device, what people do to them meanwhile, and frames of others around its own.
 */
import type {Device} from '../../source/machine/channel/device.js';
import {Printer1403, printerCommand} from '../../source/machine/devices/unit-record/1403.js';
import {CardPunch2540} from '../../source/machine/devices/unit-record/2540-punch.js';
import {CardReader2540} from '../../source/machine/devices/unit-record/2540-reader.js';
import {Console3215, console3215Command} from '../../source/machine/devices/3215.js';
import {DisplayBuffer} from '../../source/machine/devices/display/3270-buffer.js';
import {aid3270} from '../../source/machine/devices/display/3270-code.js';
import {DisplayKeyboard} from '../../source/machine/devices/display/3270-keyboard.js';
import {Display3277, display3277Command} from '../../source/machine/devices/display/3277.js';
import {CkdDisk} from '../../source/machine/devices/disk/3350.js';
import {Tape3420, tapeCommand} from '../../source/machine/devices/tape/3420.js';
import {ckdCommand} from '../../source/machine/devices/disk/ckd-commands.js';
import {findCkdModel} from '../../source/machine/devices/volume/ckd-models.js';
import {SharedUnit} from '../../source/machine/devices/disk/ckd-reserve.js';
import {emptyTrack, trackRecords} from '../../source/machine/devices/volume/ckd-track.js';
import {formatTrack, type CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import {channelAdapter, ChannelAdapterEnd} from '../../source/machine/devices/ctca.js';
import {Extent} from '../../source/machine/devices/volume/extent.js';
import {standardForms} from '../../source/machine/devices/unit-record/forms-control.js';
import {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import {OverlayVolume} from '../../source/machine/devices/volume/overlay-volume.js';
import {MemoryTape} from '../../source/machine/devices/tape/tape-medium.js';
import {Rig, silent} from '../machine/devices/rig.js';
import type {Random} from './random.js';

const size = 0x1_0000;
const pages = size / 4096;
const guardByte = 0xA5;
const guardPage = Buffer.alloc(4096, guardByte);

const unitRecordCommands = [0x01, 0x02, 0x03, 0x04, 0x21, 0x22, 0x23, 0x41, 0x42, 0x62, 0x81, 0x82, 0xC2, 0xE2];
/** Writes with every space and skip, and carriage control alone. */
const carriageCommands = Array.from({length: 32}, (_, code) => [(code << 3) | 1, (code << 3) | 3]).flat();
const printCommands = [...Object.values(printerCommand), ...carriageCommands];
const adapterCommands = [0x01, 0x02, 0x03, 0x04, 0x07, 0x0C, 0x14, 0x17, 0x81, 0x8F, 0xE3];

/** Commands that a kind of device knows. */
const commandsOf = (device: Device): readonly number[] => {
	switch (device.type) {
		case '3215': return Object.values(console3215Command);
		case '2540R':
		case '2540P': return unitRecordCommands;
		case '1403':
		case '3203':
		case '3211': return printCommands;
		case '3277':
		case '3278': return Object.values(display3277Command);
		case '3420': return Object.values(tapeCommand);
		case 'CTCA': return adapterCommands;
		default: return Object.values(ckdCommand);
	}
};

/** A volume of three cylinders with records here and there, some tracks defective. */
function volumeOf(name: string): MemoryVolume {
	const volume = new MemoryVolume(findCkdModel(name)!, 3);
	formatTrack(volume, 0, 1, 800, 4);
	formatTrack(volume, 1, 0, 400, 5);
	formatTrack(volume, 2, 1, 200, 5);
	return volume;
}

/** Orders and characters as a program might write them. */
const orders = [0x11, 0x1D, 0x13, 0x3C, 0x12, 0x05, 0x08, 0x28, 0x2C, 0x29, 0x40, 0xC1, 0x60, 0xF8, 0x7F];

export class FuzzDevices extends Rig {
	readonly volumes: readonly CkdVolume[];
	readonly #guards: number[] = [];
	readonly #console: Console3215;
	readonly #reader: CardReader2540;
	readonly #printer: Printer1403;
	readonly #displays: ReadonlyArray<{readonly device: Display3277; readonly keyboard: DisplayKeyboard}>;
	readonly #tapes: readonly Tape3420[];
	readonly #ends = channelAdapter();
	/** Device addresses, those with more to go wrong more often, each with its commands. */
	readonly #targets: ReadonlyArray<{readonly address: number; readonly commands: readonly number[]}>;

	constructor(readonly random: Random) {
		super(size);
		this.#surround();
		const overlaid = new OverlayVolume(volumeOf('3350'));
		const unit = new SharedUnit();
		const models = ['2311', '2314', '3330', '3340', '3380'].map(name => volumeOf(name));
		this.volumes = [overlaid, ...models];
		this.#console = this.attach(
			0x009,
			new Console3215({...silent, print: bytes => (bytes.length % 7 === 0 ? 'hold' : undefined)}),
		);
		this.#reader = this.attach(0x00C, new CardReader2540({next: () => this.#card()}));
		this.attach(0x00D, new CardPunch2540({punch: () => random.below(5) > 0}));
		this.#printer = this.attach(0x00E, new Printer1403({print: () => random.below(5) > 0}));
		this.attach(0x00F, new Printer1403({print: () => random.below(5) > 0}, {forms: standardForms, type: '3211'}));
		this.#displays = [this.#display(0x020, '3277', 24), this.#display(0x021, '3278', 32)];
		this.attach(0x191, new CkdDisk(new Extent(overlaid, 1, 2), {unit}));
		this.attach(0x192, new CkdDisk(new Extent(overlaid, 0, 2, {readOnly: true})));
		this.attach(0x193, new CkdDisk(new Extent(overlaid, 1, 2), {unit}));
		for (const [index, volume] of models.entries()) {
			this.attach(0x194 + index, new CkdDisk(volume));
		}

		this.#tapes = [
			this.attach(0x281, new Tape3420(undefined, {feet: 60})),
			this.attach(0x282, new Tape3420(undefined, {model: 8})),
		];
		this.#mount(this.#tapes[0]);
		this.attach(0x300, this.#ends[0]);
		this.attach(0x301, this.#ends[1]);
		const often = new Set([0x191, 0x195, 0x281, 0x300, 0x301]);
		this.#targets = this.channels.list().flatMap(({address, device}) =>
			Array.from({length: often.has(address) ? 2 : 1}, () => ({address, commands: commandsOf(device)})));
		for (let block = 0; block < 32; block++) {
			this.storage.keys[block] = random.below(4) === 0 ? random.below(256) & 0xF8 : 0;
		}
	}

	/** A device, and commands that it knows. */
	target(): {readonly address: number; readonly commands: readonly number[]} {
		return this.random.of(this.#targets);
	}

	/**
	 * Bytes that are right often enough, for somebody: seek addresses, identifiers, counts, file masks, orders of a
	 * display, forms.
	 */
	arguments(): Uint8Array {
		const {random} = this;
		const kind = random.below(3);
		return Uint8Array.from({length: 72}, (_, index) => {
			if (random.chance(25)) {
				return random.below(256);
			}

			return [
				[0, 0, 0, random.below(3), 0, random.below(3), random.below(20), 0xC0][index & 7],
				random.of(orders),
				index % 12,
			][kind];
		});
	}

	/** What an operator or a user does now and then. */
	disturb(): void {
		const {random} = this;
		switch (random.below(12)) {
			case 0: {
				this.#mount(random.of(this.#tapes));
				break;
			}

			case 1: {
				random.of(this.#tapes).unmount();
				break;
			}

			case 2: {
				if (this.#ends[0].isCoupled) {
					this.#ends[0].uncouple();
				} else {
					ChannelAdapterEnd.couple(...this.#ends);
				}

				break;
			}

			case 3: {
				this.#console.attention();
				break;
			}

			case 4: {
				this.#reader.ready();
				break;
			}

			case 5: {
				this.#printer.setForms(random.chance(50) ? standardForms : undefined);
				break;
			}

			case 6: {
				// The track is found defective; its R0 names an alternate or nonsense.
				const volume = random.of(this.volumes);
				volume.writeTrack(
					0,
					2,
					Uint8Array.of(2, ...emptyTrack(0, random.below(volume.model.heads)).subarray(1)),
				);
				break;
			}

			case 7: {
				this.channels.setKind(
					1 + random.below(3),
					random.of(['selector', 'blockMultiplexer', 'byteMultiplexer'] as const),
				);
				break;
			}

			case 8: {
				this.#replug();
				break;
			}

			case 9: {
				this.channels.reset();
				break;
			}

			default: {
				this.#press();
			}
		}
	}

	/** Lets everything go on that waits for people. */
	answer(): void {
		const {random} = this;
		if (random.chance(5)) {
			this.#console.cancel();
		}

		this.#console.line(new Uint8Array(random.below(200)));
		this.#console.resume();
		for (const {device} of this.#displays) {
			device.resume();
		}
	}

	/** Throws where a byte outside the machine's own frames has changed. */
	checkGuards(): void {
		const {bytes, scratch} = this.storage.host;
		for (const frame of this.#guards) {
			if (guardPage.compare(bytes, frame * 4096, (frame + 1) * 4096) !== 0) {
				throw new Error(`guard frame ${frame} was stored into`);
			}
		}

		if (bytes.subarray(scratch).some(byte => byte !== guardByte)) {
			throw new Error('host storage was stored into behind the frames');
		}
	}

	/** Throws where a track cannot be read or is longer than its model's. */
	checkVolumes(): void {
		for (const volume of this.volumes) {
			for (let track = 0; track < volume.cylinders * volume.model.heads; track++) {
				const image = volume.readTrack(Math.trunc(track / volume.model.heads), track % volume.model.heads);
				const last = trackRecords(image).at(-1);
				if (!last || last.end + 8 > image.length || image.length > volume.model.trackSize) {
					throw new Error(`track ${track} of the ${volume.model.name}`);
				}
			}
		}
	}

	/** Every other frame of the host is the machine's, in reverse order. */
	#surround(): void {
		const {host} = this.storage;
		const frames: number[] = [];
		for (let frame = host.allocate(); frame !== undefined; frame = host.allocate()) {
			(frame % 2 === 0 || frames.length === pages ? this.#guards : frames).push(frame);
			host.bytes.fill(frame % 2 === 0 ? guardByte : 0, frame * 4096, (frame + 1) * 4096);
		}

		this.storage.pages.set(frames.toReversed());
		host.bytes.fill(guardByte, host.scratch);
	}

	#card(): ReturnType<ConstructorParameters<typeof CardReader2540>[0]['next']> {
		const {random} = this;
		return random.of([
			'endOfFile',
			undefined,
			new Uint8Array(80),
			new Uint8Array(133),
			{holes: Uint8Array.from({length: 160}, () => random.below(64))},
		] as const);
	}

	#display(address: number, type: '3277' | '3278', rows: number): {device: Display3277; keyboard: DisplayKeyboard} {
		const {random} = this;
		const buffer = new DisplayBuffer(rows);
		const device = this.attach(address, new Display3277({
			write: (data, erase, chained) => random.below(3) === 0 ? 'hold' : buffer.write(data, erase, chained),
			readModified: from => buffer.readModified(from),
			readBuffer: from => buffer.readBuffer(from),
			eraseUnprotected() {
				buffer.eraseUnprotected();
			},
			get address() {
				return buffer.address;
			},
		}, type));
		const keyboard = new DisplayKeyboard(buffer, () => {
			device.attention();
		}, {numericLock: true});
		return {device, keyboard};
	}

	#mount(tape: Tape3420): void {
		const {random} = this;
		tape.mount(new MemoryTape([new Uint8Array(80), 'mark', new Uint8Array(3000), 'mark', 'mark'], {
			readOnly: random.chance(25),
		}));
	}

	/** A device is unplugged and, at once, back. */
	#replug(): void {
		const {address} = this.target();
		const device = this.channels.detach(address);
		if (device) {
			this.channels.attach(address, device);
		}
	}

	#press(): void {
		const {random} = this;
		const {keyboard} = random.of(this.#displays);
		for (let count = random.below(6); count > 0; count--) {
			keyboard.type(0xC1 + random.below(9));
			keyboard[
				random.of([
					'tab',
					'backTab',
					'left',
					'right',
					'up',
					'down',
					'home',
					'newLine',
					'delete',
					'eraseEndOfField',
					'eraseInput',
					'reset',
				] as const)
			]();
		}

		keyboard.isInserting = random.chance(50);
		keyboard.aid(random.of(Object.values(aid3270)));
	}
}
