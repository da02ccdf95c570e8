/** CMSLIB MACLIB (GC20-1818, "CMS macro instructions"): programs that use its macros assemble, and do what it says. */
import test from 'ava';
import {MemoryTape} from '../../source/machine/devices/tape/tape-medium.js';
import {cmsVolume} from '../support/cms-disk.js';
import {CmsSession} from '../support/cms-session.js';
import {macroAssembly, macroProgram} from '../support/macro-program.js';
import {tapeDrive} from '../support/tape-drive.js';
import {UnitRecordDevices} from '../support/unit-records.js';

/** A session in which a program is the command PROG. */
const withProgram = (text: string, more = '', options: ConstructorParameters<typeof CmsSession>[0] = {}): CmsSession =>
	new CmsSession({
		...options,
		volumes: {
			0x191: cmsVolume({'SOME DATA': ['ONE', 'TWO', 'THREE']}, [macroProgram('PROG', text, more)]),
			...options.volumes,
		},
	});

test('WRTERM, RDTERM and WAITT: lines at the terminal', t => {
	const cms = withProgram(`
         WRTERM 'SAY SOMETHING'
         RDTERM BUFFER
         LR    R4,R0
         LA    R3,BUFFER
         WRTERM (R3),(R4)
         RDTERM BUFFER,EDIT=NO
         LR    R4,R0
         WRTERM BUFFER,(R4),EDIT=NO,COLOR=R
         LA    R5,BUFFER
         RDTERM (R5),EDIT=PAD
         WRTERM BUFFER,9
         RDTERM BUFFER,EDIT=UPCASE
         WAITT
         SR    R15,R15
`, 'BUFFER   DC    CL130\' \'');
	t.deepEqual(cms.enter('prog'), ['SAY SOMETHING']);
	t.deepEqual(cms.enter('yes please'), ['YES PLEASE']);
	t.deepEqual(cms.enter('No Thanks'), ['No Thanks']);
	t.deepEqual(cms.enter('Maybe'), ['Maybe']);
	t.deepEqual(cms.enter('x'), ['Ready;']);
});

test('FSCB, FSOPEN, FSREAD, FSWRITE, FSCLOSE: a file is copied record by record', t => {
	const cms = withProgram(`
         FSOPEN 'SOME DATA A',FSCB=IN,BUFFER=BUFFER,BSIZE=100,ERROR=EXIT
         LA    R9,OUT
LOOP     FSREAD FSCB=IN,ERROR=ENDED
         LR    R5,R0
         FSWRITE FSCB=(R9),BUFFER=BUFFER,BSIZE=(R5),RECFM=V,ERROR=EXIT
         B     LOOP
ENDED    LR    R6,R15
         FSCLOSE FSCB=IN
         FSCLOSE FSCB=(R9),ERROR=EXIT
         LR    R15,R6
`, `
IN       FSCB
OUT      FSCB  'NEW DATA A1'
BUFFER   DS    CL100
`);
	t.deepEqual(cms.enter('prog'), ['Ready(00012);']);
	t.deepEqual(cms.enter('type new data').filter(line => line.trim() !== ''), ['ONE', 'TWO', 'THREE', 'Ready;']);
});

test('FSREAD by record numbers and several at once, FSSTATE, FSERASE, the file in a register', t => {
	const cms = withProgram(`
         FSREAD 'SOME DATA A1',BUFFER=BUFFER,BSIZE=80,RECNO=3,ERROR=EXIT
         LR    R4,R0
         WRTERM BUFFER,(R4)
         LA    R7,2
         LA    R8,FILE
         FSREAD (R8),BUFFER=BUFFER,BSIZE=80,RECNO=(R7),ERROR=EXIT
         LR    R4,R0
         WRTERM BUFFER,(R4)
         FSCLOSE (R8)
         FSSTATE 'SOME DATA *',ERROR=EXIT
         USING FSTD,R1
         MVC   BUFFER(8),FSTFT
         LH    R6,FSTRECS
         DROP  R1
         LINEDIT TEXT='........ HAS .... RECORDS',SUB=(CHARA,BUFFER,DEC,(R6))
         FSERASE (R8),ERROR=EXIT
         FSSTATE (R8),ERROR=EXIT
         WRTERM 'STILL THERE'
`, `
FILE     DC    CL8'SOME',CL8'DATA',CL2'A1'
BUFFER   DS    CL100
`);
	t.deepEqual(cms.enter('prog'), ['THREE', 'TWO', 'DATA HAS 3 RECORDS.', 'Ready(00028);']);
});

test('LINEDIT: substitutions of every kind, blanks, the period', t => {
	const cms = withProgram(`
         LA    R3,1234
         LNR   R4,R3
         LA    R5,NAME
         LINEDIT TEXT='NUMBERS ...... AND ......',SUB=(DEC,(R3),DEC,(R4))
         LINEDIT TEXT='HEX ........ AND ....',SUB=(HEX,(R4),HEX,(R3)),DOT=NO
         LINEDIT TEXT='DECA .... HEXA ........',SUB=(DECA,WORD,HEXA,WORD)
         LINEDIT TEXT='.......... ........',SUB=(CHARA,(NAME,3),CHARA,(R5))
         LINEDIT TEXT='...................',SUB=(CHAR8A,(NAME,16))
         LINEDIT TEXT='...................',SUB=(HEX4A,((R5),8))
         LINEDIT TEXT='AS   IT  IS',COMP=NO
         LA    R6,TEXT
         LINEDIT TEXTA=(R6)
         LINEDIT TEXT='TO THE BUFFER',BUFFA=BUFFER,DISP=NONE
         SR    R7,R7
         IC    R7,BUFFER
         WRTERM BUFFER+1,(R7)
         LINEDIT TEXT='QUERY NOTHING',DISP=CPCOMM,DOT=NO
`, `
WORD     DC    F'-7'
NAME     DC    C'ABCDEFGHIJKLMNOP'
TEXT     DC    AL1(9),C'SOMEWHERE'
BUFFER   DS    CL130
`);
	t.deepEqual(cms.enter('prog'), [
		'NUMBERS 1234 AND -1234.',
		'HEX FFFFFB2E AND 04D2',
		'DECA -7 HEXA FFFFFFF9.',
		'ABC ABCDEFGH.',
		'ABCDEFGH IJKLMNOP.',
		'C1C2C3C4 C5C6C7C8.',
		'AS   IT  IS.',
		'SOMEWHERE.',
		'TO THE BUFFER.',
		'NOTHING NOT LOGGED ON',
		'Ready(00045);',
	]);
});

test('LINEDIT: a list of its own, which MF=E fills in and leaves its expansion as it was', t => {
	const lines = withProgram(`
         LA    R3,1234
         LA    R4,LISTB
         LA    R5,NAME
         LA    R10,2
AGAIN    LINEDIT TEXT='NUMBERS ...... AND ......',SUB=(DEC,(R3),DECA,WORD),MF=(E,LIST)
         LINEDIT TEXT='.......... ........',SUB=(CHARA,((R5),3),CHARA,NAME),DOT=NO,RENT=YES,MF=(E,(R4))
         LA    R1,LIST
         LA    R6,TEXT
         LA    R7,BUFFER
         LINEDIT TEXTA=(R6),BUFFA=(R7),DISP=NONE,MF=(E,(R1))
         SR    R8,R8
         IC    R8,BUFFER
         WRTERM BUFFER+1,(R8)
         LINEDIT TEXTA=TEXT,BUFFA=BUFFER,SUB=(HEX,(R3),HEX,(R3),HEX,(R3)),MF=(E,LISTB)
         LA    R3,5
         LA    R5,NAME+4
         BCT   R10,AGAIN
         SR    R15,R15
`, `
LIST     LINEDIT MF=L,SUB=(DEC,(R3),DECA,WORD)
LISTB    LINEDIT MF=L,MAXSUBS=3
WORD     DC    F'-7'
NAME     DC    C'ABCDEFGHIJKLMNOP'
TEXT     DC    AL1(9),C'.. .. ...'
BUFFER   DS    CL130
`).enter('prog');
	t.deepEqual(lines, [
		'NUMBERS 1234 AND -7.',
		'ABC ABCDEFGH',
		'.. .. ...',
		'D2 D2 4D2.',
		'NUMBERS 5 AND -7.',
		'EFG ABCDEFGH',
		'.. .. ...',
		'05 05 005.',
		'Ready;',
	]);
});

test('LINEDIT says which forms are none', t => {
	const says = (statement: string): readonly string[] => macroAssembly(`         ${statement}`)
		.diagnostics.map(({text}) => text);
	t.deepEqual(says('LINEDIT TEXT=\'X\',MF=X'), ['MF=X IS INVALID']);
	t.deepEqual(says('LINEDIT TEXT=\'X\',MF=(E)'), ['MF=(E) IS INVALID']);
	t.deepEqual(says('LINEDIT TEXT=\'X\',MF=L'), ['TEXT=, TEXTA= AND BUFFA= ARE FOR MF=(E,ADDRESS)']);
	t.deepEqual(says('LINEDIT TEXT=\'.. ..\',SUB=(DEC,(R3)),RENT=YES'), [
		'RENT=YES NEEDS MF=(E,ADDRESS) FOR REGISTERS',
	]);
	t.deepEqual(says('LINEDIT TEXT=\'.. ..\',SUB=(DECA,LIST),RENT=YES').filter(text => text.startsWith('RENT')), []);
});

test('DMSFREE and DMSFRET: storage is got, given back, counted', t => {
	const cms = withProgram(`
         DMSFREE DWORDS=20,ERR=EXIT
         LR    R5,R1
         MVC   0(160,R5),0(R5)
         LA    R3,10
         DMSFREE DWORDS=(R3),TYPE=NUCLEUS,AREA=LOW,ERR=*
         LR    R6,R1
         DMSFRES CALOC
         LR    R7,R0
         LA    R8,16(,R5)
         DMSFRET DWORDS=2,LOC=(R8),ERR=EXIT
         DMSFRET DWORDS=2,LOC=(R5),ERR=EXIT
         LA    R8,32(,R5)
         DMSFRET DWORDS=16,LOC=(R8),ERR=EXIT
         DMSFRET DWORDS=10,LOC=(R6)
         DMSFRES CHECK
         DMSFRES CALOC
         LR    R8,R0
         LINEDIT TEXT='HAD .... HAS ....',SUB=(DEC,(R7),DEC,(R8))
         DMSFREE DWORDS=999999,MIN=1,ERR=EXIT
         LR    R7,R0
         LR    R8,R1
         DMSFRET DWORDS=(0),LOC=(1),ERR=EXIT
         C     R7,=F'10000'
         BL    EXIT
         DMSFRET DWORDS=1,LOC=(R8),ERR=*
`);
	const typed = cms.enter('prog');
	t.is(typed[0], 'HAD 30 HAS 0.');
	t.regex(typed[1], /^INVALID DMSFRET CALL FROM 02[\dA-F]{4}, ERROR NUMBER 6$/);
	t.deepEqual(typed.slice(2), ['Ready(00006);']);
});

test('DMSKEY and DMSEXS: a program stores into the nucleus when it says so', t => {
	const store = `
         LA    R5,X'55'
         CLI   8(R1),C'X'
         BE    EXEC
         CLI   8(R1),C'K'
         BNE   PLAIN
         DMSKEY NUCLEUS
         STC   R5,X'464'
         DMSKEY USER,NOSTACK
         DMSKEY RESET
         B     SHOW
EXEC     DMSEXS STC,R5,X'464'
         B     SHOW
PLAIN    STC   R5,X'464'
SHOW     CLI   X'464',X'55'
         BNE   EXIT
         SR    R6,R6
         DMSKEY NUCLEUS
         STC   R6,X'464'
         DMSKEY RESET
         LINEDIT TEXT='STORED',DISP=TYPE
         SR    R15,R15
`;
	const cms = withProgram(store);
	t.deepEqual(cms.enter('prog keys'), ['STORED.', 'Ready;']);
	t.deepEqual(cms.enter('prog xs'), ['STORED.', 'Ready;']);
	t.regex(cms.enter('prog')[0], /^PROTECTION EXCEPTION OCCURRED AT 02[\dA-F]{4} IN ROUTINE PROG$/);
});

test('HNDSVC: an SVC goes to a routine until it is cleared; the registers stay the caller\'s', t => {
	const cms = withProgram(`
         HNDSVC SET,(77,MINE),(5,MINE),ERROR=EXIT
         LA    R5,7
         LA    R15,8
         SVC   77
         LR    R6,R15
         SVC   5
         L     R7,COUNT
         LINEDIT TEXT='.. .. ..',SUB=(DEC,(R5),DEC,(R6),DEC,(R7))
         HNDSVC SET,(77,MINE),ERROR=AGAIN
AGAIN    LR    R5,R15
         HNDSVC CLR,77,5,ERROR=EXIT
         HNDSVC CLR,77,ERROR=CLEAR
CLEAR    LR    R6,R15
         HNDSVC SET,(202,MINE),ERROR=OURS
OURS     LR    R7,R15
         LINEDIT TEXT='.. .. ..',SUB=(DEC,(R5),DEC,(R6),DEC,(R7))
         SVC   77
`, `
         USING MINE,R12
MINE     L     R5,COUNT
         LA    R5,1(,R5)
         ST    R5,COUNT
         LA    R15,3
         BR    R14
COUNT    DC    F'0'
         DROP  R12
`);
	const typed = cms.enter('prog');
	t.deepEqual(typed.slice(0, 2), ['7 8 2.', '2 3 1.']);
	t.regex(typed[2], /^DMSSVT121S UNSUPPORTED SVC 77 \(HEX 4D\) CALLED FROM 02[\dA-F]{4}$/);
	t.is(typed[3], 'Ready(00004);');
});

test('HNDEXT: an external interruption goes to a routine, with what it interrupted', t => {
	const cms = withProgram(`
         HNDEXT SET,SEE
         LA    R5,17
         LINEDIT TEXT='EXTERNAL',DISP=CPCOMM,DOT=NO
         HNDEXT CLR
         L     R6,CODEAT
         L     R7,ITS
         LINEDIT TEXT='HEX .... REGISTER .. .. ',SUB=(HEX,(R6),DEC,(R7),DEC,(R5))
         SR    R15,R15
`, `
         USING SEE,R15
SEE      LH    R2,98(,R1)
         ST    R2,CODEAT
         L     R3,20(,R1)
         ST    R3,ITS
         LA    R3,104(,R1)
         CR    R3,R13
         BER   R14
         MVI   CODEAT,255
         BR    R14
CODEAT   DC    F'0'
ITS      DC    F'0'
         DROP  R15
`);
	t.deepEqual(cms.enter('prog'), ['HEX 0040 REGISTER 17 17.', 'Ready;']);
});

const deviceProgram = (when: string): string => `
         HNDINT SET,(PUN1,ENDED,00D,${when}),ERROR=EXIT
         LA    R3,CARD
         DMSKEY NUCLEUS
         ST    R3,X'48'
         DMSKEY RESET
         SIO   13(0)
         BC    7,FAILED
         L     R5,COUNT
         WAITD PUN1,ERROR=EXIT
         ST    R1,NAME
         L     R6,COUNT
         L     R7,DEVICE
         HNDINT CLR,(PUN1),ERROR=EXIT
         LINEDIT TEXT='.... .. .. ....',SUB=(CHARA,NAME,DEC,(R5),DEC,(R6),HEX,(R7))
         HNDINT CLR,(PUN1),ERROR=EXIT
FAILED   WRTERM 'FAILED'
`;
const deviceConstants = `
         USING ENDED,R15
ENDED    L     R5,TIMES
         LA    R5,1(,R5)
         ST    R5,TIMES
         ST    R4,ITS
         SR    R15,R15
         BR    R14
TIMES    DC    F'0'
ITS      DC    F'0'
         DROP  R15
COUNT    EQU   TIMES
DEVICE   EQU   ITS
NAME     DS    CL4
         DS    0D
CARD     CCW   1,CARD,X'20',80
`;

test('HNDINT and WAITD: an interruption goes to a routine when it comes, or when it is waited for', t => {
	for (const when of ['ASAP', 'WAIT']) {
		const {units} = new UnitRecordDevices();
		const cms = withProgram(deviceProgram(when), deviceConstants, {units});
		t.regex(cms.enter('prog').join('|'), /^PUN1 [01] 1 000D\.\|Ready\(00003\);$/, when);
	}
});

test('RDCARD, PUNCHC, PRINTL: a card is read, punched and printed', t => {
	const devices = new UnitRecordDevices();
	const cms = withProgram(`
         RDCARD CARD,ERROR=EXIT
         LR    R5,R0
         LA    R3,CARD
         PUNCHC (R3),ERROR=EXIT
         MVI   LINE,C'1'
         MVC   LINE+1(80),CARD
         PRINTL LINE,81,ERROR=EXIT
         LINEDIT TEXT='0PRINTED',DISP=PRINT
         LA    R4,LINE
         LA    R6,200
         PRINTL (R4),(R6),ERROR=TOOLONG
TOOLONG  LR    R6,R15
         LINEDIT TEXT='.... ..',SUB=(DEC,(R5),DEC,(R6))
         RDCARD CARD,ERROR=EXIT
`, `
CARD     DS    CL80
LINE     DS    CL133
`, {units: devices.units});
	devices.feed('HELLO CARD');
	t.deepEqual(cms.enter('prog'), ['80 1.', 'Ready(00001);']);
	t.deepEqual(devices.takePunched(), ['HELLO CARD']);
	t.true(devices.printed.some(line => line.startsWith('HELLO CARD')));
	t.true(devices.printed.some(line => line.startsWith('PRINTED.')));
});

test('RDTAPE, WRTAPE, TAPECTL: blocks on a tape', t => {
	const cms = withProgram(`
         WRTAPE NAME,8,ERROR=EXIT
         LA    R3,NAME
         LA    R4,4
         WRTAPE (R3),(R4),TAP1,ERROR=EXIT
         TAPECTL WTM,ERROR=EXIT
         TAPECTL REW,TAP1,ERROR=EXIT
         RDTAPE BUFFER,80,MODE=(9,1600),ERROR=EXIT
         LR    R5,R0
         WRTERM BUFFER,(R5)
         RDTAPE BUFFER,2,ERROR=LONG
LONG     LR    R5,R15
         RDTAPE BUFFER,80,181,ERROR=MARK
MARK     LR    R6,R15
         TAPECTL REW,TAP3,ERROR=NONE
NONE     LR    R7,R15
         LINEDIT TEXT='.. .. ..',SUB=(DEC,(R5),DEC,(R6),DEC,(R7))
         SR    R15,R15
`, `
NAME     DC    CL8'BLOCKONE'
BUFFER   DS    CL80
`, {units: [tapeDrive(0x181, new MemoryTape())]});
	t.deepEqual(cms.enter('prog'), ['BLOCKONE', '8 2 5.', 'Ready;']);
});

test('NUCON, SVCSAVE, STRINIT, COMPSWT: what a program finds in the nucleus', t => {
	const cms = withProgram(`
         USING NUCON,0
         LA    R5,SYSTEMID
         WRTERM (R5),11
         L     R5,CURRSAVE
         USING SSAVE,R5
         LA    R6,CALLEE
         L     R7,EGPR1
         WRTERM (R6),8
         LA    R7,8(,R7)
         WRTERM (R7),8
         DROP  R5
         L     R5,VMSIZE
         LH    R6,NUMFINRD
         LA    R7,LASTCMND
         LINEDIT TEXT='........ .. ........',SUB=(HEX,(R5),DEC,(R6),CHARA,(R7))
         COMPSWT ON
         TM    OSSFLAGS,COMPSWT
         BZ    BAD
         COMPSWT OFF
         TM    OSSFLAGS,COMPSWT
         BO    BAD
         STRINIT
         CLC   MAINSTRT,MAINHIGH
         BNE   BAD
         CLC   MAINHIGH,LOCCNT
         BL    BAD
         SR    R15,R15
         B     EXIT
BAD      LA    R15,99
`);
	t.deepEqual(cms.enter('prog operand'), ['CMS VERSION', 'PROG', 'OPERAND', '00040000 0 PROG.', 'Ready;']);
});

test('what the macros do not have is flagged', t => {
	const flagged = (statement: string): string[] => macroAssembly(statement).diagnostics
		.map(({text}) => text).filter(text => /SUPPORTED|INVALID|MISSING/.test(text));
	for (const statement of [
		'X        FSCB  \'A B\',FORM=E',
		'         LINEDIT TEXT=\'A\',MF=X',
		'         RDTERM BACK,ATTREST=NO',
		'         WRTERM \'A\',EDIT=MAYBE',
		'         DMSFREE DWORDS=1,TYPCALL=BALR',
		'         DMSFREE',
		'         DMSKEY ALL',
		'         PRINTL BACK,TRC=YES',
		'         RDTAPE BACK,8,MODE=(9,9999)',
		'         DMSFRES INIT1',
		'         HNDINT SET,(A,0,00D)',
	]) {
		t.is(flagged(statement).length, 1, statement);
	}
});
