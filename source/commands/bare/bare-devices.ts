/** Devices of `yorktown bare`: `CUU=KIND[:FILE[:ro]]`, each on a host file or none. */
import {realpathSync} from 'node:fs';
import {hex, parseHex} from '../../base/hex.js';
import type {Device} from '../../machine/channel/device.js';
import {CkdDisk} from '../../machine/devices/disk/3350.js';
import {Tape3420} from '../../machine/devices/tape/3420.js';
import {openTape} from '../../machine/devices/tape/simh-tape.js';
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';
import {channelAdapter} from '../../machine/devices/ctca.js';
import {VolumeError} from '../../machine/devices/volume/ckd-volume.js';
import {MemoryVolume} from '../../machine/devices/volume/memory-volume.js';
import {openVolume} from '../../machine/devices/volume/open-volume.js';
import {OverlayVolume} from '../../machine/devices/volume/overlay-volume.js';
import {display} from './bare-display.js';
import {bareConsole, parseActions, type ConsoleHost} from './bare-console.js';
import {printer, punch, reader} from './bare-unit-record.js';
import {readLines} from '../input-bytes.js';
import {UsageError} from '../verb.js';

/** A device at its address. */
export type Unit = {readonly address: number; readonly device: Device};

/** What a flag attaches: one device, or both ends of an adapter. */
export type Attachment = {
	readonly units: readonly Unit[];
	/** The machine has come to rest. Answers what went wrong, if anything did. */
	atEnd?(): string | undefined;
	/** The machine waits, and nothing is under way. */
	idle?(): void;
};

/** What devices need of their machine. */
export type BareHost = ConsoleHost & {
	/** What the operator does at the first console that has no file of its own: lines of `--input`. */
	readonly input?: {readonly lines: readonly string[]; readonly name: string};
	/** Disks so far, by the true names of their files. */
	readonly images?: Map<string, {readonly address: number; readonly readOnly: boolean}>;
};

type Request = {
	readonly address: number;
	readonly file: string;
	readonly readOnly: boolean;
	readonly host: BareHost;
};

type Kind = {
	readonly mayLackFile?: true;
	readonly mayBeReadOnly?: true;
	make(request: Request): Device | Attachment;
};

/**
 * A disk on an image of any kind; what is written to a compressed one is kept in memory. `model`: what the image must
 * be.
 */
function disk({address, file, readOnly, host: {hold, images}}: Request, model?: string): Attachment {
	const volume = openVolume(file, {readOnly, hold});
	if ('problem' in volume) {
		throw new UsageError(`${file}: ${volume.problem}`);
	}

	// Each would have the other's tracks as they were when it first read them.
	const image = realpathSync(file);
	const other = images?.get(image);
	if (other && !(other.readOnly && volume.readOnly)) {
		volume.close();
		throw new UsageError(`${file}: is at ${hex(other.address, 3)} too, and one of the two may write`);
	}

	images?.set(image, {address, readOnly: volume.readOnly});

	const found = volume.model.name;
	if (model !== undefined && found !== model && !found.startsWith(`${model}-`)) {
		volume.close();
		throw new UsageError(`${file}: is a ${found}, not a ${model}`);
	}

	const device = new CkdDisk(volume.readOnly && !readOnly ? new OverlayVolume(volume) : volume);
	return {
		units: [{address, device}],
		atEnd() {
			try {
				volume.close();
				return undefined;
			} catch (error) {
				if (error instanceof VolumeError) {
					return `${file}: ${error.message}`;
				}

				throw error;
			}
		},
	};
}

const diskOf = (model: string): Kind => ({
	mayLackFile: true,
	mayBeReadOnly: true,
	make: request => request.file === ''
		? new CkdDisk(new MemoryVolume(findCkdModel(model)!))
		: disk(request, model),
});

const printerOf = (type: '1403' | '3203' | '3211'): Kind => ({
	make: ({file, host: {hold}}) => printer(file, type, hold),
});

const displayOf = (type: '3277' | '3278'): Kind => ({
	mayLackFile: true,
	make({address, file, host: {timeline, hold}}) {
		const {device, show} = display(type, address, file, timeline, hold);
		return {
			units: [{address, device}],
			atEnd() {
				show();
				return undefined;
			},
		};
	},
});

function tape({file, readOnly, host: {hold}}: Request): Tape3420 {
	if (file === '') {
		return new Tape3420();
	}

	const reel = openTape(file, {readOnly});
	if ('problem' in reel) {
		throw new UsageError(`${file}: ${reel.problem}`);
	}

	const device = new Tape3420(reel);
	const execute = device.execute.bind(device);
	// What it writes comes behind what disks have written.
	return Object.assign(device, {
		execute(...command: Parameters<typeof execute>) {
			// Commands that write or mark have a one there, reads and senses do not.
			if ((command[0] & 1) !== 0) {
				hold?.flush();
			}

			return execute(...command);
		},
	});
}

/** Both ends of a channel-to-channel adapter in this machine; alone, an end to which nothing is connected. */
function adapter({address, file}: Request): Attachment {
	const [one, two] = channelAdapter();
	if (file === '') {
		one.uncouple();
		return {units: [{address, device: one}]};
	}

	const other = parseHex(file);
	if (other === undefined || other > 0xFFFF || other === address) {
		throw new UsageError(`${file}: must be the hexadecimal address of the adapter's other end, or nothing`);
	}

	return {units: [{address, device: one}, {address: other, device: two}]};
}

function typewriter({address, file, host}: Request): Attachment {
	const {lines, name} = file === '' ? host.input ?? {lines: [], name: ''} : {lines: readLines(file), name: file};
	const {device, idle} = bareConsole(parseActions(lines, name), host);
	return {units: [{address, device}], idle};
}

const disks = ['2311', '2314', '3330', '3340', '3350', '3380'];

/** In the order in which they are listed. */
const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
	['ckd', {mayBeReadOnly: true, make: request => disk(request)}],
	...disks.map(model => [model, diskOf(model)] as const),
	['tape', {mayLackFile: true, mayBeReadOnly: true, make: tape}],
	['reader', {make: ({file}) => reader(file)}],
	['punch', {make: ({file, host: {hold}}) => punch(file, hold)}],
	['printer', printerOf('1403')],
	['3203', printerOf('3203')],
	['3211', printerOf('3211')],
	['console', {mayLackFile: true, make: typewriter}],
	['3277', displayOf('3277')],
	['3278', displayOf('3278')],
	['ctca', {mayLackFile: true, make: adapter}],
]);

/** Whether a flag is that of a console without a file of its own. */
export const isOpenConsole = (text: string): boolean => /^[\da-f]{1,4}=console:?$/i.test(text);

/** Devices from their flag, for the machine of `host`. */
export function parseDevice(text: string, host: BareHost): Attachment {
	const match = /^([\da-f]{1,4})=(\w+)(?::(.*?)(:ro)?)?$/is.exec(text);
	if (!match) {
		throw new UsageError(`--device ${text}: must be CUU=KIND[:FILE[:ro]]`);
	}

	const [, digits, name, file = '', ro] = match;
	const kind = kinds.get(name.toLowerCase());
	if (!kind) {
		throw new UsageError(`--device ${text}: kind must be one of ${[...kinds.keys()].join(', ')}`);
	}

	if (file === '' && !kind.mayLackFile) {
		throw new UsageError(`--device ${text}: a ${name} needs a file`);
	}

	if (ro !== undefined && (!kind.mayBeReadOnly || file === '')) {
		throw new UsageError(`--device ${text}: ro is for files of disks and tapes`);
	}

	const address = parseHex(digits)!;
	const made = kind.make({
		address, file, readOnly: ro !== undefined, host,
	});
	return 'units' in made ? made : {units: [{address, device: made}]};
}
