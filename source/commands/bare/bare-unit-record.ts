/** Card reader, punch and printers of `yorktown bare`. */
import {cardLength} from '../../base/unit-record.js';
import {blank, toEbcdic} from '../../base/ebcdic.js';
import {Printer1403, type Carriage, type PrinterType} from '../../machine/devices/unit-record/1403.js';
import {CardPunch2540} from '../../machine/devices/unit-record/2540-punch.js';
import {CardReader2540} from '../../machine/devices/unit-record/2540-reader.js';
import {FormPosition} from '../../machine/devices/unit-record/forms-control.js';
import type {WriteHold} from '../../machine/devices/volume/write-hold.js';
import {readBytes, readLines} from '../input-bytes.js';
import {newOutput, trimmedText} from './bare-files.js';
import {UsageError} from '../verb.js';

/** A deck of 80-byte cards: EBCDIC card images, or lines of text where the file's name says so. */
function deck(file: string): Uint8Array[] {
	if (/\.(?:txt|jcl|asm|cards)$/i.test(file)) {
		return readLines(file).map(line => toEbcdic(line.padEnd(cardLength).slice(0, cardLength)));
	}

	const bytes = readBytes(file);
	if (bytes.length % cardLength !== 0) {
		throw new UsageError(`${file}: ${bytes.length} bytes are no whole number of 80-byte cards`);
	}

	return Array.from({length: bytes.length / cardLength}, (_, card) =>
		bytes.subarray(card * cardLength, (card + 1) * cardLength));
}

/** A reader with a deck in its hopper, end of file behind it. */
export function reader(file: string): CardReader2540 {
	const cards: Array<Uint8Array | 'endOfFile'> = [...deck(file), 'endOfFile'];
	return new CardReader2540({next: () => cards.shift()});
}

/** A punch: card images of 80 bytes. Where the host takes no more, the stacker is full: intervention required. */
export function punch(file: string, hold?: WriteHold): CardPunch2540 {
	const write = newOutput(file, hold);
	return new CardPunch2540({
		punch(card) {
			const image = new Uint8Array(cardLength).fill(blank);
			image.set(card);
			return write(image);
		},
	});
}

/**
 * What moves the paper of a text file from a printer's line: carriage return for no space, form feed over the top of a
 * form, else new lines. Without forms control, which a 1403 has none of here and a 3211 only once it is loaded, channel
 * 1 is the next page and every other one the next line.
 */
function movement(carriage: Carriage, {forms, line = 1}: Printer1403): string {
	if ('space' in carriage) {
		return carriage.space === 0 ? '\r' : '\n'.repeat(carriage.space);
	}

	if (!forms) {
		return carriage.skip === 1 ? '\f' : '\n';
	}

	const form = new FormPosition(forms);
	form.line = line;
	const moved = form.skip(carriage.skip) ?? 0;
	return form.line > line ? '\n'.repeat(moved) : (moved === 0 ? '' : `\f${'\n'.repeat(form.line - 1)}`);
}

/** A printer: lines of text. Where the host takes no more, it is out of paper. */
export function printer(file: string, type: PrinterType, hold?: WriteHold): Printer1403 {
	const write = newOutput(file, hold);
	const device: Printer1403 = new Printer1403({
		print(line, carriage) {
			// A code that no character of the chain has prints nothing.
			const text = line ? trimmedText(line).replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, ' ').trimEnd() : '';
			return write(text + movement(carriage, device));
		},
	}, {type});
	return device;
}
