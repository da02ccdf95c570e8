/** Parameter lists of nonsense: whatever a program hands to SVC 202, the next command works. */
import test from 'ava';
import fc from 'fast-check';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {hexBytes, parseHexBytes} from '../../../../source/base/hex.js';
import {cmsVolume, moduleFile} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';

const functions = [
	'RDBUF',
	'WRBUF',
	'POINT',
	'FINIS',
	'STATE',
	'STATEW',
	'ERASE',
	'CARDRD',
	'CARDPH',
	'PRINTR',
	'TYPLIN',
	'ATTN',
	'TAPEIO',
	'HNDINT',
	'HNDSVC',
	'TRAP',
	'DMSERR',
	'SVCFREE',
	'SVCFRET',
];
const names = ['SOME    ', 'DATA    ', '*       ', '        ', 'N.T     ', '\u0000\u0001      '];
const modes = ['A1', '* ', 'S2', 'Q ', '  ', '9A'];

const anyName = fc.constantFrom(...names);
const rests = fc.uint8Array({minLength: 24, maxLength: 24});
const list = fc
	.tuple(fc.constantFrom(...functions), anyName, anyName, fc.constantFrom(...modes), rests, fc.boolean())
	.map(([command, name, type, mode, rest, sensible]) => {
		const bytes = Uint8Array.of(...toEbcdic(command.padEnd(8) + name + type + mode), ...rest);
		if (sensible) {
			// Item 0, a buffer in the user area, a small size, format F, one item.
			bytes.set([0, 0, 0, 3, 0, 0, 0, 0, 0, rest[0], 0xC6, 0x40, 0, 1], 26);
		}

		return bytes;
	});

test('no parameter list brings the system down', t => {
	const devices = new UnitRecordDevices();
	fc.assert(fc.property(fc.array(list, {minLength: 1, maxLength: 6}), lists => {
		// BALR 12,0; for each: LA 1,list; SVC 202; DC AL4(1). Then SR 15,15; BR 14.
		const calls = lists.length * 10;
		const at = (index: number): number => calls + 4 + 4 + (index * 64);
		const code = lists.map((_, index) => `4110c${at(index).toString(16).padStart(3, '0')}0aca00000001`).join('');
		const data = lists.map(bytes => hexBytes(bytes).padEnd(128, '0')).join('');
		const program = moduleFile('ODD', parseHexBytes(`05c0${code}1bff07fe00000000${data}`)!);
		const cms = new CmsSession({
			units: devices.units,
			volumes: {0x191: cmsVolume({'SOME DATA': ['ONE', 'TWO']}, [program])},
		});
		cms.enter('odd');
		t.is(cms.enter('exec nosuch').at(-1), 'Ready(00801);');
	}), {numRuns: 60});
});

test('no SVC 203 brings the system down', t => {
	const address = fc.constantFrom(0x2_0000, 0x2_0040, 0x7FFF_FFFF, 0xFF_FFF0);
	const word = fc.oneof(fc.integer({min: -2, max: 40}), address, fc.integer());
	const half = fc.tuple(fc.integer({min: 0, max: 20}), fc.integer({min: 0, max: 127}), fc.boolean())
		.map(([code, flags, negative]) => (negative ? -((flags * 256) + code) : (flags * 256) + code) & 0xFFFF);
	fc.assert(fc.property(fc.array(fc.tuple(word, word, half), {minLength: 1, maxLength: 6}), calls => {
		// BALR 12,0; for each: L 0,word; L 1,word; SVC 203; the halfword. Then SR 15,15; BR 14.
		const data = (calls.length * 12) + 4;
		const at = (index: number): string => (data + (index * 4)).toString(16).padStart(3, '0');
		const hexadecimal = (value: number, digits: number): string => (value >>> 0).toString(16).padStart(digits, '0');
		const code = calls.map((call, index) =>
			`5800c${at(2 * index)}5810c${at((2 * index) + 1)}0acb${hexadecimal(call[2], 4)}`).join('');
		const words = calls.map(([zero, one]) => hexadecimal(zero, 8) + hexadecimal(one, 8)).join('');
		const program = moduleFile('ODD', parseHexBytes(`05c0${code}1bff07fe${words}`)!);
		const session = new CmsSession({volumes: {0x191: cmsVolume({}, [program])}});
		session.enter('odd');
		t.is(session.enter('exec nosuch').at(-1), 'Ready(00801);');
	}), {numRuns: 60});
});
