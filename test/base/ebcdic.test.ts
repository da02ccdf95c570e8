import {execFileSync} from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import {codePages, cp037, cp1047, ebcdicField, fromEbcdic, isMappable, toEbcdic} from '../../source/base/ebcdic.js';

const codes = Uint8Array.from({length: 256}, (_, code) => code);

test('letters, digits and the blank have the codes every System/370 programmer knows', t => {
	t.deepEqual([...toEbcdic('AIJRSZ09 ')], [0xC1, 0xC9, 0xD1, 0xD9, 0xE2, 0xE9, 0xF0, 0xF9, 0x40]);
	t.is(fromEbcdic(Uint8Array.of(0x5F)), '¬');
	t.is(fromEbcdic(Uint8Array.of(0x5F), cp1047), '^');
});

for (const [name, page] of Object.entries(codePages)) {
	test(`CP${name} is a bijection, so text survives the way there and back`, t => {
		t.is(new Set(page.toLatin).size, 256);
		fc.assert(fc.property(fc.uint8Array(), bytes => {
			t.deepEqual(toEbcdic(fromEbcdic(bytes, page), page), bytes);
		}));
	});

	test(`CP${name} agrees with the iconv program`, t => {
		let converted: string[];
		try {
			converted = [...execFileSync('iconv', ['-f', `IBM${name}`, '-t', 'utf8'], {input: codes}).toString('utf8')];
		} catch (error) {
			t.log(`skipped: iconv is not usable here (${(error as Error).message.split('\n')[0]})`);
			t.pass();
			return;
		}

		// Line ends are where tables differ by convention: NEL and LF may be swapped.
		const ends = new Set([0x15, 0x25]);
		for (const code of codes) {
			if (!ends.has(code)) {
				t.is(fromEbcdic(Uint8Array.of(code), page), converted[code], `code X'${code.toString(16)}'`);
			}
		}
	});
}

test('a character outside the code page is named by isMappable and becomes SUB', t => {
	t.false(isMappable('Σ'));
	t.true(isMappable('naïve ¬ £'));
	t.deepEqual([...toEbcdic('Σ', cp037)], [0x3F]);
});

test('a field is cut or padded to its length', t => {
	t.is(fromEbcdic(ebcdicField('CMSUSER', 8)), 'CMSUSER ');
	t.is(fromEbcdic(ebcdicField('ABCDEFGHIJ', 8)), 'ABCDEFGH');
});
