import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {loadImage} from '../../../source/commands/bare/bare-images.js';
import {parseDevice} from '../../../source/commands/bare/bare-devices.js';
import {UsageError} from '../../../source/commands/verb.js';
import {Standalone} from '../../../source/machine/standalone.js';

const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-images-'));
test.after.always(() => {
	rmSync(folder, {recursive: true});
});

const file = (name: string, ...parts: Uint8Array[]): string => {
	const full = path.join(folder, name);
	writeFileSync(full, Buffer.concat(parts));
	return full;
};

/** An object card: its kind, the fields at 5, 10, 14, and what stands from 16 on. */
const card = (kind: string, address: number, length: number, id: number, data = ''): Uint8Array => {
	const bytes = Buffer.alloc(80, 0x40);
	bytes[0] = 2;
	bytes.set(toEbcdic(kind), 1);
	bytes.writeUIntBE(address, 5, 3);
	bytes.writeUInt16BE(length, 10);
	bytes.writeUInt16BE(id, 14);
	bytes.write(data, 16, 'hex');
	return bytes;
};

const section = card(
	'ESD',
	0,
	16,
	1,
	`${Buffer.from(toEbcdic('MAIN    ')).toString('hex')}00 001000 40 000010`.replaceAll(' ', ''),
);
const text = card('TXT', 0x1000, 8, 1, '4110004D82000000');
const end = card('END', 0x1004, 0, 1);
const storage = () => new Standalone(0x1_0000).machine.storage;

const refused = (image: string): string => {
	try {
		loadImage(storage(), image);
		return 'loaded';
	} catch (error) {
		return error instanceof UsageError ? error.message.replaceAll(`${folder}${path.sep}`, '') : String(error);
	}
};

test('bytes go where they are told, or to 0', t => {
	const space = storage();
	const image = file('bytes', Uint8Array.of(1, 2, 3, 4));
	t.is(loadImage(space, image), undefined);
	loadImage(space, `${image}@2000`);
	t.deepEqual([space.word(0), space.word(0x2000)], [0x0102_0304, 0x0102_0304]);
});

test('an object deck goes where it was assembled, or where it is told, and says where it begins', t => {
	const space = storage();
	const deck = file('deck', section, text, end);
	t.is(loadImage(space, deck), 0x1004);
	t.is(space.word(0x1000), 0x4110_004D);
	t.is(loadImage(space, `${deck}@3000`), 0x3004);
	t.is(space.word(0x3000), 0x4110_004D);
});

test('what cannot be loaded is refused with one line', t => {
	t.is(refused(file('empty')), 'empty: is empty');
	t.is(refused(path.join(folder, 'none')), 'none: no such file');
	t.is(refused(file('noend', section, text)), 'noend: an object deck without END card');
	t.is(refused(file('two', section, text, end, section, text, end)), 'two: 2 object decks in one file');
	t.is(
		refused(file('cut', section, text, end.subarray(0, 40))),
		'cut: an object deck of 200 bytes, no whole number of 80-byte cards',
	);
	t.is(refused(`${file('image', text)}@XYZ`), 'image@XYZ: XYZ is no hexadecimal address of 24 bits');
	t.is(
		refused(file('large', new Uint8Array(0x1_0001))),
		'large: 65537 bytes at X\'000000\' are more than the storage of 65536 bytes holds',
	);
	t.is(
		refused(`${file('high', text)}@FFFF`),
		'high: 80 bytes at X\'00FFFF\' are more than the storage of 65536 bytes holds',
	);
});

test('a volume or tape that is none is refused with one line', t => {
	const junk = file('junk', new Uint8Array(3000));
	const short = file('short', new Uint8Array(3));
	for (const [kind, image, message] of [
		['ckd', junk, 'junk: not a CKD image file (no CKD_P370 header)'],
		['ckd', path.join(folder, 'none'), 'none: no such file'],
		['tape', short, 'short: truncated: a header is cut off at offset 0'],
		['reader', junk, 'junk: 3000 bytes are no whole number of 80-byte cards'],
	]) {
		const error = t.throws(() => parseDevice(`190=${kind}:${image}`, {
			timeline: new Standalone(0x1_0000).events,
			interrupt() {
				// Nobody presses it.
			},
		}), {
			instanceOf: UsageError,
		});
		t.is(error.message.replaceAll(`${folder}${path.sep}`, ''), message);
	}
});
