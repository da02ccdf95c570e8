/** Rules of the EXEC language beyond the recorded cases we have: procedures typed in, run on the whole system. */
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import type {NewFile} from '../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';
import {masked, SystemSession} from '../../support/whole-system.js';

/**
 * Runs `lines` as T EXEC under &CONTROL OFF and types `input` at its reads; what was typed, without the ready message
 * for code 0.
 */
function run(
	lines: readonly string[],
	input: readonly string[] = [],
	args = '',
	more: Readonly<Record<string, readonly string[]>> = {},
): string[] {
	const session = new SystemSession({
		191: cmsVolume({'T EXEC': ['&CONTROL OFF', ...lines], ...more}),
		192: cmsVolume(),
	});
	session.enter('ACCESS (NOPROF');
	const typed = session.enterAll(`T ${args}`, ...input).map(line => masked(line));
	session.close();
	return typed.filter(line => line !== 'Ready;');
}

const error = (line: number, text: string, code: number): string[] => [
	`Error in EXEC file T, line ${line} - ${text}`,
	`Ready(00${code});`,
];

test('the negative dividend overflows, a negative divisor does not', t => {
	t.deepEqual(run(['&X = 7 / -2', '&TYPE &X', '&X = 2 - 9 / 7']), [
		'-3',
		...error(4, 'EXEC arithmetic overflow', 818),
	]);
	t.deepEqual(run(['&X = 1 / 0']), error(2, 'EXEC divide by zero', 830));
	t.deepEqual(run(['&X = -9999999 - 1']), error(2, 'EXEC arithmetic underflow', 817));
});

test('&$ and &* look at all arguments', t => {
	t.deepEqual(
		run(['&IF &$ EQ PRINT &TYPE ANY', '&IF &* NE X &TYPE NONE', '&IF PRINT EQ &* &TYPE ALL'], [], 'A PRINT'),
		['ANY', 'NONE'],
	);
	t.deepEqual(run(['&IF &$ NE X &TYPE ANY', '&IF &* NE X &TYPE ALL']), []);
});

test('% is a null argument that counts', t => {
	t.deepEqual(run(['&TYPE &INDEX &1 X&2 &3'], [], 'A % C'), ['3 A X C']);
	t.deepEqual(run(['&7 = SEVEN', '&TYPE &INDEX &7'], [], 'A'), ['1 SEVEN']);
});

test('an assignment makes a control word a variable', t => {
	t.deepEqual(run(['&EXIT = 4', '&EXIT 6', '&TYPE &RETCODE']), ['-3']);
});

test('loops: nesting, bad operands, ends beyond the file', t => {
	t.deepEqual(
		run(['&LOOP 5 2', '&LOOP 4 1', '&LOOP 3 1', '&LOOP 2 1', '&LOOP 1 1', '&TYPE X']),
		error(6, 'Max depth of loop nesting exceeded', 805),
	);
	t.deepEqual(run(['&LOOP']), error(2, 'Conversion error', 812));
	t.deepEqual(run(['&LOOP ABC 2']), error(2, 'Conversion error', 812));
	t.deepEqual(run(['&LOOP 1 -1']), error(2, 'Invalid form of condition', 808));
	t.deepEqual(run(['&LOOP -NONE 2']), error(2, 'EOF found in loop', 815));
	t.deepEqual(run(['&LOOP 9 2', '&TYPE IN']), ['IN', ...error(3, 'EOF found in loop', 815)]);
});

test('&GOTO back to the &LOOP line leaves the loop: it is begun anew, not nested', t => {
	const lines = ['&I = 0', '-TOP &LOOP 2 3', '&I = &I + 1', '&IF &I LT 9 &GOTO -TOP', '&TYPE &I', '&TYPE END'];
	t.deepEqual(run(lines), ['11', 'END']);
});

test('leaving a loop drops it, jumping within keeps it', t => {
	t.deepEqual(
		run([
			'&I = 0',
			'&LOOP 4 2',
			'&I = &I + 1',
			'&IF &I EQ 1 &SKIP 1',
			'&TYPE NOT FIRST',
			'&TYPE PASS &I',
			'&TYPE OUT',
		]),
		['PASS 1', 'NOT FIRST', 'PASS 2', 'OUT'],
	);
	t.deepEqual(run(['&LOOP 2 3', '&TYPE IN', '&GOTO -OUT', '-OUT', '&TYPE OUT']), ['IN', 'OUT']);
});

test('transfers: TOP, numbers, labels, back over the first line', t => {
	t.deepEqual(run(['&GOTO -L', '&TYPE NOT', '-L &TYPE LABEL']), ['LABEL']);
	t.deepEqual(run(['&GOTO 99', '&TYPE NOT']), []);
	t.deepEqual(run(['&SKIP -2']), error(2, '&SKIP or &GOTO error', 802));
	t.deepEqual(run(['&SKIP 9']), []);
	t.deepEqual(run(['&GOTO']), error(2, '&SKIP or &GOTO error', 802));
});

test('&ERROR: its action fails, transfers, sees &RETCODE', t => {
	t.deepEqual(run(['&ERROR STATE NOT THERE A', 'STATE NO FILE A']), [
		'File \'NO FILE A\' not found.',
		'File \'NOT THERE A\' not found.',
		...error(3, 'Error in &ERROR action', 811),
	]);
	t.deepEqual(run(['&ERROR &EXIT &RETCODE', 'STATE NO FILE A']), ['File \'NO FILE A\' not found.', 'Ready(00028);']);
});

test('&READ executes typed statements, transfers as if from its own line', t => {
	t.deepEqual(run(['&READ 3', '&TYPE AFTER'], ['* comment', '', '&type typed']), ['TYPED', 'AFTER']);
	t.deepEqual(run(['&READ 2', '&TYPE NOT', '&TYPE HERE'], ['&skip 1']), ['HERE']);
	t.deepEqual(run(['&READ ABC']), error(2, 'Conversion error', 812));
	t.deepEqual(run(['&READ VARS X']), error(2, 'Invalid syntax', 807));
	t.deepEqual(run(['&READ VARS &A &INDEX'], ['X Y']), error(2, 'Misuse of special variable', 810));
});

test('the stack: LIFO, data lines, HT alone', t => {
	t.deepEqual(
		run([
			'&STACK A',
			'&STACK LIFO B',
			'&BEGSTACK LIFO',
			'C  c',
			'&END',
			'&LOOP 2 3',
			'&READ VARS &X &Y',
			'&TYPE &X &Y',
		]),
		['C C', 'B', 'A'],
	);
	t.deepEqual(run(['&STACK HT', '&TYPE &TYPEFLAG', '&STACK RT', '&TYPE &TYPEFLAG &READFLAG']), ['RT CONSOLE']);
	t.deepEqual(run(['&STACK HT X', '&TYPE &TYPEFLAG', '&READ ARGS', '&TYPE &1 &2']), ['RT', 'HT X']);
});

test('data lines: no substitution, &END in column 1, labels found in them', t => {
	t.deepEqual(run(['&A = X', '&BEGTYPE', '&A   B', ' &END', '&END of it', '&TYPE &A']), ['&A   B', ' &END', 'X']);
	t.deepEqual(run(['&GOTO -L', '&BEGTYPE', '-L &TYPE FOUND', '&END']), ['FOUND']);
});

test('&HEX, &SPACE, &TIME and their operands', t => {
	t.deepEqual(run(['&HEX ON', '&A = X\'10 + 1', '&TYPE &A X\'17']), ['17 11']);
	t.deepEqual(run(['&HEX ON', '&TYPE X\'C1\'']), error(3, 'Conversion error', 812));
	t.deepEqual(run(['&SPACE 2', '&SPACE 0', '&TYPE X', '&SPACE ABC']), [
		'',
		'',
		'X',
		...error(5, 'Conversion error', 812),
	]);
	t.deepEqual(run(['&TIME TYPE', '&TIME FOO']), ['T=V.VV/T.TT HH:MM:SS', ...error(3, 'Invalid syntax', 807)]);
});

test('special variables', t => {
	t.deepEqual(run(['&TYPE &DISKA &DISKX &DISK* &DOS &GLOBAL9 &EXEC &0']), ['CMS NA A OFF 1 T T']);
	t.deepEqual(run(['&RETCODE = ABC']), error(2, 'Conversion error', 812));
	t.deepEqual(run(['&GLOBAL1 = A']), error(2, 'Conversion error', 812));
	t.deepEqual(run(['&DISKA = ZZ', '&TYPE &DISKA']), ['ZZ']);
});

test('tracing: levels, times, columns', t => {
	t.deepEqual(run(['&CONTROL ALL', '&IF 1 EQ 1 &TYPE X', '-LAB', '&ERROR &TYPE &RETCODE', '&CONTROL OFF']), [
		'&IF 1 EQ 1 &TYPE X',
		'&TYPE X',
		'X',
		'&ERROR &TYPE &RETCODE',
		'&CONTROL OFF',
	]);
	t.deepEqual(run(['&CONTROL CMS TIME', 'STATE T EXEC A']), ['HH:MM:SS STATE T EXEC A']);
	t.deepEqual(run(['&CONTINUE', '&TRACE OFF', 'STATE NO FILE A', '&TYPE &RETCODE']), ['28']);
	t.deepEqual(run(['&CONTROL ALL', '&CONTINUE', '&BEGSTACK', 'X', '&END']).slice(0, 2), ['&CONTINU', '&BEGSTAC']);
});

test('nesting: levels, globals, an EXEC that calls itself without end', t => {
	t.deepEqual(run(['&IF &GLOBAL GT 2 &EXIT &GLOBAL', 'EXEC T', '&EXIT &RETCODE']), ['Ready(00003);']);
	t.is(run(['EXEC T']).at(-1), 'CMS');
});

test('an EXEC that accesses its own disk again goes on, under another letter too; one that is replaced does not', t => {
	t.deepEqual(run(['&TYPE ONE', 'ACCESS 191 A', '&TYPE TWO']).slice(-1), ['TWO']);
	t.deepEqual(run(['&TYPE ONE', 'ACCESS 191 B', '&TYPE TWO']).slice(-1), ['TWO']);
	t.deepEqual(
		run(['COPYFILE T EXEC A OTHER EXEC A', 'COPYFILE OTHER EXEC A T EXEC A (REPLACE', '&TYPE TWO']),
		error(4, 'Error reading file', 806),
	);
});

test('unknown commands, bad names, EXECs without EXEC', t => {
	t.deepEqual(
		run(['NOSUCH', '&TYPE &RETCODE', '=5', '&TYPE &RETCODE', 'OTHER', '&TYPE &RETCODE'], [], '', {
			'OTHER EXEC': ['&EXIT 5'],
		}),
		['-3', 'Invalid character \'=\' in fileID \'=5 MODULE\'.', '-4', '-3'],
	);
});

/** The ready message or error for a file that is no procedure. */
function refusal(file: Omit<NewFile, 'name' | 'type' | 'modeNumber'>): string[] {
	const session = new SystemSession({
		191: cmsVolume({}, [{
			name: 'BAD', type: 'EXEC', modeNumber: '1', ...file,
		}]),
	});
	session.enter('ACCESS (NOPROF');
	return session.enter('BAD').map(line => masked(line));
}

test('files that are no procedures', t => {
	const bad = ['Error in EXEC file BAD, line 0 - Bad file format', 'Ready(00803);'];
	t.deepEqual(refusal({recordFormat: 'V', records: [toEbcdic('X'.repeat(60_000))]}), bad);
	t.deepEqual(
		refusal({
			recordFormat: 'F',
			recordLength: 80,
			records: [Uint8Array.from({length: 80}, (_, index) => index * 7)],
		}),
		bad,
	);
	t.deepEqual(refusal({recordFormat: 'F', recordLength: 132, records: [toEbcdic('&EXIT'.padEnd(132))]}), bad);
});

test('an endless EXEC can be halted from the terminal', t => {
	const session = new SystemSession({191: cmsVolume({'T EXEC': ['&GOTO TOP']})});
	session.enter('ACCESS (NOPROF');
	t.is(session.enterAndLater('T', ['HX']).at(-1), 'CMS');
});

test('a blank line inside &BEGSTACK is a line of blanks: INPUT goes on', t => {
	t.deepEqual(
		run(['&STACK INPUT', '&BEGSTACK', ' ', 'SECOND', '&END', '&STACK', '&STACK FILE', 'EDIT NEW DATA (NODISP', 'TYPE NEW DATA'])
			.filter(line => line.trim() === '' || line === 'SECOND')
			.slice(-3),
		['', 'SECOND', ''],
	);
});

test('a procedure whose first statement is &TRACE is EXEC 2, and says so', t => {
	const exec2 = ['* a comment first', '', '&TRACE OFF', '&TYPE NOT EXEC'];
	t.deepEqual(run(['EXEC U', '&TYPE &RETCODE'], [], '', {'U EXEC': exec2}), [
		'Error in EXEC file U, line 3 - Written in EXEC 2, which is not available',
		'840',
	]);
});

test('&CONTROL NOMSG keeps back that a file was not found, and nothing else that commands say', t => {
	t.deepEqual(run([
		'&CONTROL NOMSG',
		'STATE NO FILE',
		'STATE NO FILE Q',
		'ERASE NO FILE',
		'RENAME NO FILE A A B A',
		'LISTFILE NO FILE',
		'STATE NO',
		'STATE NO? FILE',
		'ERASE NO FILE Q',
		'ACCESS 999 B',
		'START NOWHERE',
		'EXEC NO?',
		'GLOBAL FOO',
	]), [
		'Incomplete fileID specified.',
		'Invalid character \'?\' in fileID \'NO? FILE\'.',
		'Disk \'Q\' not accessed.',
		'DMSACC113S \'B (999) \' NOT ATTACHED',
		'ENTRY POINT \'NOWHERE\' NOT FOUND.',
		'Invalid character \'?\' in fileID \'NO? EXEC\'.',
		'INVALID FUNCTION \'FOO\'.',
	]);
});

test('a procedure that accesses another disk in place of its own ends there, where its next line is read', t => {
	t.deepEqual(run(['ACCESS 192 A', '&TYPE NEVER']), [
		'\'192\' REPLACES \' A (191) \'', '\'192 D \' RELEASED', ...error(3, 'Error reading file', 806),
	]);
	t.deepEqual(run(['ACCESS 191 A', '&TYPE STILL HERE']), ['\'191\' REPLACES \' A (191) \'', 'STILL HERE']);
});

test('&CONTROL and &TRACE without operands reset everything; extra operands of &HEX, &TIME and &BEGTYPE are refused', t => {
	t.deepEqual(run(['&CONTROL OFF NOMSG', '&CONTROL', 'STATE NO FILE', '&TRACE OFF', '&TRACE', 'STATE NO FILE', '&CONTROL OFF']), [
		'STATE NO FILE', 'File \'NO FILE\' not found.', '+++ R(00028) +++',
		'STATE NO FILE', 'File \'NO FILE\' not found.', '+++ R(00028) +++',
	]);
	for (const line of ['&HEX ON OFF', '&TIME ON X', '&BEGTYPE FOO', '&BEGSTACK FOO', '&BEGPUNCH X', '&BEGEMSG X']) {
		t.deepEqual(run([line, 'DATA', '&END']), error(2, 'Invalid syntax', 807), line);
	}

	t.deepEqual(run(['&TIME', '&BEGTYPE ALL X', 'DATA', '&END']), ['DATA']);
});

test('&* and &$ stand for themselves outside conditions', t => {
	t.deepEqual(run(['&TYPE &* &$', '&X = &*', '&TYPE &X', '&X = &CONCAT &$ A', '&TYPE &X', 'STATE &* FILE']), [
		'&* &$', '&*', '&$A', 'Invalid character \'&\' in fileID \'&* FILE\'.',
	]);
});

test('a command of a procedure is no asterisk: a comment is a line of its own', t => {
	t.deepEqual(run(['&IF 1 EQ 1 * NO COMMENT']), error(2, 'Invalid syntax', 807));
	t.deepEqual(run(['&X = *', '&X 191 A']), error(3, 'Invalid syntax', 807));
});

test('&LOOP counts beyond 4095; any word before a condition is UNTIL; &IF without its third operand is false', t => {
	t.deepEqual(run(['&N = 0', '&LOOP 1 5000', '&N = &N + 1', '&TYPE &N']), ['5000']);
	t.deepEqual(run(['&N = 0', '&LOOP 1 WHILE &N GE 3', '&N = &N + 1', '&TYPE &N']), ['3']);
	t.deepEqual(run(['&LOOP 2 X', '&CONTINUE']), error(2, 'Conversion error', 812));
	t.deepEqual(run(['&N = 1', '&LOOP 2 UNTIL &N', '&CONTINUE']), error(3, 'Invalid form of condition', 808));
	t.deepEqual(run(['&IF 1 EQ', '&READ -1', '&TYPE HERE']), ['HERE']);
});

test('&CONTROL ALL shows &LOOP without UNTIL, and its conditions in eight columns with NOPACK', t => {
	t.deepEqual(run(['&N = 1', '&CONTROL ALL', '&LOOP 1 UNTIL &N EQ 2', '&N = 2', '&CONTROL NOPACK', '&LOOP 1 &N EQ 2', '&N = 3']), [
		'&LOOP 1 &N EQ 2 2', 'LOOP UNTIL: 1 EQ 2', '&N = 2', 'LOOP UNTIL: 2 EQ 2',
		'&CONTROL NOPACK', '&LOOP    1        &N       EQ       2', 'LOOP     UNTIL:   2        EQ       2',
	]);
});

test('a line has at most 32 tokens', t => {
	const words = Array.from({length: 31}, () => 'A');
	t.deepEqual(run([`&TYPE ${words.join(' ')}`]), [words.join(' ')]);
	t.deepEqual(run([`&TYPE ${words.join(' ')} A`]), error(2, 'Too many tokens in statement', 813));
});

test('&LITERAL in front of an equals sign goes: what is left is a command, and no assignment', t => {
	const session = new CmsSession({volumes: {0x191: cmsVolume({
		'LIT EXEC': ['&CONTROL ALL', '&LITERAL = X', '&TYPE &RETCODE'],
	})}});
	t.deepEqual(session.enter('lit'), [
		'= X', 'Invalid character \'=\' in fileID \'= MODULE\'.', '+++ R(-0004) +++', '&TYPE -4', '-4', 'Ready;',
	]);
});
