/** Devices of `yorktown bare`: `CUU=KIND:FILE`, each on a host file. */
import {appendFileSync, readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {cp037, fromEbcdic, toEbcdic} from '../base/ebcdic.js';
import {parseHex} from '../base/hex.js';
import type {Device, Timeline} from '../machine/device.js';
import {Printer1403} from '../machine/devices/1403.js';
import {CardPunch2540} from '../machine/devices/2540-punch.js';
import {CardReader2540} from '../machine/devices/2540-reader.js';
import {Console3215} from '../machine/devices/3215.js';
import {CkdDisk} from '../machine/devices/3350.js';
import {Tape3420} from '../machine/devices/3420.js';
import {AwsTape} from '../machine/devices/aws-tape.js';
import {openVolume} from '../machine/devices/open-volume.js';
import {OverlayVolume} from '../machine/devices/overlay-volume.js';
import {UsageError} from './verb.js';

const cardLength = 80;
/** Microseconds a line of a console's file takes. */
const typingTime = 1000;

/** Reads a host file, or says which and why not. */
export function readHostFile(file: string): Uint8Array {
	try {
		return readFileSync(file === '-' ? 0 : file);
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		throw new UsageError(`${file}: ${code === 'ENOENT' ? 'no such file' : (code === 'EISDIR' ? 'is a folder' : message)}`);
	}
}

/** A new output file; what it held is gone. */
function output(file: string): (bytes: Uint8Array | string) => void {
	if (file === '-') {
		return bytes => {
			process.stdout.write(bytes);
		};
	}

	try {
		writeFileSync(file, '');
	} catch (error) {
		throw new UsageError(`${file}: ${(error as Error).message}`);
	}

	return bytes => {
		appendFileSync(file, bytes);
	};
}

const textOf = (bytes: Uint8Array): string => `${fromEbcdic(bytes, cp037).trimEnd()}\n`;

/** A deck of 80-byte cards: EBCDIC card images, or lines of text where the file's name says so. */
function deck(file: string): Uint8Array[] {
	const bytes = readHostFile(file);
	if (/\.(?:txt|jcl|asm|cards)$/i.test(file)) {
		const lines = Buffer.from(bytes).toString('utf8').split(/\r?\n/);
		return (lines.at(-1) === '' ? lines.slice(0, -1) : lines).map(line => toEbcdic(line.padEnd(cardLength).slice(0, cardLength)));
	}

	if (bytes.length % cardLength !== 0) {
		throw new UsageError(`${file}: ${bytes.length} bytes are no whole number of 80-byte cards`);
	}

	return Array.from({length: bytes.length / cardLength}, (_, card) => bytes.subarray(card * cardLength, (card + 1) * cardLength));
}

const kinds: Readonly<Record<string, (file: string, timeline: Timeline) => Device>> = {
	ckd(file) {
		const volume = openVolume(file);
		if ('problem' in volume) {
			throw new UsageError(`${file}: ${volume.problem}`);
		}

		return new CkdDisk(volume.readOnly ? new OverlayVolume(volume) : volume);
	},
	tape(file) {
		const tape = AwsTape.open(file);
		if ('problem' in tape) {
			throw new UsageError(`${file}: ${tape.problem}`);
		}

		return new Tape3420(tape);
	},
	reader(file) {
		const cards: Array<Uint8Array | 'endOfFile'> = [...deck(file), 'endOfFile'];
		return new CardReader2540({next: () => cards.shift()});
	},
	punch(file) {
		const write = output(file);
		return new CardPunch2540({
			punch(card) {
				const image = new Uint8Array(cardLength).fill(0x40);
				image.set(card);
				write(image);
			},
		});
	},
	printer(file) {
		const write = output(file);
		return new Printer1403({
			print(line) {
				if (line) {
					write(textOf(line));
				}
			},
		});
	},
	console(file, timeline) {
		const write = output('-');
		const lines = file === '' ? [] : Buffer.from(readHostFile(file)).toString('utf8').split(/\r?\n/);
		const device: Console3215 = new Console3215({
			print(bytes, newLine) {
				write(newLine ? textOf(bytes) : fromEbcdic(bytes, cp037));
			},
			requestLine() {
				// The read is complete only once its command has been answered.
				const line = lines.shift();
				if (line !== undefined) {
					timeline.after(typingTime, () => {
						device.line(toEbcdic(line));
					});
				}
			},
			cancelLine() {
				// Nothing was shown.
			},
		});
		return device;
	},
};

/** A device from its flag, its times on `timeline`. */
export function parseDevice(text: string, timeline: Timeline): {readonly address: number; readonly device: Device} {
	const match = /^([\da-f]{1,4})=([a-z]\w*):(.*)$/is.exec(text);
	if (!match) {
		throw new UsageError(`--device ${text}: must be CUU=KIND:FILE`);
	}

	const make = kinds[match[2].toLowerCase()];
	if (!make) {
		throw new UsageError(`--device ${text}: kind must be one of ${Object.keys(kinds).join(', ')}`);
	}

	return {address: parseHex(match[1])!, device: make(match[3], timeline)};
}
