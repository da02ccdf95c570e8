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
