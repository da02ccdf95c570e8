import test from 'ava';
import fc from 'fast-check';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {hex, hexBytes, parseHexBytes} from '../../../source/base/hex.js';
import type {NewFile} from '../../../source/cms/file-system/disk/disk.js';
import {parseDeck} from '../../../source/base/object-deck.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';
import {card, deck, symbol} from '../../support/object-deck.js';

// SECOND returns what FIRST's address constant of VALUE points at: L 15,VALUE's address; L 15,0(15); BR 14.
const first = deck('FIRST', [
	card('ESD', '', '0001', symbol('FIRST', '00', '000000', '000010') + symbol('VALUE', '02', '000000', '404040')),
	card('TXT', '000000', '0001', '05c058f0c00a58f0f00007fe00000004'),
	card('RLD', '', '4040', '000200010c00000c'),
	card('END', '', '4040', ''),
]);
const value = deck('VALUE', [
	card('ESD', '', '0001', symbol('VALUE', '00', '000000', '000008')),
	card('TXT', '000000', '0001', '0000000b0000004d'),
	card('END', '', '4040', ''),
]);

test('address constants are relocated by what another deck defines, addend included', t => {
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [first, value])}});
	t.deepEqual(session.enter('load first (start'), ['Execution begins...', 'Ready(00077);']);
	t.deepEqual(session.enter('load first (noauto'), ['THE FOLLOWING NAMES ARE UNDEFINED:', ' VALUE', 'Ready(00004);']);
	t.deepEqual(session.enter('include value'), ['Ready;']);
	t.deepEqual(session.enter('start'), ['Execution begins...', 'Ready(00077);']);
	t.deepEqual(session.enter('genmod prog'), ['Ready;']);
	t.deepEqual(session.enter('prog'), ['Ready(00077);']);
});

test('with CLEAR, what sections reserve and what lies between them is zeros', t => {
	const reserve = (name: string): NewFile => deck(name, [
		card('ESD', '', '0001', symbol(name, '00', '000000', '000014')),
		card('TXT', '000000', '0001', '07fe'),
		card('END', '', '4040', ''),
	]);
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [reserve('ONE'), reserve('TWO')])}});
	const shown = (...lines: readonly string[]): string => {
		session.enter('debug');
		for (const at of [0x2_0000, 0x2_0010, 0x2_0020, 0x2_0030]) {
			session.enter(`store ${at.toString(16)} c1c1c1c1 c1c1c1c1 c1c1c1c1`);
			session.enter(`store ${(at + 12).toString(16)} c1c1c1c1`);
		}

		session.enter('return');
		for (const line of lines) {
			t.deepEqual(session.enter(line), ['Ready;']);
		}

		session.enter('debug');
		const typed = session.enter('x 20000 48')[0];
		session.enter('return');
		return typed;
	};

	// ONE is 20 bytes long, TWO begins on the next doubleword and ends before the last word shown.
	const two = '07FE0000 00000000 00000000 00000000 00000000';
	t.is(shown('load one two (clear'), `07FE0000 00000000 00000000 00000000 00000000 00000000 ${two} C1C1C1C1`);
	t.is(
		shown('load one', 'include two (clear'),
		`07FEC1C1 C1C1C1C1 C1C1C1C1 C1C1C1C1 C1C1C1C1 00000000 ${two} C1C1C1C1`,
	);
	t.true(shown('load one two').startsWith('07FEC1C1'));
	t.true(shown('load one two (noclear').startsWith('07FEC1C1'));
});

test('a program that does not fit is refused', t => {
	const huge = deck('HUGE', [card('ESD', '', '0001', symbol('HUGE', '00', '000000', '7f0000'))]);
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [huge])}});
	t.deepEqual(session.enter('load huge'), ['DMSLIO109S VIRTUAL STORAGE CAPACITY EXCEEDED.', 'Ready(00104);']);
	t.deepEqual(session.enter('state a b'), ['File \'A B\' not found.', 'Ready(00028);']);
});

test('cards of any content never stop the loader', t => {
	fc.assert(fc.property(
		fc.array(
			fc.tuple(
				fc.constantFrom('ESD', 'TXT', 'RLD', 'END', 'XXX'),
				fc.uint8Array({minLength: 0, maxLength: 76}),
			),
			{maxLength: 8},
		),
		cards => {
			t.notThrows(() => parseDeck(cards.map(([type, rest]) => Uint8Array.of(2, ...toEbcdic(type), ...rest))));
		},
	));
});

test('more external names than the loader table has pages for: overflow, until SET LDRTBLS gives more', t => {
	const names = Array.from({length: 205}, (_, index) => `N${index}`);
	const cards = names.map((name, index) =>
		card('ESD', '', hex(index + 1, 4), symbol(name, '00', hex(index * 8, 6), '000008')));
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [deck('MANY', [...cards, card('END', '', '4040', '')])])}});
	session.enter('set ldrtbls 1');
	t.deepEqual(session.enter('load many'), ['DMSLIO116S LOADER TABLE OVERFLOW.', 'Ready(00104);']);
	session.enter('set ldrtbls 2');
	t.deepEqual(session.enter('load many'), ['Ready;']);
});
