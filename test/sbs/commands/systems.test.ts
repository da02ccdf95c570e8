/** Systems, and who uses whom, as users of SBS see them. */
import test from 'ava';
import {TestLibrary, type LibraryUser} from '../../support/sbs-library.js';

function put(user: LibraryUser, name: string, type: string, ...lines: readonly string[]): void {
	user.files.put(name, type, lines);
	user.enter(`PUT ${name} ${type}`);
}

/** A compiler of SARAH's: two subsystems and a macro. */
function compiler(): {readonly library: TestLibrary; readonly sarah: LibraryUser} {
	const library = new TestLibrary();
	const sarah = library.user('SARAH');
	put(sarah, 'BEGIN', 'MACRO', '         MACRO', '         BEGIN', '         MEND');
	put(sarah, 'MAIN', 'ASSEMBLE', 'MAIN     CSECT', '         BEGIN', '         L     15,=V(SCAN)', '         END');
	put(sarah, 'SCAN', 'ASSEMBLE', 'SCAN     CSECT', '         BEGIN', '         END');
	sarah.enter('DEFINE SYSTEM COMPILER');
	sarah.enter('DEFINE SUBSYSTEM FRONT IN COMPILER');
	sarah.enter('INCLUDE * ASSEMBLE IN FRONT');
	sarah.enter('INCLUDE BEGIN MACRO IN COMPILER');
	return {library, sarah};
}

test('DEFINE, INCLUDE, QUERY SYSTEM, EXCLUDE', t => {
	const {sarah} = compiler();
	t.deepEqual(sarah.enter('QUERY SYSTEM COMPILER'), [
		'COMPILER SYSTEM    OWNER SARAH    11/29/81 12:00:04',
		'  BEGIN    MACRO        1',
		'  FRONT    SUBSYSTEM OWNER SARAH    11/29/81 12:00:05',
		'    MAIN     ASSEMBLE     1',
		'    SCAN     ASSEMBLE     1',
	]);
	t.deepEqual(sarah.enter('exclude scan assemble from front'), ['SBS183I SCAN ASSEMBLE EXCLUDED FROM SYSTEM FRONT']);
	t.deepEqual(sarah.enter('EXCLUDE SCAN ASSEMBLE FROM FRONT'), [
		'SBS184E SCAN ASSEMBLE IS NOT PART OF SYSTEM FRONT', '(28)',
	]);
	t.deepEqual(sarah.enter('EXCLUDE SYSTEM FRONT FROM COMPILER'), [
		'SBS183I SYSTEM FRONT EXCLUDED FROM SYSTEM COMPILER',
	]);
	t.deepEqual(sarah.enter('QUERY SYSTEM'), [
		'COMPILER SYSTEM    OWNER SARAH    11/29/81 12:00:04',
		'FRONT    SUBSYSTEM OWNER SARAH    11/29/81 12:00:05',
	]);
	t.deepEqual(sarah.enter('DEFINE SYSTEM FRONT (REMOVE'), [
		'SBS188E SYSTEM FRONT INCLUDES MAIN ASSEMBLE; NOT REMOVED', '(8)',
	]);
	sarah.enter('INCLUDE SYSTEM FRONT IN COMPILER');
	t.deepEqual(sarah.enter('DEFINE SYSTEM FRONT (REMOVE'), [
		'SBS188E SYSTEM FRONT IS PART OF SYSTEM COMPILER; NOT REMOVED', '(8)',
	]);
	sarah.enter('EXCLUDE SYSTEM FRONT FROM COMPILER');
	sarah.enter('EXCLUDE MAIN ASSEMBLE FROM FRONT');
	t.deepEqual(sarah.enter('DEFINE SYSTEM FRONT (REMOVE'), ['SBS189I SYSTEM FRONT REMOVED']);
	t.deepEqual(sarah.enter('QUERY SYSTEM FRONT'), ['SBS181E FRONT IS NO SYSTEM OF THE SBS DATA BASE', '(28)']);
});

test('a system that would include itself is refused, with the circle', t => {
	const {sarah} = compiler();
	sarah.enter('DEFINE SUBSYSTEM LEXER IN FRONT');
	t.deepEqual(sarah.enter('INCLUDE SYSTEM COMPILER IN LEXER'), [
		'SBS185E SYSTEM LEXER WOULD INCLUDE ITSELF: LEXER > COMPILER > FRONT > LEXER', '(8)',
	]);
	t.is(sarah.enter('INCLUDE SYSTEM LEXER IN LEXER')[1], '(8)');
	t.is(sarah.enter('QUERY SYSTEM LEXER').length, 1);
	t.is(sarah.enter('DEFINE SYSTEM COMPILER IN LEXER')[1], '(8)');
});

test('a system is its owner\'s; members go into it by who may do with them what their owners may', t => {
	const {library, sarah} = compiler();
	const fred = library.user('FRED');
	t.deepEqual(fred.enter('INCLUDE MAIN ASSEMBLE IN COMPILER'), ['SBS186E SYSTEM COMPILER IS OWNED BY SARAH', '(12)']);
	t.is(fred.enter('DEFINE SYSTEM COMPILER (OWNER FRED')[1], '(12)');
	for (const owner of ['ABCDEFGHI', 'A'.repeat(300), '*', 'A/B']) {
		t.deepEqual(sarah.enter(`DEFINE SYSTEM COMPILER (OWNER ${owner}`), [`SBS102E MISSING OR INVALID OPERAND - ${owner}`, '(24)']);
	}

	t.deepEqual(fred.enter('DEFINE SYSTEM MINE'), ['SBS180I SYSTEM MINE DEFINED; OWNER FRED']);
	t.deepEqual(fred.enter('INCLUDE MAIN ASSEMBLE IN MINE'), ['SBS108E MAIN ASSEMBLE IS OWNED BY SARAH', '(12)']);
	t.is(fred.enter('INCLUDE SYSTEM COMPILER IN MINE')[1], '(12)');
	t.is(fred.enter('EXCLUDE * * FROM COMPILER')[1], '(12)');
	t.is(sarah.enter('DEFINE SYSTEM COMPILER (OWNER FRED')[0],
		'SBS187I SYSTEM COMPILER CHANGED; OWNER FRED, RESERVE NOT REQUIRED');
	t.deepEqual(fred.enter('EXCLUDE BEGIN MACRO FROM COMPILER'), [
		'SBS183I BEGIN MACRO EXCLUDED FROM SYSTEM COMPILER',
	]);
	t.is(library.user('OPER', 'librarian').enter('INCLUDE SYSTEM COMPILER IN MINE')[1], '(12)');
	t.is(library.user('MAINT', 'administrator').enter('INCLUDE SYSTEM COMPILER IN MINE').length, 1);
});

test('a system that requires RESERVE: its members are stored by who has them reserved', t => {
	const {sarah} = compiler();
	t.deepEqual(sarah.enter('DEFINE SYSTEM COMPILER (RESERVE'), [
		'SBS187I SYSTEM COMPILER CHANGED; OWNER SARAH, RESERVE REQUIRED',
	]);
	t.deepEqual(sarah.enter('PUT SCAN ASSEMBLE'), [
		'SBS132E SCAN ASSEMBLE MUST BE RESERVED; SYSTEM COMPILER DEMANDS IT', '(12)',
	]);
	sarah.enter('DEFINE SYSTEM COMPILER (NORESERVE');
	t.deepEqual(sarah.enter('PUT SCAN ASSEMBLE'), ['SBS104I SCAN ASSEMBLE VERSION 2 STORED']);
});

test('a member that is deleted is part of nothing', t => {
	const {sarah} = compiler();
	sarah.enter('DELETE SCAN ASSEMBLE');
	t.false(sarah.enter('QUERY SYSTEM FRONT').some(line => line.includes('SCAN')));
});

test('WHEREUSED and IMPACT', t => {
	const {sarah} = compiler();
	put(sarah, 'COMPILE', 'BUILD', 'INCLUDE MAIN SCAN');
	t.deepEqual(sarah.enter('WHEREUSED BEGIN MACRO'), [
		'NAME     TYPE     USES     AS', 'MAIN     ASSEMBLE BEGIN    MACRO', 'SCAN     ASSEMBLE BEGIN    MACRO',
	]);
	t.deepEqual(sarah.enter('WHEREU SCAN ASSEMBLE'), [
		'NAME     TYPE     USES     AS', 'MAIN     ASSEMBLE SCAN     EXTERNAL', 'COMPILE  BUILD    SCAN     OBJECT',
	]);
	t.deepEqual(sarah.enter('IMPACT BEGIN MACRO'), [
		'LEVEL NAME     TYPE     AS       BECAUSE OF',
		'    1 MAIN     ASSEMBLE MACRO    BEGIN MACRO',
		'    1 SCAN     ASSEMBLE MACRO    BEGIN MACRO',
		'    2 COMPILE  BUILD    OBJECT   MAIN ASSEMBLE',
	]);
	t.deepEqual(sarah.enter('IMPACT COMPILE BUILD'), ['SBS191I NOTHING USES COMPILE BUILD', '(28)']);
	t.deepEqual(sarah.enter('WHEREUSED NONE MACRO'), ['SBS106E NONE MACRO NOT IN SBS DATA BASE', '(28)']);
});

test('what is missing in a line is told', t => {
	const {sarah} = compiler();
	for (const [line, operand] of [
		['DEFINE THING X', 'THING'],
		['DEFINE SYSTEM', 'SYSTEM'],
		['DEFINE SYSTEM A IN', 'SYSTEM'],
		['INCLUDE MAIN ASSEMBLE', 'IN'],
		['INCLUDE MAIN ASSEMBLE INTO FRONT', 'INTO'],
	]) {
		t.deepEqual(sarah.enter(line), [`SBS102E MISSING OR INVALID OPERAND - ${operand}`, '(24)']);
	}
});
