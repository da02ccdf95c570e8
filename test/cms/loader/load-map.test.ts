import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';
import {card, deck, symbol} from '../../support/object-deck.js';

const plain = (text: string): Uint8Array => toEbcdic(text.padEnd(80));
const control = (text: string): Uint8Array => Uint8Array.of(2, ...toEbcdic(text.padEnd(79)));
// LA 15,1; BR 14 at MAIN; LA 15,2; BR 14 at SECOND.
const esd = symbol('MAIN', '00', '000000', '000010') + symbol('SECOND', '01', '000008', '000001');
const code = card('TXT', '000000', '0001', '41f0000107fe000041f0000207fe');
const main = deck('MAIN', [
	card('ESD', '', '0001', esd), code, plain('WHAT IS THIS'), control('REP  000002 0010007'),
	plain('ENTRY SECOND'), card('END', '', '4040', ''),
]);
const other = deck('OTHER', [
	card('ESD', '', '0001', symbol('OTHER', '00', '000000', '000008') + symbol('NOWHERE', '02', '000000', '404040')),
	card('TXT', '000000', '0001', '41f0000307fe'), card('END', '', '4040', ''),
]);

const start = (): CmsSession => new CmsSession({volumes: {0x191: cmsVolume({}, [main, other])}});
const map = (session: CmsSession): string[] => session.enter('type load map').map(line => line.trimEnd()).filter(line => line !== '');

const heading = 'NAME      LOCATION';
const ofMain = ['MAIN        020000', 'SECOND      020008'];
const cards = ['INVALID CARD - WHAT IS THIS', 'REP  000002 0010007', 'CONTROL CARD- ENTRY SECOND'];

test('LOAD writes LOAD MAP A5: what lies where, and the cards worth a mention', t => {
	const session = start();
	t.deepEqual(session.enter('load main'), ['Ready;']);
	t.deepEqual(map(session), [heading, ...cards, ...ofMain, 'Ready;']);
	t.regex(session.enter('listfile load map (label').join('\n'), /LOAD +MAP +A5 +F +100/);
	session.enter('load main (noinv norep');
	t.deepEqual(map(session), [heading, cards[2], ...ofMain, 'Ready;']);
	session.enter('load main (nomap');
	t.deepEqual(session.enter('state load map'), ['File \'LOAD MAP\' not found.', 'Ready(00028);']);
});

test('INCLUDE adds to the map, SAME keeps the options of LOAD', t => {
	const session = start();
	session.enter('load main (noinv norep noauto');
	t.deepEqual(session.enter('include other (same'), ['THE FOLLOWING NAMES ARE UNDEFINED:', ' NOWHERE', 'Ready(00004);']);
	t.deepEqual(map(session), [
		heading, cards[2], ...ofMain, 'OTHER       020010', 'NOWHERE     UNDEFINED', 'Ready;',
	]);
	session.enter('load main (nomap');
	session.enter('include other (same');
	t.deepEqual(session.enter('state load map'), ['File \'LOAD MAP\' not found.', 'Ready(00028);']);
	session.enter('include other');
	t.deepEqual(session.enter('state load map'), ['Ready;']);
});

test('TYPE types the map, and not with NOMAP; of contradictory options the last one counts', t => {
	const session = start();
	t.deepEqual(session.enter('load main (type noinv norep'), [heading, cards[2], ...ofMain, 'Ready;']);
	t.deepEqual(session.enter('load main (type nomap'), ['Ready;']);
	t.deepEqual(session.enter('load main (type notype'), ['Ready;']);
});

test('ENTRY says where the program begins, REP replaces text, RESET goes before ENTRY', t => {
	const session = start();
	t.deepEqual(session.enter('load main (start'), ['Execution begins...', 'Ready(00002);']);
	// The second halfword of LA 15,1.
	t.deepEqual(session.enter('load main (reset main start'), ['Execution begins...', 'Ready(00007);']);
	t.deepEqual(session.enter('load main (reset * start'), ['Execution begins...', 'Ready(00002);']);
});

test('words that are no options are refused, and nothing is loaded', t => {
	const session = start();
	const refused = (line: string, message: string): void => {
		t.deepEqual(session.enter(line), [message, 'Ready(00024);']);
	};

	refused('load main (same', 'INVALID OPTION \'SAME\'.');
	refused('load main (nostart', 'INVALID OPTION \'NOSTART\'.');
	refused('load main (constructor', 'INVALID OPTION \'CONSTRUC\'.');
	refused('load main (no', 'INVALID OPTION \'NO\'.');
	refused('load main (reset', 'INVALID PARAMETER \'\' IN THE OPTION \'RESET\' FIELD.');
	refused('load main (origin 20000000', 'INVALID PARAMETER \'20000000\' IN THE OPTION \'ORIGIN\' FIELD.');
	t.deepEqual(session.enter('start'), ['NO ENTRY POINT DEFINED.', 'Ready(00040);']);
});
