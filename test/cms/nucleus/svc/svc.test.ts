import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {hexBytes, parseHexBytes} from '../../../../source/base/hex.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {cmsVolume, moduleFile} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';

// The decks MSGP and PARMP of the recordings KLD2 and KGM3: TYPLIN of a constant, R15 = 3; TYPLIN of two tokens of the
// parameter list.
const msgp =
	'05c04120c0365020c02e9201c02e4110c0260aca0000000141f0000307fe00000000000000000000e3e8d7d3c9d5404000000000c200000fc8c5d3d3d640c6d9d6d440e3c5e7e3';
const parmp =
	'05c01821412020085020c02e9201c02e4110c0260aca0000000141f0000007fe0000000000000000e3e8d7d3c9d5404000000000c2000010';
// A invalid operation code.
const invalid = '0000';

const withModules = (...more: readonly NewFile[]): CmsSession => new CmsSession({volumes: {
	0x191: cmsVolume({}, [
		moduleFile('MSGP', parseHexBytes(msgp)!),
		moduleFile('PARMP', parseHexBytes(parmp)!),
		moduleFile('BAD', parseHexBytes(invalid)!),
		...more,
	]),
}});

test('a MODULE on disk is a command; its R15 is the return code (KGM7)', t => {
	const session = withModules();
	t.deepEqual(session.enter('msgp'), ['HELLO FROM TEXT', 'Ready(00003);']);
});

test('a MODULE finds its arguments in the parameter list (KGM3)', t => {
	const session = withModules();
	t.deepEqual(session.enter('PARMP one two'), ['ONE     TWO', 'Ready;']);
});

// LA 1,plist; SVC 202; DC AL4(error); LA 15,1; BR 14; error: LA 15,100(,15); BR 14; plist: STATE fn FILE A, fence.
const stateOf = (name: string): string =>
	'05c04110c0160aca0002001241f0000107fe41f0f06407fe'
	+ `${hexBytes(toEbcdic(`STATE   ${name.padEnd(8)}MODULE  A       `))}ffffffffffffffff`;

test('SVC 202 from a program goes to the error address with the return code', t => {
	const session = withModules(
		moduleFile('ASK', parseHexBytes(stateOf('NOSUCH'))!),
		moduleFile('FIND', parseHexBytes(stateOf('MSGP'))!),
	);
	t.deepEqual(session.enter('ASK'), ['Ready(00128);']);
	t.deepEqual(session.enter('FIND'), ['Ready(00001);']);
});

test('LOADMOD and START run a program', t => {
	const session = withModules();
	t.deepEqual(session.enter('START'), ['NO ENTRY POINT DEFINED.', 'Ready(00040);']);
	t.deepEqual(session.enter('LOADMOD NOSUCH'), ['FILE NOSUCH MODULE NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(session.enter('LOADMOD'), ['NO FILENAME SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(session.enter('LOADMOD MSGP EXTRA'), ['INVALID FILETYPE EXTRA.', 'Ready(00024);']);
	t.deepEqual(session.enter('LOADMOD MSGP'), ['Ready;']);
	t.deepEqual(session.enter('START'), ['Execution begins...', 'HELLO FROM TEXT', 'Ready(00003);']);
	t.deepEqual(session.enter('START MSGP'), ['Execution begins...', 'HELLO FROM TEXT', 'Ready(00003);']);
	t.deepEqual(session.enter('START NOSUCH'), ['ENTRY POINT \'NOSUCH\' NOT FOUND.', 'Ready(00040);']);
});

test('a program check ends the program and CMS goes on', t => {
	const session = withModules();
	t.deepEqual(session.enter('BAD'), ['OPERATION EXCEPTION OCCURRED AT 020002 IN ROUTINE BAD', 'CMS']);
	t.deepEqual(session.enter('msgp'), ['HELLO FROM TEXT', 'Ready(00003);']);
});

test('addresses outside storage are the program\'s exception, not the system\'s', t => {
	// LA 1,list; SVC 202; TYPLIN of 15 bytes at X'FFFFF0'. And: L 1,=X'FFFFF8'; SVC 202.
	const typlin = `05c04110c0080aca0000000107fe${hexBytes(toEbcdic('TYPLIN  '))}01fffff0c200000f`.replace(
		'c008',
		'c00c',
	);
	const session = withModules(
		moduleFile('FAR', parseHexBytes(typlin)!),
		moduleFile('FARLIST', parseHexBytes('05c05810c0060aca00fffff8')!),
	);
	t.deepEqual(session.enter('far'), ['ADDRESSING EXCEPTION OCCURRED AT FFFFF0 IN ROUTINE DMSITS', 'CMS']);
	t.deepEqual(session.enter('farlist'), ['ADDRESSING EXCEPTION OCCURRED AT FFFFF8 IN ROUTINE DMSITS', 'CMS']);
	t.deepEqual(session.enter('msgp'), ['HELLO FROM TEXT', 'Ready(00003);']);
});

test('an SVC that CMS does not have is code 4, and the program goes on', t => {
	const session = withModules(moduleFile('ODD', parseHexBytes('0a6307fe')!));
	t.deepEqual(session.enter('odd'), ['DMSSVT121S UNSUPPORTED SVC 99 (HEX 63) CALLED FROM 020000', 'Ready(00004);']);
});
