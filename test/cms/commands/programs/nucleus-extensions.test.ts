/** NUCXLOAD, NUCXDROP, NUCXMAP: programs that stay, and are called before all others. */
import test from 'ava';
import {nucon} from '../../../../source/cms/nucleus/storage/nucon.js';
import {cmsVolume, moduleFile} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {restartCms} from '../../../support/restart-cms.js';

const place = 0x3_0000;
const code = (hexadecimal: string): Uint8Array => Buffer.from(hexadecimal, 'hex');
/** Ends with this code. */
const ends = (value: number): Uint8Array => code(`41f000${value.toString(16).padStart(2, '0')}07fe`);

function withModules(): CmsSession {
	return new CmsSession({
		volumes: {0x191: cmsVolume({
			'BAD MODULE': ['no module at all'],
			'ASK EXEC': ['&CONTROL OFF', 'NUCXMAP ( LIFO', '&READ VARS &A &B', '&TYPE &A AT &B'],
		}, [
			moduleFile('SEVEN', ends(7), place),
			moduleFile('EIGHT', ends(8), place + 0x1000),
			// LA 1,5; ST 1,4(,2): its user word.
			moduleFile('MARKS', code('411000055010200441f0000007fe'), place + 0x20),
			moduleFile('LOW', ends(1)),
			moduleFile('BRIEF', ends(2), 0xE000),
			moduleFile('TOP', ends(3), 0xFF_FFF0),
			moduleFile('USED', ends(4), 0x3_FF00),
			moduleFile('CRASH', code('0000')),
		])},
	});
}

test('what NUCXLOAD loaded comes before every command, until NUCXDROP takes it out', t => {
	const cms = withModules();
	const low = cms.vm.storage.word(nucon.freeLow);
	t.deepEqual(cms.enter('nucxload state seven'), ['Ready;']);
	t.deepEqual(cms.enter('state'), ['Ready(00007);']);
	t.deepEqual(cms.enter('nucxmap'), [
		'NAME     ENTRY  USERWORD ORIGIN BYTES  FLAGS', 'STATE    030000 00000000 030000 000006', 'Ready;',
	]);
	t.is(cms.vm.storage.word(nucon.freeLow), place);
	t.deepEqual(cms.enter('nucxdrop state nosuch'), ['NUCLEUS EXTENSION \'NOSUCH\' DOES NOT EXIST.', 'Ready(00028);']);
	t.is(cms.enter('state seven module').at(-1), 'Ready;');
	t.deepEqual(cms.enter('nucxmap'), ['NO NUCLEUS EXTENSION FOUND.', 'Ready(00028);']);
	t.true(cms.vm.storage.word(nucon.freeLow) >= low - 0x1000);
	t.deepEqual(cms.enter('seven'), ['Ready(00007);']);
	t.deepEqual(cms.enter('nucxload seven'), ['Ready;']);
	t.deepEqual(cms.enter('low'), ['Ready(00001);']);
	t.deepEqual(cms.enter('seven'), ['Ready(00007);']);
});

test('an abend takes extensions of the user, and leaves those of the system; a restart leaves all', t => {
	const cms = withModules();
	cms.enter('nucxload eight ( system');
	cms.enter('nucxload seven');
	t.true(restartCms(cms.vm));
	cms.run();
	t.deepEqual(cms.enter('nucxmap').slice(1), [
		'SEVEN    030000 00000000 030000 000006', 'EIGHT    031000 00000000 031000 000006 SYS', 'Ready;',
	]);
	t.is(cms.enter('crash').at(-1), 'CMS');
	t.deepEqual(cms.enter('nucxmap').slice(1), ['EIGHT    031000 00000000 031000 000006 SYS', 'Ready;']);
	t.deepEqual(cms.enter('eight'), ['Ready(00008);']);
});

test('with PUSH the later one counts, and NUCXDROP brings the earlier back', t => {
	const cms = withModules();
	cms.enter('nucxload x seven');
	t.deepEqual(cms.enter('nucxload x eight'), ['NUCLEUS EXTENSION \'X\' ALREADY EXISTS.', 'Ready(00001);']);
	t.deepEqual(cms.enter('nucxload x eight ( push'), ['Ready;']);
	t.deepEqual(cms.enter('x'), ['Ready(00008);']);
	t.is(cms.enter('nucxmap').length, 3);
	t.is(cms.enter('nucxmap x ( all').length, 4);
	cms.enter('nucxdrop x');
	t.deepEqual(cms.enter('x'), ['Ready(00007);']);
});

test('register 2 points to the block, where the program has a word of its own; an EXEC reads the list', t => {
	const cms = withModules();
	cms.enter('nucxload marks');
	t.deepEqual(cms.enter('marks'), ['Ready;']);
	t.is(cms.enter('nucxmap marks')[1], 'MARKS    030020 00000005 030020 00000E');
	t.deepEqual(cms.enter('ask'), ['MARKS AT 030020', 'Ready;']);
});

test('a module that cannot stay where it was made to run is refused, and what is in use stays', t => {
	const cms = withModules();
	for (const [name, address] of [['LOW', '020000'], ['BRIEF', '00E000'], ['TOP', 'FFFFF0'], ['USED', '03FF00']]) {
		t.deepEqual(cms.enter(`nucxload ${name}`), [`MODULE '${name}' CANNOT STAY AT ${address}.`, 'Ready(00040);']);
	}

	cms.enter('nucxload seven');
	t.deepEqual(cms.enter('nucxload y seven'), ['MODULE \'SEVEN\' CANNOT STAY AT 030000.', 'Ready(00040);']);
	t.deepEqual(cms.enter('seven'), ['Ready(00007);']);
});

test('NUCXLOAD, NUCXDROP and NUCXMAP say what is wrong with their operands', t => {
	const cms = withModules();
	for (const [line, message, rc] of [
		['nucxload', 'NO FILENAME SPECIFIED.', 24],
		['nucxload a b c d e', 'INVALID PARAMETER \'E\'.', 24],
		['nucxload seven ( immcmd', 'INVALID OPTION \'IMMCMD\'.', 24],
		['nucxload seven ( serv endc s', 'INVALID OPTION \'S\'.', 24],
		['nucxdrop *', 'NUCLEUS EXTENSION \'*\' DOES NOT EXIST.', 28],
		['nucxload nosuch', 'FILE \'NOSUCH MODULE\' NOT FOUND.', 28],
		['nucxload seven seven module q', 'DISK \'Q\' NOT ACCESSED.', 36],
		['nucxdrop', 'NO NUCLEUS EXTENSION SPECIFIED.', 24],
		['nucxdrop a ( b', 'INVALID PARAMETER \'B\'.', 24],
		['nucxmap ( q', 'INVALID OPTION \'Q\'.', 24],
		['nucxmap a b', 'INVALID PARAMETER \'B\'.', 24],
		['nucxmap ( fifo lifo', '\'FIFO\' AND \'LIFO\' ARE CONFLICTING OPTIONS.', 24],
	] as const) {
		t.deepEqual(cms.enter(line), [message, `Ready(000${rc});`], line);
	}

	t.is(cms.enter('nucxload bad').at(-1), 'Ready(00100);');
});

test('a damaged chain of nucleus extensions is given up, and CMS goes on', t => {
	const cms = withModules();
	cms.enter('nucxload seven');
	const {storage} = cms.vm;
	const block = storage.word(nucon.nucleusExtensions);
	storage.setWord(block, block);
	t.is(cms.enter('nucxmap').at(-1), 'CMS');
	t.deepEqual(cms.enter('nucxmap'), ['NO NUCLEUS EXTENSION FOUND.', 'Ready(00028);']);
});
