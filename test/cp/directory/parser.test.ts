import {readFileSync} from 'node:fs';
import test from 'ava';
import {directoryErrorText} from '../../../source/cp/directory/directory.js';
import {parseDirectory} from '../../../source/cp/directory/parser.js';

const errorsOf = (source: string): string[] => parseDirectory(source).errors.map(directoryErrorText);

test('reads the sample entry of the Planning Guide', t => {
	const {directory, errors} = parseDirectory(`DIRECTORY 350 3350 SYSRES
USER UPDRCT PASSWORD 256K 1M ABC
 ACCOUNT NUMBER BIN2
 IPL 190
 CONSOLE 009 3215
 SPOOL C 2540 READER A
 SPOOL D 2540 PUNCH A
 SPOOL E 1403 A
 LINK CMSSYS 190 190 R
 MDISK 330 3330 000 404 SYSRES WR RPASS WPASS
 MDISK 191 3330 026 010 VMDSK2 WR RPASS WPASS
`);
	t.deepEqual(errors, []);
	t.deepEqual(directory.residence, {address: 0x350, type: '3350', volume: 'SYSRES'});
	const entry = directory.find('UPDRCT')!;
	t.like(entry, {
		password: 'PASSWORD',
		storage: 256 * 1024,
		maximumStorage: 1024 * 1024,
		classes: 'ABC',
		priority: 64,
		account: 'NUMBER',
		distribution: 'BIN2',
		ipl: '190',
		console: {address: 9, type: '3215', class: undefined},
	});
	t.deepEqual(entry.spool.map(({address, type}) => [address, type]), [[0xC, '2540R'], [0xD, '2540P'], [0xE, '1403']]);
	t.deepEqual(entry.links, [{
		userid: 'CMSSYS', ownerAddress: 0x190, address: 0x190, mode: 'R',
	}]);
	t.like(entry.minidisks[1], {
		address: 0x191,
		start: 26,
		cylinders: 10,
		volume: 'VMDSK2',
		mode: 'WR',
		read: 'RPASS',
		write: 'WPASS',
		multiple: undefined,
	});
});

test('what the statements leave out has its default', t => {
	const {directory} = parseDirectory('DIRECTORY 150 3350 YRKRES\nUSER A B\nLINK X 191\nMDISK 191 3350 1 1 V\n'.replace('LINK X 191', 'LINK X 291'));
	t.like(directory.find('A'), {
		storage: 131_072, maximumStorage: 1_048_576, classes: 'G', account: 'A', distribution: 'A', ipl: undefined,
	});
	t.like(directory.find('A')!.links[0], {address: 0x291, mode: 'R'});
	t.like(directory.find('A')!.minidisks[0], {mode: 'W', read: undefined});
});

test('an error names file, line and reason, and the check goes on', t => {
	t.deepEqual(errorsOf(`DIRECTORY 150 3350 YRKRES
USER USER1 USER1 1M 4M G
 MDISK 191 3350 006 FEW YRKUSR MR
 MDISK 192 3350 X 3 YRKUSR
 MDISK 193 3351 006 003 YRKUSR
 MDISK 194 3350 550 010 YRKUSR
 MDISK 195 3350 001 001 YRKUSR XX
 LINK MAINT 19G
 FROBNICATE
USER USER1 AGAIN
USER USER2 TOOLONGAPASSWORD
 IPL CMS
USER USER3 P 32M
 IPL CMS
`), [
		'USER DIRECT line 3: MDISK cylinder count not numeric',
		'USER DIRECT line 4: MDISK first cylinder not numeric',
		'USER DIRECT line 5: MDISK device type 3351 invalid',
		'USER DIRECT line 6: MDISK extent exceeds the 555 cylinders of a 3350',
		'USER DIRECT line 7: MDISK mode XX invalid',
		'USER DIRECT line 8: LINK owner\'s virtual address 19G not hexadecimal',
		'USER DIRECT line 9: statement FROBNICATE unknown',
		'USER DIRECT line 10: USER USER1 already defined',
		'USER DIRECT line 11: USER password longer than 8 characters',
		'USER DIRECT line 12: IPL before any valid USER statement',
		'USER DIRECT line 13: USER storage 32M not between 8K and 16M',
	]);
});

test('DIRECTORY comes first, and once', t => {
	t.deepEqual(errorsOf('USER A B\n'), ['USER DIRECT line 1: DIRECTORY statement must be the first']);
	t.deepEqual(errorsOf('DIRECTORY 150 3350 V\nDIRECTORY 150 3350 V\n'), [
		'USER DIRECT line 2: DIRECTORY statement must be the first, and only one',
	]);
	t.deepEqual(errorsOf('* nothing\n\n'), ['USER DIRECT line 1: no statements']);
});

test('columns after 71 and comment records are not inspected', t => {
	const statement = ' MDISK 191 3350 001 001 V MR';
	t.deepEqual(errorsOf(`DIRECTORY 150 3350 V\n* comment\nUSER A B\n${statement.padEnd(71)}00000010\n`), []);
});

test('two extents on the same cylinders are found, a whole volume aside', t => {
	t.deepEqual(errorsOf(`DIRECTORY 150 3350 V
USER MAINT M
 MDISK 123 3350 000 555 YRKUSR
USER A A
 MDISK 191 3350 010 005 YRKUSR
USER B B
 MDISK 191 3350 014 002 YRKUSR
 MDISK 192 3350 014 002 OTHER
`), ['USER DIRECT line 7: MDISK B 191 overlaps A 191 on YRKUSR']);
});

test('two devices at one address are an error', t => {
	t.deepEqual(errorsOf('DIRECTORY 150 3350 V\nUSER A A\nCONSOLE 009 3215\nSPOOL 009 1403\n'), [
		'USER DIRECT line 4: SPOOL virtual address 009 already defined',
	]);
});

test('options, editing symbols and a password hash', t => {
	const {directory, errors} = parseDirectory(`DIRECTORY 150 3350 V
USER A scrypt$4096$abcdefghijkl$ABCDEFGHIJKLMNOPQRSTUVWX 1M 4M G 50 ON OFF 7C X
 OPTION ECMODE REALTIMER CPUID 0A1B2C CREATOR PROTO ACCT
 OPTION CREATOR PROTO2
`);
	t.deepEqual(errors, []);
	t.like(directory.find('A'), {
		password: 'scrypt$4096$abcdefghijkl$ABCDEFGHIJKLMNOPQRSTUVWX', prototypes: ['PROTO', 'ACCT', 'PROTO2'],
		editing: {
			lineEnd: '#', lineDelete: undefined, characterDelete: '@', escape: 'X',
		},
		options: {
			ecMode: true, realTimer: true, cpuId: '0A1B2C', isam: false,
		},
	});
});

test('the default installation\'s directory is in order', t => {
	const {directory, errors} = parseDirectory(readFileSync(new URL('../../../../profiles/default/USER DIRECT', import.meta.url), 'utf8'));
	t.deepEqual(errors, []);
	t.deepEqual(
		[...directory.users.keys()],
		['OPERATOR', 'MAINT', 'CMSUSER', 'USER1', 'USER2', 'USER3', 'SBSMASTR', 'SBSPROTO', 'ASMSERV', 'ASMPROTO'],
	);
	t.deepEqual(
		[...directory.users.values()].filter(({prototypes}) => prototypes.length > 0).map(entry => entry.userid),
		['SBSMASTR', 'ASMSERV'],
	);
	t.deepEqual(directory.find('SBSMASTR')!.prototypes, ['SBSPROTO']);
	t.is(directory.find('SBSPROTO')!.password, 'NOLOG');
	for (const {links} of directory.users.values()) {
		for (const {userid, ownerAddress} of links) {
			t.true(directory.find(userid)?.minidisks.some(({address}) => address === ownerAddress));
		}
	}
});

test('a source that begins with a statement of a user is refused, whichever it is', t => {
	const statements = ['LINK MAINT 190 190 RR', 'ACCOUNT A B', 'MDISK 191 3350 001 001 V', 'IPL CMS', 'CONSOLE 9 3215'];
	for (const statement of statements) {
		t.regex(errorsOf(` ${statement}\n`)[0], /line 1.*DIRECTORY statement must be the first/, statement);
	}
});
