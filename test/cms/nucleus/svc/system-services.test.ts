/** SVC 203 (SY20-0887, "DMSITS"): services by number, what their errors do to a program, what an abend gives back. */
import test from 'ava';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {macroProgram} from '../../../support/macro-program.js';

const withPrograms = (...programs: readonly NewFile[]): CmsSession =>
	new CmsSession({volumes: {0x191: cmsVolume({}, programs)}});

const hold = macroProgram('HOLD', `
         DMSFREE DWORDS=20,ERR=EXIT
         DMSFREE DWORDS=20,TYPE=NUCLEUS,ERR=EXIT
         SR    R15,R15
`);
const count = macroProgram('COUNT', `
         DMSFRES CALOC
         LR    R15,R0
`);
const abnormal = macroProgram('ABNORM', `
         DMSABN 1AB
`);
/** `SVC 203` with a code of its own behind it. */
const service = (name: string, code: number, before = ''): NewFile => macroProgram(name, `
${before}         SVC   203
         DC    H'${code}'
`);

test('DMSABN ends the program with its code, and CMS goes on', t => {
	const cms = withPrograms(abnormal, count);
	const [message, cmsLine] = cms.enter('abnorm');
	t.regex(message, /^System abend 1AB called from 02[\dA-F]{4}$/);
	t.is(cmsLine, 'CMS');
	t.deepEqual(cms.enter('count'), ['Ready;']);
});

test('storage that a program got stays its own until an abend, which gives it back', t => {
	const cms = withPrograms(hold, count, abnormal);
	t.deepEqual(cms.enter('hold'), ['Ready;']);
	t.deepEqual(cms.enter('count'), ['Ready(00040);']);
	cms.enter('abnorm');
	t.deepEqual(cms.enter('count'), ['Ready;']);
});

test('an error that nobody takes ends the program; one that is taken has its message, and a code', t => {
	const cms = withPrograms(
		service('MUCH', 0x1E04, '         L     R0,=F\'999999\'\n'),
		service('TAKES', -0x1E04, '         L     R0,=F\'999999\'\n'),
		service('NOTHING', 0x1E04, '         SR    R0,R0\n'),
		service('WRONG', 0x0205, '         LA    R0,1\n         LA    R1,12\n'),
		service('ALIEN', 0x0205, '         LA    R0,1\n         LA    R1,EXIT\n         N     R1,=F\'-8\'\n'),
		service('FRES', 0x040A),
		service('NONE', 40),
	);
	const first = (name: string): string => cms.enter(name).map(line => line.replace(/02[\dA-F]{4}/, '02....')).join('|');
	t.is(first('much'), 'INSUFFICIENT STORAGE AVAILABLE TO SATISFY DMSFREE REQUEST FROM 02....|CMS');
	t.is(first('takes'), 'INSUFFICIENT STORAGE AVAILABLE TO SATISFY DMSFREE REQUEST FROM 02....|Ready(00001);');
	t.is(first('nothing'), 'INVALID DMSFREE CALL FROM 02....|CMS');
	t.is(first('wrong'), 'INVALID DMSFRET CALL FROM 02...., ERROR NUMBER 7|CMS');
	t.is(first('alien'), 'INVALID DMSFRET CALL FROM 02...., ERROR NUMBER 6|CMS');
	t.is(
		first('fres'),
		'FREE STORAGE MANAGEMENT ERROR, INTERNAL ERROR CODE 8|'
		+ 'DMSITS122S ERROR IN CALL TO DMSFRES FROM 02...., ERROR CODE 8 (HEX 00000008)|CMS',
	);
	t.is(first('none'), 'DMSITS134S UNSUPPORTED SVC 203 CODE 40, CALLED FROM 02....|CMS');
});

test('a routine puts away seven keys, takes back what it put away, and leaves none', t => {
	const cms = withPrograms(
		macroProgram('OVER', `
         LA    R5,8
NEXT     DMSKEY NUCLEUS
         BCT   R5,NEXT
`),
		macroProgram('UNDER', '         DMSKEY RESET\n'),
		macroProgram('LEAVES', '         DMSKEY NUCLEUS\n'),
		macroProgram('NOSTACK', '         DMSKEY NUCLEUS,NOSTACK\n'),
	);
	t.regex(cms.enter('over')[0], /^'DMSKEY' CALL FROM 02[\dA-F]{4} OVERFLOWS KEY STACK, WITH MAX DEPTH 7$/);
	t.regex(cms.enter('under')[0], /^'DMSKEY RESET' FROM 02[\dA-F]{4} UNDERFLOWS KEY STACK$/);
	t.is(cms.enter('leaves')[0], 'LEAVES ROUTINE CALLED FROM 000000 DID DMSKEY WITH NO RESET');
	t.deepEqual(cms.enter('nostack'), ['Ready;']);
});

test('what a program handles itself is handled until its command ends', t => {
	const cms = withPrograms(
		macroProgram('SETS', `
         HNDSVC SET,(77,EXIT),ERROR=EXIT
         HNDINT SET,(PUN1,EXIT,00D,ASAP),ERROR=EXIT
         HNDEXT SET,EXIT
         SR    R15,R15
`),
		macroProgram('USES', `
         HNDINT CLR,(PUN1)
         LR    R5,R15
         SVC   77
         LR    R15,R5
`),
	);
	t.deepEqual(cms.enter('sets'), ['Ready;']);
	const typed = cms.enter('uses');
	t.regex(typed[0], /^DMSSVT121S/);
	t.is(typed[1], 'Ready(00003);');
});

test('a program that runs wild ends with the routine\'s name, and CMS goes on', t => {
	const cms = withPrograms(
		macroProgram('WILD', `
         LA    R5,0
         BCTR  R5,0
         MVC   0(8,R5),0(R5)
`),
		macroProgram('INNER', '         DC    H\'0\'\n'),
		macroProgram('OUTER', `
         LA    R1,=CL16'INNER'
         SVC   202
         DC    AL4(*+4)
`),
	);
	t.regex(cms.enter('wild')[0], /^\w+ EXCEPTION OCCURRED AT 02[\dA-F]{4} IN ROUTINE WILD$/);
	t.regex(cms.enter('outer')[0], /^OPERATION EXCEPTION OCCURRED AT 02[\dA-F]{4} IN ROUTINE INNER$/);
	t.is(cms.enter('exec nosuch').at(-1), 'Ready(00801);');
});
