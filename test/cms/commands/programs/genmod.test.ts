import test from 'ava';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {card, deck, symbol} from '../../../support/object-deck.js';

// MAIN returns 1, its entry SECOND returns 2, OTHER returns 3.
const main = deck('MAIN', [
	card('ESD', '', '0001', symbol('MAIN', '00', '000000', '000010') + symbol('SECOND', '01', '000008', '000001')),
	card('TXT', '000000', '0001', '41f0000107fe000041f0000207fe'),
	card('END', '', '4040', ''),
]);
const other = deck('OTHER', [
	card('ESD', '', '0001', symbol('OTHER', '00', '000000', '000008')),
	card('TXT', '000000', '0001', '41f0000307fe'),
	card('END', '', '4040', ''),
]);

function loaded(): CmsSession {
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [main, other])}});
	session.enter('load main other');
	return session;
}

test('GENMOD keeps a load map, which MODMAP types', t => {
	const session = loaded();
	t.deepEqual(session.enter('genmod'), ['Ready;']);
	t.deepEqual(session.enter('modmap main'), [
		'NAME      LOCATION', 'MAIN        020000', 'SECOND      020008', 'OTHER       020010', 'Ready;',
	]);
	t.deepEqual(session.enter('genmod bare (nomap'), ['Ready;']);
	t.deepEqual(session.enter('bare'), ['Ready(00001);']);
	t.deepEqual(session.enter('modmap bare'), ['NO LOAD MAP AVAILABLE.', 'Ready(00040);']);
	t.deepEqual(session.enter('modmap copyfile'), ['NO LOAD MAP AVAILABLE.', 'Ready(00040);']);
	t.deepEqual(session.enter('modmap'), ['NO FILENAME SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(session.enter('modmap nosuch'), ['FILE \'NOSUCH MODULE\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(session.enter('modmap main a'), ['INVALID PARAMETER \'A\'.', 'Ready(00024);']);
});

test('FROM and TO bound the module; it begins where the program does, or else at FROM', t => {
	const session = loaded();
	t.deepEqual(session.enter('genmod part (from second to other'), ['Ready;']);
	t.deepEqual(session.enter('genmod rest (from other'), ['Ready;']);
	t.deepEqual(session.enter('part'), ['Ready(00002);']);
	t.deepEqual(session.enter('rest'), ['Ready(00003);']);
	t.deepEqual(session.enter('loadmod part'), ['Ready;']);
	t.deepEqual(session.enter('start'), ['Execution begins...', 'Ready(00002);']);
});

/** MAINHIGH, as DISPLAY of CP shows it: the end of what is in the user area. */
const mainHigh = (session: CmsSession): string | undefined =>
	session.enter('cp display 510').find(line => line.startsWith('000510'))?.slice(7).trim().slice(0, 8);

test('STR gives free what a program before has left behind it, NOSTR does not', t => {
	const session = loaded();
	for (const options of ['str', 'nostr dos', 'all']) {
		t.deepEqual(session.enter(`genmod ${options.slice(0, 3)} (to other ${options}`), ['Ready;']);
		t.deepEqual(session.enter(options.slice(0, 3)), ['Ready(00001);']);
	}

	session.enter('load main other');
	t.is(mainHigh(session), '00020018');
	session.enter('loadmod nos');
	t.is(mainHigh(session), '00020018');
	session.enter('loadmod str');
	t.is(mainHigh(session), '00020010');
	t.deepEqual(session.enter('start'), ['Execution begins...', 'Ready(00001);']);
});

test('what GENMOD refuses, and then writes nothing', t => {
	const session = loaded();
	t.deepEqual(session.enter('genmod m (from nosuch'), ['ENTRY POINT NOSUCH NOT FOUND.', 'Ready(00040);']);
	t.deepEqual(session.enter('genmod m (from'), ['NO \'FROM ENTRY\' SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(session.enter('genmod m (from other to main'), ['INVALID USE OF FROM AND TO OPTIONS.', 'Ready(00024);']);
	t.deepEqual(session.enter('genmod m (systems'), ['INVALID OPTION SYSTEMS.', 'Ready(00024);']);
	t.deepEqual(session.enter('genmod m (st'), ['INVALID OPTION ST.', 'Ready(00024);']);
	t.deepEqual(session.enter('genmod m? module'), ['Invalid character \'?\' in fileID \'M? MODULE\'.', 'Ready(00020);']);
	t.deepEqual(session.enter('genmod m module a b'), ['INVALID PARAMETER \'B\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('genmod m module s'), ['DISK \'S1\' IS READ/ONLY.', 'Ready(00036);']);
	t.deepEqual(session.enter('genmod m module q'), ['Ready(00036);']);
	t.deepEqual(session.enter('state m module'), ['File \'M MODULE\' not found.', 'Ready(00028);']);
});

// MVI X'E00',X'77', a byte of the nucleus's storage; LA 15,1; BR 14.
const pokes = deck('POKES', [
	card('ESD', '', '0001', symbol('POKES', '00', '000000', '000010')),
	card('TXT', '000000', '0001', '92770e0041f0000107fe'),
	card('END', '', '4040', ''),
]);

test('a MODULE of SYSTEM runs in key zero, called or started; others are stopped at the nucleus\'s storage', t => {
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [pokes])}});
	session.enter('load pokes');
	session.enter('genmod plain');
	t.deepEqual(session.enter('genmod sys (system'), ['Ready;']);
	t.regex(session.enter('plain')[0], /^PROTECTION EXCEPTION OCCURRED/);
	t.deepEqual(session.enter('sys'), ['Ready(00001);']);
	t.deepEqual(session.enter('loadmod sys'), ['Ready;']);
	t.deepEqual(session.enter('start'), ['Execution begins...', 'Ready(00001);']);
	session.enter('load pokes');
	t.regex(session.enter('start')[1], /^PROTECTION EXCEPTION OCCURRED/);
});

test('one of SYSTEM and the transient area is a record of its code', t => {
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [pokes])}});
	session.enter('load pokes (origin trans');
	t.deepEqual(session.enter('genmod brief (system'), ['Ready;']);
	t.regex(session.enter('listfile brief module (format')[1], /F +16/);
	t.deepEqual(session.enter('brief'), ['Ready(00001);']);
	t.deepEqual(session.enter('modmap brief'), ['NO LOAD MAP AVAILABLE.', 'Ready(00040);']);
	session.enter('loadmod brief');
	t.deepEqual(session.enter('start'), ['Execution begins...', 'Ready(00001);']);
});
