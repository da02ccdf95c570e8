/** RUN (GC20-1818; VM/370's HELP, "RUN"). */
import test from 'ava';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {macroProgram} from '../../../support/macro-program.js';
import {programFile} from '../../../support/program-file.js';

/** Types the second and third word of its list. */
const shows = `
         LA    R5,8(,R1)
         WRTERM (R5),16
         SR    R15,R15
`;

const session = (): CmsSession => new CmsSession({volumes: {
	0x191: cmsVolume({'ONE EXEC': ['&CONTROL OFF', '&TYPE EXEC &1 &2', '&EXIT 7']}, [
		macroProgram('ONE', shows), macroProgram('TWO', shows),
		programFile('TWO', '         LA    15,9\n         BR    14'),
		programFile('THREE', '         LA    15,3\n         BR    14'),
	]),
}});

test('RUN takes the EXEC, else the MODULE, else the TEXT file', t => {
	const cms = session();
	t.deepEqual(cms.enter('run one (a b'), ['EXEC A B', 'Ready(00007);']);
	t.deepEqual(cms.enter('run two (charlie dog)'), ['Execution begins...', 'CHARLIE DOG', 'Ready;']);
	t.deepEqual(cms.enter('run three'), ['Execution begins...', 'Ready(00003);']);
	t.deepEqual(cms.enter('run one module a (x y'), ['Execution begins...', 'X       Y', 'Ready;']);
	t.deepEqual(cms.enter('run two text'), ['Execution begins...', 'Ready(00009);']);
});

test('what RUN refuses', t => {
	const cms = session();
	t.deepEqual(cms.enter('run'), ['NO FILENAME SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('run nosuch'), ["FILE 'NOSUCH' NOT FOUND.", 'Ready(00028);']);
	t.deepEqual(cms.enter('run nosuch text'), ["FILE 'NOSUCH TEXT' NOT FOUND.", 'Ready(00028);']);
	t.deepEqual(cms.enter('run one cobol'), ['NO COBOL MODULE FOUND', 'Ready(00028);']);
	t.regex(cms.enter('run one script')[0], /INVALID FILETYPE/);
	t.regex(cms.enter('run one exec a b')[0], /INVALID PARAMETER 'B'/);
	t.is(cms.enter('run one (1 2 3 4 5 6 7 8 9 10 11 12 13 14').at(-1), 'Ready(00024);');
});

test('GLOBAL DOSLIB and LOADLIB: names are kept apart, and shown', t => {
	const cms = new CmsSession({volumes: {0x191: cmsVolume({'ONE DOSLIB': ['X'], 'TWO LOADLIB': ['X']})}});
	t.deepEqual(cms.enter('global doslib one'), ['Ready;']);
	t.deepEqual(cms.enter('global loadlib two'), ['Ready;']);
	t.deepEqual(cms.enter('query doslib'), ['DOSLIB   = ONE', 'Ready;']);
	t.deepEqual(cms.enter('query loadlib'), ['LOADLIB  = TWO', 'Ready;']);
	t.deepEqual(cms.enter('query library'), ['MACLIB   = NONE', 'TXTLIB   = NONE', 'DOSLIB   = ONE', 'Ready;']);
	t.deepEqual(cms.enter('global loadlib'), ['Ready;']);
	t.deepEqual(cms.enter('query loadlib'), ['LOADLIB  = NONE', 'Ready;']);
});
