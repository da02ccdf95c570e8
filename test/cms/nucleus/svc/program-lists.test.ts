import test from 'ava';
import fc from 'fast-check';
import {ebcdicField, fromEbcdic} from '../../../../source/base/ebcdic.js';
import {extendedList} from '../../../../source/cms/nucleus/svc/parameter-list.js';
import {extendedLine} from '../../../../source/cms/nucleus/svc/program-lists.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {programFile} from '../../../support/program-file.js';

// Types what the extended list has as arguments, returns the first byte of R1; 100 more where R0 is zero.
const epl = `
         LR    4,14
         LR    6,0
         LR    7,1
         SRL   7,24
         LTR   6,6
         BZ    NONE
         L     2,4(,6)
         L     3,8(,6)
         SR    3,2
         BNP   OUT
         STH   3,LIST+14
         ST    2,LIST+8
         MVI   LIST+8,1
         LA    1,LIST
         SVC   202
         DC    AL4(1)
OUT      LR    15,7
         LR    14,4
         BR    14
NONE     LA    15,100(,7)
         LR    14,4
         BR    14
LIST     DC    CL8'TYPLIN',A(0),C'B',X'00',H'0'`;
// Calls CALLED with the list LIST, the first byte of R1 being TYPE.
const caller = (type: string): string => `
         LR    4,14
         LA    0,WORDS
         LA    1,LIST
         ICM   1,8,TYPE
         SVC   202
         DC    AL4(1)
         LR    14,4
         BR    14
TYPE     DC    X'${type}'
LIST     DC    CL8'CALLED',8X'FF'
WORDS    DC    A(LINE,LINE+7,LINE+20,0)
LINE     DC    C'called Words of mine'`;

/** A session that has the programs as MODULEs: CALLED in the transient area. */
function withPrograms(
	callers: Readonly<Record<string, string>> = {},
	procedures: Readonly<Record<string, readonly string[]>> = {},
): CmsSession {
	const files = [
		programFile('EPL', epl), programFile('CALLED', epl),
		...Object.entries(callers).map(([name, source]) => programFile(name, source)),
	];
	const execs = {
		'LOUD EXEC': ['&CONTROL OFF', 'EPL Mixed case words', '&TYPE RC &RETCODE'],
		'QUIET EXEC': ['&CONTROL OFF NOMSG', 'EPL', '&TYPE RC &RETCODE'],
		...procedures,
	};
	const started = new CmsSession({volumes: {0x191: cmsVolume(execs, files)}});
	for (const name of ['EPL', ...Object.keys(callers)]) {
		started.enter(`load ${name}`);
		started.enter(`genmod ${name}`);
	}

	started.enter('load called (origin trans');
	started.enter('genmod called');
	return started;
}

test('at the terminal R1 begins with 0B, and R0 has what was typed behind the name, as typed', t => {
	const cms = withPrograms();
	t.deepEqual(cms.enter('epl   Mixed (case)  words longer than eight characters'), [
		'Mixed (case)  words longer than eight characters', 'Ready(00011);',
	]);
	t.deepEqual(cms.enter('EPL'), ['Ready(00011);']);
	t.deepEqual(cms.enter('epl('), ['(', 'Ready(00011);']);
});

test('from an EXEC R1 begins with 0D, under &CONTROL NOMSG with 0E', t => {
	const cms = withPrograms();
	t.deepEqual(cms.enter('exec loud'), ['Mixed case words', 'RC 13', 'Ready;']);
	t.deepEqual(cms.enter('exec quiet'), ['RC 14', 'Ready;']);
});

test('from an EXEC the extended list has the line as it stands there, its variables replaced', t => {
	const lines = [
		'EPL words of more than eight (and  parentheses) &1  x', '&IF 1 EQ 1 EPL   two more blanks', 'EPL &NONE a  &NONE b',
		'-HERE EPL behind a label', 'EPL within&1 a word', '&READ', 'START * as longwords',
	];
	const cms = withPrograms({}, {'LINES EXEC': ['&CONTROL OFF', 'LOAD EPL', ...lines]});
	t.deepEqual([...cms.enter('exec lines argument1'), ...cms.enter('epl  from  theterminal')], [
		'words of more than eight (and  parentheses) ARGUMENT  x', '  two more blanks', ' a   b',
		'behind a label', 'within&1 a word', ' FROM  THETERMINAL', 'Execution begins...', 'as longwords', 'Ready;',
	]);
});

test('a program gives what it calls its own registers', t => {
	const cms = withPrograms({EXT: caller('01'), PLAIN: caller('00')});
	t.deepEqual(cms.enter('ext'), ['Words of mine', 'Ready(00001);']);
	t.deepEqual(cms.enter('plain'), ['Words of mine', 'Ready;']);
});

test('START gives the entry point and what stands behind it', t => {
	const cms = withPrograms();
	cms.enter('load epl');
	t.deepEqual(cms.enter('start * Some  Words'), ['Execution begins...', 'Some  Words', 'Ready(00011);']);
	t.deepEqual(cms.enter('start'), ['Execution begins...', 'Ready(00011);']);
});

test('a command of CMS takes its line from a list with X\'01\', and no list of any content can hurt', t => {
	const cms = withPrograms({SAY: `
         LR    4,14
         LA    0,WORDS
         LA    1,LIST
         ICM   1,8,=X'01'
         SVC   202
         DC    AL4(1)
         LR    14,4
         BR    14
LIST     DC    CL8'CP',CL8'MSG',CL8'*',CL8'THIS',8X'FF'
WORDS    DC    A(LINE,LINE+3,LINE+34,0)
LINE     DC    C'CP MSG * this is longer than eight'`});
	t.true(cms.enter('say').join(' ').includes('this is longer than eight'));

	const bytes = new Uint8Array(256);
	const storage = {
		contains: (address: number, length: number) => address >= 0 && length >= 0 && address + length <= bytes.length,
		fetch: (address: number, length: number) => bytes.slice(address, address + length),
		store() {
			t.fail('a list is only looked at');
		},
		text: (address: number, length: number) => fromEbcdic(bytes.slice(address, address + length)),
	};
	bytes.set(ebcdicField('CP QUERY', 8), 64);
	const word = fc.oneof({weight: 3, arbitrary: fc.nat({max: 300})}, fc.integer({min: 0, max: 0xFFFF_FFFF}));
	const place = fc.constantFrom(0, 250);
	fc.assert(fc.property(place, fc.nat({max: 15}), word, word, word, (at, type, command, begin, end) => {
		bytes.set(extendedList.encode({
			command, begin, end, user: 0,
		}));
		const line = extendedLine(storage, [at, type << 24]);
		t.true(line === undefined || (at === 0 && (command & 0xFF_FFFF) + line.length <= bytes.length));
	}), {numRuns: 1000});
	bytes.set(extendedList.encode({
		command: 64, begin: 67, end: 72, user: 0,
	}));
	t.is(extendedLine(storage, [0, 0x0100_0000]), 'CP QUERY');
	t.is(extendedLine(storage, [0, 0]), undefined);
});
