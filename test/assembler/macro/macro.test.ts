import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {assemble} from '../../../source/assembler/assemble.js';
import type {Library} from '../../../source/assembler/source/library.js';
import {joined, lines, objectCode} from '../../support/assemble.js';

/** Text of a section whose only statements are those, as characters of its constants show. */
const code = (text: string, options = {}): string => objectCode(`${text}\n END`, options);
const codes = (text: string): string[] => assemble(lines(text)).diagnostics.map(diagnostic => diagnostic.code);

test('positional and keyword parameters, name field, defaults', t => {
	t.is(code(`
		 MACRO
		&L PUT &A,&B,&KEY=7
		&L DC AL1(&A,&B,&KEY)
		 MEND
		P CSECT
		X PUT 1,2
		Y PUT 3,4,KEY=5
		 DC AL1(Y-X)
	`), '01020703040503');
});

test('sublists and &SYSLIST', t => {
	t.is(code(`
		 MACRO
		 LST &A
		 LCLA &N,&M,&K
		&N SETA N'&SYSLIST
		&M SETA N'&A
		&K SETA K'&SYSLIST(3)
		 DC AL1(&N,&M,&A(2),&SYSLIST(2),&SYSLIST(1,3),&K)
		 MEND
		P CSECT
		 LST (1,2,3),9,ABCD
	`), '030302090304');
});

test('SET symbols, arrays, loops and sequence symbols', t => {
	t.is(code(`
		P CSECT
		 LCLA &I,&T(4)
		.LOOP ANOP
		&I SETA &I+1
		&T(&I) SETA &I*&I
		 DC AL1(&T(&I))
		 AIF (&I LT 4).LOOP
	`), '01040910');
});

test('SETC: concatenation, substrings, duplication, doubled apostrophes', t => {
	t.is(code(`
		P CSECT
		 LCLC &A,&B,&C
		&A SETC 'ABCDEF'
		&B SETC '&A'(2,3).'X'
		&C SETC (2)'&B'
		 DC C'&B.&C'
		&A SETC 'IT''S'
		 LCLA &K
		&K SETA K'&A
		 DC AL1(&K)
	`), 'C2C3C4E7C2C3C4E7C2C3C4E704');
});

test('SETB and conditions: relations, AND, OR, NOT, strings of unlike length', t => {
	const condition = (text: string) =>
		code(`P CSECT\n LCLB &B\n LCLA &A\n LCLC &C\n&A SETA 5\n&C SETC 'AB'\n&B SETB (${text})\n DC AL1(&B)`);
	t.is(condition('&A GT 4'), '01');
	t.is(condition('&A GT 4 AND &A LT 5'), '00');
	t.is(condition('NOT (&A EQ 4) AND (\'&C\' EQ \'AB\' OR &A EQ 0)'), '01');
	t.is(condition('\'&C\' GT \'Z\''), '01');
	t.is(condition('(&A+1)*2 EQ 12'), '01');
	t.is(condition('T\'&C EQ \'U\''), '01');
});

test('attributes of symbols, also of ones that come later', t => {
	t.is(code(`
		 MACRO
		 ATT &S
		 LCLC &T
		 LCLA &L
		&T SETC T'&S
		&L SETA L'&S
		 DC C'&T',AL1(&L)
		 MEND
		P CSECT
		 ATT X
		X DC CL3'ABC'
		 ATT X
	`), joined('C303 C1C2C3 C303'));
	t.is(
		code(' MACRO\n TY &S\n LCLC &T\n&T SETC T\'&S\n DC C\'&T\'\n MEND\nP CSECT\n TY\n TY 5\n TY P\n TY NONE\n TY L\nL '
			+ 'LR 1,1'),
		joined('D6D5D1E4C9 00 1811'),
	);
});

test('scale and integer attributes', t => {
	t.is(
		code('P CSECT\nA DC P\'1.23\'\nB DC FS4\'1\'\n LCLA &I\n&I SETA S\'A\n DC AL1(&I)\n&I SETA I\'A\n DC AL1(&I)\n&I SETA '
			+ 'I\'B\n DC AL1(&I)').slice(-6),
		'02011B',
	);
});

test('nested calls, &SYSNDX, &SYSECT, MEXIT, global symbols', t => {
	t.is(code(`
		 MACRO
		 OUTER &N
		 GBLA &G
		&G SETA &G+1
		 INNER A&SYSNDX
		 AIF (&N EQ 1).OUT
		 DC C'&SYSECT'
		.OUT MEXIT
		 DC C'NEVER'
		 MEND
		 MACRO
		 INNER &V
		 GBLA &G
		 DC C'&V.&G.&SYSNDX'
		 MEND
		P CSECT
		 OUTER 1
		 OUTER 2
	`), 'C1F0F0F0F1F1F0F0F0F2C1F0F0F0F3F2F0F0F0F4D7');
});

test('a sequence symbol may stand at MEND, in the source and in a library', t => {
	const macro = [' MACRO', ' PUT &A', ' DC C\'&A\'', ' AIF (\'&A\' EQ \'X\').END', ' DC C\'Z\'', '.END MEND'];
	t.is(code(`${macro.join('\n')}\nP CSECT\n PUT X\n PUT Y`), 'E7E8E9');
	const library: Library = {member: name => name === 'PUT' ? macro : undefined};
	t.is(code('P CSECT\n PUT X\n PUT Y', {library}), 'E7E8E9');
});

test('a macro defined inside a macro exists once the outer one has run', t => {
	t.is(code(' MACRO\n OUT\n MACRO\n IN\n DC C\'I\'\n MEND\n MEND\nP CSECT\n OUT\n IN'), 'C9');
});

test('system variables come from the options', t => {
	t.is(
		code('P CSECT\n DC C\'&SYSDATE &SYSTIME &SYSPARM\'', {time: Date.UTC(1975, 10, 19, 9, 5) * 1000, sysparm: 'XY'}),
		Buffer.from(toEbcdic('11/19/75 09.05 XY')).toString('hex').toUpperCase(),
	);
});

test('macros and COPY members come from the library', t => {
	const members: Record<string, string[]> = {
		PUT: [' MACRO', ' PUT &A', ' DC C\'&A\'', ' MEND'],
		EQUS: ['R1 EQU 1', '* COMMENT', 'R2 EQU 2'],
	};
	const library: Library = {member: name => members[name]};
	t.is(code(' COPY EQUS\nP CSECT\n LR R1,R2\n PUT X', {library}), '1812E7');
	const result = assemble(lines('P CSECT\n COPY NOPE\n NOPE2\n END'), {library});
	t.deepEqual(result.diagnostics.map(({code: number}) => number), ['IFO068', 'IFO078']);
});

test('MNOTE sets the return code; a comment does not', t => {
	const result = assemble(lines('P CSECT\n MNOTE *,\'HELLO\'\n MNOTE 12,\'BAD\'\n MNOTE \'PLAIN\'\n END'));
	t.is(result.returnCode, 12);
	t.deepEqual(result.diagnostics.map(({text, severity}) => [text, severity]), [['BAD', 12]]);
});

test('operands are told apart before substitution; a blank in a value does not end the field', t => {
	t.is(code(`
		 MACRO
		 IN &A,&B,&C
		 LCLA &K(3)
		&K(1) SETA K'&A
		&K(2) SETA K'&B
		&K(3) SETA K'&C
		 DC AL1(&K(1),&K(2),&K(3))
		 MEND
		P CSECT
		 LCLC &Z
		&Z SETC ' '
		 IN 1,&Z,333
	`), '010103');
});

test('long statements are continued, in the standard and in the alternate format', t => {
	const card = (text: string) => `${text.padEnd(71)}X`;
	const source = [
		'         MACRO',
		card('         M     &A=,                FIRST'),
		'               &B=                 SECOND',
		'         DC    C\'&A&B\'',
		'         MEND',
		'P        CSECT',
		card('         M     A=1,                REMARK, WITH A COMMA'),
		'               B=2                 OTHER',
		card(`         DC    C'${'A'.repeat(54)}`),
		'               BC\'',
		'         END',
	];
	const {returnCode, cards} = assemble(source);
	t.is(returnCode, 0);
	t.is(Buffer.from(cards[1].subarray(16, 18)).toString('hex'), 'f1f2');
	t.is(cards[1][11], 56);
	t.is(Buffer.from(cards[2].subarray(16, 18)).toString('hex'), 'c2c3');
});

test('endless loops end', t => {
	t.deepEqual(
		assemble(lines(' MACRO\n LOOP\n.A AGO .A\n MEND\nP CSECT\n LOOP\n DC C\'A\'\n END')).diagnostics.map(({code: number, line}) => [number, line]),
		[['IFO118', 6]],
	);
	t.deepEqual(codes('P CSECT\n.A AGO .A\n END'), ['IFO118', 'IFO260']);
	t.deepEqual(codes(' MACRO\n REC\n REC\n MEND\nP CSECT\n REC\n END'), ['IFO088']);
});

test('errors of conditional assembly are said where they happen', t => {
	t.deepEqual(codes('P CSECT\n&A SETA 1\n END'), ['IFO006']);
	t.deepEqual(codes('P CSECT\n AGO .NOWHERE\n END'), ['IFO061']);
	t.deepEqual(codes('P CSECT\n LCLC &C\n&C SETC \'AB\'(3,1)\n END'), ['IFO117']);
	t.deepEqual(codes('P CSECT\n LCLA &A\n&A SETA \'X\'\n END'), ['IFO236']);
	t.deepEqual(codes('P CSECT\n LCLA &A(3)\n&A(4) SETA 1\n END'), ['IFO106']);
	t.deepEqual(codes(' MACRO\n M &A=\n MEND\nP CSECT\n M B=1\n END'), ['IFO092']);
	t.deepEqual(codes(' MACRO\n M\n DC F\'1\''), ['IFO073', 'IFO260']);
});

test('OPSYN renames operations', t => {
	t.is(code('LOAD OPSYN L\nP CSECT\n LOAD 1,0(2)'), '58120000');
});
