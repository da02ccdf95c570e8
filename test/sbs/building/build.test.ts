/** Building a system: what is made of what, what is out of date, and what fails. */
import test from 'ava';
import {TestLibrary, type LibraryUser} from '../../support/sbs-library.js';

function put(user: LibraryUser, name: string, type: string, ...lines: readonly string[]): void {
	user.files.put(name, type, lines);
	const [answer] = user.enter(`PUT ${name} ${type}`);
	if (!answer.startsWith('SBS104I')) {
		throw new Error(answer);
	}
}

const beginMacro = (register: number): readonly string[] =>
	['         MACRO', '         BEGIN', '         WORK', `         BALR  ${register},0`, `         USING *,${register}`,
		'         MEND'];

/** Two sources, one of which calls the other, two macros and a program of both. */
function compiler(): {readonly library: TestLibrary; readonly sarah: LibraryUser} {
	const library = new TestLibrary();
	const sarah = library.user('SARAH');
	sarah.enter('DEFINE SYSTEM COMPILER');
	sarah.enter('DEFINE SUBSYSTEM FRONT IN COMPILER');
	sarah.enter('DEFINE SUBSYSTEM COMMON IN COMPILER');
	put(sarah, 'BEGIN', 'MACRO', ...beginMacro(12));
	put(sarah, 'WORK', 'MACRO', '         MACRO', '         WORK', '         MEND');
	put(sarah, 'MAIN', 'ASSEMBLE', 'MAIN     CSECT', '         BEGIN', '         L     15,=V(SCAN)', '         BALR  14,15', '         SR    15,15', '         BR    14', '         END   MAIN');
	put(sarah, 'SCAN', 'ASSEMBLE', 'SCAN     CSECT', '         BR    14', '         END');
	put(sarah, 'COMPILE', 'BUILD', '* The compiler', 'INCLUDE MAIN', 'ENTRY MAIN');
	sarah.enter('INCLUDE * ASSEMBLE IN FRONT');
	sarah.enter('INCLUDE COMPILE BUILD IN FRONT');
	sarah.enter('INCLUDE * MACRO IN COMMON');
	return {library, sarah};
}

test('everything is built once, a null build builds nothing, a macro rebuilds what depends on it', t => {
	const {sarah} = compiler();
	t.deepEqual(sarah.enter('BUILD COMPILER (CHECK'), [
		'SBS209I MAIN TEXT WOULD BE BUILT',
		'SBS209I SCAN TEXT WOULD BE BUILT',
		'SBS209I COMPILE MODULE WOULD BE BUILT',
		'SBS206I SYSTEM COMPILER: 0 BUILT, 0 UP TO DATE, 0 NOT BUILT',
	]);
	t.deepEqual(sarah.enter('BUILD COMPILER'), [
		'SBS200I MAIN TEXT VERSION 1 BUILT',
		'SBS200I SCAN TEXT VERSION 1 BUILT',
		'SBS200I COMPILE MODULE VERSION 1 BUILT',
		'SBS206I SYSTEM COMPILER: 3 BUILT, 0 UP TO DATE, 0 NOT BUILT',
	]);
	t.deepEqual(sarah.enter('BUILD COMPILER'), ['SBS206I SYSTEM COMPILER: 0 BUILT, 3 UP TO DATE, 0 NOT BUILT']);
	t.deepEqual(sarah.enter('BUILD FRONT'), ['SBS206I SYSTEM FRONT: 0 BUILT, 3 UP TO DATE, 0 NOT BUILT']);
	put(sarah, 'BEGIN', 'MACRO', ...beginMacro(11));
	t.deepEqual(sarah.enter('BUILD COMPILER'), [
		'SBS200I MAIN TEXT VERSION 2 BUILT',
		'SBS200I COMPILE MODULE VERSION 2 BUILT',
		'SBS206I SYSTEM COMPILER: 2 BUILT, 1 UP TO DATE, 0 NOT BUILT',
	]);
	// A macro that a macro uses, in a way that changes no byte: what is linked of it need not be linked again.
	put(sarah, 'WORK', 'MACRO', '         MACRO', '         WORK', '.* Nothing', '         MEND');
	t.deepEqual(sarah.enter('BUILD COMPILER'), [
		'SBS201I MAIN TEXT VERSION 2 BUILT AGAIN, THE SAME',
		'SBS206I SYSTEM COMPILER: 1 BUILT, 2 UP TO DATE, 0 NOT BUILT',
	]);
	t.is(sarah.enter('BUILD COMPILER')[0], 'SBS206I SYSTEM COMPILER: 0 BUILT, 3 UP TO DATE, 0 NOT BUILT');
	t.deepEqual(sarah.enter('QUERY BUILT MAIN TEXT'), [
		'MAIN TEXT VERSION 2 WAS BUILT OF',
		'SOURCE   MAIN     ASSEMBLE 1',
		'MACRO    BEGIN    MACRO    2',
		'MACRO    WORK     MACRO    2',
	]);
	t.deepEqual(sarah.enter('QUERY BUILT COMPILE MODULE').slice(1), [
		'SOURCE   COMPILE  BUILD    1', 'OBJECT   MAIN     TEXT     2', 'OBJECT   SCAN     TEXT     1',
	]);
	t.deepEqual(sarah.enter('QUERY BUILT MAIN ASSEMBLE'), ['SBS211E MAIN ASSEMBLE WAS NOT BUILT HERE', '(28)']);
	sarah.enter('DELETE SCAN TEXT');
	t.is(sarah.enter('BUILD COMPILER')[0], 'SBS200I SCAN TEXT VERSION 1 BUILT');
});

test('a macro of the source\'s own subsystem comes first, and one that appears there makes the object out of date', t => {
	const {sarah} = compiler();
	sarah.enter('BUILD COMPILER');
	put(sarah, 'WORK', 'COPY', '* Not in the system');
	t.is(sarah.enter('BUILD COMPILER')[0], 'SBS206I SYSTEM COMPILER: 0 BUILT, 3 UP TO DATE, 0 NOT BUILT');
	sarah.enter('DEFINE SUBSYSTEM OTHER IN COMPILER');
	sarah.enter('EXCLUDE WORK MACRO FROM COMMON');
	t.is(sarah.enter('BUILD COMPILER')[1], 'SBS202E MAIN ASSEMBLE DOES NOT ASSEMBLE; RETURN CODE 8');
	sarah.enter('INCLUDE WORK MACRO IN FRONT');
	t.is(sarah.enter('BUILD COMPILER')[0], 'SBS206I SYSTEM COMPILER: 0 BUILT, 3 UP TO DATE, 0 NOT BUILT');
});

test('a source that does not assemble leaves the old object; what depends on it is not built, all else is', t => {
	const {sarah} = compiler();
	put(sarah, 'ALONE', 'BUILD', 'INCLUDE SCAN');
	sarah.enter('INCLUDE ALONE BUILD IN FRONT');
	sarah.enter('BUILD COMPILER');
	put(sarah, 'MAIN', 'ASSEMBLE', 'MAIN     CSECT', '         NOTHING', '         END');
	put(sarah, 'SCAN', 'ASSEMBLE', 'SCAN     CSECT', '         NOPR  0', '         BR    14', '         END');
	t.deepEqual(sarah.enter('BUILD COMPILER'), [
		'MAIN     2 IFO078 UNDEFINED OP CODE',
		'SBS202E MAIN ASSEMBLE DOES NOT ASSEMBLE; RETURN CODE 8',
		'SBS200I SCAN TEXT VERSION 2 BUILT',
		'SBS203E COMPILE MODULE NOT BUILT; MAIN TEXT IS MISSING OR OUT OF DATE',
		'SBS200I ALONE MODULE VERSION 2 BUILT',
		'SBS206I SYSTEM COMPILER: 2 BUILT, 0 UP TO DATE, 2 NOT BUILT',
		'(8)',
	]);
	t.is(sarah.enter('QUERY MAIN TEXT').length, 2);
	t.true(sarah.enter('QUERY MAIN LISTING').length > 2);
	sarah.enter('GET MAIN LISTING');
	t.true(sarah.files.text('MAIN', 'LISTING')!.some(line => line.includes('UNDEFINED OP CODE')));
});

test('the same inputs give the same bytes, whoever builds when', t => {
	const build = (seconds: number): string => {
		const {library, sarah} = compiler();
		library.seconds += seconds;
		sarah.enter('BUILD COMPILER');
		for (const file of ['MAIN TEXT', 'COMPILE MODULE', 'MAIN LISTING', 'COMPILE MAP']) {
			sarah.enter(`GET ${file}`);
		}

		return ['TEXT', 'LISTING'].map(type => sarah.files.text('MAIN', type)!.join('\n')).join('\n')
			+ ['MODULE', 'MAP'].map(type => sarah.files.text('COMPILE', type)!.join('\n')).join('\n');
	};

	t.is(build(0), build(4000));
	t.true(build(0).includes('SCAN'));
});

test('the control file chooses updates, the last level first', t => {
	const {sarah} = compiler();
	const numbered = ['TABLE    CSECT', '         DC    C\'ONE\'', '         END'].map((line, index) =>
		`${line.padEnd(72)}000${index + 1}0000`);
	put(sarah, 'TABLE', 'ASSEMBLE', ...numbered);
	sarah.enter('INCLUDE TABLE ASSEMBLE IN FRONT');
	put(sarah, 'COMPILER', 'CNTRL', 'TEXT MACS CMSLIB', 'LCL AUXLCL', 'ONE FIX1', 'TEXT MACS');
	put(sarah, 'TABLE', 'AUXLCL', 'FIX3', 'FIX2');
	put(sarah, 'TABLE', 'FIX1', './ I 20000 $ 21000', '         DC    C\'TWO\'');
	put(sarah, 'TABLE', 'FIX2', './ R 21000 $', '         DC    C\'THREE\'');
	put(sarah, 'TABLE', 'FIX3', './ D 20000');
	t.is(sarah.enter('BUILD COMPILER').at(-1), 'SBS206I SYSTEM COMPILER: 4 BUILT, 0 UP TO DATE, 0 NOT BUILT');
	sarah.enter('GET TABLE LISTING');
	const listed = sarah.files.text('TABLE', 'LISTING')!.filter(line => line.includes('DC    C\''));
	t.deepEqual(listed.map(line => /'.*'/.exec(line)![0]), ['\'THREE\'']);
	put(sarah, 'TABLE', 'FIX2', './ R 25000', '         DC    C\'THREE\'');
	t.deepEqual(sarah.enter('ASSEMBLE TABLE'), [
		'SBS207E TABLE ASSEMBLE CANNOT BE UPDATED; TABLE FIX2 LINE 1 - NO RECORD 25000', '(8)',
	]);
	put(sarah, 'TABLE', 'AUXLCL', 'FIX9');
	t.is(sarah.enter('ASSEMBLE TABLE IN FRONT')[0],
		'SBS207E TABLE ASSEMBLE CANNOT BE UPDATED; TABLE FIX9 LINE 0 - NO SUCH MEMBER');
	put(sarah, 'TABLE', 'AUXLCL', '* None');
	t.is(sarah.enter('ASSEMBLE TABLE')[0], 'SBS200I TABLE TEXT VERSION 2 BUILT');
});

test('what cannot be linked, and why', t => {
	const {sarah} = compiler();
	put(sarah, 'COMPILE', 'BUILD', 'INCLUDE MAIN', 'ENTRY START');
	t.true(sarah.enter('BUILD COMPILER').includes('SBS204E COMPILE MODULE NOT BUILT; UNDEFINED START'));
	put(sarah, 'COMPILE', 'BUILD', 'INCLUDE NONE');
	t.true(sarah.enter('BUILD COMPILER').includes('SBS203E COMPILE MODULE NOT BUILT; NONE TEXT IS MISSING OR OUT OF DATE'));
	put(sarah, 'COMPILE', 'BUILD', 'INCLUDE MAIN', 'ORIGIN 20004');
	t.true(sarah.enter('BUILD COMPILER').includes('SBS205E COMPILE BUILD IS NOT VALID - ORIGIN 20004'));
	put(sarah, 'COMPILE', 'BUILD', '* Nothing');
	t.true(sarah.enter('BUILD COMPILER').includes('SBS210E COMPILE MODULE NOT BUILT; IT WOULD BE EMPTY'));
});

test('who may store a source may build from it, and replaces nothing else', t => {
	const {library, sarah} = compiler();
	const fred = library.user('FRED');
	t.deepEqual(fred.enter('ASSEMBLE SCAN'), ['SBS134E NOT AUTHORIZED TO BUILD SCAN ASSEMBLE', '(12)']);
	t.deepEqual(fred.enter('BUILD COMPILER').slice(-2), [
		'SBS206I SYSTEM COMPILER: 0 BUILT, 0 UP TO DATE, 3 NOT BUILT', '(8)',
	]);
	put(fred, 'SCAN', 'TEXT', 'MINE');
	t.deepEqual(sarah.enter('ASSEMBLE SCAN'), ['SBS108E SCAN TEXT IS OWNED BY FRED', '(12)']);
	t.deepEqual(sarah.enter('ASSEMBLE ALONE'), ['SBS208E ALONE ASSEMBLE IS PART OF NO SYSTEM', '(28)']);
	t.deepEqual(sarah.enter('BUILD NONE'), ['SBS181E NONE IS NO SYSTEM OF THE SBS DATA BASE', '(28)']);
	t.falsy(library.store.auditLines.some(line => line.includes('ASSEMBLE SCAN') && line.includes('  0 ')));
});

test('a module has no object in it that who builds may not copy', t => {
	const {library, sarah} = compiler();
	sarah.enter('BUILD COMPILER');
	sarah.enter('REVOKE GET SCAN TEXT FROM *');
	const other = library.user('OTHER');
	other.enter('DEFINE SYSTEM OTHERS');
	put(other, 'THIEF', 'BUILD', 'INCLUDE SCAN', 'ENTRY SCAN');
	other.enter('INCLUDE THIEF BUILD IN OTHERS');
	t.deepEqual(other.enter('BUILD OTHERS'), [
		'SBS134E NOT AUTHORIZED TO GET SCAN TEXT',
		'SBS206I SYSTEM OTHERS: 0 BUILT, 0 UP TO DATE, 1 NOT BUILT',
		'(8)',
	]);
	sarah.enter('GRANT GET SCAN TEXT TO OTHER');
	t.is(other.enter('BUILD OTHERS')[0], 'SBS200I THIEF MODULE VERSION 1 BUILT');
});

test('an update is applied by who may copy it', t => {
	const {library, sarah} = compiler();
	put(sarah, 'MINE', 'FIX1', './ I 10000', '* SECRET');
	sarah.enter('REVOKE GET MINE FIX1 FROM *');
	const other = library.user('OTHER');
	other.enter('DEFINE SYSTEM OTHERS');
	put(other, 'MINE', 'ASSEMBLE', 'MINE     CSECT', '         END');
	put(other, 'OTHERS', 'CNTRL', 'ONE FIX1');
	other.enter('INCLUDE MINE ASSEMBLE IN OTHERS');
	t.is(
		other.enter('BUILD OTHERS')[0],
		'SBS207E MINE ASSEMBLE CANNOT BE UPDATED; MINE FIX1 LINE 0 - NOT AUTHORIZED',
	);
});

test('IMPACT goes on from a build list to the module that is made of it, and to the procedures that use that', t => {
	const {sarah} = compiler();
	sarah.enter('BUILD COMPILER');
	put(sarah, 'RUNIT', 'EXEC', 'COMPILE FILE');
	t.deepEqual(sarah.enter('IMPACT SCAN ASSEMBLE').slice(1), [
		'    1 MAIN     ASSEMBLE EXTERNAL SCAN ASSEMBLE',
		'    1 MAIN     TEXT     EXTERNAL SCAN ASSEMBLE',
		'    2 COMPILE  BUILD    OBJECT   MAIN ASSEMBLE',
		'    3 COMPILE  MODULE   MODULE   COMPILE BUILD',
		'    4 RUNIT    EXEC     PROGRAM  COMPILE MODULE',
	]);
	const answer: unknown = JSON.parse(sarah.enter('IMPACT COMPILE BUILD (JSON').join(''));
	t.like(answer, {name: 'COMPILE', isComplete: true, impact: [{type: 'MODULE', level: 1}, {type: 'EXEC', level: 2}]});
});
