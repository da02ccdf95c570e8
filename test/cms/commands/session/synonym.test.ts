/** SYNONYM (GC20-1818): names of one's own for commands. */
import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';

const table = (name: string, ...lines: readonly string[]): NewFile => ({
	name,
	type: 'SYNONYM',
	modeNumber: '1',
	recordFormat: 'F',
	recordLength: 80,
	records: lines.map(line => toEbcdic(line)),
});

const session = (...more: readonly NewFile[]): CmsSession => new CmsSession({volumes: {
	0x191: cmsVolume({'HELLO EXEC': ['&CONTROL OFF', '&TYPE HELLO &1 &0'], 'TRY EXEC': ['SEEK A B', 'GREET YOU']}, [
		table('MINE', 'STATE    SEEK', 'ACCESS   GETDISK  3', 'HELLO    GREET    2'), ...more,
	]),
}});

test('a synonym is another name; with a count it may be shortened', t => {
	const cms = session();
	t.deepEqual(cms.enter('seek a b'), ['Unknown CP/CMS command']);
	t.deepEqual(cms.enter('synonym mine'), ['Ready;']);
	t.deepEqual(cms.enter('seek a b'), ['File \'A B\' not found.', 'Ready(00028);']);
	t.deepEqual(cms.enter('see a b'), ['Unknown CP/CMS command']);
	t.deepEqual(cms.enter('getd 191 a'), ['\'191\' REPLACES \' A (191) \'', 'Ready;']);
	t.deepEqual(cms.enter('state a b'), ['File \'A B\' not found.', 'Ready(00028);']);
	t.deepEqual(cms.enter('gre you'), ['HELLO YOU HELLO', 'Ready;']);
});

test('a synonym of an EXEC is not known within an EXEC', t => {
	const cms = session();
	cms.enter('syn mine');
	t.deepEqual(cms.enter('try'), [
		'SEEK A B',
		'File \'A B\' not found.',
		'+++ R(00028) +++',
		'GREET YOU',
		'+++ R(-0003) +++',
		'Ready;',
	]);
});

test('the tables can be seen', t => {
	const cms = session();
	t.deepEqual(cms.enter('query synonym user'), ['NO USER SYNONYMS IN EFFECT.', 'Ready;']);
	cms.enter('synonym mine');
	t.deepEqual(
		cms.enter('query synonym user').map(line => line.trimEnd()),
		[
			'',
			'SYSTEM    USER    SHORTEST',
			'COMMAND  SYNONYM  FORM (IF ANY)',
			'-------- -------- ----',
			'STATE    SEEK',
			'ACCESS   GETDISK  GET',
			'HELLO    GREET    GR',
			'',
			'Ready;',
		],
	);
	const system = cms.enter('q syn system');
	t.deepEqual(system.slice(1, 5), ['SYSTEM  SHORTEST', 'COMMAND   FORM', '--------  --', 'ACCESS    AC']);
	t.true(system.includes('LISTFILE  L'));
	t.deepEqual([...system.slice(0, -1), ...cms.enter('q syn user')], cms.enter('synonym'));
	t.deepEqual(cms.enter('q syn mine'), ['INVALID PARAMETER \'MINE\' FOR \'SYNONYM\' FUNCTION.', 'Ready(00024);']);
});

test('NOSTD and SET ABBREV OFF take short forms away, CLEAR the table', t => {
	const cms = session();
	cms.enter('synonym mine (nostd');
	t.deepEqual(cms.enter('listf'), ['Unknown CP/CMS command']);
	t.deepEqual(cms.enter('query synonym system'), ['NO SYSTEM SYNONYMS IN EFFECT.', 'Ready;']);
	t.deepEqual(cms.enter('gre you'), ['HELLO YOU HELLO', 'Ready;']);
	cms.enter('synonym (std');
	cms.enter('set abbrev off');
	t.deepEqual(cms.enter('gre you'), ['Unknown CP/CMS command']);
	t.deepEqual(cms.enter('greet you'), ['HELLO YOU HELLO', 'Ready;']);
	t.deepEqual(cms.enter('synonym (clear'), ['Ready;']);
	t.deepEqual(cms.enter('greet you'), ['Unknown CP/CMS command']);
});

test('what SYNONYM refuses', t => {
	const cms = session(table('BAD', 'STATE'), table('WORSE', 'STATE  SEEK  9'));
	t.deepEqual(cms.enter('synonym nosuch'), ['FILE \'NOSUCH SYNONYM A\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('synonym hello exec'), ['INVALID FILETYPE \'EXEC\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('synonym bad'), ['FILE \'BAD SYNONYM A1\' CONTAINS INVALID RECORD FORMATS.', 'Ready(00032);']);
	t.deepEqual(cms.enter('synonym worse'), [
		'FILE \'WORSE SYNONYM A1\' CONTAINS INVALID RECORD FORMATS.',
		'Ready(00032);',
	]);
	t.deepEqual(cms.enter('synonym mine (std nostd'), ['\'STD\' AND \'NOSTD\' ARE CONFLICTING OPTIONS.', 'Ready(00024);']);
	t.deepEqual(cms.enter('synonym mine (foo'), ['INVALID OPTION \'FOO\'.', 'Ready(00024);']);
	cms.enter('copyfile mine synonym a loose synonym a (recfm v');
	t.deepEqual(cms.enter('synonym loose'), [
		'FILE \'LOOSE SYNONYM A1\' IS NOT FIXED, 80 CHAR. RECORDS.',
		'Ready(00032);',
	]);
});
