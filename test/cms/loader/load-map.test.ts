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

const ofMain = [' MAIN     SD 020000', ' SECOND      020008'];
const cards = [' INVALID CARD - WHAT IS THIS', ' REP  000002 0010007', ' CONTROL CARD - ENTRY SECOND'];

test('LOAD writes LOAD MAP A5: what lies where, and the cards worth a mention', t => {
	const session = start();
	t.deepEqual(session.enter('load main'), ['Ready;']);
	t.deepEqual(map(session), [...ofMain, ...cards, 'Ready;']);
	t.regex(session.enter('listfile load map (label').join('\n'), /LOAD +MAP +A5 +F +100/);
	session.enter('load main (noinv norep');
	t.deepEqual(map(session), [...ofMain, cards[2], 'Ready;']);
	session.enter('load main (nomap');
	t.deepEqual(session.enter('state load map'), ['File \'LOAD MAP\' not found.', 'Ready(00028);']);
});

test('INCLUDE adds to the map, SAME keeps the options of LOAD', t => {
	const session = start();
	session.enter('load main (noinv norep noauto');
	t.deepEqual(session.enter('include other (same'), ['THE FOLLOWING NAMES ARE UNDEFINED:', ' NOWHERE', 'Ready(00004);']);
	t.deepEqual(map(session), [
		...ofMain, cards[2], ' OTHER    SD 020010', ' THE FOLLOWING NAMES ARE UNDEFINED:', ' NOWHERE', 'Ready;',
	]);
	session.enter('load main (nomap');
	session.enter('include other (same');
	t.deepEqual(session.enter('state load map'), ['File \'LOAD MAP\' not found.', 'Ready(00028);']);
	session.enter('include other');
	t.deepEqual(session.enter('state load map'), ['Ready;']);
});

test('TYPE types the map, and not with NOMAP; of contradictory options the last one counts', t => {
	const session = start();
	t.deepEqual(session.enter('load main (type noinv norep'), [...ofMain, cards[2], 'Ready;']);
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
	refused('load main (reset', 'NO \'RESET EN TRY\' SPECIFIED.');
	refused('load main (origin 20000000', 'INVALID PARAMETER \'20000000\' IN THE OPTION \'ORIGIN\' FIELD.');
	t.deepEqual(session.enter('start'), ['NO ENTRY POINT DEFINED.', 'Ready(00040);']);
});

test('names are checked before anything is loaded; eight that are undefined stand in a line', t => {
	const session = start();
	t.deepEqual(session.enter('load main what?'), ['Invalid character \'?\' in fileID \'WHAT? TEXT\'.', 'Ready(00020);']);
	t.deepEqual(session.enter('start main'), ['ENTRY POINT \'MAIN\' NOT FOUND.', 'Ready(00040);']);
	t.deepEqual(session.enter('load n1 n2 n3 n4 n5 n6 n7 n8 n9'), [
		'THE FOLLOWING NAMES ARE UNDEFINED:',
		' N1       N2       N3       N4       N5       N6       N7       N8',
		' N9',
		'Ready(00004);',
	]);
	t.deepEqual(session.enter('load main (origin 100'), ['INVALID PARAMETER \'100\' IN THE OPTION \'ORIGIN\' FIELD.', 'Ready(00024);']);
});

test('sections without a name are numbered, entries of a section that is left out are told, LIBRARY is a control card', t => {
	const unnamed = deck('UNNAMED', [
		card('ESD', '', '0001', symbol('', '04', '000000', '000004')), card('TXT', '000000', '0001', '1bff07fe'),
		plain(' LIBRARY *(OTHER)'), plain(' LIBRARY OTHER'), control('SLC   030000'), card('END', '', '4040', ''),
	]);
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [main, unnamed])}});
	const bad = [' INVALID CARD -  LIBRARY OTHER', ' INVALID CARD - \u0002SLC   030000'];
	t.deepEqual(session.enter('load unnamed (type noinv'), [
		' .000001  SD 020000', ' CONTROL CARD -  LIBRARY *(OTHER)', ...bad, 'Ready;',
	]);
	t.is(session.enter('include unnamed (type')[0], ' .000002  SD 020008');
	t.deepEqual(session.enter('load main main'), [
		'DUPLICATE IDENTIFIER \'MAIN\'.', 'DUPLICATE IDENTIFIER \'SECOND\'.', 'Ready(00004);',
	]);
});

test('without an A-disk that can be written on the map is told of where it begins, and the program is loaded', t => {
	const session = start();
	const told = 'DMSLIO105S ERROR \'12\' WRITING FILE \'LOAD MAP A5\' ON DISK.';
	session.enter('release a');
	session.enter('access 191 b/b');
	t.deepEqual(session.enter('load main'), [told, 'Ready(00100);']);
	t.deepEqual(session.enter('start'), ['Execution begins...', 'Ready(00002);']);
	t.deepEqual(session.enter('load main (start'), [told, 'Ready(00100);']);
	t.deepEqual(session.enter('load main (type noinv norep'), [ofMain[0], told, ofMain[1], cards[2], 'Ready(00100);']);
	t.deepEqual(session.enter('load other'), [told, 'THE FOLLOWING NAMES ARE UNDEFINED:', ' NOWHERE', 'Ready(00004);']);
	t.deepEqual(session.enter('load nosuch'), ['THE FOLLOWING NAMES ARE UNDEFINED:', told, ' NOSUCH', 'Ready(00004);']);
	t.deepEqual(session.enter('load main (nomap'), ['Ready;']);
});

test('zeros are no entry point, and a name that RESET wants comes first', t => {
	const zeros = deck('ZEROS', [
		card('ESD', '', '0001', symbol('ZEROS', '00', '000000', '000004')), card('TXT', '000000', '0001', '000007fe'),
		card('END', '', '4040', ''),
	]);
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [other, zeros])}});
	t.deepEqual(session.enter('load zeros (start'), ['NO ENTRY POINT DEFINED.', 'Ready(00040);']);
	t.deepEqual(session.enter('load zeros'), ['Ready;']);
	t.deepEqual(session.enter('start'), ['NO ENTRY POINT DEFINED.', 'Ready(00040);']);
	t.deepEqual(session.enter('load nosuch (start'), [
		'THE FOLLOWING NAMES ARE UNDEFINED:', ' NOSUCH', 'NO ENTRY POINT DEFINED.', 'Ready(00040);',
	]);
	t.deepEqual(session.enter('load other (reset nope'), [
		'THE FOLLOWING NAMES ARE UNDEFINED:', ' NOPE     NOWHERE', 'Ready(00004);',
	]);
});
