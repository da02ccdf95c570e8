import test from 'ava';
import fc from 'fast-check';
import {fromEbcdic, toEbcdic} from '../../../../source/base/ebcdic.js';
import {DisplayBuffer} from '../../../../source/machine/devices/display/3270-buffer.js';
import {
	aid3270, decodeAddress, encodeAddress, graphic, programFunction,
} from '../../../../source/machine/devices/display/3270-code.js';
import {DisplayKeyboard} from '../../../../source/machine/devices/display/3270-keyboard.js';
import {Display3277} from '../../../../source/machine/devices/display/3277.js';
import {cc, Rig, sli} from '../rig.js';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const asHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const sba = (address: number): string => `11${asHex(Uint8Array.from(encodeAddress(address)))}`;

/** What a row shows, nulls and attributes as blanks. */
function row(buffer: DisplayBuffer, number: number): string {
	const bytes = Uint8Array.from(
		{length: buffer.columns},
		(_, column) => buffer.characterAt(number * buffer.columns + column) || 0x40,
	);
	return fromEbcdic(bytes).trimEnd();
}

/** A panel: a protected title, an input field of eight, a protected end. */
function panel(): {buffer: DisplayBuffer; keyboard: DisplayKeyboard; attentions: () => number} {
	const buffer = new DisplayBuffer();
	let count = 0;
	const keyboard = new DisplayKeyboard(buffer, () => {
		count++;
	});
	buffer.write(hex(`C3 ${sba(0)} 1D60 ${asHex(toEbcdic('USERID'))} 1D40 13 ${sba(16)} 1D60`), true);
	return {buffer, keyboard, attentions: () => count};
}

test('buffer addresses: graphic characters up to 4095, binary above; both are understood', t => {
	t.deepEqual(encodeAddress(0), [0x40, 0x40]);
	t.deepEqual(encodeAddress(80), [0xC1, 0x50]);
	t.deepEqual(encodeAddress(1919), [0x5D, 0x7F]);
	t.deepEqual([0, 0x10, 0x20, 0x21, 0x30, 0x3F].map(six => graphic(six)), [0x40, 0x50, 0x60, 0x61, 0xF0, 0x7F]);
	for (let address = 0; address < 6000; address++) {
		t.is(decodeAddress(...encodeAddress(address)), address);
	}
});

test('erase/write with fields, cursor, and what the user sees', t => {
	const {buffer} = panel();
	t.is(row(buffer, 0), ' USERID');
	t.is(buffer.cursor, 8);
	t.deepEqual(
		buffer.fields().map(({at, attribute, length}) => [at, attribute, length]),
		[
			[0, 0x20, 6],
			[7, 0, 8],
			[16, 0x20, 1903],
		],
	);
	t.is(buffer.governing(10), 0);
	t.is(buffer.governing(20), 0x20);
});

test('typing sets the modified data tag; Enter brings the field to Read Modified', t => {
	const {buffer, keyboard, attentions} = panel();
	for (const character of toEbcdic('MAINT')) {
		t.true(keyboard.type(character));
	}

	t.true(keyboard.aid(aid3270.enter));
	t.is(attentions(), 1);
	t.false(keyboard.type(0xC1), 'the keyboard is locked');
	t.false(keyboard.aid(aid3270.enter));
	t.is(asHex(buffer.readModified()), `7D404D${sba(8)}${asHex(toEbcdic('MAINT'))}`);
	buffer.write(hex('C3'), false);
	t.is(asHex(buffer.readModified()), '60404D', 'the tag is reset, the keyboard free');
	t.true(keyboard.aid(programFunction[2]));
	t.is(asHex(buffer.readModified()), 'F3404D');
	keyboard.reset();
	keyboard.aid(aid3270.pa1);
	t.is(asHex(buffer.readModified()), '6C', 'a short read');
	keyboard.reset();
	keyboard.aid(aid3270.clear);
	t.is(asHex(buffer.readModified()), '6D');
	t.is(row(buffer, 0), '');
	t.false(buffer.isFormatted);
});

test('an unformatted screen gives its characters without addresses', t => {
	const {buffer, keyboard} = panel();
	buffer.clear();
	for (const character of toEbcdic('LOGON')) {
		keyboard.type(character);
	}

	keyboard.aid(aid3270.enter);
	t.is(asHex(buffer.readModified()), `7D40C5${asHex(toEbcdic('LOGON'))}`);
	t.is(buffer.readBuffer().length, 3 + 1920);
});

test('read buffer: attributes as start-field orders, nulls included', t => {
	const {buffer} = panel();
	buffer.modify(8);
	const answer = buffer.readBuffer();
	t.is(answer.length, 3 + 1920 + 3);
	t.is(asHex(answer.subarray(0, 11)), `6040C81D60${asHex(toEbcdic('USERID'))}`);
	t.is(asHex(answer.subarray(11, 14)), '1DC100');
});

test('repeat to address, also round the whole buffer; erase unprotected to address; program tab', t => {
	const {buffer} = panel();
	t.is(buffer.write(hex(`40 ${sba(80)} 3C ${asHex(Uint8Array.from(encodeAddress(90)))} 60`), false), undefined);
	t.is(row(buffer, 1), '----------');
	buffer.write(hex(`40 ${sba(8)} C1C2C3 05`), false);
	t.is(buffer.address, 0, 'no unprotected field follows');
	t.is(buffer.characterAt(11), 0);
	buffer.write(hex(`40 ${sba(0)} 05 C9 05`), false);
	t.is(fromEbcdic(Uint8Array.of(buffer.characterAt(8))), 'I', 'tab to the first character of the field');
	t.is(buffer.characterAt(9), 0, 'a tab behind data clears the rest');
	buffer.write(hex(`40 ${sba(0)} 12 ${asHex(Uint8Array.from(encodeAddress(0)))}`), false);
	t.is(buffer.characterAt(8), 0);
	t.is(row(buffer, 1), '----------', 'protected characters stay');
	buffer.write(hex(`40 ${sba(5)} 3C ${asHex(Uint8Array.from(encodeAddress(5)))} 5C`), false);
	t.is(row(buffer, 23), '*'.repeat(80));
	t.false(buffer.isFormatted);
});

test('erase all unprotected', t => {
	const {buffer, keyboard} = panel();
	keyboard.type(0xC1);
	keyboard.aid(aid3270.enter);
	buffer.eraseUnprotected();
	t.is(buffer.characterAt(8), 0);
	t.is(buffer.cursor, 8);
	t.false(buffer.isKeyboardLocked);
	t.is(asHex(buffer.readModified()), '60' + sba(8).slice(2));
	t.is(row(buffer, 0), ' USERID');
});

test('extended attributes are taken and forgotten', t => {
	const buffer = new DisplayBuffer();
	t.is(buffer.write(hex('C3 2902C06042F2 C1 2841F1 C2 08AD'), true), undefined);
	t.is(buffer.attributeAt(0), 0x20);
	t.deepEqual([1, 2, 3].map(at => buffer.characterAt(at)), [0xC1, 0xC2, 0xAD]);
	buffer.write(hex(`40 ${sba(0)} 2C01C0C1`), false);
	t.is(buffer.attributeAt(0), 1);
});

test('keys: cursor, tab, newline, home, delete, insert, erase end of field, erase input', t => {
	const {buffer, keyboard} = panel();
	keyboard.left();
	t.false(keyboard.type(0xC1), 'on an attribute');
	keyboard.right();
	keyboard.up();
	t.is(buffer.cursor, 8 + 1840);
	keyboard.down();
	keyboard.tab();
	t.is(buffer.cursor, 8);
	keyboard.right();
	keyboard.backTab();
	t.is(buffer.cursor, 8);
	keyboard.newLine();
	t.is(buffer.cursor, 8, 'nothing else is unprotected');
	for (const character of toEbcdic('ABCDE')) {
		keyboard.type(character);
	}

	keyboard.home();
	t.true(keyboard.delete());
	t.is(row(buffer, 0), ' USERID BCDE');
	keyboard.isInserting = true;
	t.true(keyboard.type(toEbcdic('X')[0]));
	t.is(row(buffer, 0), ' USERID XBCDE');
	for (const character of toEbcdic('123')) {
		t.true(keyboard.type(character));
	}

	t.false(keyboard.type(0xF9), 'the field is full');
	keyboard.isInserting = false;
	keyboard.type(0xF9);
	t.is(row(buffer, 0), ' USERID X1239CDE');
	t.true(keyboard.eraseEndOfField());
	t.is(row(buffer, 0), ' USERID X1239');
	buffer.cursor = 15;
	keyboard.type(0xC1);
	t.is(buffer.cursor, 17, 'over the attribute');
	t.false(keyboard.eraseEndOfField());
	t.true(keyboard.eraseInput());
	t.is(row(buffer, 0), ' USERID');
});

test('autoskip and numeric lock', t => {
	const buffer = new DisplayBuffer();
	const keyboard = new DisplayKeyboard(buffer, () => {
		buffer.clear();
	}, {numericLock: true});
	buffer.write(hex('C3 1D50 13 0000 1DF0 00 1D40 00 1D60'), true);
	t.false(keyboard.type(0xC1), 'a letter in a numeric field');
	t.true(keyboard.type(0xF1));
	t.true(keyboard.type(0xF2));
	t.is(buffer.cursor, 6, 'skip over protected and numeric');
});

test('the device: chained writes go on, a wrong order is an operation check, 3278 commands', t => {
	const rig = new Rig();
	let alarms = 0;
	const buffer = new DisplayBuffer(24, 80, {
		onAlarm() {
			alarms++;
		},
	});
	const device = rig.attach(0x021, new Display3277(buffer));
	rig.put(0x2000, 'C7 C1C2');
	rig.put(0x2010, '40 C3');
	t.is(
		rig
			.run(0x021, [
				[0x05, 0x2000, cc, 3],
				[0x01, 0x2010, cc, 2],
				[0x02, 0x3000, sli, 100],
			])
			.csw.slice(10, 14),
		'0C00',
	);
	t.is(row(buffer, 0), 'ABC');
	t.is(alarms, 1);
	t.is(rig.hex(0x3000, 4), '60404000', 'the read begins behind the write');
	t.is(rig.run(0x021, [[0x02, 0x3000, sli, 6]]).csw.slice(10, 14), '0C00');
	t.is(rig.hex(0x3000, 6), '604040C1C2C3');
	rig.put(0x2000, 'C3 11 7F7F');
	t.is(rig.run(0x021, [[0x01, 0x2000, 0, 4]]).csw, '00 001008 0E00 0000');
	t.is(device.sense()[0], 1);
	t.is(rig.run(0x021, [[0x0D, 0x2000, 0, 4]]).cc, 1, 'not on a 3277');
	rig.attach(0x022, new Display3277(new DisplayBuffer(43, 80), '3278'));
	rig.put(0x2000, 'C3 C1');
	t.is(rig.run(0x022, [[0x0D, 0x2000, 0, 2]]).csw, '00 001008 0C00 0000');
});

test('any data stream is taken without a throw, and everything stays in the buffer', t => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.boolean(), fc.uint8Array({maxLength: 60})), {maxLength: 8}),
			fc.array(fc.nat(14), {maxLength: 30}),
			(writes, keys) => {
				const buffer = new DisplayBuffer();
				const keyboard = new DisplayKeyboard(buffer, () => {
					keyboard.reset();
				});
				const orders = [0x11, 0x1D, 0x13, 0x05, 0x3C, 0x12, 0x29, 0x2C, 0x40, 0x60];
				for (const [erase, data] of writes) {
					buffer.write(
						data.map(byte => (byte < 100 ? orders[byte % 10] : byte)),
						erase,
					);
				}

				const presses = [
					'left',
					'right',
					'up',
					'down',
					'tab',
					'backTab',
					'home',
					'newLine',
					'eraseEndOfField',
					'eraseInput',
					'delete',
					'reset',
				] as const;
				for (const key of keys) {
					if (key < presses.length) {
						keyboard[presses[key]]();
					} else if (key === 12) {
						keyboard.isInserting = !keyboard.isInserting;
					} else if (key === 13) {
						keyboard.type(0xC1);
					} else {
						keyboard.aid(aid3270.enter);
					}

					if (!(buffer.cursor >= 0 && buffer.cursor < 1920)) {
						return false;
					}
				}

				buffer.eraseUnprotected();
				return buffer.readBuffer().length >= 1923 && buffer.readModified().length > 0;
			},
		),
		{numRuns: 300},
	);
	t.pass();
});
